// The panels of the deadlines: what hurts first, in which zone, by when to begin, and for whom.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `The panels of the deadlines` {
  /// Two dates of one day, in a zone of their own, and one far ahead.
  static func playbook(_ zone: String?, leads: (Int, Int) = (7, 7)) -> Playbook {
    var playbook = Sample.playbook
    playbook.zone = zone.flatMap { TimeZone(identifier: $0) }
    playbook.deadlines = [
      Deadline(
        id: "type", title: "Check the types", day: Sample.day("2019-10-15"), tracks: ["draft"],
        goal: .step("type"), leadDays: leads.0, soonDays: 21, consequences: ["benefits"]),
      Deadline(
        id: "publish", title: "Publish them", day: Sample.day("2019-10-15"), tracks: ["draft"],
        goal: .step("live"), leadDays: leads.1, soonDays: 21, consequences: ["catalog"]),
      Deadline(
        id: "end", title: "Close the program", day: Sample.day("2020-05-31"), tracks: ["draft"],
        goal: .complete, leadDays: 7, soonDays: 21, consequences: []),
    ]
    return playbook
  }

  private func panel(_ desk: TestDashboard) -> [String] {
    desk.picture(of: desk.model.layout.deadlines.inset(columns: 2, rows: 1)).filter { $0 != "" }
  }

  @Test func `tells of each offer of the selected date with what chance it meets it`() {
    var desk = TestDashboard(Sample.offers(9), size: (200, 60))
    desk.press("Tab", "Tab", "Down")
    #expect(
      desk.model.panels.deadlines.date(in: desk.model.environment.overview)?.deadline.title
        == "Publish them")
    let told = desk.model.drawn().lines.filter { $0.contains(#/ [0-9]+ % · slack [0-9]+ d/#) }
    #expect(told.count == 9, "\(desk.screen)")
    // Where there is little room, names come first.
    desk.send(.input(.resize(Size(columns: 120, rows: 36))))
    #expect(!desk.screen.contains(" % · slack") && desk.screen.contains(" slack "))
  }

  @Test func `of one day and level share its line`() {
    let desk = TestDashboard(playbooks: [Self.playbook(nil)])
    #expect(
      panel(desk) == [
        "△ Tue 15 Oct   due soon 25 d 9 h", "  start by 8 Oct, in 18 d (7 d)",
        "  Check the types ░░░░░░░░░░ 0/3", "  else 3 offers: benefits lost",
        "  Publish them    ░░░░░░░░░░ 0/3", "  else 3 offers: out of the",
        "  catalog", "· Sun 31 May 2020     fine 254 d", "  Close the program ░░░░░░░░ 0/3",
        "  start by 24 May 2020, in 247 d", "  the work takes 7 d",
      ])
  }

  @Test func `of one day each have their own start where that differs, the earlier one first`() {
    let desk = TestDashboard(playbooks: [Self.playbook(nil, leads: (7, 10))])
    #expect(
      panel(desk).prefix(8) == [
        "△ Tue 15 Oct   due soon 25 d 9 h", "  Publish them    ░░░░░░░░░░ 0/3",
        "  start by 5 Oct, in 15 d (10 d)", "  else 3 offers: out of the",
        "  catalog", "  Check the types ░░░░░░░░░░ 0/3", "  start by 8 Oct, in 18 d (7 d)",
        "  else 3 offers: benefits lost",
      ])
    let spoken = SpokenPanels(model: desk.model).deadlines(limit: 9)
    #expect(spoken[1].contains("1. Publish them") && spoken[1].contains("takes 10 days"))
    #expect(spoken[2].contains("2. Check the types") && spoken[2].contains("takes 7 days"))
  }

  @Test(arguments: [(120, 36), (200, 60)])
  func `tell what was learned of a lead time with its range and how much was seen`(
    columns: Int, rows: Int
  ) throws {
    var desk = TestDashboard(size: (columns, rows), playbooks: [Self.playbook(nil)])
    var pace = Pace()
    for _ in 0..<8 {
      pace.add(7 * 86_400, of: .certification, on: Pace.Way(playbook: "program", track: "draft"))
    }
    desk.send(.learned(pace))
    let learned = try #require(
      desk.model.environment.overview.dates.first { $0.deadline.id == "publish" }
    ).deadline
    #expect(learned.lead.isLearned)
    let lines = panel(desk)
    let title = try #require(lines.firstIndex { $0.hasPrefix("  Publish them") })
    let told = lines[(title + 1)...(title + 2)].joined()
    #expect(told.contains("start by \(learned.startBy.title(withYear: false)), in "))
    #expect(told.contains("takes \(learned.lead.title)"))
    #expect(lines.contains { $0.hasPrefix("  start by 8 Oct, in 18 d") && $0.contains("7 d") })
  }

  @Test func `keep the days to begin where there is no room for all that is lost`() {
    let desk = TestDashboard(size: (120, 15), playbooks: [Self.playbook(nil, leads: (7, 10))])
    let lines = panel(desk)
    #expect(lines.contains("  start by 5 Oct, in 15 d (10 d)"))
    #expect(lines.contains("  start by 8 Oct, in 18 d (7 d)"))
    #expect(lines.contains { $0.hasPrefix("  Close the program") })
  }

  @Test func `say for how many offers something is lost before all days to begin`() {
    var playbook = Self.playbook(nil, leads: (7, 10))
    playbook.deadlines[1].day = Sample.day("2019-09-13")
    let desk = TestDashboard(size: (120, 15), playbooks: [playbook])
    let lines = panel(desk)
    #expect(lines.contains { $0.hasPrefix("  in force, 3 offers: ") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("  start by 8 Oct, in 18 d") }, "\(lines)")
  }

  @Test func `have room for the name of a zone`() {
    let desk = TestDashboard(playbooks: [Self.playbook("America/Los_Angeles")])
    #expect(panel(desk).contains("  midnight, UTC-7 (Los Angeles)"))
    let distant = TestDashboard(playbooks: [Self.playbook("America/Argentina/ComodRivadavia")])
    let lines = panel(distant)
    let first = lines.firstIndex { $0.contains("midnight, UTC-3") } ?? 0
    #expect(lines[first...(first + 1)].joined(separator: " ").contains("(ComodRivadavia)"))
  }

  @Test func `that every offer has met leave the list as it is`() {
    let live = Publication(stage: .live, market: .current)
    var desk = TestDashboard(
      [Sample.offer("fresh", publication: live)], playbooks: [Self.playbook(nil)])
    desk.press("Tab", "Tab", "End", "Enter")
    #expect(desk.model.panels.deadlines.date(in: desk.model.environment.overview)?.level == .met)
    #expect(
      !desk.model.query.isFiltered && desk.model.panels.offers.listing.window?.offers.count == 1)
    #expect(desk.message.contains("Every offer has met “"))
    var speech = LineCommands(desk.model)
    _ = speech.hear("deadlines \(desk.model.environment.overview.dates.count)")
    #expect(speech.model.panels.focus == .offers && !speech.model.query.isFiltered)
  }

  @Test func `of one day but other levels stand apart, the more pressing first`() {
    let desk = TestDashboard(playbooks: [Self.playbook(nil, leads: (7, 30))])
    let lines = panel(desk)
    #expect(lines[0] == "▲ Tue 15 Oct  start now 25 d 9 h")
    #expect(lines[1].hasPrefix("  Publish them"))
    #expect(lines[2] == "  start by 15 Sep, 5 d ago")
    #expect(lines.contains("△ Tue 15 Oct   due soon 25 d 9 h"))
  }

  @Test(arguments: [
    ("Pacific/Kiritimati", "UTC+14", "24 d 19 h"), ("Pacific/Pago_Pago", "UTC-11", "25 d 20 h"),
    ("Asia/Kathmandu", "UTC+5:45", "25 d 4 h"),
  ])
  func `tell a zone that is not the machine's, and count to its midnight`(
    zone: String, title: String, left: String
  ) {
    let desk = TestDashboard(size: (160, 40), playbooks: [Self.playbook(zone)])
    #expect(panel(desk)[0].hasPrefix("△ Tue 15 Oct \(title) "))
    #expect(panel(desk)[0].hasSuffix("due soon \(left)"))
    #expect(desk.screen.contains("until midnight, \(title)"))
    #expect(!TestDashboard(playbooks: [Self.playbook("Africa/Abidjan")]).screen.contains("UTC"))
  }

  @Test func `list the offers of the selected one, with the least slack first`() {
    let offers = [
      Sample.offer("fleet", publication: Publication(stage: .certified)),
      Sample.offer("field"),
      Sample.offer("fresh", publication: Publication(stage: .live, market: .current)),
    ]
    var desk = TestDashboard(offers, playbooks: [Self.playbook(nil)], now: Sample.now + 20 * 86_400)
    desk.press("Tab", "Tab", "Down")
    let lines = panel(desk)
    // Five days are left: eight open steps take seven of them, two take two.
    #expect(lines.contains("    · Contoso field    short 2 d"))
    #expect(lines.contains("    · Contoso fleet    slack 3 d"))
    #expect(!desk.picture(of: desk.model.layout.deadlines).contains { $0.contains("fresh") })
    desk.press("Enter")
    #expect(desk.model.query.unmet == .init(playbook: "program", index: 1))
    #expect(desk.model.panels.offers.listing.window?.offers.count == 2)
  }

  @Test func `keep a date that has passed in its place while anything is unmet`() {
    var desk = TestDashboard(playbooks: [Self.playbook(nil)], now: Sample.now + 400 * 86_400)
    #expect(panel(desk)[0] == "‼ Tue 15 Oct 2019   missed 374 d")
    desk.change("fleet") { $0.publication = Publication(stage: .live, market: .current) }
    desk.change("field") { $0.publication = Publication(stage: .live, market: .current) }
    desk.send(.deckChanged)
    #expect(panel(desk)[0] == "‼ Tue 15 Oct 2019   missed 374 d")
    desk.change("fresh") { $0.publication = Publication(stage: .live, market: .current) }
    desk.send(.deckChanged)
    #expect(panel(desk)[0].hasPrefix("‼ Sun 31 May"))
    #expect(panel(desk).contains("✓ Tue 15 Oct 2019            met"))
  }

  @Test func `fold to one line that has the nearest date to come, and what was missed`() {
    var desk = TestDashboard(size: (80, 24))
    let line = desk.picture(of: desk.model.layout.nearest)[0]
    #expect(
      line == " ‼ 1 missed 6 d over  △ due soon 15 Oct 25 d 9 h  Publish them 0/3")
    for (columns, rows) in [(40, 8), (60, 12), (99, 60)] {
      desk.resize(columns, rows)
      let line = desk.picture(of: desk.model.layout.nearest)[0]
      #expect(line.contains("‼ 1") && line.contains("△ due soon 15 Oct 25 d 9 h"), "\(line)")
    }
  }

  @Test func `count seconds under two days, in two places and one color at the most`() {
    var playbook = Self.playbook(nil)
    playbook.deadlines[0].day = Sample.day("2019-09-20")
    playbook.deadlines[1].day = Sample.day("2019-09-21")
    playbook.deadlines[2].day = Sample.day("2019-09-22")
    let desk = TestDashboard(playbooks: [playbook], now: Sample.now + 2)
    let clocks = panel(desk).filter { $0.contains(":57:58") }
    #expect(clocks == ["▲ Fri 20 Sep  start now 09:57:58", "▲ Sat 21 Sep  start 1 d 09:57:58"])
    #expect(panel(desk).contains { $0.hasSuffix("start now 2 d 9 h") })
  }
}
