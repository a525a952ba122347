// Holds the deck against itself: the file, the rows, the references, the counts and the digests.

import GRDB
import Lifecycle

/// Something that is wrong with a deck.
package struct IntegrityFinding: Hashable, Sendable {
  /// What can be done about it.
  package enum Remedy: Hashable, Sendable {
    /// It is computed from the rest, so that repairing the deck computes it anew.
    case repair
    /// It was entered or imported. An export saves the rest; only a copy has the lost part.
    case restore
  }

  /// What is wrong, in one sentence.
  package let sentence: String
  /// What can be done about it.
  package let remedy: Remedy
}

/// What is wrong with a deck, and the way to mend it.
package struct IntegrityRepository {
  let deck: Store

  /// The most findings of a kind.
  private static let limit = 20

  /// What is wrong with the deck; empty if all is well. Reads everything, so that it takes a while
  /// in a large deck.
  package func findings() throws(StoreFailure) -> [IntegrityFinding] {
    try deck.reading(over: .walk) { db in
      let (structure, values) = try fileFindings(db)
      // What is read from a damaged file would say nothing more.
      guard structure.isEmpty else { return structure }
      let rows = DamageLog()
      var findings = try referenceFindings(db) + digestFindings(db, rows)
      for entry in try Row.fetchAll(db, sql: Self.historySQL) {
        try rows.skipping { try HistoryTable.entry(entry) }
      }
      for record in try PublisherTable.fetchAll(db, leavingOut: rows) {
        _ = try UserTable.fetch(db, publisher: record.number, leavingOut: rows)
      }
      _ = try DirectoryRepository.entries(db, leavingOut: rows)
      let counted = DamageLog()
      let isCounted =
        try TallyTable.fetch(db, leavingOut: counted) == TallyTable.recount(db, leavingOut: rows)
      if !isCounted || counted.count > 0 {
        findings.append(
          IntegrityFinding(
            sentence: "The stored counts differ from a recount of the offers.", remedy: .repair))
      }
      findings += try logFindings(db)
      let damaged = rows.rows.filter { $0.table != "tally" }.map {
        IntegrityFinding(sentence: "\($0.description).", remedy: .restore)
      }
      // What SQLite says names no row, so it counts only if nothing else was found.
      return damaged.isEmpty && findings.isEmpty ? values : damaged + findings
    }
  }

  /// What is wrong with the deck, in sentences.
  package func problems() throws(StoreFailure) -> [String] {
    try findings().map(\.sentence)
  }

  private static let historySQL = """
    SELECT \(HistoryTable.selection) FROM \(HistoryTable.source)
    """

  private func logFindings(_ db: Database) throws -> [IntegrityFinding] {
    let damaged = try LogCheck.damagedEvents(db)
    // What follows from damaged events says nothing of the rows.
    guard damaged.isEmpty else {
      return damaged.prefix(Self.limit).map { IntegrityFinding(sentence: $0, remedy: .restore) }
    }
    var findings: [IntegrityFinding] = []
    var check = LogCheck(db) { difference in
      guard findings.count < Self.limit else { return }
      findings.append(IntegrityFinding(sentence: difference.sentence, remedy: .repair))
    }
    try check.run()
    return findings
  }

  /// What SQLite finds wrong with the file's structure, and with values in it.
  private func fileFindings(
    _ db: Database
  ) throws -> (structure: [IntegrityFinding], values: [IntegrityFinding]) {
    var found: (structure: [IntegrityFinding], values: [IntegrityFinding]) = ([], [])
    let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(Self.limit))")
    for line in lines where line != "ok" {
      if line.contains(" value in ") || line.hasPrefix("CHECK constraint failed in ") {
        let remedy: IntegrityFinding.Remedy = line.contains("tally") ? .repair : .restore
        found.values.append(IntegrityFinding(sentence: "Invalid value: \(line).", remedy: remedy))
      } else {
        // An index follows from its table.
        let isIndex = line.contains(" missing from index ") || line.contains("wrong # of entries")
        found.structure.append(
          IntegrityFinding(
            sentence: "The file is damaged: \(line).", remedy: isIndex ? .repair : .restore))
      }
    }
    return found
  }

  private func referenceFindings(_ db: Database) throws -> [IntegrityFinding] {
    // Events outlive what they are about.
    let rows = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").filter {
      $0.text(0) != "history"
    }
    return rows.prefix(Self.limit).map {
      let row = ($0[1] as DatabaseValue).isNull ? "a row" : "row \($0.text(1))"
      return IntegrityFinding(
        sentence: "\($0.text(0)), \(row): refers to a row of \($0.text(2)) that is missing.",
        remedy: $0.text(0) == "tally" ? .repair : .restore)
    }
  }

  private func digestFindings(_ db: Database, _ rows: DamageLog) throws -> [IntegrityFinding] {
    let publishers = try PublisherTable.fetchAll(db, leavingOut: rows)
      .map { ($0.publisher.id, $0.publisher) }
    let owners = Dictionary(publishers, uniquingKeysWith: { first, _ in first })
    var memory = DigestMemory(deck.shelf)
    var findings: [IntegrityFinding] = []
    try OfferStream.read(db, leavingOut: rows, isDigestNeeded: false) { record in
      let key = record.offer.key
      guard findings.count < Self.limit, let owner = owners[key.publisher],
        deck.shelf.knownRules(record.offer.playbook) != nil,
        try memory.digest(of: record.offer, owner) != record.digest
      else { return }
      findings.append(
        IntegrityFinding(
          sentence:
            "\(key.publisher)/\(key.offer): the stored deadlines don't follow from its steps.",
          remedy: .repair))
    }
    return findings
  }

  /// Makes rows that differ from the log again, if its events are whole, and computes every digest
  /// and every count anew. Opening the deck does so where a playbook has changed, so that this is for
  /// a deck that `findings` finds fault with.
  package func repair() throws(StoreFailure) {
    try deck.writing { writing in
      writing.change()
      writing.isRepairing = true
      try writing.db.execute(sql: "REINDEX")
      if try LogCheck.damagedEvents(writing.db).isEmpty { try RowRepair(writing).run() }
      let digests = DigestUpdate(writing)
      for playbook in deck.shelf.playbooks { try digests.run(ofPlaybook: playbook) }
      // Last: they count offers by their digests.
      try digests.recountTally()
    }
  }
}
