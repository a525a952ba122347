// The deadlines in one line: what is open is counted, and whole words come before parts of them.

import Foundation
import Lifecycle
import Testing

@testable import Dashboard

@Suite struct `The deadlines in one line` {
  private func line(_ desk: TestDashboard) -> String {
    desk.picture(of: desk.model.layout.nearest).first ?? ""
  }

  /// Three dates, of which one is met.
  private static var playbook: Playbook {
    var playbook = Sample.playbook
    func deadline(_ id: String, _ title: String, _ day: String, _ goal: String) -> Deadline {
      Deadline(
        id: id, title: title, day: Sample.day(day), tracks: ["draft"], goal: .step(goal),
        leadDays: 7, soonDays: 21, consequences: [])
    }
    playbook.deadlines = [
      deadline("sign", "Sign in", "2019-09-13", "sign-in"),
      deadline("hand-in", "Hand in every offer of the program", "2019-10-15", "submit"),
      deadline("publish", "Publish them", "2019-10-15", "live"),
    ]
    return playbook
  }

  private static let submitted = [
    Sample.offer("fleet", publication: Publication(stage: .submitted)), Sample.offer("field"),
  ]

  @Test func `do not count what is met among those that are still to come`() {
    var desk = TestDashboard([Self.submitted[0]], size: (99, 24), playbooks: [Self.playbook])
    #expect(desk.model.environment.overview.dates.filter { $0.level == .met }.count == 2)
    #expect(line(desk).hasSuffix("Publish them 0/1"))
    // Where all have passed, too.
    desk = TestDashboard(
      Self.submitted, size: (99, 24), playbooks: [Self.playbook],
      now: Sample.now + 40 * 86_400)
    #expect(desk.model.environment.overview.dates.filter { $0.level != .met }.count == 3)
    #expect(line(desk).hasSuffix(" +2"))
  }

  @Test(arguments: [
    (
      112,
      " ‼ 1 missed 6 d over  △ due soon 15 Oct 25 d 9 h  Hand in every offer of the program 1/2 +1"
    ),
    (85, " ‼ 1 missed  △ due soon 15 Oct 25 d 9 h  Hand in every offer of the program 1/2 +1"),
    (70, " ‼ 1 missed  △ due soon 15 Oct 25 d 9 h  Hand in every offer o… 1/2 +1"),
    (56, " ‼ 1 missed 6 d over  △ due soon 15 Oct 25 d 9 h 1/2 +1"),
    (50, " ‼ 1 missed  △ due soon 15 Oct 25 d 9 h 1/2 +1"),
    (42, " ‼ 1 missed  △ due soon 15 Oct 25 d 9 h"),
  ])
  func `give up since when it was missed before a title, a title before a count, and no level`(
    columns: Int, text: String
  ) {
    var desk = TestDashboard(Self.submitted, playbooks: [Self.playbook])
    desk.press("b")
    desk.resize(columns, 24)
    #expect(line(desk).hasPrefix(text), "\(line(desk))")
  }
}
