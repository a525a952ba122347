// Does what the model asks about accounts: questions to the directory, which may take long and can
// be given up, and changes, which run by the rules on the fresh row.

import Dashboard
import Formats
import Foundation
import Lifecycle
import Persistence
import Synchronization

/// Does effects about accounts.
final class AccountPerformer: Sendable {
  private let store: Store
  /// What is only read is read from the deck of the moment that is shown.
  private let snapshots: SnapshotSwitcher
  private let directory: any Directory
  private let clock: Clock
  private let actor: String
  /// The question that is waited for now; earlier ones were given up.
  private let question = Mutex(Cancellation())

  /// A performer on a deck, with whoever answers questions.
  init(
    store: Store, snapshots: SnapshotSwitcher, directory: any Directory, clock: Clock, actor: String
  ) {
    self.store = store
    self.snapshots = snapshots
    self.directory = directory
    self.clock = clock
    self.actor = actor
  }

  /// A question begins: the one before it is given up.
  func beginAsking() {
    question.withLock { current in
      current.cancel()
      current = Cancellation()
    }
  }

  /// Nobody waits for an answer any more.
  func stopAsking() { question.withLock { $0.cancel() } }

  /// Does an effect, however long that takes.
  func perform(_ effect: AccountEffect) throws -> AccountMessage {
    switch effect {
    case .apply(let event, let publisher):
      return .answered(try answer { try self.apply(event, publisher) }, number: nil)
    case .askWorkEmail(let text, let publisher, let number):
      let asked = question.withLock { $0 }
      return .answered(
        try answer {
          try self.apply(
            AccountWalk.workEmail(text, of: publisher, self.directory) { asked.isCancelled },
            publisher, unless: asked)
        }, number: number)
    case .askMembership(let text, let publisher, let number):
      let asked = question.withLock { $0 }
      return .answered(
        try answer {
          try self.apply(
            AccountWalk.membership(text, self.directory) { asked.isCancelled }, publisher,
            unless: asked)
        }, number: number)
    case .stopAsking:
      stopAsking()
      return .learned
    case .recallDrafts(let id):
      // The deck's own directory answers at once, whoever answers questions later.
      return .recalled(
        id, store.typed.drafts(of: id),
        addresses: try AccountWalk.addresses(for: try publisher(id), store.directory))
    case .keep(let draft, let field, let id):
      try store.typed.keep(draft: draft, for: field, of: id)
      return .kept
    case .learn(let entry, let id):
      try store.directory.learn([entry], .byHand, for: id, at: clock.now, by: actor)
      return .learned
    case .profile(let id): return .profiled(id, try findings(id))
    case .set(let field, let text, let id):
      do {
        return .changed(
          try store.accounts.set([(field, text)], of: id, at: clock.now, by: actor))
      } catch let refusals as AccountRefusals {
        return .refused(refusals.all.map(\.sentence).joined(separator: " "))
      }
    case .entities(let key):
      return .entities(try store.publishers.legalEntities(of: key.publisher), for: key)
    case .changeEntity(let change, let id):
      do {
        try store.publishers.apply(change, toEntitiesOf: id, at: clock.now, by: actor)
        return .changed(try publisher(id))
      } catch let refusal as EntityRefusal {
        return .refused(refusal.sentence)
      }
    case .setStep(let step, let isDone, let id):
      return .changed(
        try store.accounts.set(step, isDone: isDone, of: id, at: clock.now, by: actor))
    case .undo(let id):
      return .undone(id, try store.history.undo(accountOf: id, at: clock.now, by: actor).first)
    case .users(let id): return .users(id, try snapshots.store.publishers.users(of: id))
    case .change(let change, let id, let isConfirmed):
      do {
        return .users(
          id,
          try store.publishers.apply(
            change, toUsersOf: id, isConfirmed: isConfirmed, at: clock.now, by: actor))
      } catch let refusal as UserRefusal {
        return .refusedUser(change, of: id, refusal)
      }
    case .importUsers(let path, let portal, let id): return try importUsers(path, portal, of: id)
    }
  }

  private func publisher(_ id: String) throws -> Publisher {
    guard let found = try store.publishers.find(id) else {
      throw StoreFailure.unknownPublisher(id)
    }
    return found
  }

  /// The list of a portal, whole or not at all.
  private func importUsers(
    _ path: String, _ portal: UserPortal, of id: String
  ) throws -> AccountMessage {
    let file = Paths().expanded(path)
    do {
      let list = try UserFile.read(path: file, of: portal)
      let (users, report) = try store.publishers.see(
        list.users, in: portal, of: id, named: file, at: clock.now, by: actor)
      let warning = portal.warning(for: try publisher(id).account)
      return .imported(
        id, users, report.sentence(of: file),
        warnings: list.warnings.map(\.description) + [warning].compactMap(\.self))
    } catch {
      return .mistakes(
        title: "Nothing was imported",
        Failure(error).text.split(separator: "\n").map(String.init))
    }
  }

  private func apply(
    _ event: AccountEvent, _ publisher: Publisher, unless asked: Cancellation? = nil
  ) throws -> Publisher {
    if asked?.isCancelled == true { throw DirectoryFailure.canceled }
    // To begin what another terminal has begun meanwhile is to go on with it.
    return try store.accounts.apply(
      event, to: publisher.id, expecting: event == .begin ? nil : publisher.account,
      at: clock.now, by: actor)
  }

  /// What became of it: a question that fails is an answer too, so that the wizard can go on.
  private func answer(_ body: () throws -> Publisher) throws -> AccountAnswer {
    do {
      return .changed(try body())
    } catch let refusal as AccountRefusal {
      return .refused(refusal)
    } catch {
      return .failed(Failure(error).text)
    }
  }

  private func findings(_ id: String) throws -> ProfileFindings {
    ProfileFindings(
      entities: try snapshots.store.publishers.legalEntities(of: id),
      users: try snapshots.store.publishers.users(of: id),
      history: try snapshots.store.history.entries(ofAccount: id, limit: 500))
  }
}

extension DirectoryReport {
  /// What an import did.
  func sentence(of file: String) -> String {
    "\(file): \(added) added, \(changed) changed, \(same) same"
  }
}
