// Decks that earlier versions of the program wrote, with what those programs answered: the same deck
// answers the same after it is migrated. Each was written by a build of its time; `middle.json`,
// `end.json` and `undone.json` are that build's exports on 15 August, at the end, and after one undo
// of each of four offers.

import Formats
import Foundation
import GRDB
import Lifecycle
import Testing

@testable import Persistence

@Suite struct `A deck of an earlier version` {
  /// The folders of the decks. For some hours version 3 had the indexes of version 4 and no drafts.
  static let versions = ["v1", "v2", "v3", "v3-indexes", "v4", "v5", "v6"]

  private let folder: Folder
  private static let middle = Date(timeIntervalSince1970: 1_565_827_200)

  init() throws { folder = try Folder() }

  private static func file(_ version: String, _ name: String) throws -> String {
    let path = "Files/decks/\(version)/\(name)"
    return try #require(Bundle.module.path(forResource: path, ofType: nil))
  }

  /// A copy of the deck of a version, opened as this version does it.
  private func open(_ version: String, isReadOnly: Bool = false) throws -> Store {
    try FileManager.default.copyItem(
      atPath: Self.file(version, "deck.sqlite"), toPath: folder.deck)
    return try folder.store(playbooks: Playbooks.shipped, isReadOnly: isReadOnly)
  }

  /// Everything in an export.
  private struct Content: Equatable {
    var publishers: Set<Publisher> = []
    var offers: Set<Offer> = []
    var history: [HistoryEntry] = []
    var accounts: Set<AccountEntry> = []

    /// What an earlier program exported.
    init(_ path: String) throws {
      try DeckFile.read(path: path) { record, _ in
        switch record {
        case .publisher(let publisher): publishers.insert(publisher.atDeckResolution)
        case .offer(let offer): offers.insert(offer.atDeckResolution)
        case .history(let entry): history.append(entry)
        case .added: break
        case .account(let entry): accounts.insert(entry)
        }
      }
    }

    /// What a deck has.
    init(_ store: Store) throws {
      try store.exports.each { record in
        switch record {
        case .publisher(let publisher): publishers.insert(publisher)
        case .offer(let offer): offers.insert(offer)
        case .history(let entry): history.append(entry)
        case .added: break
        case .account(let entry): accounts.insert(entry)
        }
      }
    }
  }

  /// What people read of a history.
  private func lines(_ history: [HistoryEntry]) -> [String] {
    history.filter { $0.kind != EventType.beginning.name }.map {
      "\($0.id) \($0.at.microseconds) \($0.by) \($0.publisher) \($0.offer ?? "-") \($0.kind) "
        + "\($0.subject ?? "-") \($0.detail ?? "-") \($0.undoes ?? 0)"
    }
  }

  @Test(arguments: versions) func `answers as the program that wrote it`(version: String) throws {
    let store = try open(version)
    let (known, found) = (try Content(Self.file(version, "end.json")), try Content(store))
    #expect(found.offers == known.offers && found.offers.count == 5)
    #expect(found.publishers == known.publishers && found.publishers.count == 2)
    #expect(found.accounts == known.accounts)
    #expect(lines(found.history) == lines(known.history) && found.history.count >= 20)
    #expect(try Set(store.lists.rows(Query(), from: 0, count: 9)) == known.offers)
    #expect(try store.integrity.problems() == [])
  }

  @Test(arguments: versions) func `undoes what the program that wrote it would have undone`(
    version: String
  ) throws {
    let store = try open(version)
    for key in [
      OfferKey(publisher: "contoso", offer: "fleet"),
      OfferKey(publisher: "contoso", offer: "ledger"),
      OfferKey(publisher: "contoso", offer: "late"),
      OfferKey(publisher: "fabrikam", offer: "claims"),
    ] {
      try store.history.undo(key, at: Sample.now, by: "bob")
    }
    let (known, found) = (try Content(Self.file(version, "undone.json")), try Content(store))
    // An offer's change is taken back alone, where earlier versions gave a renamed legal entity the
    // name that it had at the time.
    #expect(Set(found.offers.map(Self.withoutEntity)) == Set(known.offers.map(Self.withoutEntity)))
    #expect(found.publishers == known.publishers)
    #expect(lines(found.history).count == lines(known.history).count)
    #expect(try store.integrity.problems() == [])
  }

  @Test(arguments: versions) func `shows the past as it was then`(version: String) throws {
    let past = try #require(try open(version).past(at: Self.middle))
    let known = try Content(Self.file(version, "middle.json"))
    let found = try Content(past)
    #expect(found.offers == known.offers && found.offers.count == 4)
    #expect(found.publishers == known.publishers)
    #expect(lines(found.history) == lines(known.history))
  }

  @Test(arguments: versions) func `is migrated without its damaged rows, which are named`(
    version: String
  ) throws {
    try FileManager.default.copyItem(
      atPath: Self.file(version, "deck.sqlite"), toPath: folder.deck)
    let count: Int
    do {
      // Only a damaged file has a NULL there: SQLite itself refuses one.
      let queue = try DatabaseQueue(path: folder.deck)
      count = try queue.write { db in
        try db.execute(
          sql: """
            PRAGMA writable_schema = 1;
            UPDATE sqlite_schema SET sql = replace(sql, 'stage INTEGER NOT NULL', 'stage INTEGER')
            WHERE name = 'offers';
            PRAGMA writable_schema = RESET;
            """)
        try db.execute(sql: "UPDATE offers SET stage = NULL WHERE offer_id = 'late'")
        #expect(db.changesCount == 1)
        try db.execute(
          sql: """
            PRAGMA writable_schema = 1;
            UPDATE sqlite_schema SET sql = replace(sql, 'stage INTEGER', 'stage INTEGER NOT NULL')
            WHERE name = 'offers';
            PRAGMA writable_schema = RESET;
            """)
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM offers") ?? 0
      }
      try queue.close()
    }
    let store = try folder.store(playbooks: Playbooks.shipped)
    #expect(store.damage.rows.map(\.table) == ["offers"])
    #expect(store.damage.rows.first?.key.hasSuffix("(late)") == true)
    #expect(store.damage.rows.first?.reason == "invalid value “NULL” in column “stage”")
    #expect(try Content(store).offers.count == count - 1)
    // From version 6 on, the log has what the row had.
    let hasLog = version == "v6"
    #expect(
      try store.integrity.problems()
        == (hasLog ? ["The offer contoso/late: the row is missing; the log has it."] : []))
    try store.integrity.repair()
    #expect(try store.integrity.problems() == [])
    let known = try Content(Self.file(version, "end.json")).offers
    let kept = known.filter { hasLog || $0.key.offer != "late" }
    #expect(try Content(store).offers == kept)
    let backup = try #require(store.backup)
    let copied = try DatabaseQueue(path: backup).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM offers")
    }
    #expect(copied == count)
  }

  private static func withoutEntity(_ offer: Offer) -> Offer {
    var offer = offer
    offer.facts[.legalEntity] = nil
    return offer
  }

  @Test(arguments: versions) func `is copied beside itself before it is migrated`(
    version: String
  ) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.file(version, "deck.sqlite")))
    let number = try #require(version.dropFirst().first)
    let store = try open(version)
    guard number != Character("\(Schema.version)") else {
      #expect(store.backup == nil)
      return
    }
    #expect(store.backup == "\(folder.deck).backup-v\(number)")
    let backup = try #require(store.backup)
    try expectSame(backup, Self.file(version, "deck.sqlite"))
    // A copy that is there already stays as it is.
    store.close()
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: folder.deck + suffix)
    }
    try bytes.write(to: URL(fileURLWithPath: folder.deck))
    let kept = try Data(contentsOf: URL(fileURLWithPath: backup))
    let again = try folder.store(playbooks: Playbooks.shipped)
    #expect(again.backup == "\(backup)-2")
    #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == kept)
    again.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { !$0.hasSuffix(".private") }.sorted()
        == ["deck.sqlite", "deck.sqlite.backup-v\(number)", "deck.sqlite.backup-v\(number)-2"])
  }

  /// Two files have the same tables and rows.
  private func expectSame(_ one: String, _ other: String) throws {
    func dump(_ path: String) throws -> [String: [Row]] {
      var configuration = Configuration()
      configuration.readonly = true
      // Where the package's resources are, no log can be made.
      let queue = try DatabaseQueue(path: "file:\(path)?immutable=1", configuration: configuration)
      defer { try? queue.close() }
      return try queue.read { db in
        let tables = try String.fetchAll(
          db,
          sql: """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb_%'
            """)
        return Dictionary(
          uniqueKeysWithValues: try (tables + ["sqlite_master"]).map { table in
            (
              table,
              try Row.fetchAll(
                db, sql: "SELECT * FROM \(table) WHERE '\(table)' <> 'sqlite_master'")
            )
          } + [
            (
              "version",
              [
                try #require(
                  try Row.fetchOne(db, sql: "SELECT * FROM pragma_user_version"))
              ]
            )
          ])
      }
    }
    #expect(try dump(one) == dump(other))
  }

  @Test(arguments: ["v3", "v4"]) func `keeps what was typed, outside of the deck`(
    version: String
  ) throws {
    let store = try open(version)
    #expect(store.typed.drafts(of: "fabrikam") == [.workEmail: "half@fabri"])
    #expect(store.typed.texts(of: .filter) == ["claims"])
    store.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.deck))
    #expect(bytes.range(of: Data("half@fabri".utf8)) == nil)
    // What an earlier program typed meanwhile comes first, and nothing is there twice.
    let queue = try DatabaseQueue(path: folder.deck)
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO typed (field, text) VALUES ('filter', 'stage:draft'), ('filter', 'claims');
          INSERT INTO drafts SELECT number, 'work_email', 'older@fabri' FROM publishers
            WHERE id = 'fabrikam';
          """)
    }
    try queue.close()
    let again = try folder.store(playbooks: Playbooks.shipped)
    #expect(again.typed.drafts(of: "fabrikam") == [.workEmail: "half@fabri"])
    #expect(again.typed.texts(of: .filter) == ["stage:draft", "claims"])
  }

  @Test(arguments: versions) func `is migrated when it is only read`(version: String) throws {
    let store = try open(version, isReadOnly: true)
    #expect(try store.publishers.all().count == 2)
    #expect((store.backup != nil) == (version != "v\(Schema.version)"))
  }

  @Test(arguments: 1...Schema.version) func `has the tables that its version had`(version: Int)
    throws
  {
    let queue = try DatabaseQueue()
    let written = try DatabaseQueue(
      path: "file:\(Self.file("v\(min(version, 4))", "deck.sqlite"))?immutable=1")
    guard version <= 4 else { return }
    try queue.write { db in for step in Schema.steps[..<version] { try step(db) } }
    #expect(try queue.read(Self.schema) == written.read(Self.schema))
  }

  /// The statements that make a deck's tables, without their spaces.
  private static func schema(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'grdb_%' ORDER BY name
        """
    ).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }
}
