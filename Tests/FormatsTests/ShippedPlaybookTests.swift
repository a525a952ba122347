// The shipped playbooks against what their programs say: tracks, steps, dates, consequences.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct ShippedPlaybookTests {
  private let playbook: Playbook
  private let publisher = Publisher(id: "contoso", name: "Contoso")

  init() throws {
    playbook = try #require(Playbooks.shipped.first)
  }

  private func steps(_ track: String, _ facts: [Fact: String] = [:]) -> [String] {
    Rules(playbook).applicableSteps(of: offer(track, facts)).map(\.id)
  }

  private func offer(_ track: String, _ facts: [Fact: String] = [:]) -> Offer {
    Offer(
      key: OfferKey(publisher: "contoso", offer: "field-sales"), name: "Contoso Field Sales",
      type: .customerEngagement, playbook: playbook.id, track: track, facts: facts,
      changedAt: Date(timeIntervalSince1970: 0))
  }

  private func deadline(_ id: String) throws -> Deadline {
    try #require(playbook.deadlines.first { $0.id == id })
  }

  private func losses(_ id: String, _ facts: [Fact: String] = [:]) throws -> [String] {
    let deadline = try deadline(id)
    let track = try #require(deadline.tracks.first)
    return Rules(playbook).losses(of: offer(track, facts), by: deadline).map(\.id)
  }

  private func obligations(_ track: String, _ facts: [Fact: String] = [:]) -> [String] {
    Rules(playbook).obligations(of: offer(track, facts), publisher).map(\.deadline.id)
  }

  @Test func `three programs ship, the oldest first`() {
    #expect(
      Playbooks.shipped.map(\.id) == ["dynamics-365-2019", "marketplace-2020", "co-sell-2021"])
  }

  // MARK: - Tracks of 2019

  @Test func `a published offer that is in AppSource has the steps of the guide`() {
    #expect(
      steps("published", [.inAppSource: "yes"]) == [
        "account-confirmed", "enrolled", "in-appsource", "addendum", "billing", "certified-before",
        "cosell-prioritized", "cloud-embed", "platform-version", "tier", "submit", "certification",
        "go-live", "gtm-url",
      ])
  }

  @Test func `a published offer that is not in AppSource has to be created first`() {
    let steps = steps("published", [.inAppSource: "no"])
    #expect(steps.prefix(4) == ["account-confirmed", "enrolled", "in-appsource", "create-offer"])
  }

  @Test func `the page for creating an offer depends on its type`() throws {
    let step = try #require(playbook.track("published")?.step("create-offer"))
    #expect(step.link(for: .customerEngagement)?.text.contains("customer-engagement") == true)
    #expect(step.link(for: .operations)?.text.contains("operations") == true)
  }

  @Test func `a draft has the steps of the guide`() {
    #expect(
      steps("draft") == [
        "manager-signed-in", "addendum", "billing", "offer-type", "in-appsource", "pages", "submit",
        "certification", "approval-email", "go-live",
      ])
  }

  @Test func `a duplicate is compared and retired instead of published`() {
    #expect(
      steps("draft", [.inAppSource: "yes", .separateEntity: "no"]) == [
        "manager-signed-in", "addendum", "billing", "offer-type", "in-appsource", "legal-entity",
        "compare-collateral", "compare-contact", "compare-markets", "retire",
      ])
  }

  @Test func `a draft of another legal entity is published beside the other offer`() {
    let steps = steps("draft", [.inAppSource: "yes", .separateEntity: "yes"])
    #expect(steps.contains("legal-entity"))
    #expect(steps.contains("submit"))
    #expect(!steps.contains("retire"))
  }

  @Test func `a new offer is created, and then has the steps that are not for migrated drafts`() {
    #expect(
      steps("new") == [
        "enrolled", "create-offer", "addendum", "billing", "pages", "submit", "certification",
        "approval-email", "go-live",
      ])
  }

  @Test func `steps of the account are account-wide in every track`() {
    let accountSteps = [
      "account-confirmed", "enrolled", "addendum", "billing", "manager-signed-in",
    ]
    for step in playbook.tracks.flatMap(\.steps) {
      #expect((step.kind == .account) == accountSteps.contains(step.id), "\(step.id)")
    }
  }

  @Test func `a wrong type blocks a draft by the dispute with support`() throws {
    let progress = Rules(playbook).progress(
      of: offer("draft", [.typeRight: "no"]),
      Publisher(
        id: "contoso", name: "Contoso",
        ticks: Dictionary(
          uniqueKeysWithValues: ["manager-signed-in", "addendum", "billing"].map {
            ($0, Tick(at: Date(timeIntervalSince1970: 0), by: "owner"))
          })))
    let isDispute = progress.blockers.contains { $0.sentence(in: .gmt).contains("in dispute") }
    #expect(isDispute)
  }

  @Test func `retiring a duplicate waits for the comparison and the answers alone`() throws {
    let step = try #require(playbook.track("draft")?.step("retire"))
    #expect(
      step.kind
        == .event(
          .retire,
          needs: [
            "offer-type", "in-appsource", "legal-entity", "compare-collateral", "compare-contact",
            "compare-markets",
          ]))
  }

  @Test func `Microsoft certifies, an owner signs in, and the publisher does the rest`() {
    for step in playbook.tracks.flatMap(\.steps) {
      let actor: Actor =
        switch step.id {
        case "certification": .microsoft
        case "manager-signed-in": .owner
        default: .publisher
        }
      #expect(step.actor == actor, "\(step.id)")
    }
  }

  @Test func `every step says how it is done, and where if the guide does`() {
    for step in playbook.tracks.flatMap(\.steps) {
      #expect(!step.help.isEmpty, "\(step.id)")
      let isElsewhere = [
        "platform-version", "tier", "approval-email", "certified-before", "cosell-prioritized",
        "cloud-embed",
      ].contains(step.id)
      #expect((step.link == nil) == isElsewhere, "\(step.id)")
    }
  }

  @Test func `the test drive page counts where a test drive is enabled`() {
    let pages = { (facts: [Fact: String]) in
      playbook.pages.filter { $0.applies(to: offer("draft", facts)) }.map(\.title)
    }
    #expect(
      pages([:]) == [
        "Offer setup", "Properties", "Offer listing", "Availability", "Technical configuration",
        "Supplemental content",
      ])
    #expect(pages([.testDrive: "yes"]).contains("Test drive"))
  }

  // MARK: - Deadlines of 2019, a test for each row

  @Test func `published offers move by 31 August`() throws {
    let deadline = try deadline("move-published")
    #expect(deadline.day == Day("2019-08-31"))
    #expect(deadline.tracks == ["published"])
    #expect(deadline.goal == .complete)
    #expect(try losses("move-published", [.cosellPrioritized: "no"]) == ["marketing-benefits"])
    #expect(
      try losses("move-published", [.cosellPrioritized: "yes"])
        == ["marketing-benefits", "cosell-status"])
  }

  @Test func `offers that were certified before are certified again by 15 October`() throws {
    let deadline = try deadline("recertify")
    #expect(deadline.day == Day("2019-10-15"))
    #expect(deadline.goal == .step("certification"))
    #expect(try losses("recertify") == ["certification"])
    let known: [Fact: String] = [.cloudEmbed: "no", .certifiedBefore: "no"]
    #expect(obligations("published", known) == ["move-published"])
    #expect(
      obligations("published", known.merging([.certifiedBefore: "yes"]) { $1 })
        == ["move-published", "recertify"])
  }

  @Test func `offers that need Cloud Embed move by 15 October`() throws {
    let deadline = try deadline("cloud-embed")
    #expect(deadline.day == Day("2019-10-15"))
    #expect(deadline.goal == .complete)
    #expect(try losses("cloud-embed") == ["cloud-embed"])
    #expect(
      obligations("published", [.cloudEmbed: "yes", .certifiedBefore: "no"])
        == ["move-published", "cloud-embed"])
  }

  @Test func `drafts are live by 15 October, and a dispute puts that on hold`() throws {
    let deadline = try deadline("publish-draft")
    #expect(deadline.day == Day("2019-10-15"))
    #expect(deadline.goal == .step("go-live"))
    #expect(try losses("publish-draft") == ["seller-catalog", "public-catalog"])
    #expect(obligations("draft") == ["publish-draft"])
    #expect(obligations("draft", [.typeRight: "no"]) == ["publish-draft"])
    #expect(deadline.hold?.holds(for: offer("draft", [.typeRight: "no"])) == true)
  }

  @Test func `new offers are live by 15 October`() throws {
    let deadline = try deadline("create-new")
    #expect(deadline.day == Day("2019-10-15"))
    #expect(deadline.goal == .step("go-live"))
    #expect(try losses("create-new") == ["draft-listing"])
    #expect(obligations("new") == ["create-new"])
    #expect(deadline.hold == nil)
  }

  @Test func `the work takes more than one week`() {
    for deadline in playbook.deadlines {
      #expect(deadline.leadDays == 8)
      #expect(deadline.soonDays == 21)
    }
  }

  // MARK: - Later programs

  @Test func `other offer types move from 13 April through 31 May 2020`() throws {
    let later = try #require(Playbooks.shipped.first { $0.id == "marketplace-2020" })
    let deadline = try #require(later.deadlines.first)
    #expect(later.types.isEmpty)
    #expect(deadline.opens == Day("2020-04-13"))
    #expect(deadline.day == Day("2020-05-31"))
  }

  @Test func `co-sell solutions have the day before each change as their last`() throws {
    let later = try #require(Playbooks.shipped.first { $0.id == "co-sell-2021" })
    #expect(later.deadlines.map(\.day) == [Day("2021-03-28"), Day("2021-05-16")])
    #expect(later.types == [.other("co-sell-solution")])
  }
}
