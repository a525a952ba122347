// The sample that teaches what the program is for: Contoso and Fabrikam as of 20 September 2019,
// with every track, stage, blocker and level in sight.

import Dashboard
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// The sample deck.
enum Demo {
  /// The publisher that is shown first.
  static let publisher = "contoso"

  /// What is said first, with the keys as they are: what has none is left out.
  static func greeting(_ keys: KeyMap) -> String {
    let parts: [(Command, String)] = [
      (.advance, "next step"), (.undo, "undo"),
      (.nextPanel, "next panel"), (.help, "all keys"),
    ]
    let named = parts.compactMap { command, text in
      keys.key(for: command).map { "\($0.name) \(text)" }
    }
    return "Sample data; nothing is saved. \(named.joined(separator: ", "))."
  }

  /// The shipped playbooks, and one such as a publisher might keep beside them.
  static let playbooks: [Playbook] = Playbooks.shipped + [launch]

  /// Makes the sample in a deck that is thrown away, and the time that it is there.
  static func deck(zone: TimeZone) throws -> (Store, Clock) {
    guard let clock = Clock("2019-09-20T14:02", in: zone) else {
      preconditionFailure("The moment of the sample is written as moments are.")
    }
    let store = try Store.temporary(playbooks: playbooks)
    let sample = DemoOffers(zone: zone)
    for publisher in sample.publishers {
      try store.publishers.add(publisher, at: sample.day(9, 2), by: "owner@contoso.com")
    }
    try DemoAccounts.fill(store, sample)
    for offer in sample.offers { try store.offers.add(offer, at: offer.changedAt, by: "import") }
    for (offer, actions, moment) in sample.changes {
      let key = OfferKey(publisher: offer.publisher, offer: offer.offer)
      _ = try store.offers.apply(actions, to: key, at: moment, by: "owner@contoso.com")
    }
    return (store, clock)
  }

  /// A playbook of the publisher's own: steps without stages, and a date that is close.
  private static let launch: Playbook = {
    guard let source = Link("https://contoso.com/launch") else {
      preconditionFailure("The source of the sample's own playbook is an https address.")
    }
    func step(_ id: String, _ title: String) -> Step { Step(id: id, title: title, kind: .check) }
    return Playbook(
      id: "contoso-launch", title: "Contoso launch week", revision: "2019-09-01", source: source,
      types: [.other("contoso-launch")],
      tracks: [
        Track(
          id: "launch", title: "Offers that are shown at the launch",
          steps: [
            step("slides", "Hand in the slides"), step("video", "Record the video"),
            step("press", "Send the press text to review"),
          ])
      ], pages: [],
      deadlines: [
        Deadline(
          id: "rehearsal", title: "Be ready for the rehearsal", day: day(2019, 9, 24),
          tracks: ["launch"], goal: .complete, leadDays: 5, soonDays: 14,
          consequences: ["no-stage"]),
        Deadline(
          id: "slides", title: "Hand in the slides", day: day(2019, 9, 13), tracks: ["launch"],
          goal: .step("slides"), leadDays: 3, soonDays: 7, consequences: []),
      ],
      consequences: [
        Consequence(
          id: "no-stage", title: "not on the stage",
          meaning: "The offer is not shown at the launch.")
      ], support: [])
  }()

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    guard let day = Day(year: year, month: month, day: day) else {
      preconditionFailure("The sample's days exist.")
    }
    return day
  }
}
