// Other moments and other views through the real loop and the real store.

import Foundation
import Lifecycle
import Persistence
import Terminal
import Testing

@testable import offerdeck

@Suite struct `A journey through time` {
  /// An offer that was submitted a week before the moment of the journey, and certified two days
  /// before.
  private func journey() throws -> Journey {
    let journey = try Journey()
    let offer = Journey.offer("fleet", track: "published", facts: [.inAppSource: "yes"])
    try journey.store.add(offer, at: journey.clock.now - 20 * 86_400, by: "test")
    for (stage, days) in [(Stage.submitted, 7.0), (.certified, 2)] {
      let moment = journey.clock.now - days * 86_400
      try journey.store.apply(
        [.observe(Observation(stage: stage, word: "", source: .csv, at: moment))],
        to: offer.key, at: moment, by: "test")
    }
    return journey
  }

  @Test func `goes back to what was, and forward again to what is`() throws {
    let journey = try journey()
    let frames = try journey.frames(["[", "[", "[", "{", "{", "{", "="]).map {
      $0.joined(separator: "\n")
    }
    func place(_ text: String) -> Int? { frames.firstIndex { $0.contains(text) } }
    let now = try #require(place("certified 1"))
    let submitted = try #require(place("submitted 1"))
    let draft = try #require(place("draft 1"))
    let none = try #require(frames.firstIndex { $0.contains("Offers 0") })
    #expect(now < submitted && submitted < draft && draft < none)
    #expect(frames.last?.contains("certified 1") == true)
    #expect(frames[none].contains("as it was on Tue 27 Aug 2019"))
    #expect(try journey.offer().publication.stage == .certified)
  }

  @Test func `writes nothing there, and writes again when it is back`() throws {
    let journey = try journey()
    try journey.frames(["[", "Enter", "u", "e", "b", "Enter"])
    #expect(try journey.offer().publication.stage == .certified)
    try journey.frames(["[", "=", "u"])
    #expect(try journey.offer().publication.stage == .submitted)
  }

  @Test func `advances on the board into the next column`() throws {
    let journey = try journey()
    let screen = try journey.screen("b", "Right", "Right", "Enter", "Enter")
    #expect(try journey.offer().publication.stage == .live)
    #expect(screen.contains("live ───────────── 1 of 1"))
  }

  @Test func `finds who lost what, also what only some have to lose`() throws {
    let journey = try journey()
    try journey.store.add(
      Journey.offer("kiosk", track: "published", facts: [.cosellPrioritized: "yes"]),
      at: journey.clock.now, by: "test")
    let screen = try journey.screen("L", "Down", "Enter")
    #expect(screen.contains("co-sell status lost"))
    #expect(screen.contains("lost since 1 Sep ───────────── 1 of 1"))
    #expect(screen.contains("Contoso Kiosk"))
    #expect(!screen.contains("Contoso Fleet"))
  }
}
