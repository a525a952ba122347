// Nothing is told by color alone, and, where that is wished, nothing moves.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `Without colors` {
  @Test(arguments: [Signs.unicode, .ascii]) func `each level has its own sign and word`(
    signs: Signs
  ) {
    #expect(Set(Level.allCases.map { signs.sign($0) }).count == Level.allCases.count)
    #expect(Set(Level.allCases.map(\.title)).count == Level.allCases.count)
    #expect(Set(Level.allCases.map(\.shortTitle)).count == Level.allCases.count)
  }

  @Test(arguments: [Signs.unicode, .ascii]) func `each state of a step has its own sign or word`(
    signs: Signs
  ) {
    #expect(Set([signs[.done], signs[.next], signs[.blocked], signs[.later]]).count == 4)
    #expect(signs[.selected] != signs[.marked])
    #expect(signs[.ascending] != signs[.descending])
    // What is well never looks like what is not.
    let bad = [signs[.blocked], signs.sign(.missed), signs.sign(.startNow), signs.sign(.dueSoon)]
    let arrows = [signs[.more], signs[.ascending], signs[.descending]]
    for well in [signs[.done], signs[.passed], signs.sign(.met)] {
      #expect(!(bad + arrows + [signs[.marked]]).contains(well))
    }
    #expect(signs[.barFull] != signs[.barEmpty] && signs[.full] != signs[.empty])
  }

  @Test func `each stage has its own row, a failed certification too`() {
    let stages: [Publication] =
      [.draft, .submitted, .certified, .live, .retired].map { Publication(stage: $0) }
      + [
        Publication(stage: .draft, failure: SubmissionFailure(.certification, "No.")),
        Publication(stage: .unrecognized, word: "Odd"),
      ]
    for size in [(120, 36), (40, 12)] {
      let rows = stages.map { publication in
        let desk = TestDashboard([Sample.offer("fleet", publication: publication)], size: size)
        let row = desk.picture(of: desk.model.layout.offerRows)[0]
        return row.replacing(#/(missed|fine|soon|met).*/#, with: "")
      }
      #expect(Set(rows).count == stages.count, "\(rows)")
    }
  }

  @Test func `what went wrong is told from what went well by a sign`() {
    var desk = TestDashboard()
    desk.send(.noted("The same words."))
    let well = desk.message
    desk.send(.failed("The same words."))
    #expect(desk.message.contains("The same words.") && desk.message != well)
  }

  @Test(arguments: [Signs.unicode, .ascii])
  func `the order is marked at the column that it is by, both ways`(signs: Signs) {
    let orders = [Query.Sort.name, .type, .track, .stage, .due]
    for (width, columns) in [(120, orders), (80, [.name, .type, .stage, .due])] {
      for sort in columns {
        for (isDescending, mark) in [(false, signs[.ascending]), (true, signs[.descending])] {
          let desk = TestDashboard(size: (width, 24), signs: signs) { model in
            var query = model.query
            (query.sort, query.isDescending) = (sort, isDescending)
            model.panels.offers.listing = Listing(query)
          }
          let place = desk.model.layout.offers
          let heading = desk.picture(
            of: Rectangle(
              column: place.minColumn, row: place.minRow + 1, columns: place.columns, rows: 1))[0]
          #expect(heading.contains(mark), "\(sort) \(width): \(heading)")
        }
      }
    }
  }

  @Test func `no line is drawn under blanks beside words`() {
    var canvas = Canvas(size: Size(columns: 12, rows: 1))
    let look = Style(attributes: [.underline, .bold])
    let theme = Theme(name: "lines", styles: [.levelMissed: look])
    canvas.write(
      [("  a b ", .levelMissed)], at: .zero, columns: 12, theme: theme)
    let lined = (0..<12).filter {
      canvas[Point(column: $0, row: 0)].style.attributes.contains(.underline)
    }
    #expect(lined == [2, 3, 4])
  }

  @Test func `what is selected, marked, now and not possible has a sign`() {
    var desk = TestDashboard()
    desk.press("Space")
    let rows = desk.picture(of: desk.model.layout.offerRows)
    #expect(rows[0].contains("◆") && rows[1].hasPrefix("▸") && rows[2].hasPrefix("   "))
    desk.press("s")
    #expect(desk.screen.contains("By deadline ✓"))
    desk.press("Esc", "Esc", "e")
    #expect(desk.screen.contains("unavailable"))
  }
}

@Suite struct `Without motion` {
  private func model(hasMotion: Bool) -> Model {
    var preferences = Preferences()
    preferences.hasMotion = hasMotion
    preferences.showsSeconds = hasMotion
    return Model(
      playbooks: [Sample.playbook], now: Sample.now, isAsOf: true, zone: .gmt,
      size: Size(columns: 120, rows: 36), theme: Theme(name: "plain", styles: [:]),
      preferences: preferences, greeting: "Hello.")
  }

  @Test func `what was said stays until a key is pressed`() {
    var moving = model(hasMotion: true)
    var still = model(hasMotion: false)
    for seconds in [30, 3_000] {
      _ = moving.update(.time(Sample.now + TimeInterval(seconds)))
      _ = still.update(.time(Sample.now + TimeInterval(seconds)))
    }
    #expect(moving.status.notice == nil && still.status.notice?.text == "Hello.")
    _ = still.update(.input(.key(Key(.down))))
    #expect(still.status.notice == nil)
  }

  @Test func `nothing changes before a minute has passed, in the panel of the deadlines too`() {
    var desk = TestDashboard()
    desk.press("Tab", "Tab", "Down")
    var still = model(hasMotion: false)
    let (publishers, tally) = (
      desk.model.environment.deck.publishers, desk.model.environment.deck.tally
    )
    _ = still.update(.counted(publishers, tally))
    for key in [Key(.tab), Key(.tab), Key(.down)] { _ = still.update(.input(.key(key))) }
    #expect(still.panels.focus == desk.model.panels.focus)
    #expect(desk.model.nextMoment.map { $0 < Sample.now + 2 } == true)
    #expect(still.nextMoment.map { $0 >= Sample.now + 60 } == true)
  }
}

@Suite struct `What is read out` {
  @Test func `has commas where a screen has blanks, and words where it has letters`() {
    #expect("  Offer ID            fleet".spoken == "Offer ID, fleet")
    #expect("a  ,  b :  c · d".spoken == "a, b: c, d")
    #expect("25 d 9 h".spokenTime == "25 days 9 hours")
    #expect("in 1 d, of 2 y".spokenTime == "in 1 day, of 2 years")
    #expect("plan d".spokenTime == "plan d")
  }

  @Test func `has no sign and no key in it`() {
    let desk = TestDashboard()
    var speech = LineCommands(
      Model(
        playbooks: [Sample.playbook], now: Sample.now, isAsOf: true, zone: .gmt,
        size: Size(columns: 120, rows: 36), theme: .spoken))
    _ = speech.start()
    _ = speech.update(
      .counted(desk.model.environment.deck.publishers, desk.model.environment.deck.tally))
    let said = speech.spoken()
    #expect(said.contains { $0.contains("“migrate”: migrate") })
    #expect(said.last == "“help” lists the words.")
    #expect(speech.hear("frob").isEmpty)
    #expect(speech.spoken() == ["“frob” is not a command. Type “help” for a list."])
    #expect(speech.hear("quit") == [.quit])
  }
}
