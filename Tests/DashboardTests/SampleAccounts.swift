// Accounts as they are after some events, and people in each state that the portals can be in.

import Foundation
import Lifecycle

extension Sample {
  static let contosoTenant = Tenant(id: "t1", name: "Contoso Group")
  static let fabrikamTenant = Tenant(id: "t2", name: "Fabrikam Inc")

  /// An Owner's publisher after these events.
  static func contoso(after events: AccountEvent..., mpnID: String? = nil) -> Publisher {
    var publisher = Publisher(
      id: "contoso", name: "Contoso Ltd", owners: ["owner@contoso.com"],
      signIn: "owner@contoso.com", mpnID: mpnID)
    for event in events {
      do throws(AccountRefusal) {
        publisher = try publisher.applying(event, at: now)
      } catch {
        preconditionFailure(error.sentence)
      }
    }
    return publisher
  }

  /// The sign-in address is given, and the profile's MPN ID is what is found.
  static func workEmail(_ registered: MembershipFinding? = nil) -> AccountEvent {
    .workEmail(
      "owner@contoso.com", domain: .tenant(contosoTenant, .verified), registered: registered)
  }

  /// A person of each standing.
  static let people: AccountUsers = {
    func user(
      _ address: String, _ name: String, cpp: PortalRole? = nil, center: CenterRole? = nil,
      echo: Bool = false
    ) -> AccountUser {
      guard let address = try? EmailAddress(address) else {
        preconditionFailure("\(address) is an address.")
      }
      var user = AccountUser(address: address, name: name)
      (user.cpp, user.cppSince) = (cpp, cpp.map { _ in now - 20 * 86_400 })
      (user.center, user.centerSince) = (center, center.map { _ in now - 4 * 86_400 })
      user.echoSince = echo ? now - 4 * 86_400 : nil
      return user
    }
    return AccountUsers([
      user("owner@contoso.com", "Owner", cpp: .owner, center: .manager),
      user("builds@contoso.com", "Builds", center: .developer, echo: true),
      user("left@contoso.com", "Left", cpp: .contributor),
      user("money@contoso.com", "Money", center: .financialContributor),
      user("tests@contoso.com", "Tests", cpp: .owner, center: .developer),
      user("help@cоntoso.com", "", cpp: .contributor, center: .developer),
    ])
  }()
}
