// Publishers, people and the directory as records. The names of fields, and the words in them, are
// permanent: events of every deck have them.

import Foundation

extension Publisher {
  /// The publisher as a record.
  package var fields: Fields {
    var fields: Fields = ["name": .text(name)]
    if role == .contributor { fields["role"] = .text("contributor") }
    if !owners.isEmpty { fields["owners"] = .list(owners.map { .text($0) }) }
    if let signIn { fields["sign_in"] = .text(signIn) }
    if hasMicrosoftAccount { fields["microsoft_account"] = .number(1) }
    if !legalEntities.isEmpty { fields["legal_entities"] = .list(legalEntities.map { .text($0) }) }
    fields.merge(account.underlying.fields) { $1 }
    fields.add(ticks)
    return fields
  }

  /// The publisher of a record.
  ///
  /// - Throws: a field is missing, or unknown to this version.
  package init(_ id: String, _ fields: Fields) throws(UnreadableRecord) {
    var reader = RecordReader(fields)
    let role = try reader.text("role")
    guard role == nil || role == "contributor" else { throw UnreadableRecord(field: "role") }
    let account = try Account(&reader)
    self.init(
      id: id, name: try reader.needed("name"), owners: try reader.texts("owners"),
      signIn: try reader.text("sign_in"),
      hasMicrosoftAccount: try reader.flag("microsoft_account"),
      account: role == nil ? account : account.lostOwnership(), ticks: try reader.ticks())
    legalEntities = try reader.texts("legal_entities")
    try reader.finish()
  }
}

// MARK: - Accounts

extension Account {
  /// The fields of an account as an Owner has it.
  fileprivate var fields: Fields {
    var fields: Fields = ["account": .text(word)]
    switch self {
    case .notOwner:
      preconditionFailure("Records have the account as an Owner would have it.")
    case .actionRequired(let known), .workEmail(let known):
      fields.add(known)
    case .membership(let known, let email, let membership):
      fields.add(known)
      fields.add(email)
      fields.add(membership)
    case .review(let known, let email, let membership):
      fields.add(known)
      fields.add(email)
      fields.add(membership)
    case .migrated(let completion):
      fields.add(Registration(workEmail: completion.workEmail, mpnID: completion.mpnID))
      fields["migrated_at"] = FieldValue(completion.at)
      if completion.isUnverified { fields["unverified"] = .number(1) }
    }
    return fields
  }

  private var word: String {
    switch self {
    case .notOwner: "not_owner"
    case .actionRequired: "action_required"
    case .workEmail: "work_email"
    case .membership: "membership"
    case .review: "review"
    case .migrated: "migrated"
    }
  }

  fileprivate init(_ reader: inout RecordReader) throws(UnreadableRecord) {
    let known = Registration(
      workEmail: try reader.text("work_email"), mpnID: try reader.text("mpn_id"))
    switch try reader.needed("account") {
    case "action_required": self = .actionRequired(known)
    case "work_email": self = .workEmail(known)
    case "membership":
      let email = try WorkEmail(&reader)
      self = .membership(known, email, try Membership(&reader))
    case "review":
      let email = try WorkEmail(&reader)
      self = .review(known, email, try ValidMembership(&reader))
    case "migrated":
      guard let at = try reader.date("migrated_at") else {
        throw UnreadableRecord(field: "migrated_at")
      }
      self = .migrated(
        Completion(
          workEmail: known.workEmail, mpnID: known.mpnID, at: at,
          isUnverified: try reader.flag("unverified")))
    default: throw UnreadableRecord(field: "account")
    }
  }
}

extension Fields {
  fileprivate mutating func add(_ known: Account.Registration) {
    if let workEmail = known.workEmail { self["work_email"] = .text(workEmail) }
    if let mpnID = known.mpnID { self["mpn_id"] = .text(mpnID) }
  }

  fileprivate mutating func add(_ email: Account.WorkEmail) {
    self["address"] = .text(email.address.text)
    self["address_assurance"] = .text(email.assurance.rawValue)
    self["tenant"] = .list([.text(email.tenant.id), .text(email.tenant.name)])
  }

  fileprivate mutating func add(_ membership: Account.Membership) {
    switch membership {
    case .none: self["membership"] = .text("none")
    case .unknown(let id):
      self["membership"] = .text("unknown")
      self["membership_id"] = .text(id)
    case .invalid(let id):
      self["membership"] = .text("invalid")
      self["membership_id"] = .text(id)
    case .unconfirmed(let valid):
      self["membership"] = .text("unconfirmed")
      add(valid)
    case .valid(let valid):
      self["membership"] = .text("valid")
      add(valid)
    }
  }

  fileprivate mutating func add(_ membership: Account.ValidMembership) {
    self["membership_id"] = .text(membership.id.text)
    self["membership_assurance"] = .text(membership.assurance.rawValue)
  }
}

extension Account.WorkEmail {
  fileprivate init(_ reader: inout RecordReader) throws(UnreadableRecord) {
    guard let address = try? EmailAddress(try reader.needed("address")) else {
      throw UnreadableRecord(field: "address")
    }
    guard let assurance: Assurance = try reader.word("address_assurance") else {
      throw UnreadableRecord(field: "address_assurance")
    }
    let tenant = try reader.texts("tenant")
    guard tenant.count == 2 else { throw UnreadableRecord(field: "tenant") }
    self.init(
      address: address, tenant: Tenant(id: tenant[0], name: tenant[1]), assurance: assurance)
  }
}

extension Account.Membership {
  fileprivate init(_ reader: inout RecordReader) throws(UnreadableRecord) {
    switch try reader.needed("membership") {
    case "none": self = .none
    case "unknown": self = .unknown(id: try reader.needed("membership_id"))
    case "invalid": self = .invalid(id: try reader.needed("membership_id"))
    case "unconfirmed": self = .unconfirmed(try Account.ValidMembership(&reader))
    case "valid": self = .valid(try Account.ValidMembership(&reader))
    default: throw UnreadableRecord(field: "membership")
    }
  }
}

extension Account.ValidMembership {
  fileprivate init(_ reader: inout RecordReader) throws(UnreadableRecord) {
    guard let id = try? MPNID(try reader.needed("membership_id")) else {
      throw UnreadableRecord(field: "membership_id")
    }
    guard let assurance: Assurance = try reader.word("membership_assurance") else {
      throw UnreadableRecord(field: "membership_assurance")
    }
    self.init(id: id, assurance: assurance)
  }
}

// MARK: - People

extension AccountUser {
  /// The person as a record.
  package var fields: Fields {
    var fields: Fields = ["address": .text(address.text)]
    if !name.isEmpty { fields["name"] = .text(name) }
    if let cpp { fields["cpp_role"] = .text(cpp.rawValue) }
    if let cppSince { fields["cpp_since"] = FieldValue(cppSince) }
    if let center { fields["center_role"] = .text(center.rawValue) }
    if let centerSince { fields["center_since"] = FieldValue(centerSince) }
    if let echoSince { fields["echo_since"] = FieldValue(echoSince) }
    return fields
  }

  /// The person of a record.
  ///
  /// - Throws: a field is missing, or unknown to this version.
  package init(_ fields: Fields) throws(UnreadableRecord) {
    var reader = RecordReader(fields)
    guard let address = try? EmailAddress(try reader.needed("address")) else {
      throw UnreadableRecord(field: "address")
    }
    self.init(address: address, name: try reader.text("name") ?? "")
    cpp = try reader.word("cpp_role")
    cppSince = try reader.date("cpp_since")
    center = try reader.word("center_role")
    centerSince = try reader.date("center_since")
    echoSince = try reader.date("echo_since")
    try reader.finish()
  }
}

extension AccountUsers {
  /// The changes that lead from other people to these.
  package func changes(from before: AccountUsers, publisher: String) -> [Change] {
    Set(people.keys).union(before.people.keys).sorted().compactMap { key in
      Change(
        .user(publisher: publisher, key: key), from: before.people[key]?.fields ?? [:],
        to: people[key]?.fields ?? [:])
    }
  }
}
