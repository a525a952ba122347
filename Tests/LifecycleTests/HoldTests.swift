// Deadlines on hold: a dispute holds off what would be taken. The date stays, and the offer counts
// apart: never as met, and never as lost.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct `A deadline on hold` {
  private let moment = Date(timeIntervalSince1970: 1_568_988_120)
  private let after = Date(timeIntervalSince1970: 1_580_000_000)
  private let rules: Rules
  private let owner = Publisher(id: "contoso", name: "Contoso")

  init() throws { rules = Rules(try #require(Playbooks.shipped.first)) }

  private func offer(_ facts: [Fact: String]) -> Offer {
    Offer(
      key: OfferKey(publisher: "contoso", offer: "fleet"), name: "Contoso Fleet",
      type: .operations, playbook: rules.playbook.id, track: "draft", facts: facts,
      changedAt: moment)
  }

  private func disputed() throws -> Offer {
    try rules.applying(
      .answer(step: "offer-type", value: "no"),
      to: Rules.Subject(offer([.supportTicket: "1190914"]), owner), at: moment, by: "ann"
    ).offer
  }

  @Test func `keeps its day and is on hold, however late it is`() throws {
    let obligation = try #require(rules.firstUnmet(of: disputed(), owner))
    #expect(obligation.deadline.day == Day("2019-10-15") && !obligation.isMet)
    #expect(obligation.level(at: moment, in: .gmt) == .onHold)
    #expect(obligation.level(at: after, in: .gmt) == .onHold)
    let open = try #require(rules.firstUnmet(of: offer([:]), owner))
    #expect(open.level(at: after, in: .gmt) == .missed)
  }

  @Test func `is named with its reason, its day and its ticket, as far as there is room`() throws {
    let obligation = try #require(rules.firstUnmet(of: disputed(), owner))
    #expect(
      obligation.holdTitles(in: .gmt) { $0.title() } == [
        "on hold (type dispute, 20 Sep 2019, ticket 1190914)",
        "on hold (type dispute, 20 Sep 2019)", "on hold",
      ])
  }

  @Test func `blocks with the day and the ticket`() throws {
    let blockers = rules.progress(of: try disputed(), owner).blockers
    #expect(
      blockers.contains {
        $0.sentence(in: .gmt).hasSuffix("Since 20 Sep 2019, support ticket 1190914.")
      })
  }

  @Test(arguments: [
    (3, 0, 0, Level.missed), (3, 2, 0, .missed), (3, 1, 1, .missed), (3, 1, 2, .onHold),
    (3, 0, 3, .onHold), (3, 3, 0, .met),
  ]) func `is on hold for several offers only if it is for all that have not met it`(
    concerned: Int, met: Int, held: Int, level: Level
  ) throws {
    let deadline = try #require(rules.playbook.deadlines.first { $0.id == "publish-draft" })
    #expect(
      deadline.level(concerned: concerned, met: met, held: held, at: after, in: .gmt) == level)
  }

  @Test func `is in none of the groups of those that lose it or keep it`() {
    let lost = Standing(playbook: "p", threatened: 0b01)
    let coming = Standing(playbook: "p", threatened: 0b10, unthreatened: 0b01)
    let held = Standing(playbook: "p", unthreatened: 0b11, held: 0b11)
    let kept = Standing(playbook: "p", clear: 0b11, concerned: 0b11)
    let all = [lost, coming, held, kept]
    for concerned in 1...3 as ClosedRange<UInt64> {
      for met in 0...concerned where met & ~concerned == 0 {
        for hold in 0...concerned where hold & ~(concerned & ~met) == 0 {
          let groups = all.filter { $0.holds(concerned: concerned, met: met, held: hold) }
          #expect(groups.count == 1, "\(concerned) \(met) \(hold)")
          let open = concerned & ~met
          if open != 0, open == hold { #expect(groups == [held]) }
        }
      }
    }
  }

  @Test func `comes with the day of a file, where no person answered`() {
    let tick = Tick(at: moment, by: "ann")
    var read = offer([.typeRight: "no"])
    read.noteHold(since: tick, in: rules.playbook)
    #expect(rules.firstUnmet(of: read, owner)?.heldSince == tick)
    // The same answer later is not a dispute anew; another answer is.
    var same = read
    same.noteHold(since: Tick(at: after, by: "bob"), before: read, in: rules.playbook)
    #expect(same == read)
    var plain = offer([.typeRight: "yes"])
    plain.noteHold(since: tick, in: rules.playbook)
    #expect(plain.ticks.isEmpty)
  }
}
