// A user as programs read it: the stable form of `--json`. Fields are only ever added.

import Foundation
import Lifecycle

/// A user with the role in each portal.
struct UserRecord: Encodable {
  let address: String
  let ascii: String?
  let name: String
  let cpp: String?
  let cppSince: Date?
  let partnerCenter: String?
  let partnerCenterSince: Date?
  let standing: String
  let waitingSince: Date?

  /// The record of a user.
  ///
  /// - Parameter isSynced: the account has migrated.
  init(_ user: AccountUser, isSynced: Bool) {
    let standing = user.standing(isSynced: isSynced)
    address = user.address.text
    ascii = user.address.asciiForm
    name = user.name
    cpp = user.cpp?.rawValue
    cppSince = user.cppSince
    partnerCenter = user.center?.rawValue
    partnerCenterSince = user.centerSince
    self.standing = standing.name
    waitingSince = if case .waiting(let since) = standing { since } else { nil }
  }

  /// Prints users, as a table or as JSON.
  static func write(
    _ users: [AccountUser], isSynced: Bool, json: Bool, _ common: CommonOptions, empty: String
  ) throws(Failure) {
    if json { return try Output.json(users.map { UserRecord($0, isSynced: isSynced) }) }
    var table = common.table([
      .init("NAME", rank: 3, least: 8), .init("ADDRESS", least: 16), .init("CPP", rank: 1),
      .init("CPP SINCE", rank: 5), .init("PARTNER CENTER", rank: 1),
      .init("PC SINCE", rank: 4), .init("STATUS", rank: 2, least: 14),
    ])
    for user in users {
      let ascii = user.address.asciiForm.map { " (\($0))" } ?? ""
      func day(_ date: Date?) -> String {
        date.map { Day(of: $0, in: common.zone).description } ?? ""
      }
      table.add([
        user.name, user.address.text + ascii, user.cpp?.rawValue ?? "", day(user.cppSince),
        user.center?.title ?? "", day(user.centerSince),
        user.standing(isSynced: isSynced).title(zone: common.zone),
      ])
    }
    common.finish(&table, empty: empty)
  }
}
