// Holds the deck against itself: the file, the references, the counts and the digests.

import Foundation
import GRDB
import Lifecycle

extension Store {
  /// What is wrong with the deck, in sentences; empty where all is well. Looks at everything, so
  /// that it takes a while in a large deck.
  package func integrityProblems() throws(StoreFailure) -> [String] {
    try reading(over: .walk) { db in
      let structure = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
        .filter { $0 != "ok" }.map { "The file is damaged: \($0)." }
      // What is computed from damaged rows would say nothing more.
      guard structure.isEmpty else { return structure }
      let references = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20).map {
        "A row of \($0[0] as String) refers to one of \($0[2] as String) that is not there."
      }
      let isCounted = try TallyTable.fetch(db) == TallyTable.recount(db)
      let counts = isCounted ? [] : ["The kept counts are not those of the offers."]
      return references + counts + (try digestProblems(db))
    }
  }

  private func digestProblems(_ db: Database) throws -> [String] {
    let publishers = try PublisherTable.fetchAll(db).map { ($0.publisher.id, $0.publisher) }
    let owners = Dictionary(publishers, uniquingKeysWith: { first, _ in first })
    var memory = DigestMemory(shelf)
    var problems: [String] = []
    try OfferStream.read(db) { record in
      let key = record.offer.key
      guard problems.count < 20, let owner = owners[key.publisher],
        shelf.knownRules(record.offer.playbook) != nil,
        try memory.digest(of: record.offer, owner) != record.digest
      else { return }
      problems.append(
        "What was computed for \(key.publisher)/\(key.offer) does not follow from its steps.")
    }
    return problems
  }
}
