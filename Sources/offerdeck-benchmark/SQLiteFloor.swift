// The floor for imports and queries: SQLite's own program on the same file.

/// The table as SQLite's own program takes it: typed, with two indexes.
struct SQLiteFloor {
  /// Seconds that its import took.
  let importSeconds: Double
  private let file = "floor.sqlite"
  private let workshop: Workshop

  /// Imports the table of a deck.
  init(_ deck: SampleDeck, _ workshop: Workshop) throws {
    self.workshop = workshop
    let columns = SampleTable.columns.map { "\($0) TEXT NOT NULL" }.joined(separator: ", ")
    importSeconds = try workshop.run(
      workshop.sqlite, [workshop.path(file)],
      input: """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE offers (\(columns)) STRICT;
        CREATE UNIQUE INDEX by_id ON offers (publisher_id, offer_id);
        CREATE INDEX by_name ON offers (name COLLATE NOCASE);
        .mode csv
        .import --skip 1 \(deck.table) offers
        """
    ).seconds
  }

  /// Milliseconds for the first rows with a word in their name, by name.
  func query(_ word: String) throws -> Double {
    let output = try workshop.run(
      workshop.sqlite, [workshop.path(file)],
      input: """
        .timer on
        SELECT offer_id, name FROM offers INDEXED BY by_name WHERE name LIKE '%\(word)%'
        ORDER BY name COLLATE NOCASE LIMIT 40;
        """
    ).output
    let time = output.split(separator: "\n").last { $0.hasPrefix("Run Time:") }
    let words = time?.split(separator: " ") ?? []
    guard words.count > 3, let seconds = Double(words[3]) else {
      throw Trouble("sqlite3 told no time: \(output)")
    }
    return seconds * 1_000
  }

  /// Removes its file.
  func remove() { workshop.remove(database: workshop.path(file)) }
}
