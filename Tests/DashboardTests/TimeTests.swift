// What changes by itself: the moments at which the loop wakes, on laptops that slept, after clocks that
// were set, on days whose clocks change, and on both sides of the date line.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `Time on the screen` {
  /// Midnight at the end of 15 October 2019 in Greenwich.
  private let end = Date(timeIntervalSince1970: 1_571_184_000)

  private func desk(
    _ moment: Date, zone: TimeZone = .gmt, offers: [Offer] = [Sample.offer("fleet")]
  ) -> TestDashboard {
    var playbook = Sample.playbook
    playbook.deadlines = [playbook.deadlines[1]]
    return TestDashboard(offers, playbooks: [playbook], now: moment, zone: zone)
  }

  @Test func `wakes once a second where seconds are shown, and changes with each`() throws {
    var desk = desk(end - 3_600.25)
    for _ in 0..<5 {
      let before = desk.screen
      let moment = try #require(desk.model.nextMoment)
      #expect(moment.timeIntervalSince(desk.model.environment.asOf.now) <= 1)
      desk.send(.time(moment + 0.001))
      #expect(desk.screen != before)
      #expect(desk.asked.allSatisfy { $0 != .redraw })
    }
  }

  @Test func `wakes for the next hour where only hours are shown`() throws {
    let desk = desk(end - 20 * 86_400 - 5 * 3_600 - 1_234)
    #expect(try #require(desk.model.nextMoment) == end - 20 * 86_400 - 5 * 3_600 + 1)
  }

  @Test func `wakes for midnight alone where days are shown`() throws {
    var desk = desk(end - 150 * 86_400 - 3_600)
    // The date at the top changes at midnight, and what is left a second after it.
    for moment in [0, 1, 86_400, 86_401].map({ end - 150 * 86_400 + $0 }) {
      #expect(try #require(desk.model.nextMoment) == moment)
      let before = desk.screen
      desk.send(.time(moment))
      #expect(desk.screen != before)
    }
  }

  @Test func `has no moment to wake for but midnight where nothing is due`() throws {
    let desk = desk(
      end - 3_600.5,
      offers: [Sample.offer("fleet", publication: Publication(stage: .live, market: .current))])
    #expect(try #require(desk.model.nextMoment) == end)
  }

  @Test func `is right after a sleep of days, and after clocks that were set back`() {
    var desk = desk(end - 3 * 86_400 + 10)
    #expect(desk.screen.contains("2 d 23 h"))
    desk.send(.time(end + 86_400 + 7_200))
    #expect(desk.screen.contains("missed 1 d over"))
    desk.send(.time(end - 3_605))
    #expect(desk.screen.contains("01:00:05"))
    desk.send(.time(end - 9 * 86_400))
    #expect(desk.screen.contains("due soon 9 d 0 h"))
  }

  /// The clocks of Greenwich's neighbors go back at the end of 27 October 2019, and those of New
  /// York go forward on 10 March 2019.
  @Test(arguments: [
    ("Europe/London", "2019-10-27", 25), ("America/New_York", "2019-03-10", 23),
    ("America/Sao_Paulo", "2018-11-03", 24), ("Australia/Lord_Howe", "2019-10-06", 23),
  ])
  func `knows how many hours the deadline's own day has`(
    name: String, day: String, hours: Int
  ) throws {
    let zone = try #require(TimeZone(identifier: name))
    var playbook = Sample.playbook
    playbook.deadlines = [playbook.deadlines[1]]
    playbook.deadlines[0].day = Sample.day(day)
    let start = Sample.day(day).start(in: zone)
    let desk = TestDashboard(
      [Sample.offer("fleet")], playbooks: [playbook], now: start + 0.5, zone: zone)
    let title = hours == 25 ? "1 d 01:00:00" : hours == 24 ? "1 d 00:00:00" : "23:"
    #expect(desk.screen.contains(title), "\(desk.screen)")
    #expect(desk.screen.contains("▲ start"))
  }

  @Test func `ends a day in its own zone on either side of the date line`() {
    for (name, hours) in [("Pacific/Kiritimati", -14.0), ("Pacific/Pago_Pago", 11.0)] {
      var playbook = Sample.playbook
      playbook.zone = TimeZone(identifier: name)
      playbook.deadlines = [playbook.deadlines[1]]
      let last = end + hours * 3_600
      var desk = TestDashboard([Sample.offer("fleet")], playbooks: [playbook], now: last - 1)
      #expect(desk.screen.contains("00:00:01"), "\(name)")
      desk.send(.time(last))
      #expect(desk.screen.contains("missed 0 min over"), "\(name)")
    }
  }
}

@Suite struct `A level that changes` {
  private let start = Sample.day("2019-10-08").start(in: .gmt)

  private func alerts(_ desk: TestDashboard) -> [String] {
    desk.asked.compactMap { if case .alert(let sentence, false) = $0 { sentence } else { nil } }
  }

  @Test func `is told once, on the screen and to the terminal`() {
    var desk = TestDashboard(now: start - 60)
    #expect(alerts(desk) == [])
    desk.send(.time(start + 1))
    #expect(alerts(desk) == ["Publish them: start now, 3 offers by Tue 15 Oct."])
    #expect(desk.message.contains("Publish them: start now"))
    desk.send(.time(start + 120))
    desk.send(.deckChanged)
    #expect(alerts(desk).count == 1)
  }

  @Test func `is no message of the desktop while the window is looked at`() {
    var desk = TestDashboard(now: start - 60)
    desk.send(.input(.focus(true)))
    desk.send(.time(start + 1))
    #expect(desk.asked.contains { if case .alert(_, true) = $0 { true } else { false } })
    #expect(alerts(desk) == [] && desk.message.contains("Publish them: start now"))
    var other = TestDashboard(now: start - 60)
    for isThere in [true, false] { other.send(.input(.focus(isThere))) }
    other.send(.time(start + 1))
    #expect(alerts(other).count == 1)
  }

  @Test func `is told once however long the machine slept`() {
    var desk = TestDashboard(now: start - 40 * 86_400)
    desk.send(.time(start + 20 * 86_400))
    #expect(alerts(desk).count == 1)
    #expect(alerts(desk)[0].hasSuffix("; and 1 other date."))
    #expect(alerts(desk)[0].contains("missed"))
  }

  @Test func `is not told again by a clock that is set back and forth`() {
    var desk = TestDashboard(now: start - 60)
    for _ in 0..<3 {
      desk.send(.time(start + 1))
      desk.send(.time(start - 60))
    }
    #expect(alerts(desk).count == 1)
  }

  @Test func `is not told at the start, for another moment, nor where somebody did it`() {
    var desk = TestDashboard(now: start + 20 * 86_400)
    desk.press("}", "}", "=", "{", "=")
    #expect(alerts(desk) == [])
    desk.change("fleet") { $0.publication = Publication(stage: .live, market: .current) }
    desk.send(.deckChanged)
    desk.change("fleet") { $0.publication = Publication() }
    desk.send(.deckChanged)
    #expect(alerts(desk) == [])
  }

  @Test func `is only said on the screen where that is wanted`() {
    var desk = TestDashboard(now: start - 60, alerts: false)
    desk.send(.time(start + 1))
    #expect(alerts(desk) == [])
    #expect(desk.message.contains("Publish them: start now"))
  }

  @Test func `costs no seconds where a person wants none`() {
    for (seconds, shown) in [(true, true), (false, false)] {
      var desk = TestDashboard(seconds: seconds)
      desk.press("Tab", "Tab", "j")
      #expect((desk.screen.firstMatch(of: /\d\d:\d\d:\d\d/) != nil) == shown)
      let wait = desk.model.nextMoment?.timeIntervalSince(Sample.now) ?? 0
      #expect((wait <= 1) == shown, "\(wait)")
    }
  }
}
