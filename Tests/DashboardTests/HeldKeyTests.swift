// Keys that are pressed while a write is under way: kept, and done in order on what is true then.

import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `While a write is under way` {
  @Test func `keys are kept and replayed in order`() {
    var desk = TestDashboard()
    desk.isSlow = true
    desk.press("Enter")
    #expect(desk.model.writing.isActive)
    #expect(desk.message.hasSuffix("saving…"))
    desk.press("Down", "Down", "Space")
    #expect(desk.model.panels.offers.listing.selection == 0)
    desk.answer()
    #expect(!desk.model.writing.isActive)
    #expect(desk.model.panels.offers.listing.selection == 2)
    #expect(desk.model.panels.offers.marks == [Sample.key("fresh")])
  }

  @Test func `an Enter acts on no step that was not on the screen when it was pressed`() {
    var desk = TestDashboard()
    desk.isSlow = true
    desk.time = 10
    desk.press("Enter")
    desk.time = 10.5
    desk.press("Enter")
    desk.time = 11
    desk.answer()
    #expect(desk.publishers.first?.ticks["sign-in"] != nil)
    #expect(desk.wishes.count == 1 && desk.model.dialogs.isEmpty)
    #expect(desk.message.contains("Press it again."))
    #expect(!desk.model.writing.isActive)
  }

  @Test func `what was undone is known before the next key is done`() {
    var desk = TestDashboard()
    desk.press("Enter", "Enter", "y", "Enter")
    #expect(desk.offer("fresh") != nil)
    let first = desk.model.offer?.key.offer ?? ""
    #expect(desk.offer(first)?.facts[.typeRight] == "yes")
    desk.isSlow = true
    // The answer is undone, so that Enter asks the question again rather than the next one.
    desk.press("u")
    desk.answer()
    desk.press("Enter")
    #expect(desk.screen.contains("Check the type"))
    guard let menu = desk.model.dialogs.last as? Menu else {
      Issue.record("There is no question:\n\(desk.screen)")
      return
    }
    #expect(menu.title == "Check the type")
  }

  @Test func `sizes and the end are not kept waiting`() {
    var desk = TestDashboard()
    desk.isSlow = true
    desk.press("Enter")
    desk.resize(80, 24)
    #expect(desk.model.environment.look.size == Size(columns: 80, rows: 24))
    desk.send(.input(.interrupt(15)))
    #expect(desk.asked.last == .quit)
  }

  @Test func `a failure to read meanwhile does not end the wait`() {
    var desk = TestDashboard()
    desk.isSlow = true
    desk.press("Enter")
    desk.press("Down")
    desk.send(.failed("The deck can't be read."))
    #expect(desk.model.writing.isActive)
    #expect(desk.model.panels.offers.listing.selection == 0)
    desk.answer()
    #expect(desk.model.panels.offers.listing.selection == 1)
  }
}

@Suite struct `A key that is held down` {
  /// Presses a key again and again, as keyboards repeat it.
  private func hold(_ key: String, _ desk: inout TestDashboard, times: Int = 60) {
    for _ in 0..<times {
      desk.time = (desk.time ?? 100) + 0.03
      desk.press(key)
    }
  }

  @Test func `completes one step, and says why it does no more`() {
    var desk = TestDashboard([Sample.offer("fleet")])
    hold("Enter", &desk)
    #expect(desk.publishers.first?.ticks["sign-in"] != nil)
    #expect(desk.wishes.count == 1 && desk.model.dialogs.isEmpty)
    #expect(desk.message.contains("Ignored a repeated or early Enter. Press it again."))
  }

  @Test func `opens a question and leaves it open, whatever the key`() {
    var publisher = Sample.contoso
    publisher.ticks["sign-in"] = Tick(at: Sample.now, by: "tester")
    var desk = TestDashboard([Sample.offer("fleet")], publishers: [publisher])
    hold("Enter", &desk)
    #expect(desk.model.dialogs.count == 1 && desk.wishes == [])
    // A digit answers at once: not if it comes before anybody can have read the question.
    desk.time = 200
    desk.press("Esc", "Enter")
    desk.time = 200.29
    desk.press("2")
    #expect(desk.offer("fleet")?.facts[.typeRight] == nil)
    desk.time = 200.7
    desk.press("2")
    // So does Enter in the field that follows.
    #expect(desk.screen.contains("Support ticket"))
    desk.press("Enter")
    #expect(desk.offer("fleet")?.facts[.typeRight] == nil)
    desk.time = 201.4
    desk.press("Enter")
    #expect(desk.offer("fleet")?.facts[.typeRight] == "no")
  }

  @Test func `never says yes, and y only after the question was there for a moment`() {
    var publisher = Sample.contoso
    publisher.ticks["sign-in"] = Tick(at: Sample.now, by: "tester")
    var offer = Sample.offer("fleet", facts: [.typeRight: "yes"])
    offer.pages = ["setup": .complete, "listing": .complete]
    offer.ticks["review"] = Tick(at: Sample.now, by: "tester")
    var desk = TestDashboard([offer], publishers: [publisher])
    desk.time = 10
    desk.press("Enter", "y")
    #expect(desk.screen.contains("Submit: Contoso fleet?"))
    desk.time = 10.2
    desk.press("y")
    #expect(desk.offer("fleet")?.publication.stage == .draft)
    desk.time = 10.6
    desk.press("y")
    #expect(desk.offer("fleet")?.publication.stage == .submitted)
  }

  @Test func `that the terminal calls a repeat moves, and completes nothing`() {
    var desk = TestDashboard(Sample.offers(9))
    desk.send(.input(.repeated(Key(.down))))
    #expect(desk.model.panels.offers.listing.selection == 1)
    desk.send(.input(.repeated(Key(.enter))))
    #expect(desk.wishes == [])
  }

  @Test func `seventeen times publishes nothing, at any pace and size`() {
    for pace in [0, 0.03, 0.4, 5] {
      for size in [(120, 36), (80, 24), (40, 12)] {
        var desk = TestDashboard([Sample.offer("fleet"), Sample.offer("field")], size: size)
        for press in 0..<17 {
          desk.time = 100 + Double(press) * pace
          desk.press("Enter")
        }
        for offer in desk.offers {
          #expect(offer.publication == Publication() && offer.facts == [:], "\(pace), \(size)")
        }
      }
    }
  }
}
