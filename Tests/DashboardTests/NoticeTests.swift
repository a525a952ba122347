// What is said at the bottom: plain for seconds, errors until the next key.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A notice` {
  @Test func `goes by itself, and the model names the moment`() {
    var desk = TestDashboard()
    desk.press("y")
    #expect(desk.message.contains("Copied "))
    #expect(desk.asked.last == .copy(desk.model.offer?.key.offer ?? ""))
    #expect(desk.model.nextMoment == Sample.now + 6)
    desk.send(.time(Sample.now + 5.9))
    #expect(desk.message.contains("Copied "))
    desk.send(.time(Sample.now + 6))
    #expect(desk.model.status.notice == nil)
    #expect(desk.footer.hasPrefix(" Enter advance"))
  }

  @Test func `of an error stays until the next key, however long that takes`() {
    var desk = TestDashboard()
    desk.send(.failed("The disk is full."))
    desk.send(.time(Sample.now + 86_400))
    #expect(desk.message.contains("The disk is full."))
    desk.press("Down")
    #expect(desk.model.status.notice == nil)
  }

  @Test(arguments: [(80, 24), (60, 16), (40, 11), (40, 8)])
  func `is told as a whole, in as many lines as it takes`(columns: Int, rows: Int) {
    let sentence = UserRefusal.notMigrated.sentence
    var desk = TestDashboard(publishers: [Sample.contoso(after: .begin)], size: (columns, rows))
    func told() -> String {
      desk.model.drawn().lines.suffix(4).map { line in
        line.trimmingCharacters(in: .whitespaces)
      }.joined(separator: " ")
    }
    desk.press("U", "a")
    #expect(told().contains("✗ " + sentence), "\(desk.screen)")
    desk.press("Esc")
    desk.send(.failed(sentence))
    #expect(told().contains("✗ " + sentence), "\(desk.screen)")
    desk.press("Down")
    #expect(!desk.screen.contains("✗ This account"))
  }

  @Test func `tells that a key does nothing, and which one helps`() {
    var desk = TestDashboard()
    desk.press("Z")
    #expect(desk.message.contains("Z does nothing here; ? lists all keys."))
  }

  @Test func `leaves with the next key, and has a line of its own above the keys`() {
    var desk = TestDashboard()
    desk.send(.noted("Saved."))
    #expect(desk.footer.hasPrefix(" Enter advance") && desk.message.hasPrefix(" Saved."))
    // What is named there can be clicked.
    let place = desk.footer.range(of: "/ filter").map {
      desk.footer.distance(from: desk.footer.startIndex, to: $0.lowerBound)
    }
    desk.click(place ?? 0, 35)
    #expect(desk.model.panels.offers.filter.prompt != nil && desk.model.status.notice == nil)
    desk.press("Esc")
    desk.send(.noted("Saved."))
    desk.press("Down")
    #expect(desk.model.status.notice == nil && desk.footer.hasPrefix(" Enter advance"))
    // A button that comes up again is no answer to what was said when it went down.
    desk.send(.noted("Saved."))
    desk.click(3, 3, .release)
    #expect(desk.model.status.notice != nil)
  }

  @Test func `that covers the keys on a low screen goes by a click on it, which does nothing else`()
  {
    for message in [Message.noted(String(repeating: "word ", count: 20)), .failed("No.")] {
      var desk = TestDashboard(size: (120, 11))
      desk.send(message)
      #expect(!desk.footer.contains("advance"))
      desk.click(3, 10)
      #expect(desk.model.status.notice == nil && desk.model.dialogs.isEmpty)
      #expect(desk.footer.hasPrefix(" Enter advance"))
    }
  }

  @Test func `of a key that does nothing names only keys that there are`() {
    let bare = KeyMap.standard.changing([.help: [], .palette: []])
    var desk = TestDashboard(keys: bare)
    desk.press("Z")
    #expect(desk.model.status.notice?.text == "Z does nothing here.")
    var other = TestDashboard(keys: .standard.changing([.help: []]))
    other.press("Z")
    #expect(other.model.status.notice?.text == "Z does nothing here; : lists all keys.")
  }

  @Test func `of a broken theme goes when one is shown`() {
    var desk = TestDashboard()
    desk.send(.themeFailed("mine.yaml:3:1: no."))
    #expect(desk.message.contains("mine.yaml:3:1: no."))
    desk.send(.themeChanged(desk.model.environment.theme))
    #expect(desk.model.status.notice == nil)
    desk.send(.failed("The disk is full."))
    desk.send(.themeChanged(desk.model.environment.theme))
    #expect(desk.message.contains("The disk is full."))
  }

  @Test func `with control characters in it shows their pictures`() {
    var desk = TestDashboard()
    desk.send(.failed("a\u{1B}[2Jb\u{202E}c"))
    #expect(desk.message.contains("a␛[2Jb\u{FFFD}c"))
  }
}
