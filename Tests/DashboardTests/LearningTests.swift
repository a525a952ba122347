// Lead times that were learned: start-by days and levels move with them.

import Foundation
import Lifecycle
import Testing

@testable import Dashboard

struct LearningTests {
  @Test func `what was learned moves start-by days and levels, and can be unlearned`() throws {
    var desk = TestDashboard([Sample.offer("fleet")])
    let before = try #require(
      desk.model.environment.overview.dates.first { $0.deadline.id == "publish" })
    #expect(before.deadline.lead == LeadTime(prior: 7) && before.level == .dueSoon)
    var pace = Pace()
    for _ in 0..<40 {
      pace.add(
        30 * 86_400, of: .certification, on: Pace.Way(playbook: "program", track: "draft"))
    }
    desk.send(.learned(pace))
    let after = try #require(
      desk.model.environment.overview.dates.first { $0.deadline.id == "publish" })
    #expect(after.deadline.leadDays > 30 && after.level == .startNow)
    #expect(desk.screen.contains("start now"))
    #expect(
      desk.offer("fleet").map { desk.model.environment.nearest(of: $0)?.deadline.lead.count } == 40)
    desk.send(.learned(Pace()))
    #expect(desk.model.environment.overview.dates.contains(before))
  }
}
