// The legal entities of a publisher: those of its profile, and those that only its offers name.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// The legal entities of a publisher, those that most offers name first.
  package func legalEntities(of id: String) throws(StoreFailure) -> [LegalEntity] {
    try reading(over: .walk) { db in
      guard let owner = try PublisherTable.fetch(db, id) else {
        throw StoreFailure.unknownPublisher(id)
      }
      return try EntityTable.fetch(db, owner)
    }
  }

  /// Changes the legal entities of a publisher, and with a name the offers that have it.
  ///
  /// - Returns: the entities afterward.
  /// - Throws: an `EntityRefusal` where that can't be done, a `StoreFailure` where the deck can't
  ///   be written.
  @discardableResult
  package func apply(
    _ change: EntityChange, toEntitiesOf id: String, at moment: Date, by actor: String
  ) throws -> [LegalEntity] {
    try writing { writing in
      let owner = try writing.publisher(id)
      let before = owner.publisher
      let named = try EntityTable.named(writing.db, owner.number)
      let (after, known, new) = try before.applying(change, named: named) { name in
        (try? EntityTable.offers(writing.db, owner.number, naming: name, limit: 5)) ?? []
      }
      if after == before && new == known { return try EntityTable.fetch(writing.db, owner) }
      let record = PublisherRecord(number: owner.number, publisher: after)
      try writing.update(record, from: before)
      var changes = after.changes(from: before)
      if let new, new != known {
        // Usually none: another entity of that name is refused.
        let others = try EntityTable.offers(
          writing.db, owner.number, naming: new, limit: .max)
        changes.append(.renaming(publisher: id, from: known, to: new, others: Set(others)))
        try writing.rename(entity: known, to: new, of: record)
      }
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: change.name, subject: known, detail: new),
        changes, .account, publisher: owner.number)
      return try EntityTable.fetch(writing.db, record)
    }
  }
}

extension Writing {
  /// Gives all offers that name an entity another name of it, and what follows from that where a
  /// playbook asks for the name.
  ///
  /// - Parameter others: offers that keep the name.
  func rename(
    entity known: String, to name: String, of record: PublisherRecord, but others: Set<String> = []
  ) throws {
    guard known != name else { return }
    change()
    try db.cachedStatement(
      sql: """
        UPDATE offers SET legal_entity = ? WHERE publisher = ? AND legal_entity = ?
          AND offer_id NOT IN (SELECT value FROM json_each(?))
        """
    ).execute(arguments: [
      name, record.number, known,
      String(decoding: try JSONEncoder().encode(others.sorted()), as: UTF8.self),
    ])
    for playbook in shelf.playbooks where playbook.factsThatDecide.contains(.legalEntity) {
      try recomputeDigests(ofPlaybook: playbook)
    }
  }
}

/// What offers say of legal entities.
enum EntityTable {
  /// The entities of a publisher.
  static func fetch(_ db: Database, _ owner: PublisherRecord) throws -> [LegalEntity] {
    let named = try named(db, owner.number)
    let listed = Set(owner.publisher.legalEntities.map { LegalEntity.key($0) })
    let known = Set(named.map { LegalEntity.key($0.name) })
    return named.map {
      LegalEntity(
        name: $0.name, offers: $0.offers, isListed: listed.contains(LegalEntity.key($0.name)))
    }
      + owner.publisher.legalEntities.filter { !known.contains(LegalEntity.key($0)) }
      .map { LegalEntity(name: $0) }
  }

  /// The entities that offers name.
  static func named(_ db: Database, _ publisher: Int64) throws -> [LegalEntity] {
    try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT legal_entity, count(*) FROM offers
          WHERE publisher = ? AND legal_entity IS NOT NULL
          GROUP BY legal_entity ORDER BY 2 DESC, 1 LIMIT 1000
          """), arguments: [publisher]
    ).compactMap { row in
      // Without a readable name it belongs to an offer that can't be read either.
      String(stored: row[0]).map {
        LegalEntity(name: $0, offers: Int(stored: row[1]) ?? 0, isListed: false)
      }
    }
  }

  /// The IDs of some offers that name an entity.
  static func offers(
    _ db: Database, _ publisher: Int64, naming name: String, limit: Int
  ) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT offer_id FROM offers WHERE publisher = ? AND legal_entity = ?
        ORDER BY offer_id LIMIT ?
        """, arguments: [publisher, name, limit])
  }
}
