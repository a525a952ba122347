// Opening a deck: what is created, what is refused, and that nothing is touched that is not ours.

import Foundation
import GRDB
import Lifecycle
import Testing

@testable import Persistence

struct OpeningTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  /// Runs SQL on a file as another program would.
  private func other(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func `a new deck and its folder are this user's alone`() throws {
    let path = "\(folder.path)/some/folder/deck.sqlite"
    let store = try Store(at: path, playbooks: [Sample.playbook])
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    #expect(try permissions("\(folder.path)/some/folder") == 0o700)
    for suffix in ["", "-wal", "-shm"] { #expect(try permissions(path + suffix) == 0o600) }
  }

  @Test func `what was written is there when the deck is opened again`() throws {
    let offer = Sample.offer("fleet", facts: [.tier: "premium", .markets: "US;DE"])
    try folder.store(with: [offer]).close()
    let store = try folder.store()
    #expect(try store.publishers.all() == [Sample.publisher])
    #expect(try store.offers.find(offer.key) == offer.atDeckResolution)
    #expect(try store.integrity.problems() == [])
  }

  @Test func `a file that is no database is refused and not touched`() throws {
    let bytes = Data("# My notes\n".utf8)
    try bytes.write(to: URL(fileURLWithPath: folder.deck))
    #expect(throws: StoreFailure.notADeck(path: folder.deck)) { try folder.store() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.deck)) == bytes)
  }

  @Test func `a folder in place of the file is refused`() throws {
    #expect(throws: StoreFailure.notADeck(path: folder.path)) {
      try Store(at: folder.path, playbooks: [])
    }
  }

  @Test(arguments: ["PRAGMA application_id = 7", "PRAGMA journal_mode = WAL"])
  func `another program's database is refused and not touched`(setting: String) throws {
    try other(folder.deck, "\(setting); CREATE TABLE notes (text TEXT);")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.deck))
    #expect(throws: StoreFailure.notADeck(path: folder.deck)) { try folder.store() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.deck)) == bytes)
  }

  @Test func `an empty file becomes a deck`() throws {
    #expect(FileManager.default.createFile(atPath: folder.deck, contents: nil))
    #expect(try folder.store().publishers.all() == [])
  }

  @Test func `a deck of a newer version is refused and not touched`() throws {
    try folder.store().close()
    try other(folder.deck, "PRAGMA user_version = 99")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.deck))
    let failure = StoreFailure.newerSchema(
      path: folder.deck, found: 99, known: Schema.version)
    #expect(throws: failure) { try folder.store() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.deck)) == bytes)
    #expect(failure.sentence.contains("newer offerdeck"))
  }

  @Test func `a damaged deck is named as such`() throws {
    try folder.store(with: (0..<200).map { Sample.offer("offer-\($0)") }).close()
    let handle = try #require(FileHandle(forUpdatingAtPath: folder.deck))
    try handle.seek(toOffset: 4_096)
    try handle.write(contentsOf: Data(repeating: 0xff, count: 65_536))
    try handle.close()
    #expect {
      let store = try folder.store()
      #expect(try store.integrity.problems() == [])
    } throws: { error in
      if case StoreFailure.damaged(folder.deck, _) = error { true } else { false }
    }
  }

  @Test func `a deck that is only read can't be written`() throws {
    try folder.store(with: [Sample.offer("fleet")]).close()
    let store = try folder.store(isReadOnly: true)
    #expect(try store.offers.find(Sample.key("fleet")) != nil)
    #expect(try store.lists.rows(Query(), from: 0, count: 5).count == 1)
    #expect(throws: StoreFailure.readOnly(path: folder.deck)) {
      try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    }
  }

  @Test func `a deck that is only read has to be there`() throws {
    #expect(throws: StoreFailure.missing(path: folder.deck)) {
      try folder.store(isReadOnly: true)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.deck))
  }

  @Test func `where no folder can be made, that is said`() throws {
    #expect(FileManager.default.createFile(atPath: "\(folder.path)/file", contents: nil))
    let path = "\(folder.path)/file/deck.sqlite"
    #expect {
      try Store(at: path, playbooks: [])
    } throws: { error in
      (error as? StoreFailure)?.sentence.contains("can't be created") == true
    }
  }

  @Test func `a deck that is closed is one file`() throws {
    let store = try folder.store(with: [Sample.offer("fleet")])
    #expect(try store.statistics.tally().count() == 1)
    store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["deck.sqlite"])
  }

  @Test func `a temporary deck goes when it is closed`() throws {
    let store = try Store.temporary(playbooks: [Sample.playbook])
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    let parent = (store.path as NSString).deletingLastPathComponent
    #expect(try permissions(parent) == 0o700)
    store.close()
    #expect(!FileManager.default.fileExists(atPath: parent))
  }

  @Test func `what a killed program left goes with the next temporary deck, and nothing else does`()
    throws
  {
    func make(_ name: String, _ files: String...) throws -> String {
      let path = "\(folder.path)/\(name)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for name in files { try Data().write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
      return path
    }
    let left = try make("offerdeck-deck-aaaaaa", "deck.sqlite", "deck.sqlite-wal")
    let empty = try make("offerdeck-deck-bbbbbb")
    let used = try TemporaryFolder(in: folder.path)
    let foreign = [
      try make("offerdeck-deck-cccccc", "deck.sqlite", "letter.txt"),
      try make("offerdeck-deck-more-longer", "deck.sqlite"),
      try make("northwind-deck-dddddd", "deck.sqlite"),
    ]
    let target = try make("target", "deck.sqlite")
    let link = "\(folder.path)/offerdeck-deck-eeeeee"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let next = try TemporaryFolder(in: folder.path)
    for path in [left, empty] { #expect(!FileManager.default.fileExists(atPath: path), "\(path)") }
    for path in foreign + [used.path, next.path, "\(target)/deck.sqlite"] {
      #expect(FileManager.default.fileExists(atPath: path), "\(path)")
    }
    used.remove()
    used.remove()
    #expect(!FileManager.default.fileExists(atPath: used.path))
  }

  @Test func `opening a deck that is up to date writes nothing`() throws {
    let first = try folder.store(with: [Sample.offer("fleet")])
    let writes = try first.foreignWrites()
    _ = try folder.store()
    #expect(try first.foreignWrites() == writes)
  }
}
