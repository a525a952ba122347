// `forecast` and the lead times of `deadlines`, on a deck with a history.

import Foundation
import Lifecycle
import Persistence
import Testing

@testable import offerdeck

@Suite struct `Forecasts from the command line` {
  private let program: Program

  /// Twelve offers, of which seven went live, one after the other.
  init() throws {
    program = try Program()
    let first = try #require(Day("2019-08-01"))
    func day(_ number: Double) -> Date { first.start(in: .gmt) + number * 86_400 }
    let store = try Store(at: program.path("history.sqlite"), playbooks: Demo.playbooks)
    try store.publishers.add(Publisher(id: "contoso", name: "Contoso"), at: day(0), by: "ann")
    let key = { (number: Int) in OfferKey(publisher: "contoso", offer: "offer-\(number)") }
    for number in 0..<12 {
      try store.offers.add(
        Offer(
          key: key(number), name: "Offer \(number)", type: .customerEngagement,
          playbook: "dynamics-365-2019", track: "new", changedAt: day(0)), at: day(0), by: "ann")
    }
    for step in ["enrolled", "addendum", "billing"] {
      try store.accounts.set(step, isDone: true, of: "contoso", at: day(1), by: "ann")
    }
    let pages = (Demo.playbooks.first { $0.id == "dynamics-365-2019" }?.pages ?? []).map {
      Action.page(id: $0.id, state: .complete)
    }
    for number in 0..<7 {
      let start = Double(number * 6 + 2)
      let steps: [(Double, [Action])] = [
        (0, [.tick(step: "create-offer")]),
        (1, Array(pages.filter { $0 != .page(id: "test-drive", state: .complete) })),
        (3, [.event(.submit)]), (9, [.event(.certificationPassed)]),
        (9.5, [.tick(step: "approval-email")]), (11, [.event(.goLive)]),
      ]
      for (after, actions) in steps {
        try store.offers.apply(actions, to: key(number), at: day(start + after), by: "ann")
      }
    }
    store.close()
  }

  private func forecast(_ arguments: String...) throws -> String {
    let child = try program.start(["forecast", "--deck", "history.sqlite"] + arguments)
    let result = try program.finish(child)
    #expect(result.code == 0, "\(result.errors)")
    return result.output
  }

  @Test func `chances, days and paces are named, for people and for programs`() throws {
    let table = try forecast("--as-of", "2019-09-20")
    #expect(table.contains("7/12") && table.contains("%"))
    let one = try forecast("create-new", "--as-of", "2019-09-20")
    #expect(one.contains("Chance that all meet it:"))
    #expect(one.contains("Pace: 1"))
    #expect(one.contains("the playbook says 8 d"))
    #expect(one.contains("offer-11\tOffer 11\tdraft"))
    let record = try #require(
      try Program.objects(try forecast("create-new", "--json", "--as-of", "2019-09-20")).first)
    #expect(record["basis"] as? String == "pace")
    #expect((0...1).contains(try #require(record["chance"] as? Double)))
    #expect((7...12).contains(try #require(record["expected"] as? Double)))
    let offers = try #require(record["offers"] as? [[String: Any]])
    #expect(offers.count == 5 && offers.allSatisfy { $0["chance"] is Double })
    let burndown = try #require(record["burndown"] as? [[String: Any]])
    #expect(burndown.map { $0["met"] as? Int ?? -1 }.max() == 7)
    #expect(burndown.first?["day"] as? String == "2019-08-01")
    #expect(burndown.last?["day"] as? String == "2019-09-20")
    #expect((record["band"] as? [[String: Any]])?.first?["day"] as? String == "2019-09-20")
  }

  @Test func `the same seed gives the same forecast`() throws {
    let first = try forecast("--json", "--as-of", "2019-09-20", "--seed", "4")
    #expect(try forecast("--json", "--as-of", "2019-09-20", "--seed", "4") == first)
    #expect(try forecast("--json", "--as-of", "2019-09-20", "--seed", "5") != first)
  }

  @Test func `an earlier moment knows less, and says so`() throws {
    let early = try forecast("create-new", "--as-of", "2019-08-20")
    #expect(early.contains("Not enough data for a forecast") && !early.contains("%"))
    #expect(early.contains("by lead time"))
    let record = try #require(
      try Program.objects(try forecast("--json", "--as-of", "2019-08-20")).first)
    #expect(record["basis"] as? String == "lead_time" && record["chance"] == nil)
    let late = try forecast("--as-of", "2019-10-16")
    #expect(late.contains("0 %") && !late.contains("not enough data"))
    let passed = try #require(
      try Program.objects(try forecast("create-new", "--json", "--as-of", "2019-10-16")).first)
    #expect(passed["chance"] as? Double == 0 && passed["expected"] == nil)
    #expect(
      try forecast("create-new", "--as-of", "2019-10-16")
        .contains("The date has passed. Pace:"))
  }

  @Test func `deadlines have the lead time that was learned`() throws {
    let deck = ["--deck", "history.sqlite", "--json", "--as-of"]
    func lead(_ moment: String) throws -> [String: Any] {
      let result = try program.finish(program.start(["deadlines"] + deck + [moment]))
      let record = try #require(try Program.objects(result.output).first)
      return try #require(record["lead"] as? [String: Any])
    }
    let before = try lead("2019-08-02")
    #expect(before["days"] as? Int == 8 && before["learned"] as? Bool == false)
    #expect(before["low"] == nil && before["count"] as? Int == 0)
    let after = try lead("2019-09-20")
    #expect(after["prior"] as? Int == 8 && after["learned"] as? Bool == true)
    #expect(try #require(after["days"] as? Int) > 11 && after["count"] as? Int == 7)
    #expect(
      try #require(after["low"] as? Double) < #require(after["high"] as? Double))
  }

  @Test func `what there is not is said`() throws {
    try program.refuse(66, "forecast")
    #expect(
      try program.refuse(66, "forecast", "nothing", "--deck", "history.sqlite")
        .contains("“nothing”"))
    try program.refuse(66, "forecast", "--publisher", "nobody", "--deck", "history.sqlite")
    try program.refuse(64, "forecast", "--limit", "0", "--deck", "history.sqlite")
    try program.refuse(64, "forecast", "--seed", "x", "--deck", "history.sqlite")
  }
}
