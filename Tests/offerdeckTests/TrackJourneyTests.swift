// Each track from its first step to live by keys alone, and back again by undo.

import Foundation
import Lifecycle
import Persistence
import Terminal
import Testing

@testable import offerdeck

@Suite struct `A person takes an offer through its track by keys alone` {
  @Test func `published, from the account to the listing's address`() throws {
    let journey = try Journey([Journey.offer(track: "published")])
    let start = try journey.offer()
    // The first step has more to read than there is room for, so that Enter first shows all of it.
    // Then enrolled; in AppSource: yes; addendum, billing.
    try journey.screen(
      "Enter", "Enter", "Enter", "Enter", "y", "Enter", "Enter", "Enter",
      // Certified before: yes; co-sell and Cloud Embed: no; platform; standard tier.
      "Enter", "y", "Enter", "Enter", "n", "Enter", "Enter", "n", "Enter", "Enter", "Enter", "s",
      "Enter",
      // Submit and say yes; certification passed; go live and say yes; the suggested address.
      "Enter", "y", "Enter", "p", "Enter", "Enter", "y", "Enter", "Tab", "Enter")
    let offer = try journey.offer()
    #expect(offer.publication == Publication(stage: .live, market: .current))
    #expect(offer.facts[.inAppSource] == "yes")
    #expect(offer.facts[.certifiedBefore] == "yes")
    #expect(offer.facts[.cosellPrioritized] == "no" && offer.facts[.cloudEmbed] == "no")
    #expect(offer.facts[.tier] == "standard")
    #expect(
      offer.facts[.listingURL]
        == "https://appsource.microsoft.com/product/dynamics-365/contoso.fleet")
    #expect(try journey.screen().contains("Every step") == false)
    #expect(try journey.screen("Enter").contains("All steps are done"))

    // Fourteen changes. Undo asks first, since they were made in earlier sessions.
    #expect(try journey.screen("u").contains("Undo “"))
    #expect(try journey.offer() == offer)
    for _ in 0..<14 { try journey.screen("u", "y") }
    let undone = try journey.offer()
    #expect(undone.publication == start.publication)
    #expect(undone.facts == start.facts && undone.ticks == start.ticks)
    #expect(try journey.store.publishers.all().first?.ticks.isEmpty == true)
    // What is left is that the offer was added.
    #expect(try journey.screen("u").contains("Undo “Added”?"))
  }

  @Test func `draft, through its pages and the letter of approval`() throws {
    let journey = try Journey([Journey.offer()])
    try journey.screen(
      // Manager, addendum, billing; type right: yes; in AppSource: no.
      "Enter", "Enter", "Enter", "Enter", "y", "Enter", "Enter", "n", "Enter",
      // All pages complete; submit; passed; letter; go live.
      "Enter", "a", "Enter", "Enter", "y", "Enter", "p", "Enter", "Enter", "Enter", "y")
    let offer = try journey.offer()
    #expect(offer.publication == Publication(stage: .live, market: .current))
    #expect(offer.pages.count == 6 && offer.pages.values.allSatisfy { $0 == .complete })
    #expect(offer.ticks.keys.contains("approval-email"))
  }

  @Test func `new, after it was created`() throws {
    let journey = try Journey([Journey.offer(track: "new")])
    try journey.screen(
      // Enrolled, created, addendum, billing; all pages complete; submit; passed; letter; go live.
      "Enter", "Enter", "Enter", "Enter", "Enter", "a", "Enter", "Enter", "y", "Enter", "p",
      "Enter",
      "Enter", "Enter", "y")
    #expect(try journey.offer().publication == Publication(stage: .live, market: .current))
  }

  @Test func `a duplicate is retired only after the three comparisons`() throws {
    let journey = try Journey([
      Journey.offer(facts: [.typeRight: "yes", .inAppSource: "yes", .separateEntity: "no"])
    ])
    let refused = try journey.screen("e", "End", "Up", "Enter")
    #expect(refused.contains("Not done yet: Compare"))
    #expect(try journey.offer().publication.stage == .draft)
    try journey.screen(
      "Enter", "Enter", "Enter", "Enter", "Enter", "Enter", "Enter", "y")
    #expect(try journey.offer().publication.stage == .retired)
  }

  @Test func `a type in dispute blocks with everything that is missing`() throws {
    let journey = try Journey([Journey.offer(facts: [.typeRight: "no"])])
    let screen = try journey.screen("Enter", "Enter", "Enter", "Enter")
    #expect(screen.contains("Blocked"))
    #expect(screen.contains("Is the offer already in AppSource?"))
    #expect(screen.contains("in dispute"))
    #expect(try journey.offer().publication.stage == .draft)
  }

  @Test func `a failed certification keeps its report and can be handed in again`() throws {
    let journey = try Journey([
      Journey.offer(stage: .submitted, facts: [.typeRight: "yes", .inAppSource: "no"])
    ])
    try journey.screen("Enter", "f", "Enter", "text:No support contact.", "Enter")
    #expect(try journey.offer().publication.failure?.report == "No support contact.")
    #expect(try journey.screen("i").contains("No support contact."))
  }

  @Test func `a live offer of an earlier round is revised before it is handed in`() throws {
    let journey = try Journey([
      Journey.offer(
        track: "published", stage: .live, market: .earlier,
        facts: [
          .inAppSource: "yes", .tier: "standard", .certifiedBefore: "yes",
          .cosellPrioritized: "no", .cloudEmbed: "no",
        ])
    ])
    // The first step is shown in full before it is done; then enrolled, addendum, billing, platform.
    try journey.screen("Enter", "Enter", "Enter", "Enter", "Enter", "Enter", "Enter", "y")
    #expect(
      try journey.offer().publication == Publication(stage: .draft, market: .earlier))
    try journey.screen("Enter", "y")
    #expect(try journey.offer().publication.stage == .submitted)
  }

  @Test func `what is known of an offer is set right, and that too is undone`() throws {
    let journey = try Journey([Journey.offer(track: "published")])
    // Cloud Embed is the ninth field, and yes the first answer.
    try journey.screen("E", "9", "1")
    #expect(try journey.offer().facts[.cloudEmbed] == "yes")
    let due = try journey.screen("Tab", "Tab")
    #expect(
      due.contains("Move offers with Cloud Embed") || due.contains("Move offers with Cloud Em…"))
    try journey.screen("E", "Enter", "C-u", "text:Contoso Fleet 365", "Enter")
    #expect(try journey.offer().name == "Contoso Fleet 365")
    try journey.screen("u", "y", "u", "y")
    #expect(try journey.offer().facts.isEmpty)
    #expect(try journey.offer().name == "Contoso Fleet")
  }

  @Test func `what a submission was made on can't be edited under it`() throws {
    let journey = try Journey([
      Journey.offer(stage: .submitted, facts: [.typeRight: "yes", .inAppSource: "no"])
    ])
    let screen = try journey.screen("E", "5", "Down", "Enter")
    #expect(screen.contains("while it is a draft"))
    #expect(try journey.offer().facts[.typeRight] == "yes")
  }
}
