// The sentences of the guide "Account migration from Cloud Partner Portal to Partner Center", revision
// 2019-09-09, about offers: a test for each, named after it, of the behavior that carries it.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct `The guide says of offers` {
  private let playbook: Playbook
  private let rules: Rules
  private let owner = Publisher(id: "contoso", name: "Contoso")
  private let moment = Date(timeIntervalSince1970: 1_568_988_120)

  init() throws {
    playbook = try #require(Playbooks.shipped.first { $0.id == "dynamics-365-2019" })
    rules = Rules(playbook)
  }

  // MARK: - What is asked of the rules

  private func offer(
    _ track: String, _ publication: Publication = Publication(), _ facts: [Fact: String] = [:]
  ) -> Offer {
    Offer(
      key: OfferKey(publisher: "contoso", offer: "fleet"), name: "Contoso Fleet",
      type: .operations, playbook: playbook.id, track: track, publication: publication,
      facts: facts, changedAt: moment)
  }

  private func step(_ track: String, _ id: String) throws -> Step {
    try #require(playbook.track(track)?.step(id))
  }

  private func deadline(_ id: String) throws -> Deadline {
    try #require(playbook.deadlines.first { $0.id == id })
  }

  private func obligation(_ id: String, _ offer: Offer) -> Obligation? {
    rules.obligations(of: offer, owner).first { $0.deadline.id == id }
  }

  private func losses(_ offer: Offer) -> [String] {
    rules.obligations(of: offer, owner).flatMap {
      rules.losses(of: offer, by: $0.deadline).map(\.title)
    }
  }

  private func steps(_ track: String, _ facts: [Fact: String] = [:]) -> [String] {
    rules.applicableSteps(of: offer(track, Publication(), facts)).map(\.id)
  }

  /// An offer in its stage after all that leads there, with these answers.
  private func walked(
    _ track: String, _ answers: [Fact: String], until end: (Offer) -> Bool
  ) throws -> Rules.Subject {
    var subject = Rules.Subject(offer(track), owner)
    while !end(subject.offer), let next = rules.progress(of: subject.offer, subject.publisher).next
    {
      var answer = "passed"
      if case .question(let question) = next.step.kind {
        answer = try #require(answers[question.fact])
      } else if case .pages = next.step.kind {
        answer = "complete"
      }
      for action in try rules.actions(
        answering: next.step, of: subject.offer, with: answer, report: nil)
      {
        subject = try rules.applying(action, to: subject, at: moment, by: "ann")
      }
    }
    return subject
  }

  private static let answers: [Fact: String] = [
    .inAppSource: "yes", .certifiedBefore: "yes", .cosellPrioritized: "yes", .cloudEmbed: "yes",
    .tier: "premium", .listingURL: "https://appsource.microsoft.com/product/contoso.fleet",
    .typeRight: "yes", .separateEntity: "no",
  ]

  // MARK: - Move Dynamics 365-based solutions

  @Test func `the move ensures the same content is available to both catalogs`() throws {
    #expect(try step("published", "account-confirmed").help.contains("same content"))
  }

  @Test func `published offers, drafts and new offers each have their instructions`() {
    #expect(playbook.tracks.map(\.id) == ["published", "draft", "new"])
    #expect(playbook.tracks[2].title.contains("no Partner Center account was detected"))
  }

  // MARK: - Move published offers

  @Test func `offers of the GTM portal should now be managed in Partner Center`() throws {
    #expect(
      try step("published", "account-confirmed").help.contains("now managed in Partner Center"))
  }

  @Test func `if you did not move by August 31, complete the steps as soon as possible`() throws {
    let deadline = try deadline("move-published")
    #expect(deadline.day == Day("2019-08-31") && deadline.note.contains("as soon as possible"))
    #expect(deadline.level(isMet: false, at: moment, in: .gmt) == .missed)
  }

  @Test func `until then ISVs won't have access to marketing benefits`() {
    #expect(losses(offer("published")).contains("no access to marketing benefits"))
  }

  @Test func `co-sell prioritized will lose their status`() {
    let title = "co-sell prioritized status lost"
    let known = { offer("published", Publication(), [.cosellPrioritized: $0]) }
    #expect(losses(known("yes")).contains(title))
    #expect(!losses(known("no")).contains { $0.hasPrefix(title) })
    #expect(losses(offer("published")).contains("\(title) (may apply)"))
  }

  @Test func `those requiring Cloud Embed will be out of compliance after October 15`() throws {
    #expect(try deadline("cloud-embed").day == Day("2019-10-15"))
    let unknown = try #require(obligation("cloud-embed", offer("published")))
    #expect(unknown.isUncertain && !unknown.isMet)
    let known = offer("published", Publication(), [.cloudEmbed: "yes"])
    #expect(obligation("cloud-embed", known)?.isUncertain == false)
    let none = offer("published", Publication(), [.cloudEmbed: "no"])
    #expect(obligation("cloud-embed", none) == nil)
  }

  @Test func `a fact that nobody has provided is asked before Submit`() {
    let steps = steps("published", [.inAppSource: "yes"])
    let questions = ["certified-before", "cosell-prioritized", "cloud-embed"]
    #expect(steps.filter(questions.contains) == questions)
    let open = rules.progress(of: offer("published"), owner).steps
      .filter { questions.contains($0.step.id) && $0.state.isOpen }
    #expect(open.count == 3 && open.allSatisfy { $0.step.title.hasSuffix("?") })
    // A portal that shows the offer beyond them answers none of them.
    let ahead = offer("published", Publication(stage: .submitted))
    for question in questions {
      #expect(rules.progress(of: ahead, owner).state(of: question)?.isOpen == true)
    }
  }

  @Test func `a membership from PMC is confirmed as migrated, or its prompts are followed`() throws
  {
    let step = try step("published", "account-confirmed")
    #expect(step.link?.text.hasSuffix("connectedpartnerprofile") == true)
    #expect(
      step.furtherLinks.map(\.link.text) == [
        "https://partners.microsoft.com/partnerprogram/Welcome.aspx",
        "https://partner.microsoft.com/support?issueid=100-0077",
      ])
  }

  @Test func `go to the overview page, and enroll if Commercial Marketplace is missing`() throws {
    let step = try step("published", "enrolled")
    #expect(step.link?.text.hasSuffix("/commercial-marketplace/overview") == true)
    #expect(step.furtherLinks.first?.link.text.hasSuffix("/introduction/azureisv") == true)
  }

  @Test func `an offer that is not in AppSource is created, by its type`() throws {
    #expect(steps("published", [.inAppSource: "no"]).contains("create-offer"))
    #expect(!steps("published", [.inAppSource: "yes"]).contains("create-offer"))
    let links = try step("published", "create-offer").typeLinks
    #expect(links[.customerEngagement] != links[.operations] && links.count == 2)
  }

  @Test func `the addendum is accepted, and billing information provided`() throws {
    #expect(try step("published", "addendum").link?.text.hasSuffix("/account/agreements") == true)
    #expect(try step("published", "billing").link?.text.hasSuffix("/billingprofile") == true)
  }

  @Test func `submit each new and existing offer, even if it was certified before`() throws {
    let live = Publication().seen(
      Observation(stage: .live, word: "live", source: .csv), onTrack: Track.published)
    #expect(live == Publication(stage: .live, market: .earlier) && live.title == "live (old)")
    let progress = rules.progress(of: offer("published", live), owner)
    for id in ["submit", "certification", "go-live"] {
      #expect(progress.state(of: id)?.isOpen == true, "\(id)")
    }
  }

  @Test func `a row of a table asks for all that the old portal's answer asks for`() throws {
    let csv = "offer_id,name,track,stage,certified_before\nfleet,Fleet,published,live,yes\n"
    let json = """
      [{"offerTypeId":"dynamics365ForOperations","publisherId":"contoso","status":"published",\
      "id":"fleet","definition":{"displayText":"Fleet"}}]
      """
    let open = try [csv, json].map { text -> [String] in
      var found: [Sighting] = []
      _ = try OfferFile.read(bytes: text.utf8, named: "offers") { found.append($0) }
      let observation = try #require(found.first?.observation)
      let publication = Publication().seen(observation, onTrack: Track.published)
      return rules.progress(of: offer("published", publication), owner).steps
        .filter(\.state.isOpen).map(\.step.id)
    }
    #expect(open[0] == open[1] && open[0].count == steps("published").count)
  }

  @Test func `a date says that this program certified the live version`() throws {
    let csv = """
      offer_id,name,track,stage,recertified_at
      fleet,Fleet,published,live,2019-09-12

      """
    var found: [Sighting] = []
    _ = try OfferFile.read(bytes: csv.utf8, named: "offers.csv") { found.append($0) }
    let seen = try #require(found.first)
    let publication = Publication().seen(
      try #require(seen.observation), onTrack: Track.published)
    #expect(publication.isRecertified && seen.facts[.recertifiedAt] == "2019-09-12")
    let row = OfferTable.row(offer("published", publication, seen.facts))
    #expect(row.contains("2019-09-12"))
  }

  @Test func `a person says with a date that the live version was certified again`() throws {
    let old = Rules.Subject(
      offer("published", Publication(stage: .live, market: .earlier)), owner)
    let certified = try rules.applying(
      .edit(.fact(.recertifiedAt), "2019-09-12"), to: old, at: moment, by: "ann")
    #expect(certified.offer.publication.isRecertified)
    let again = try rules.applying(
      .edit(.fact(.recertifiedAt), ""), to: certified, at: moment, by: "ann")
    #expect(!again.offer.publication.isRecertified)
  }

  @Test func `if eligible, you may request the premium tier`() throws {
    #expect(try step("published", "tier").help.contains("premium tier"))
  }

  @Test func `an offer that was certified before must be recertified by October 15`() throws {
    #expect(try deadline("recertify").day == Day("2019-10-15"))
    let unknown = try #require(obligation("recertify", offer("published")))
    #expect(unknown.isUncertain && !unknown.isMet)
    #expect(rules.digest(of: offer("published"), owner).uncertain != 0)
    let subject = try walked("published", Self.answers) { $0.publication.stage == .certified }
    #expect(obligation("recertify", subject.offer)?.isMet == true)
    #expect(obligation("recertify", subject.offer)?.isUncertain == false)
  }

  @Test func `certification requires the latest version of the platform`() throws {
    #expect(try step("published", "platform-version").help.contains("latest version"))
  }

  @Test func `the AppSource listing URL is added to the GTM portal`() throws {
    let step = try step("published", "gtm-url")
    #expect(step.help.contains("Marketplace") && step.help.contains("cosell@microsoft.com"))
    #expect(playbook.track("published")?.steps.last == step)
  }

  // MARK: - Activate draft offers

  @Test
  func `drafts are activated to keep them in the seller catalog and enable them in the public`() {
    #expect(losses(offer("draft")) == ["out of the seller catalog", "not in the public catalog"])
  }

  @Test func `publish before October 15, and by October 15`() throws {
    let deadline = try deadline("publish-draft")
    #expect(deadline.day == Day("2019-10-15") && deadline.safeDay == Day("2019-10-14"))
    #expect(deadline.note.contains("“before”") && deadline.note.contains("“by”"))
  }

  @Test func `we've created a draft of each offer`() throws {
    #expect(try step("draft", "manager-signed-in").help.contains("created a draft of each offer"))
  }

  @Test func `contacting Support about a wrong type prevents the automatic removal`() throws {
    let draft = Rules.Subject(offer("draft"), owner)
    let disputed = try rules.applying(
      .answer(step: "offer-type", value: "no"), to: draft, at: moment, by: "ann")
    let held = try #require(obligation("publish-draft", disputed.offer))
    #expect(held.isOnHold && !held.isMet && held.heldSince == Tick(at: moment, by: "ann"))
    #expect(held.deadline.holdTitle(since: "20 Sep") == "on hold (type dispute, 20 Sep)")
    let digest = rules.digest(of: disputed.offer, owner)
    #expect(digest.held == digest.concerned && digest.due == Day("2019-10-15"))
    let noted = try rules.applying(
      .edit(.fact(.supportTicket), "119091400012"), to: disputed, at: moment, by: "ann")
    #expect(noted.offer.facts[.supportTicket] == "119091400012")
    #expect(obligation("publish-draft", noted.offer)?.ticket == "119091400012")
    #expect(
      try step("draft", "offer-type").asksForTicket(after: .answer(step: "offer-type", value: "no"))
    )
    #expect(
      try !step("draft", "offer-type").asksForTicket(
        after: .answer(step: "offer-type", value: "yes")))
  }

  @Test func `these steps may take more than one week`() throws {
    let deadline = try deadline("publish-draft")
    #expect(deadline.leadDays == 8 && deadline.startBy == Day("2019-10-07"))
    #expect(deadline.note.contains("may take more than one week"))
    #expect(try step("draft", "manager-signed-in").help.contains("more than one week"))
  }

  @Test func `you must have Manager credentials`() throws {
    let step = try step("draft", "manager-signed-in")
    #expect(step.actor == .owner && step.help.contains("Manager (owner)"))
  }

  @Test func `check that the offer type is right`() throws {
    #expect(try step("draft", "offer-type").title == "Is the offer type right?")
    #expect(try step("draft", "offer-type").furtherLinks.count == 2)
  }

  @Test func `a draft that is found in AppSource may be a duplicate that can be deleted`() {
    let duplicate: [Fact: String] = [.inAppSource: "yes", .separateEntity: "no"]
    #expect(steps("draft", duplicate).last == "retire")
    #expect(!steps("draft", [.inAppSource: "no"]).contains("retire"))
  }

  @Test func `before deleting, collateral, contact and markets are compared`() throws {
    let duplicate = offer(
      "draft", Publication(), [.typeRight: "yes", .inAppSource: "yes", .separateEntity: "no"])
    #expect(
      rules.requirements(of: .retire, duplicate, owner).compactMap(\.step)
        == ["compare-collateral", "compare-contact", "compare-markets"])
  }

  @Test func `only a duplicate is deleted with the guide's leave`() {
    let text = rules.outcome(of: .retire, offer("draft"), owner)
    #expect(text.contains("only if it duplicates an offer in AppSource"))
    let duplicate = offer("draft", Publication(), [.inAppSource: "yes", .separateEntity: "no"])
    #expect(!rules.outcome(of: .retire, duplicate, owner).contains("only if it duplicates"))
  }

  @Test func `offers of several legal entities may stay side by side`() {
    let steps = steps("draft", [.inAppSource: "yes", .separateEntity: "yes"])
    #expect(steps.contains("submit") && !steps.contains("retire"))
  }

  @Test func `complete the offer information pages and select Submit`() {
    let steps = steps("draft")
    #expect(steps.firstIndex(of: "pages").map { $0 + 1 } == steps.firstIndex(of: "submit"))
  }

  @Test func `once approved, an email directs you to return and select Go live`() {
    #expect(steps("draft").suffix(3) == ["certification", "approval-email", "go-live"])
  }

  // MARK: - Create new offer

  @Test func `a new offer is created, without what only a migrated draft has`() {
    #expect(steps("new").prefix(2) == ["enrolled", "create-offer"])
    #expect(!steps("new").contains("offer-type") && !steps("new").contains("manager-signed-in"))
  }

  @Test func `the draft offer will be removed October 15`() throws {
    let deadline = try deadline("create-new")
    #expect(deadline.note.contains("will be removed") && deadline.note.contains("whatever you do"))
    #expect(losses(offer("new")) == ["in no catalog once the draft is removed"])
  }

  // MARK: - Additional resources

  @Test func `help is a call, a ticket, and Microsoft Support for a wrong type only`() {
    let links = playbook.support.map(\.link.text)
    for link in [
      "https://aka.ms/DynamicsISV-CommunityCall", "https://aka.ms/MarketplacePublisherSupport",
      "https://aka.ms/migrationoffertype",
    ] {
      #expect(links.contains(link))
    }
    #expect(links.contains { $0.hasSuffix("/manage-account") })
  }

  // MARK: - Evidence

  @Test func `a failure reopens submission, certification and go live, and no step before`() throws
  {
    var subject = Rules.Subject(
      offer(
        "draft", Publication(stage: .submitted),
        [.typeRight: "yes", .inAppSource: "no"]), owner)
    let before = rules.progress(of: subject.offer, owner).done
    subject = try rules.applying(
      .event(.certificationFailed, report: "No contact.\nNo icon."), to: subject, at: moment,
      by: "ann")
    let progress = rules.progress(of: subject.offer, owner)
    #expect(progress.next?.step.id == "submit" && progress.done == before - 1)
    #expect(subject.offer.publication.failure?.reasons.count == 2)
  }

  @Test func `a confirmation says what will reopen, and which dates`() throws {
    let live = try walked("published", Self.answers) { $0.publication.stage == .live }
    let text = rules.outcome(of: .revise, live.offer, live.publisher) {
      "\($0.title) 3/6 to 2/6"
    }
    #expect(
      text.contains("This reopens: Submit for certification, Pass certification, Go live."))
    #expect(text.contains("Recertify certified offers 3/6 to 2/6"))
  }

  @Test func `a confirmation for several offers says for how many each consequence holds`() throws {
    let live = try walked("published", Self.answers) { $0.publication.stage == .live }
    let old = Rules.Subject(offer("published", Publication(stage: .live, market: .earlier)), owner)
    let several = Rules.outcome(of: .revise, [live, live, old].map { (rules, $0) }) {
      "\($0.title) by \($1)"
    }
    #expect(
      several.contains(
        "This reopens: Submit for certification (2 of 3), Pass certification (2 of 3), "
          + "Go live (2 of 3)."))
    #expect(several.contains("Recertify certified offers by 2 (2 of 3)"))
    let draft = Rules.Subject(offer("draft"), owner)
    let duplicate = Rules.Subject(
      offer("draft", Publication(), [.inAppSource: "yes", .separateEntity: "no"]), owner)
    let retired = Rules.outcome(of: .retire, [draft, duplicate, draft].map { (rules, $0) })
    #expect(retired.contains("2 of 3 are not marked as a duplicate."))
    let all = Rules.outcome(of: .retire, [draft, draft].map { (rules, $0) })
    #expect(all.contains("None of these offers is marked as a duplicate."))
    #expect(
      Rules.outcome(of: .revise, [(rules, live)]) == rules.outcome(of: .revise, live.offer, owner))
  }

  @Test func `a retired offer has no open steps, and has not completed them`() throws {
    let live = offer("published", Publication(stage: .live, market: .earlier))
    let stopped = try rules.applying(
      .event(.stopDistribution), to: Rules.Subject(live, owner), at: moment, by: "ann")
    let progress = rules.progress(of: stopped.offer, owner)
    #expect(progress.next == nil && progress.done == 0 && !progress.isComplete)
    #expect(progress.steps.allSatisfy { $0.state == .skipped })
  }
}
