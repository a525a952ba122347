// One entry of the history: what was done to an offer or an account, when, by whom, and what it
// was before. Entries are only ever added; undo adds one too.

package import Foundation

/// An entry of the history.
package struct HistoryEntry: Hashable, Codable, Sendable {
  /// Its number in the deck; later entries have higher ones. 0 until it is stored.
  package var id: Int64
  /// When it was done.
  package var at: Date
  /// Who did it.
  package var by: String
  /// The publisher that it belongs to.
  package var publisher: String
  /// The offer; nil for what concerns the publisher or a whole import.
  package var offer: String?
  /// What was done: the name of an action, or `undo`, `added`, `imported`, `edited`.
  package var kind: String
  /// The step, page or fact that it concerned.
  package var subject: String?
  /// The answer, the report, the portal's word or the file's name.
  package var detail: String?
  /// The stage before, where an offer is concerned.
  package var from: Stage?
  /// The stage after.
  package var to: Stage?
  /// Where it came from.
  package var source: Source
  /// The entry that it takes back.
  package var undoes: Int64?
  /// What it changed, as it was before; only in exports of earlier versions.
  package var before: Snapshot?
  /// The rest of the event; nil if only what people read was asked for, and in exports of earlier
  /// versions.
  package var event: Event?

  /// What an event has beside what people read of it.
  package struct Event: Hashable, Codable, Sendable {
    /// Its ID, a UUID of version 7.
    package var id: String
    /// The number of the first event of the same action.
    package var action: Int64
    /// The ID of the deck that it was first written to.
    package var replica: String
    /// What it is about: 1 an offer, 2 an account, 3 an import, 4 the deck.
    package var scope: Int64
    /// Its permanent type.
    package var type: String
    /// The version of its payload.
    package var version: Int64
    /// What it changed, as `EventPayload` writes it; nil if that is not known.
    package var payload: String?
    /// The offers that it added, as `EventPayload` writes them; only in exports of version 1.
    package var parts: [String]?

    /// An event.
    package init(
      id: String, action: Int64, replica: String, scope: Int64, type: String, version: Int64,
      payload: String?
    ) {
      self.id = id
      self.action = action
      self.replica = replica
      self.scope = scope
      self.type = type
      self.version = version
      self.payload = payload
    }
  }

  /// What an entry changed, as it was before.
  package enum Snapshot: Hashable, Codable, Sendable {
    /// The offer.
    case offer(Offer)
    /// An account-wide step.
    case accountStep(String, Tick?)
    /// The publisher.
    case publisher(Publisher)
    /// A person of the account; nil where they were in no portal.
    case user(EmailAddress, AccountUser?)
    /// The name of a legal entity, in the profile and in all offers that name it.
    case legalEntity(String, was: String)
    /// All people of the account. Undoing passes it over: a list that was seen was seen.
    case users([AccountUser])
  }

  /// The offer; nil for what concerns the publisher or a whole import.
  package var offerKey: OfferKey? { offer.map { OfferKey(publisher: publisher, offer: $0) } }

  /// An entry that is not stored yet.
  package init(
    id: Int64 = 0, at: Date, by: String, publisher: String, offer: String? = nil, kind: String,
    subject: String? = nil, detail: String? = nil, from: Stage? = nil, to: Stage? = nil,
    source: Source = .hand, undoes: Int64? = nil, before: Snapshot? = nil
  ) {
    self.id = id
    self.at = at
    self.by = by
    self.publisher = publisher
    self.offer = offer
    self.kind = kind
    self.subject = subject
    self.detail = detail
    self.from = from
    self.to = to
    self.source = source
    self.undoes = undoes
    self.before = before
  }
}

extension Action {
  /// The step, page or fact that the action concerns, and what was said: for the history.
  package var particulars: (subject: String?, detail: String?) {
    switch self {
    case .tick(let step), .untick(let step): (step, nil)
    case .answer(let step, let value): (step, value)
    case .page(let id, let state): (id, state.rawValue)
    case .event(_, let report): (nil, report)
    case .edit(let field, let value): (field.name, value)
    case .observe(let observation): (nil, observation.failure?.report ?? observation.word)
    }
  }
}

extension HistoryEntry {
  /// What was done, for people, as the beginning of a sentence; steps and pages by their titles,
  /// where `titles` has them by their IDs.
  package func sentence(_ titles: [String: String] = [:]) -> String {
    let subject = subject.map { titles[$0] ?? $0 }
    let named = [subject, detail].compactMap { $0 }.joined(separator: ": ")
    let rest = named.isEmpty ? "" : " \(named)"
    if let event = StageEvent(rawValue: kind) {
      return event.title + (detail.map { ": \($0)" } ?? "")
    }
    switch kind {
    case "tick": return "Done: \(subject ?? "a step")"
    case "untick": return "Marked as not done: \(subject ?? "a step")"
    case "answer": return "Answered\(rest)"
    case "page": return "Page\(rest)"
    case "observe": return "Seen as \(detail ?? to?.rawValue ?? "changed")"
    case "undo": return "Undone: \(undone(subject))"
    case "redo": return "Redone: \(redone(subject))"
    case "added": return "Added"
    case "removed": return "Removed"
    case "imported": return "Imported from \(detail ?? "a file")"
    case "edited": return "Edited\(rest)"
    case "migration_begun": return "Migration started"
    case "work_email": return "Work email entered\(rest)"
    case "mpn_id": return "MPN ID entered\(rest)"
    case "mpn_confirmed": return "Membership confirmed as migrated"
    case "mpn_accepted": return "MPN ID kept"
    case "migration_back": return "Migration went back a step"
    case "migrated": return "Account migrated to Partner Center"
    case "seen_migrated": return "Account found migrated"
    case "role_owner": return "Became an Owner"
    case "role_contributor": return "Became a Contributor"
    case "user_added": return "User added\(rest)"
    case "user_removed": return "User removed\(rest)"
    case "user_role": return "User's role changed\(rest)"
    case "users_seen": return "Users seen in\(rest)"
    case "entity_added": return "Legal entity added\(rest)"
    case "entity_renamed": return "Legal entity renamed\(rest)"
    case "entity_removed": return "Legal entity removed\(rest)"
    case "directory": return "Directory\(rest)"
    default: return kind + rest
    }
  }

  /// What was done again, in the words in which it was done first.
  private func redone(_ subject: String?) -> String {
    guard let detail else { return "the change before" }
    var before = self
    before.kind = detail
    before.detail = nil
    before.subject = subject
    return before.sentence()
  }

  /// What an undo took back, in the words in which it was done.
  private func undone(_ subject: String?) -> String {
    guard let detail else { return "the change before" }
    switch detail {
    case "tick": return "“\(subject ?? "a step")” no longer done"
    case "untick": return "“\(subject ?? "a step")” done again"
    default:
      var before = self
      before.kind = detail
      before.detail = nil
      before.subject = subject
      return before.sentence()
    }
  }
}
