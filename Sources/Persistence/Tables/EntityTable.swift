// The legal entities of a publisher: those of its profile, and those that only its offers name.

import Foundation
import GRDB
import Lifecycle

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
