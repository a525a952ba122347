// The companies that a publisher sells through (guide: "if you sell through multiple legal entities
// … you may want to have multiple offers for different legal entities"), and what may be done to
// the list of them.

/// A company that a publisher sells through.
package struct LegalEntity: Hashable, Sendable {
  /// Its name; it tells the entity from all others, in whatever case it is written.
  package let name: String
  /// How many offers name it.
  package let offers: Int
  /// The publisher's profile lists it; else only offers name it.
  package let isListed: Bool

  /// An entity.
  package init(name: String, offers: Int = 0, isListed: Bool = true) {
    self.name = name
    self.offers = offers
    self.isListed = isListed
  }

  /// The name by which an entity is known again.
  package static func key(_ name: String) -> String { name.lowercased() }
}

/// Something done to the legal entities of a publisher.
package enum EntityChange: Hashable, Sendable {
  /// One is added to the list.
  case add(String)
  /// One is called otherwise, in the list and in all offers that name it.
  case rename(String, to: String)
  /// One is taken off the list.
  case remove(String)

  /// The word in the history and in output for programs.
  package var name: String {
    switch self {
    case .add: "entity_added"
    case .rename: "entity_renamed"
    case .remove: "entity_removed"
    }
  }

  /// The entity that it is about, as it was typed.
  package var entity: String {
    switch self {
    case .add(let name), .remove(let name), .rename(let name, _): name.trimmingWhitespace()
    }
  }
}

/// Why something can't be done to the legal entities of a publisher.
package enum EntityRefusal: Error, Hashable, Sendable {
  /// The text can't be a name.
  case unfitting(reason: String)
  /// There is one of that name.
  case known(String)
  /// There is none of that name.
  case unknown(String)
  /// Offers name it: how many, and the first of them.
  case inUse(String, offers: Int, first: [String])

  /// A short name for output to programs.
  package var name: String {
    switch self {
    case .unfitting: "unfitting"
    case .known: "known"
    case .unknown: "unknown"
    case .inUse: "in_use"
    }
  }

  /// The sentence that people read.
  package var sentence: String {
    switch self {
    case .unfitting(let reason): "Invalid name: \(reason)."
    case .known(let name):
      "A legal entity \(name.inQuotes) already exists. Choose another name."
    case .unknown(let name):
      "No legal entity \(name.inQuotes). Check the list."
    case .inUse(let name, let offers, let first):
      "\(name.inQuotes) can't be removed while offers use it: \(first.joined(separator: ", "))"
        + (offers > first.count ? " and \(offers - first.count) more" : "")
        + ". Give them another legal entity first, or rename this one."
    }
  }
}

extension Publisher {
  /// The publisher after a change of its legal entities; offers that name one are the caller's.
  ///
  /// - Parameters:
  ///   - named: the entities that offers name.
  ///   - users: some offers that name an entity, by its name.
  /// - Throws: why it can't be done.
  package func applying(
    _ change: EntityChange, named: [LegalEntity], users: (String) -> [String]
  ) throws(EntityRefusal) -> (publisher: Publisher, known: String, new: String?) {
    var after = self
    switch change {
    case .add(let text):
      let name = try Self.entityName(text)
      if let known = entity(name, named), known.isListed { throw .known(known.name) }
      after.legalEntities.append(name)
      return (after, name, nil)
    case .rename(let text, let other):
      guard let known = entity(change.entity, named) else { throw .unknown(text) }
      let name = try Self.entityName(other)
      if let taken = entity(name, named), taken.name != known.name { throw .known(taken.name) }
      after.rename(known.name, to: name)
      return (after, known.name, name)
    case .remove(let text):
      guard let known = entity(change.entity, named) else { throw .unknown(text) }
      guard known.offers == 0 else {
        throw .inUse(known.name, offers: known.offers, first: users(known.name))
      }
      after.legalEntities.removeAll { LegalEntity.key($0) == LegalEntity.key(known.name) }
      return (after, known.name, nil)
    }
  }

  /// The entity that goes by a name, in whatever case that is written; nil where none does.
  ///
  /// - Parameter named: the entities that offers name.
  package func entity(_ name: String, _ named: [LegalEntity]) -> LegalEntity? {
    let key = LegalEntity.key(name)
    let listed = legalEntities.first { LegalEntity.key($0) == key }
    let used = named.first { LegalEntity.key($0.name) == key }
    return (used?.name ?? listed).map {
      LegalEntity(name: $0, offers: used?.offers ?? 0, isListed: listed != nil)
    }
  }

  /// Calls an entity otherwise, if it is on the list.
  package mutating func rename(_ known: String, to name: String) {
    let place = legalEntities.firstIndex { LegalEntity.key($0) == LegalEntity.key(known) }
    if let place { legalEntities[place] = name }
  }

  private static func entityName(_ text: String) throws(EntityRefusal) -> String {
    do throws(Misfit) { return try name(text) } catch { throw .unfitting(reason: error.reason) }
  }
}
