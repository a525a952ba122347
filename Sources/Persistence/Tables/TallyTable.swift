// The counts, kept by the transactions that change what they count.

import GRDB
import Lifecycle

/// Changes of counts that are not written yet.
struct TallyChanges {
  private var differences: [Tally.Group: Int] = [:]

  /// So many offers more in a group.
  mutating func add(_ group: Tally.Group, _ count: Int = 1) {
    differences[group, default: 0] += count
  }

  /// So many offers that were in one group are in another now.
  mutating func move(from before: Tally.Group, to after: Tally.Group, _ count: Int = 1) {
    guard before != after else { return }
    add(before, -count)
    add(after, count)
  }

  /// Writes them and forgets them.
  mutating func write(_ db: Database) throws {
    for (group, difference) in differences where difference != 0 {
      try TallyTable.add(db, group, difference)
    }
    differences = [:]
  }
}

/// The table of counts.
enum TallyTable {
  /// All counts.
  ///
  /// - Parameter damage: where to note damaged rows, which are left out; without it they are an error.
  static func fetch(_ db: Database, leavingOut damage: DamageLog? = nil) throws -> Tally {
    try tally(
      db, damage,
      """
      SELECT p.id, b.id, t.track, t.stage, t.blocked, t.concerned, t.met, t.uncertain,
        t.held, t.count FROM tally t
      JOIN publishers p ON p.number = t.publisher JOIN playbooks b ON b.number = t.playbook
      """)
  }

  /// All counts as the offers themselves give them, for holding the table against them.
  ///
  /// - Parameter numbers: a selection of the numbers of the offers that count; all where nil.
  static func recount(
    _ db: Database, of numbers: String? = nil, leavingOut damage: DamageLog? = nil
  ) throws -> Tally {
    try tally(
      db, damage,
      """
      SELECT p.id, b.id, o.track, o.stage, o.blocked, o.concerned, o.met, o.uncertain,
        o.held, count(*) FROM offers o
      JOIN publishers p ON p.number = o.publisher JOIN playbooks b ON b.number = o.playbook
      \(numbers.map { "WHERE o.id IN (\($0))" } ?? "")
      GROUP BY o.publisher, o.playbook, o.track, o.stage, o.blocked, o.concerned, o.met,
        o.uncertain, o.held
      """)
  }

  private static func tally(
    _ db: Database, _ damage: DamageLog?, _ sql: String
  ) throws -> Tally {
    var tally = Tally()
    let rows = try Row.fetchCursor(try db.cachedStatement(sql: sql))
    while let row = try rows.next() {
      let part = try damage.skipping {
        try DamagedRow.naming("tally", "\(row.text(0))/\(row.text(1))/\(row.text(2))") {
          let group = Tally.Group(
            publisher: try row.read(0), playbook: try row.read(1), track: try row.read(2),
            stage: try row.read(3), isBlocked: try row.read(4), concerned: try row.read(5),
            met: try row.read(6), uncertain: try row.read(7), held: try row.read(8))
          // Nobody meets a deadline that is not theirs.
          guard group.met & ~group.concerned == 0 else { throw row.unreadable(6) }
          return (group, try count(row, 9))
        }
      }
      if let (group, count) = part { tally.groups[group] = count }
    }
    return tally
  }

  /// A number of offers: none is negative, and none so large that a sum of them overflows.
  private static func count(_ row: Row, _ column: Int) throws(Unreadable) -> Int {
    let count: Int = try row.read(column)
    guard 0...Int(Int32.max) ~= count else { throw row.unreadable(column) }
    return count
  }

  /// Adds to the count of a group, or takes from it; a group that is empty then goes.
  static func add(_ db: Database, _ group: Tally.Group, _ difference: Int) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO tally
        SELECT p.number, b.number, ?, ?, ?, ?, ?, ?, ?, 0 FROM publishers p, playbooks b
        WHERE p.id = ? AND b.id = ? ON CONFLICT DO NOTHING
        """
    ).execute(arguments: sides(group) + names(group))
    try db.cachedStatement(sql: "UPDATE tally SET count = count + ? WHERE \(condition)")
      .execute(arguments: [difference] + sides(group) + names(group))
    try db.cachedStatement(sql: "DELETE FROM tally WHERE count = 0 AND \(condition)")
      .execute(arguments: sides(group) + names(group))
  }

  private static let condition = """
    track = ? AND stage = ? AND blocked = ? AND concerned = ? AND met = ? \
    AND uncertain = ? AND held = ? \
    AND publisher = (SELECT number FROM publishers WHERE id = ?) \
    AND playbook = (SELECT number FROM playbooks WHERE id = ?)
    """

  private static func sides(_ group: Tally.Group) -> StatementArguments {
    [
      group.track, group.stage.code, group.isBlocked, Int64(bitPattern: group.concerned),
      Int64(bitPattern: group.met), Int64(bitPattern: group.uncertain),
      Int64(bitPattern: group.held),
    ]
  }

  private static func names(_ group: Tally.Group) -> StatementArguments {
    [group.publisher, group.playbook]
  }
}
