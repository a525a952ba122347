// Lead times: the playbook's word until something is seen, and then moved by it, carefully.

import Formats
import Foundation
import Lifecycle
import Testing

@testable import Lifecycle

struct LeadTimeTests {
  private func seen(_ days: Double...) -> Durations {
    var durations = Durations()
    for day in days { durations.add(day * 86_400) }
    return durations
  }

  @Test(arguments: [1, 2, 7, 14, 30, 366], [1, 2, 3])
  func `with nothing seen it is what the playbook says`(prior: Int, legs: Int) {
    let none = Array(repeating: Durations(), count: legs)
    #expect(LeadTime(prior: prior, seen: none) == LeadTime(prior: prior))
    #expect(LeadTime(prior: prior).days == prior && !LeadTime(prior: prior).isLearned)
    // And the estimate itself begins exactly there.
    let estimate = LegEstimate(share: Double(prior), seen: Durations())
    #expect(abs(estimate.days(at: .careful) - Double(prior)) < 1e-9)
  }

  @Test func `a playbook that allows no days teaches that there are none`() {
    let lead = LeadTime(prior: 0, seen: [seen(3, 4, 5)])
    #expect(lead.days == 0 && lead.interval == nil && lead.count == 3)
  }

  @Test func `much that was seen outweighs the playbook`() throws {
    var durations = Durations()
    for _ in 0..<400 { durations.add(20 * 86_400) }
    let lead = LeadTime(prior: 7, seen: [durations])
    #expect((20...23).contains(lead.days) && lead.count == 400)
    let interval = try #require(lead.interval)
    #expect(interval.lowerBound > 16 && interval.upperBound < 25)
    let quick = LeadTime(prior: 7, seen: [seen(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)])
    #expect(quick.days < 7)
  }

  @Test func `each further duration of one length moves it there, and narrows it`() throws {
    var durations = Durations()
    var last = LeadTime(prior: 7, seen: [durations])
    for count in 1...30 {
      durations.add(30 * 86_400)
      let lead = LeadTime(prior: 7, seen: [durations])
      #expect(lead.count == count && lead.isLearned)
      // The surprise widens it at first; from then on it only narrows.
      if count > 6, let now = lead.interval, let before = last.interval {
        #expect(
          now.upperBound / now.lowerBound <= before.upperBound / before.lowerBound)
      }
      #expect(lead.days > 7)
      last = lead
    }
    #expect((28...42).contains(last.days), "\(last.days)")
  }

  @Test func `twenty that took as long each are what is reckoned with, and closely`() throws {
    let ten = Durations(repeating: 10, count: 20)
    let lead = LeadTime(
      prior: 7, seen: [Durations(), ten, Durations(repeating: 1, count: 20)])
    let legs = 10 + 1 + 7.0 / 3
    #expect(lead.count == 20 && (Int(legs)...Int(legs) + 3).contains(lead.days), "\(lead.days)")
    let interval = try #require(lead.interval)
    #expect(interval.lowerBound > 7 && interval.upperBound < 20, "\(interval)")
    // Those that are no more apart than they are narrow it, whatever the playbook says.
    let alone = LeadTime(prior: 7, seen: [ten])
    #expect((10...12).contains(alone.days))
  }

  @Test(arguments: [0.05, 0.3, 1, 2], [7, 30])
  func `what was done quickly never makes it longer`(days: Double, prior: Int) {
    var last = prior
    for count in 1...8 {
      let lead = LeadTime(prior: prior, seen: [Durations(repeating: days, count: count)])
      #expect(lead.days <= last, "\(count) in \(days) d: \(lead.title)")
      last = lead.days
    }
  }

  @Test func `a leg that was not seen keeps its share of the playbook's days`() {
    let one = LeadTime(prior: 9, seen: [seen(3, 3, 3), Durations(), Durations()])
    #expect(one.count == 3)
    // Three days each were allowed; what took three typically can take more.
    #expect((9...10).contains(one.days))
    let slow = LeadTime(prior: 9, seen: [seen(12, 15, 18), Durations(), Durations()])
    #expect(slow.days > one.days)
  }

  @Test func `what took less than an hour is left out and counted`() {
    let lead = LeadTime(prior: 7, seen: [seen(0, -3, .infinity, 0.04, 7)])
    #expect(lead.count == 1 && lead.leftOut == 4)
    let none = LeadTime(prior: 7, seen: [seen(0, -1)])
    #expect(none.days == 7 && !none.isLearned && none.leftOut == 2)
  }

  @Test func `what is absurd stays a number of days`() {
    let long = LeadTime(prior: 366, seen: [seen(1e9, 1e9, 1e9, 1e12)])
    #expect(long.days == 3_650 && long.interval?.upperBound == 3_650)
    let short = LeadTime(prior: 1, seen: [seen(1e-9, 1e-9, 1e-9, 1e-9)])
    #expect(short.days >= 1)
  }

  /// Quantiles as tables of Student's t have them.
  @Test(arguments: [
    (3.0, 0.978, 1.638), (5, 0.920, 1.476), (10, 0.879, 1.372), (30, 0.854, 1.310),
  ])
  func `quantiles are those of the tables`(freedom: Double, careful: Double, high: Double) {
    #expect(abs(LegEstimate.student(.careful, freedom: freedom) - careful) < 0.0015)
    #expect(abs(LegEstimate.student(.high, freedom: freedom) - high) < 0.0015)
    let low = LegEstimate.student(.low, freedom: freedom)
    #expect(low == -LegEstimate.student(.high, freedom: freedom))
  }

  @Test func `sums of parts are the sums of the whole`() {
    var whole = seen(1, 2, 3, 0)
    var part = seen(1, 2)
    part.add(seen(3, 0))
    #expect(part == whole)
    whole.add(Durations())
    #expect(part == whole && part.count == 3 && part.leftOut == 1)
    #expect(abs((part.typicalDays ?? 0) - 1.817) < 0.001)
    #expect(Durations().typicalDays == nil)
  }

  @Test func `legs follow from the goal and the track`() throws {
    let playbook = try #require(Playbooks.shipped.first { $0.id == "dynamics-365-2019" })
    let legs = Dictionary(
      uniqueKeysWithValues: playbook.deadlines.map { ($0.id, playbook.legs(to: $0)) })
    #expect(legs["move-published"] == [.preparation, .certification, .release])
    #expect(legs["recertify"] == [.preparation, .certification])
    #expect(legs["publish-draft"] == [.preparation, .certification, .release])
    let coSell = try #require(Playbooks.shipped.first { $0.id == "co-sell-2021" })
    #expect(coSell.deadlines.map { coSell.legs(to: $0) } == [[], [.wholeTrack]])
  }

  @Test func `a playbook learns, and its start-by days and levels follow`() throws {
    let playbook = try #require(Playbooks.shipped.first { $0.id == "dynamics-365-2019" })
    var pace = Pace()
    let way = Pace.Way(playbook: playbook.id, track: "draft")
    for _ in 0..<20 { pace.add(21 * 86_400, of: .certification, on: way) }
    let learned = playbook.learning(from: pace)
    let before = try #require(playbook.deadlines.first { $0.id == "publish-draft" })
    let after = try #require(learned.deadlines.first { $0.id == "publish-draft" })
    #expect(after.lead.prior == 8 && after.lead.count == 20 && after.leadDays > 20)
    #expect(after.startBy == after.day - after.leadDays)
    let moment = before.startBy.start(in: .gmt) - 86_400
    #expect(before.level(isMet: false, at: moment, in: .gmt) == .dueSoon)
    #expect(after.level(isMet: false, at: moment, in: .gmt) == .startNow)
    // Others are as they were, and learning again from nothing goes back.
    #expect(learned.deadlines.filter { $0 != after } == playbook.deadlines.filter { $0 != before })
    #expect(learned.learning(from: Pace()) == playbook)
  }
}

extension Durations {
  /// As many durations of so many days.
  fileprivate init(repeating days: Double, count: Int) {
    self.init()
    for _ in 0..<count { add(days * 86_400) }
  }
}
