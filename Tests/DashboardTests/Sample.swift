// What the tests of the dashboard share: a small program with every kind of step, two publishers,
// and as many offers as a test wants.

import Foundation
import Lifecycle

enum Sample {
  /// 20 September 2019, 14:02 in Greenwich.
  static let now = Date(timeIntervalSince1970: 1_568_988_120)

  static let contoso = Publisher(
    id: "contoso", name: "Contoso Ltd", owners: ["owner@contoso.com"],
    signIn: "owner@contoso.com")
  static let fabrikam = Publisher(
    id: "fabrikam", name: "Fabrikam Inc", role: .contributor, owners: ["admin@fabrikam.com"])

  static func key(_ id: String, of publisher: String = "contoso") -> OfferKey {
    OfferKey(publisher: publisher, offer: id)
  }

  static func offer(
    _ id: String, _ name: String? = nil, of publisher: String = "contoso",
    track: String = "draft", publication: Publication = Publication(),
    facts: [Fact: String] = [:]
  ) -> Offer {
    Offer(
      key: key(id, of: publisher), name: name ?? "Contoso \(id)", type: .operations,
      playbook: "program", track: track, publication: publication, facts: facts, changedAt: now)
  }

  /// Offers whose names sort as they are numbered.
  static func offers(_ count: Int) -> [Offer] {
    (0..<count).map { number in
      let digits = String(number)
      let id = String(repeating: "0", count: 5 - digits.count) + digits
      return offer("offer-\(id)", "Offer \(id)")
    }
  }

  static let playbook = Playbook(
    id: "program", title: "Program", revision: "1", source: link("https://contoso.com/guide"),
    types: [],
    tracks: [
      Track(id: "draft", title: "Drafts", steps: steps),
      Track(id: "short", title: "One step", steps: [Step(id: "look", title: "Look", kind: .check)]),
    ],
    pages: [
      Page(id: "setup", title: "Offer setup"), Page(id: "listing", title: "Offer listing"),
    ]
      + ["Properties", "Availability", "Configuration", "Test drive", "Content"].map {
        Page(id: $0.lowercased(), title: $0, types: [.customerEngagement])
      },
    deadlines: [
      Deadline(
        id: "move", title: "Move the drafts", day: day("2019-09-13"), tracks: ["draft"],
        goal: .complete, leadDays: 7, soonDays: 21, consequences: ["benefits"]),
      Deadline(
        id: "publish", title: "Publish them", day: day("2019-10-15"), tracks: ["draft"],
        goal: .step("live"), leadDays: 7, soonDays: 21, consequences: ["catalog"]),
    ],
    consequences: [
      Consequence(id: "benefits", title: "benefits lost", meaning: "They are lost."),
      Consequence(id: "catalog", title: "out of the catalog", meaning: "It is left."),
    ], support: [])

  private static let steps = [
    Step(
      id: "sign-in", title: "Sign in as Manager", help: "With the account of the owner.",
      link: link("https://contoso.com/sign-in"), actor: .owner, kind: .account),
    Step(
      id: "type", title: "Check the type",
      kind: .question(
        Question(fact: .typeRight, required: "yes", blocker: "The type is in dispute"))),
    Step(id: "pages", title: "Complete the pages", kind: .pages),
    Step(id: "review", title: "Review the draft", kind: .check),
    Step(id: "submit", title: "Submit for certification", kind: .event(.submit, needs: nil)),
    Step(
      id: "certified", title: "Pass certification", actor: .microsoft,
      kind: .event(.certificationPassed, needs: nil)),
    Step(id: "live", title: "Go live", kind: .event(.goLive, needs: nil)),
    Step(
      id: "url", title: "Enter the address",
      kind: .question(Question(fact: .listingURL, hosts: ["appsource.microsoft.com"]))),
  ]

  static func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("\(text) is a day.") }
    return day
  }

  static func link(_ text: String) -> Link {
    guard let link = Link(text) else { preconditionFailure("\(text) is an https address.") }
    return link
  }
}
