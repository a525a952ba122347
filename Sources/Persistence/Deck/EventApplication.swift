// Makes the rows follow changes of events: how undo and redo write, and the way back to a past moment.

import Foundation
import GRDB
import Lifecycle

/// Writes what events changed to the rows, inside a transaction.
struct EventApplication {
  private let writing: Writing
  private var db: Database { writing.db }

  /// Writes by a transaction.
  init(_ writing: Writing) { self.writing = writing }

  /// Writes changes to the rows.
  ///
  /// - Throws: `StoreFailure.changedSince`, if a record is not as the changes expect it.
  func apply(_ changes: [Change]) throws {
    // Renamings first: whether a name is free is asked of the profile as it was.
    for case .renaming(let publisher, let from, let to, let others) in changes {
      try rename(from, to: to, but: others, of: publisher)
    }
    for case .fields(let subject, let fields) in changes {
      switch subject {
      case .publisher(let id): try apply(fields, toPublisher: id)
      case .offer(let key): try apply(fields, toOffer: key)
      case .user(let publisher, let key): try apply(fields, toUser: key, of: publisher)
      case .tenant, .domain, .membership: try apply(fields, toDirectory: subject)
      }
    }
  }

  /// What a record becomes by changes.
  private func changed(
    _ fields: Fields, by changes: [String: FieldChange], _ subject: Subject
  ) throws -> Fields {
    var fields = fields
    do throws(ChangeConflict) { try fields.apply(changes, to: subject) } catch {
      throw StoreFailure.changedSince(
        "\(subject.title) has changed since (\(error.field)); undo the later change first.")
    }
    return fields
  }

  /// A value of a record; what it can't hold was written by a later version.
  private func value<Value>(
    _ subject: Subject, _ make: () throws(UnreadableRecord) -> Value
  ) throws -> Value {
    do throws(UnreadableRecord) { return try make() } catch {
      throw StoreFailure.unacceptable(
        "\(subject.title) has a value from a newer offerdeck (\(error.field)); install that.")
    }
  }

  // MARK: - Publishers

  private func apply(_ changes: [String: FieldChange], toPublisher id: String) throws {
    let known = try PublisherTable.fetch(db, id)
    let fields = try changed(known?.publisher.fields ?? [:], by: changes, .publisher(id))
    writing.change()
    guard !fields.isEmpty else {
      if let known { try writing.remove(known) }
      return
    }
    let publisher = try value(.publisher(id)) { () throws(UnreadableRecord) in
      try Publisher(id, fields)
    }
    if let known {
      try writing.update(
        PublisherRecord(number: known.number, publisher: publisher), from: known.publisher)
    } else {
      _ = try writing.insert(publisher)
    }
  }

  // MARK: - Offers

  private func apply(_ changes: [String: FieldChange], toOffer key: OfferKey) throws {
    let known = try OfferTable.fetch(db, key)
    let fields = try changed(known?.offer.fields ?? [:], by: changes, .offer(key))
    guard !fields.isEmpty else {
      if let known { try writing.remove(known) }
      return
    }
    let offer = try value(.offer(key)) { () throws(UnreadableRecord) in try Offer(key, fields) }
    let owner = try writing.publisher(key.publisher)
    guard let known else {
      var memory = DigestMemory(writing.shelf)
      try writing.insert(offer, owner, addedBy: nil, &memory)
      return
    }
    var after = known
    after.offer = offer
    after.playbook = try writing.number(ofPlaybook: offer.playbook)
    try writing.update(after, from: known, owner.publisher)
  }

  /// Adds the offers of a part of an event, or removes them.
  ///
  /// - Throws: `StoreFailure.changedSince`, if one of them has changed since.
  func apply(
    part text: String, of event: Int64, isRemoval: Bool, _ memory: inout DigestMemory
  ) throws {
    let added: [(key: OfferKey, fields: Fields)]
    do throws(EventPayload.Unreadable) { added = try EventPayload.added(text) } catch {
      throw DamagedRow(table: "history_parts", key: "\(event)", reason: "invalid payload")
    }
    for (key, fields) in added {
      let known = try OfferTable.fetch(db, key)
      guard (known?.offer.fields ?? [:]) == (isRemoval ? fields : [:]) else {
        throw StoreFailure.changedSince(
          "\(Subject.offer(key).title) has changed since; undo the later change first.")
      }
      if let known {
        try writing.remove(known)
      } else {
        let offer = try value(.offer(key)) { () throws(UnreadableRecord) in try Offer(key, fields) }
        try writing.insert(offer, try writing.publisher(key.publisher), addedBy: event, &memory)
      }
    }
  }

  private func rename(
    _ from: String, to: String, but others: Set<String>, of id: String
  ) throws {
    let owner = try writing.publisher(id)
    // Only if no other entity has the name by now.
    let taken = try owner.publisher.entity(to, EntityTable.named(db, owner.number))
    guard taken == nil || taken?.name == from || !others.isEmpty else {
      throw StoreFailure.changedSince(
        "\(from.inQuotes) can't be renamed back to \(to.inQuotes): another legal entity has "
          + "that name now. Rename that one first.")
    }
    try writing.rename(entity: from, to: to, of: owner, but: others)
  }

  // MARK: - People

  private func apply(
    _ changes: [String: FieldChange], toUser key: String, of id: String
  ) throws {
    let subject = Subject.user(publisher: id, key: key)
    let owner = try writing.publisher(id)
    let before = try UserTable.fetch(db, publisher: owner.number)
    let fields = try changed(before.people[key]?.fields ?? [:], by: changes, subject)
    var people = before.people
    people[key] =
      fields.isEmpty
      ? nil : try value(subject) { () throws(UnreadableRecord) in try AccountUser(fields) }
    writing.change()
    try UserTable.update(
      db, from: before, to: AccountUsers(Array(people.values)), publisher: owner.number)
  }

  // MARK: - The directory

  private func apply(_ changes: [String: FieldChange], toDirectory subject: Subject) throws {
    let fields = try changed(DirectoryTable.fetch(db, subject), by: changes, subject)
    writing.change()
    try DirectoryTable.write(db, subject, fields)
  }
}

extension Subject {
  /// What people call it, as the beginning of a sentence.
  var title: String {
    switch self {
    case .publisher(let id): "The publisher \(id)"
    case .offer(let key): "The offer \(key.publisher)/\(key.offer)"
    case .user(let publisher, let key): "The user \(key) of \(publisher)"
    case .tenant(let id): "The tenant \(id)"
    case .domain(let name): "The domain \(name)"
    case .membership(let id): "The MPN ID \(id)"
    }
  }
}
