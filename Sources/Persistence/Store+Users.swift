// The people of an account: the rule runs in the write transaction, on the rows as they are then.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// The people of an account.
  package func users(of id: String) throws(StoreFailure) -> AccountUsers {
    try reading { db in
      guard let owner = try PublisherTable.fetch(db, id) else {
        throw StoreFailure.unknownPublisher(id)
      }
      return try UserTable.fetch(db, publisher: owner.number, leavingOut: damage)
    }
  }

  /// Does something to the people of an account.
  ///
  /// - Parameter isConfirmed: the person knows that it is their own access.
  /// - Returns: the people afterward.
  /// - Throws: a `UserRefusal` where the rules say no, a `StoreFailure` where the deck does.
  @discardableResult
  package func apply(
    _ change: UserChange, toUsersOf id: String, isConfirmed: Bool = false, at moment: Date,
    by actor: String
  ) throws -> AccountUsers {
    try writing { writing in
      let owner = try writing.publisher(id)
      let before = try UserTable.fetch(writing.db, publisher: owner.number)
      let own = [owner.publisher.signIn, owner.publisher.workEmail, actor]
        .compactMap { $0.flatMap { try? EmailAddress($0) } }
      let after = try before.applying(
        change, in: owner.publisher.account, at: moment.atDeckResolution, own: own,
        isConfirmed: isConfirmed)
      guard after != before else { return after }
      try UserTable.update(writing.db, from: before, to: after, publisher: owner.number)
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: change.name, subject: change.address.text,
          detail: change.detail),
        after.changes(from: before, publisher: id), .account, publisher: owner.number)
      return after
    }
  }

  /// Takes the whole list of a portal. A list that says nothing new writes nothing.
  ///
  /// - Parameter file: the name of the file, for the history.
  /// - Returns: the people afterward, and how many of them were added, changed and the same.
  @discardableResult
  package func see(
    _ list: [SeenUser], in portal: UserPortal, ofAccount id: String, named file: String,
    isDryRun: Bool = false, at moment: Date, by actor: String
  ) throws(StoreFailure) -> (users: AccountUsers, report: DirectoryReport) {
    do {
      return try writing(isKept: !isDryRun) { writing in
        let owner = try writing.publisher(id)
        let before = try UserTable.fetch(writing.db, publisher: owner.number)
        let after = before.seeing(
          list.map(\.atDeckResolution), in: portal, at: moment.atDeckResolution)
        var report = DirectoryReport()
        for key in Set(before.people.keys).union(after.people.keys) {
          if before.people[key] == nil {
            report.added += 1
          } else if before.people[key] == after.people[key] {
            report.same += 1
          } else {
            report.changed += 1
          }
        }
        guard after != before else { return (after, report) }
        try UserTable.update(writing.db, from: before, to: after, publisher: owner.number)
        try writing.record(
          HistoryEntry(
            at: moment, by: actor, publisher: id, kind: "users_seen", subject: portal.title,
            detail: file),
          after.changes(from: before, publisher: id), .account, publisher: owner.number)
        return (after, report)
      }
    } catch { throw StoreFailure(error, path: path) }
  }
}

extension SeenUser {
  /// The person with their date at the resolution of the deck.
  fileprivate var atDeckResolution: SeenUser {
    var rounded = self
    rounded.since = since?.atDeckResolution
    return rounded
  }
}
