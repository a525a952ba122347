// An account as programs read it: the stable form of `--json`. Fields are only ever added.

import Foundation
import Lifecycle

/// An account with what is missing.
struct AccountRecord: Encodable {
  let publisher: String
  let name: String
  let role: String
  let owners: [String]
  let signIn: String?
  let hasMicrosoftAccount: Bool
  let state: String
  let missing: [String]
  let workEmail: String?
  let workEmailAscii: String?
  let workEmailTenant: String?
  let mpnId: String?
  let migratedAt: Date?
  let isUnverified: Bool
  let steps: [String: Date]
  let legalEntities: [String]
  private let title: String
  private let isToBeChecked: Bool
  private let warning: String?

  private enum CodingKeys: String, CodingKey {
    case publisher, name, role, owners, signIn, hasMicrosoftAccount, state, missing, workEmail
    case workEmailAscii, workEmailTenant, mpnId, migratedAt, isUnverified, steps, legalEntities
  }

  /// The record of a publisher's account.
  init(_ publisher: Publisher) {
    let account = publisher.account
    let address = publisher.workEmail.flatMap { try? EmailAddress($0) }
    self.publisher = publisher.id
    name = publisher.name
    role = publisher.role.rawValue
    owners = publisher.owners
    signIn = publisher.signIn
    hasMicrosoftAccount = publisher.hasMicrosoftAccount
    state = account.name
    missing = account.missing.map { $0 == .workEmail ? "work_email" : "mpn_id" }
    workEmail = publisher.workEmail
    workEmailAscii = address?.asciiForm
    workEmailTenant = account.email?.tenant.title
    mpnId = publisher.mpnID
    migratedAt = publisher.migratedAt
    isUnverified = account.isUnverified
    steps = publisher.ticks.mapValues(\.at)
    legalEntities = publisher.legalEntities
    title = account.title
    isToBeChecked = account.email != nil && account.missing.contains(.mpnID)
    warning = address?.warning
  }

  /// Writes the record, for people or for programs.
  func write(json: Bool, zone: TimeZone) throws(Failure) {
    if json { return try Output.json(self) }
    for line in lines(zone: zone) { Output.line(line) }
  }

  /// The record for people.
  func lines(zone: TimeZone) -> [String] {
    let email = workEmail.map { $0 + (workEmailAscii.map { " (\($0))" } ?? "") }
    return [
      "\(name) (\(publisher)): \(title)",
      "  Role: \(role)" + (owners.isEmpty ? "" : "; Owners: \(owners.joined(separator: ", "))"),
      "  Sign-in: \(signIn ?? "not known")" + (hasMicrosoftAccount ? ", a Microsoft account" : ""),
      "  Work email: \(email ?? "missing")" + (workEmailTenant.map { ", of \($0)" } ?? "")
        + (isToBeChecked ? " (to be checked against your MPN ID)" : ""),
      "  MPN ID: \(mpnId ?? "missing")",
    ]
      + (warning.map { ["  Note: \($0)"] } ?? [])
      + (isUnverified ? ["  Note: unverified, entered manually"] : [])
      + (migratedAt.map { ["  Migrated: \(Day(of: $0, in: zone))"] } ?? [])
  }
}
