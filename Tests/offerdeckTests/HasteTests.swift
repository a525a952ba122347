// Many keys at once, as a key that is held down or a script sends them.

import Foundation
import Lifecycle
import Persistence
import Testing

@testable import offerdeck

@Suite struct `Many keys at once` {
  @Test func `down a list read only the rows at the end, and act on the right offer`() throws {
    let offers = (0..<600).map { number in
      Journey.offer("o" + String(number + 1_000).dropFirst())
    }
    let journey = try Journey(offers)
    let down = Array(repeating: "Down", count: 450).joined(separator: "+")
    // What Enter would do there was not on the screen when it came.
    let early = try journey.screen(down + "+Enter")
    #expect(early.contains("Press it again."))
    #expect(try journey.offer("o450").ticks.isEmpty)
    let picture = try journey.screen(down, "Enter", "Down")
    #expect(picture.contains("452 of 600"))
    #expect(picture.contains("Contoso O451"))
    let changed = try journey.store.history.entries(of: nil, publisher: nil, limit: 10, before: nil)
      .filter { $0.kind == "tick" }
    #expect(changed.map(\.offer) == ["o450"])
  }
}
