// What the tests of the store share: a small program, publishers and offers of it, and decks in
// folders that are removed afterward.

import Foundation
import Lifecycle

@testable import Persistence

enum Sample {
  /// 20 September 2019, 14:02:03.456789 UTC.
  static let now = Date(timeIntervalSince1970: 1_568_988_123.456_789)

  /// So many seconds after `now`.
  static func later(_ seconds: Double) -> Date { now.addingTimeInterval(seconds) }

  static let publisher = Publisher(
    id: "contoso", name: "Contoso Ltd", owners: ["owner@contoso.com", "second@contoso.com"],
    signIn: "owner@contoso.com", workEmail: "owner@contoso.com", mpnID: "1234567")

  static func key(_ offer: String, of publisher: String = "contoso") -> OfferKey {
    OfferKey(publisher: publisher, offer: offer)
  }

  static func offer(
    _ id: String, of publisher: String = "contoso", name: String? = nil,
    type: OfferType = .customerEngagement, track: String = "draft",
    publication: Publication = Publication(), facts: [Fact: String] = [:], changed: Double = 0
  ) -> Offer {
    Offer(
      key: key(id, of: publisher), name: name ?? "Contoso \(id)", type: type,
      playbook: "program", track: track, publication: publication, facts: facts,
      changedAt: later(changed))
  }

  /// Three tracks with every kind of step, shared account steps, a blocking question, a condition,
  /// pages, and deadlines for all of them.
  static let playbook = program()

  static func program(
    id: String = "program", types: [OfferType] = [], publishBy: Day = day("2019-10-15")
  ) -> Playbook {
    Playbook(
      id: id, title: "Program", revision: "1", source: link, zone: nil, types: types,
      tracks: [published, draft, new],
      pages: [
        Page(id: "setup", title: "Offer setup"),
        Page(id: "listing", title: "Offer listing", types: [.customerEngagement]),
      ],
      deadlines: [
        Deadline(
          id: "move", title: "Move", day: day("2019-08-31"), tracks: ["published"],
          goal: .complete, leadDays: 7, soonDays: 21, consequences: ["cosell"]),
        Deadline(
          id: "publish", title: "Publish", day: publishBy, tracks: ["draft", "new"],
          when: Condition(exceptions: [.typeRight: "no"]), goal: .step("live"), leadDays: 7,
          soonDays: 21, consequences: ["catalog"]),
        Deadline(
          id: "embed", title: "Cloud Embed", day: day("2019-10-31"),
          tracks: ["published", "draft"],
          when: Condition(facts: [.cloudEmbed: "yes"]), goal: .complete, leadDays: 7,
          soonDays: 21, consequences: []),
      ],
      consequences: [
        Consequence(id: "cosell", title: "Co-sell", meaning: "It is lost."),
        Consequence(id: "catalog", title: "Catalog", meaning: "It is left."),
      ], support: [])
  }

  static func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("\(text) is a day.") }
    return day
  }

  private static var link: Link {
    guard let link = Link("https://contoso.com/guide") else {
      preconditionFailure("The address is one.")
    }
    return link
  }

  private static let billing = Step(id: "billing", title: "Complete billing", kind: .account)
  private static let tail = [
    Step(id: "submit", title: "Submit", kind: .event(.submit, needs: nil)),
    Step(
      id: "certified", title: "Certification", actor: .microsoft,
      kind: .event(.certificationPassed, needs: nil)),
    Step(id: "live", title: "Go live", kind: .event(.goLive, needs: nil)),
  ]

  private static let published = Track(
    id: "published", title: "In the marketplace",
    steps: [
      Step(id: "enrolled", title: "Enrol", kind: .account), billing,
      Step(id: "tier", title: "Tier", kind: .question(Question(fact: .tier))),
    ] + tail + [
      Step(
        id: "url", title: "Enter the address",
        kind: .question(Question(fact: .listingURL, hosts: ["appsource.microsoft.com"])))
    ])

  private static let draft = Track(
    id: "draft", title: "Not in the marketplace",
    steps: [
      Step(id: "signed-in", title: "Sign in", actor: .owner, kind: .account), billing,
      Step(
        id: "type", title: "Check the type",
        kind: .question(
          Question(fact: .typeRight, required: "yes", blocker: "The type is in dispute."))),
      Step(
        id: "collateral", title: "Compare", kind: .check,
        when: Condition(facts: [.inAppSource: "yes"])),
      Step(id: "pages", title: "Pages", kind: .pages),
      Step(id: "review", title: "Review", kind: .check),
    ] + tail)

  private static let new = Track(
    id: "new", title: "No account",
    steps: [Step(id: "create", title: "Create", kind: .check)] + tail)
}

/// A folder that goes with the test.
final class Folder {
  private let folder: TemporaryFolder
  var path: String { folder.path }

  init() throws { folder = try TemporaryFolder() }

  /// The path of a deck in it.
  var deck: String { "\(path)/deck.sqlite" }

  func store(
    playbooks: [Playbook] = [Sample.playbook], isReadOnly: Bool = false
  ) throws -> Store {
    try Store(at: deck, playbooks: playbooks, isReadOnly: isReadOnly)
  }

  /// A deck with the sample publisher and these offers.
  func store(with offers: [Offer]) throws -> Store {
    let store = try store()
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    for offer in offers { try store.offers.add(offer, at: Sample.now, by: "ann") }
    return store
  }
}

/// Small, seeded numbers (SplitMix64), so that a walk is the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
