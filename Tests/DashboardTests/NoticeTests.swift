// What is said at the bottom: plain for seconds, errors until the next key.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A notice` {
  @Test func `goes by itself, and the model names the moment`() {
    var desk = Desk()
    desk.press("y")
    #expect(desk.footer.contains("Sent to the clipboard"))
    #expect(desk.asked.last == .copy(desk.model.offer?.key.offer ?? ""))
    #expect(desk.model.nextMoment == Sample.now + 6)
    desk.send(.time(Sample.now + 5.9))
    #expect(desk.footer.contains("Sent to the clipboard"))
    desk.send(.time(Sample.now + 6))
    #expect(desk.model.notice == nil)
    #expect(desk.footer.hasPrefix(" Enter advance"))
  }

  @Test func `of an error stays until the next key, however long that takes`() {
    var desk = Desk()
    desk.send(.failed("The disk is full."))
    desk.send(.time(Sample.now + 86_400))
    #expect(desk.footer.contains("The disk is full."))
    desk.press("Down")
    #expect(desk.model.notice == nil)
  }

  @Test func `tells that a key does nothing, and which one helps`() {
    var desk = Desk()
    desk.press("Z")
    #expect(desk.footer.contains("Z does nothing here; ? lists all keys."))
  }

  @Test func `with control characters in it shows their pictures`() {
    var desk = Desk()
    desk.send(.failed("a\u{1B}[2Jb\u{202E}c"))
    #expect(desk.footer.contains("a␛[2Jb\u{FFFD}c"))
  }
}
