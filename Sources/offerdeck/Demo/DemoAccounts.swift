// The accounts of the sample: a directory in which each branch of the migration can be tried, and
// users on whom the portals agree and differ.

import Foundation
import Lifecycle
import Persistence

/// The accounts of the sample.
enum DemoAccounts {
  /// Puts them into a deck.
  static func fill(_ store: Store, _ sample: DemoOffers) throws {
    let contoso = Tenant(id: "contoso.com", name: "Contoso Group")
    let fabrikam = Tenant(id: "fabrikam.com", name: "Fabrikam Inc")
    try store.directory.learn(
      [
        .domain(try DomainName("contoso.com"), contoso),
        .domain(try DomainName("fabrikam.com"), fabrikam),
        .domain(try DomainName("outlook.com"), nil),
        .membership(try MPNID("1234567"), .valid, contoso),
        .membership(try MPNID("2345678"), .unconfirmed, contoso),
        .membership(try MPNID("3456789"), .invalid, nil),
        .membership(try MPNID("7654321"), .valid, fabrikam),
      ], .verified, named: "directory.json", at: sample.day(9, 2), by: "owner@contoso.com")
    _ = try AccountWalk(
      store: store, directory: store.directory, publisher: "fabrikam", moment: sample.day(9, 3),
      actor: "admin@fabrikam.com"
    ).walk(AccountWalk.Answers(isReviewed: true))
    let lists: [(String, UserPortal, [SeenUser])] = [
      (
        "contoso", .cpp,
        [
          SeenUser(address: try EmailAddress("owner@contoso.com"), name: "Owner", cpp: .owner),
          SeenUser(
            address: try EmailAddress("developer@contoso.com"), name: "Developer",
            cpp: .contributor),
        ]
      ),
      (
        "fabrikam", .cpp,
        [
          SeenUser(address: try EmailAddress("admin@fabrikam.com"), name: "Admin", cpp: .owner),
          SeenUser(
            address: try EmailAddress("support@fabrikam.com"), name: "Support", cpp: .owner),
        ]
      ),
      (
        "fabrikam", .partnerCenter,
        [
          SeenUser(address: try EmailAddress("Admin@fabrikam.com"), center: .manager),
          SeenUser(
            address: try EmailAddress("builds@fabrikam.com"), name: "Builds", center: .developer),
          SeenUser(
            address: try EmailAddress("accounts@fabrikam.com"), name: "Accounts",
            center: .financialContributor),
        ]
      ),
    ]
    for (publisher, portal, list) in lists {
      try store.publishers.see(
        list, in: portal, of: publisher, named: "\(portal.rawValue).csv",
        at: sample.day(9, portal == .cpp ? 3 : 16), by: "owner@contoso.com")
    }
  }
}
