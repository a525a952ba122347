// What an event changes: fields of records, each with the value before and after. A deck is a map
// from subjects to records, so that applying an event, and taking it back, is a few lines that know
// nothing of offers or accounts.

/// The value of a field. Dates are whole microseconds since 1970.
package enum FieldValue: Hashable, Sendable {
  case text(String)
  case number(Int64)
  case list([FieldValue])
}

/// A record: its fields by their permanent names. One that does not exist has none.
package typealias Fields = [String: FieldValue]

/// What a record is about.
package enum Subject: Hashable, Sendable {
  /// A publisher with its account, its account-wide steps and its legal entities.
  case publisher(String)
  /// An offer.
  case offer(OfferKey)
  /// A person of an account, by the key of the address.
  case user(publisher: String, key: String)
  /// A tenant of the directory, by its ID.
  case tenant(String)
  /// A domain of the directory, in its ASCII form.
  case domain(String)
  /// An MPN ID of the directory.
  case membership(String)
}

/// The value of a field before and after an event; nil if it has none.
package struct FieldChange: Hashable, Sendable {
  package var old: FieldValue?
  package var new: FieldValue?

  /// A change from one value to another.
  package init(_ old: FieldValue?, _ new: FieldValue?) {
    self.old = old
    self.new = new
  }
}

/// Something that an event changes.
package enum Change: Hashable, Sendable {
  /// Fields of one record.
  case fields(Subject, [String: FieldChange])
  /// The legal entity of all offers of a publisher that name it, but for `others`: they had the
  /// name `to` before the first renaming, and keep what they have when it is taken back.
  case renaming(publisher: String, from: String, to: String, others: Set<String>)

  /// The change from one form of a record to another; nil if they are the same.
  package init?(_ subject: Subject, from old: Fields, to new: Fields) {
    var changes: [String: FieldChange] = [:]
    for (name, value) in new where old[name] != value {
      changes[name] = FieldChange(old[name], value)
    }
    for (name, value) in old where new[name] == nil { changes[name] = FieldChange(value, nil) }
    guard !changes.isEmpty else { return nil }
    self = .fields(subject, changes)
  }

  /// The change that takes this one back.
  package var inverse: Change {
    switch self {
    case .fields(let subject, let changes):
      .fields(subject, changes.mapValues { FieldChange($0.new, $0.old) })
    case .renaming(let publisher, let from, let to, let others):
      .renaming(publisher: publisher, from: to, to: from, others: others)
    }
  }
}

extension [Change] {
  /// The changes that take these back, in the order in which that is done.
  package var inverse: [Change] { reversed().map(\.inverse) }
}

/// A record is not as an event found it.
package struct ChangeConflict: Error, Hashable, Sendable {
  /// The record.
  package let subject: Subject
  /// The field, by its permanent name.
  package let field: String
}

extension Fields {
  /// Applies changes of fields.
  ///
  /// - Throws: a field does not have its value before the change; the record is then as it was.
  package mutating func apply(
    _ changes: [String: FieldChange], to subject: Subject
  ) throws(ChangeConflict) {
    for (name, change) in changes where self[name] != change.old {
      throw ChangeConflict(subject: subject, field: name)
    }
    for (name, change) in changes { self[name] = change.new }
  }
}

/// The records of a deck, as the fold of its events.
package struct DeckState: Hashable, Sendable {
  /// The records that exist.
  package private(set) var records: [Subject: Fields] = [:]

  /// A deck with nothing in it.
  package init() {}

  /// A deck with these records.
  package init(_ records: [Subject: Fields]) { self.records = records.filter { !$0.value.isEmpty } }

  /// Applies the changes of an event, all of them or none.
  package mutating func apply(_ changes: [Change]) throws(ChangeConflict) {
    let before = records
    do throws(ChangeConflict) {
      for change in changes { try apply(change) }
    } catch {
      records = before
      throw error
    }
  }

  private mutating func apply(_ change: Change) throws(ChangeConflict) {
    switch change {
    case .fields(let subject, let changes):
      var fields = records[subject] ?? [:]
      try fields.apply(changes, to: subject)
      records[subject] = fields.isEmpty ? nil : fields
    case .renaming(let publisher, let from, let to, let others):
      for (subject, fields) in records {
        guard case .offer(let key) = subject, key.publisher == publisher,
          fields[FieldName.legalEntity] == .text(from), !others.contains(key.offer)
        else { continue }
        records[subject]?[FieldName.legalEntity] = .text(to)
      }
    }
  }
}
