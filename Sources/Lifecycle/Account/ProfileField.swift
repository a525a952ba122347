// What a person may correct of a publisher's profile, field by field, each from a line of text.

/// A field of a publisher's profile.
package enum ProfileField: String, CaseIterable, Sendable {
  case name
  case role
  case owners
  case signIn = "sign_in"
  case microsoftAccount = "microsoft_account"
  case workEmail = "work_email"
  case mpnID = "mpn_id"

  /// What people call it.
  package var title: String {
    switch self {
    case .name: "Name"
    case .role: "Your role in CPP"
    case .owners: "Owners in CPP"
    case .signIn: "Sign-in to CPP"
    case .microsoftAccount: "Microsoft account"
    case .workEmail: "Work email"
    case .mpnID: "MPN ID"
    }
  }

  /// The words that it can have; nil where it is free.
  package var choices: [String]? {
    switch self {
    case .role: PortalRole.allCases.map(\.rawValue)
    case .microsoftAccount: ["yes", "no"]
    case .name, .owners, .signIn, .workEmail, .mpnID: nil
    }
  }

  /// What one has to know to fill it in.
  package var help: String {
    switch self {
    case .name: "The publisher's name."
    case .role: "owner or contributor. Only an Owner can migrate the account."
    case .owners: "The Owners' email addresses, separated by commas."
    case .signIn: "The address you sign in to Cloud Partner Portal with; can be empty."
    case .microsoftAccount:
      "yes if you sign in there with a Microsoft account (personal), otherwise no."
    case .workEmail: "A work email that is known already; it is checked when you migrate."
    case .mpnID: "The MPN ID in the Cloud Partner Portal profile; empty if there is none."
    }
  }
}

extension Publisher {
  /// A field as a line of text.
  package func text(of field: ProfileField) -> String {
    switch field {
    case .name: name
    case .role: role.rawValue
    case .owners: owners.joined(separator: ", ")
    case .signIn: signIn ?? ""
    case .microsoftAccount: hasMicrosoftAccount ? "yes" : "no"
    case .workEmail: workEmail ?? ""
    case .mpnID: mpnID ?? ""
    }
  }

  /// The publisher with a field corrected.
  ///
  /// - Throws: the text does not fit, or the account has gone on by what the field said.
  package func setting(
    _ field: ProfileField, to raw: String
  ) throws(AccountRefusal) -> Publisher {
    let text = raw.trimmingWhitespace()
    var after = self
    switch field {
    case .name:
      do throws(Misfit) {
        after.name = try Self.name(text)
      } catch {
        throw .unfitting(field, reason: error.reason)
      }
    case .role:
      guard let role = PortalRole(rawValue: text.lowercased()) else {
        throw .unfitting(field, reason: "unknown role \(text.inQuotes); use owner or contributor")
      }
      after.account = role == .owner ? account.gainedOwnership() : account.lostOwnership()
    case .owners:
      after.owners = []
      for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
        guard let address = try Self.address(String(part), field) else { continue }
        let isKnown = after.owners.contains { (try? EmailAddress($0))?.key == address.key }
        if !isKnown { after.owners.append(address.text) }
      }
    case .signIn:
      after.signIn = try Self.address(text, field)?.text
    case .microsoftAccount:
      guard ["yes", "no"].contains(text.lowercased()) else {
        throw .unfitting(field, reason: "\(text.inQuotes) is not yes or no")
      }
      after.hasMicrosoftAccount = text.lowercased() == "yes"
    case .workEmail:
      var known = account.registration ?? Account.Registration()
      known.workEmail = try Self.address(text, field)?.text
      after.account = try account.corrected(known)
    case .mpnID:
      var known = account.registration ?? Account.Registration()
      do throws(Misfit) {
        known.mpnID = text.isEmpty ? nil : try MPNID(text).text
      } catch {
        throw .unfitting(field, reason: error.reason)
      }
      after.account = try account.corrected(known)
    }
    return after
  }

  /// The publisher with several fields corrected, all of them or none.
  ///
  /// - Throws: everything that is wrong with any of them.
  package func setting(
    _ changes: [(field: ProfileField, text: String)]
  ) throws(AccountRefusals) -> Publisher {
    var after = self
    var refusals: [AccountRefusal] = []
    for (field, text) in changes {
      do throws(AccountRefusal) {
        after = try after.setting(field, to: text)
      } catch {
        refusals.append(error)
      }
    }
    guard refusals.isEmpty else { throw AccountRefusals(all: refusals) }
    return after
  }

  /// The address of a text; nil where it is empty.
  private static func address(
    _ text: String, _ field: ProfileField
  ) throws(AccountRefusal) -> EmailAddress? {
    guard !text.trimmingWhitespace().isEmpty else { return nil }
    do throws(Misfit) {
      return try EmailAddress(text)
    } catch {
      throw .unfitting(field, reason: error.reason)
    }
  }
}
