// Keys that are pressed while a write is under way: kept, and done in order on what is true then.

import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `While a write is under way` {
  @Test func `keys are kept and replayed in order`() {
    var desk = Desk()
    desk.isSlow = true
    desk.press("Enter")
    #expect(desk.model.isWriting)
    #expect(desk.footer.hasSuffix("saving…"))
    desk.press("Down", "Down", "Space")
    #expect(desk.model.selection == 0)
    desk.answer()
    #expect(!desk.model.isWriting)
    #expect(desk.model.selection == 2)
    #expect(desk.model.marks == [Sample.key("fresh")])
  }

  @Test func `ten Enters do ten steps, one after the other`() {
    var desk = Desk([Sample.offer("fleet", track: "short")])
    desk.isSlow = true
    desk.press("Enter", "u", "Enter", "u", "Enter")
    for _ in 0..<5 { desk.answer() }
    #expect(desk.offer("fleet")?.ticks.keys.contains("look") == true)
    #expect(desk.wishes.count == 5)
    #expect(!desk.model.isWriting)
  }

  @Test func `what was undone is known before the next key is done`() {
    var desk = Desk()
    desk.press("Enter", "Enter", "Enter")
    #expect(desk.offer("fresh") != nil)
    let first = desk.model.offer?.key.offer ?? ""
    #expect(desk.offer(first)?.facts[.typeRight] == "yes")
    desk.isSlow = true
    // The answer is taken back, so that Enter asks the question again rather than the next one.
    desk.press("u", "Enter")
    desk.answer()
    #expect(desk.screen.contains("Check the type"))
    guard case .menu(let menu) = desk.model.dialogs.last else {
      Issue.record("There is no question:\n\(desk.screen)")
      return
    }
    #expect(menu.title == "Check the type")
  }

  @Test func `sizes and the end are not kept waiting`() {
    var desk = Desk()
    desk.isSlow = true
    desk.press("Enter")
    desk.resize(80, 24)
    #expect(desk.model.size == Size(columns: 80, rows: 24))
    desk.send(.input(.interrupt(15)))
    #expect(desk.asked.last == .quit)
  }

  @Test func `a failure to read meanwhile does not end the wait`() {
    var desk = Desk()
    desk.isSlow = true
    desk.press("Enter")
    desk.press("Down")
    desk.send(.failed("The deck can't be read."))
    #expect(desk.model.isWriting)
    #expect(desk.model.selection == 0)
    desk.answer()
    #expect(desk.model.selection == 1)
  }
}
