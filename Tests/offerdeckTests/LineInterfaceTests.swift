// The dashboard as a conversation: everything that the screen does, by lines alone.

import Dashboard
import Foundation
import Lifecycle
import Persistence
import Testing

@testable import offerdeck

@Suite struct `In a conversation` {
  /// A file with one offer of a track, as a publisher keeps it.
  private func table(_ track: String) throws -> String {
    let path = NSTemporaryDirectory() + "offerdeck-\(UUID().uuidString).csv"
    let text =
      "offer_id,name,offer_type,track,publisher_id\n"
      + "fleet,Contoso Fleet,dynamics-365-operations,\(track),contoso\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Takes an offer from its file to live.
  private func journey(_ track: String, _ answers: [String]) throws -> Journey {
    let journey = try Journey()
    let path = try table(track)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let said = try journey.talk(["import \(path)", "1"] + answers)
    #expect(said[1].contains { $0.contains("1 added") || $0.contains("Added") }, "\(said[1])")
    #expect(said.last == ["Everything is saved."])
    return journey
  }

  @Test func `a published offer goes from its file to live`() throws {
    let questions = ["advance", "yes", "advance", "no", "advance", "no"]
    let journey = try journey(
      "published",
      ["advance", "advance", "advance", "yes", "advance", "advance"] + questions + [
        "advance", "advance", "standard", "advance", "yes", "advance", "passed", "advance", "yes",
        "advance",
        "", "use it",
      ])
    let offer = try journey.offer()
    #expect(offer.publication == Publication(stage: .live, market: .current))
    #expect(offer.facts[.tier] == "standard")
    #expect(offer.facts[.certifiedBefore] == "yes")
    #expect(offer.facts[.cosellPrioritized] == "no" && offer.facts[.cloudEmbed] == "no")
    #expect(
      offer.facts[.listingURL]
        == "https://appsource.microsoft.com/product/dynamics-365/contoso.fleet")
    #expect(try journey.answer("advance").contains("All steps are done"))
  }

  @Test func `a draft goes from its file to live`() throws {
    let journey = try journey(
      "draft",
      [
        "advance", "advance", "advance", "advance", "1", "advance", "no", "advance", "all", "save",
        "advance", "yes", "advance", "1", "advance", "advance", "yes",
      ])
    let offer = try journey.offer()
    #expect(offer.publication == Publication(stage: .live, market: .current))
    #expect(offer.pages.count == 6 && offer.pages.values.allSatisfy { $0 == .complete })
  }

  @Test func `a new offer goes from its file to live`() throws {
    let journey = try journey(
      "new",
      [
        "advance", "advance", "advance", "advance", "advance", "advance", "yes", "advance", "no",
        "advance", "all", "save", "advance", "yes", "advance", "passed", "advance", "advance",
        "yes",
      ])
    #expect(try journey.offer().publication == Publication(stage: .live, market: .current))
  }

  @Test func `each answer is confirmed, and undone by a word`() throws {
    let journey = try Journey([Journey.offer(track: "published")])
    let done = try journey.answer("advance")
    #expect(
      done.contains(
        "Check the MPN profile in Partner Center: done for the offer of Contoso Ltd. “undo” undo"))
    #expect(done.contains("Next: Enroll in commercial marketplace."))
    // It was done in another session, so that undo asks first.
    let asked = try journey.talk(["undo", "yes", "redo", "redo", "redo"])
    #expect(asked[1].first == "Undo “Done: Check the MPN profile in Partner Center”?")
    #expect(asked[2].first?.hasPrefix("Undone: “Check the MPN profile in Partner Center”") == true)
    #expect(asked[2].first?.hasSuffix("“redo” redo") == true)
    #expect(asked[3].first?.hasPrefix("Redone: ") == true)
    // Twice the same is said twice.
    #expect(asked[4].first == "Nothing to redo." && asked[4].first == asked[5].first)
  }

  @Test func `what others will see is done only after a yes`() throws {
    let journey = try Journey([Journey.offer(stage: .certified, market: .current)])
    let asked = try journey.answer("events revise")
    #expect(asked.contains("Revise"))
    #expect(asked.hasSuffix("“yes” or “no”? An empty line means no."))
    #expect(try journey.answer("events revise", "perhaps").contains("“yes” or “no”"))
    #expect(try journey.answer("events revise", "no").hasPrefix("Closed. Nothing was changed."))
    #expect(try journey.offer().publication.stage == .certified)
  }

  @Test func `what blocks is listed with a number each, which leads on`() throws {
    let journey = try Journey([Journey.offer(facts: [.typeRight: "no"])])
    let blocked = try journey.talk(["advance", "advance", "advance", "advance"]).dropLast().last
    #expect(blocked?.first?.hasPrefix("Blocked: ") == true, "\(blocked ?? [])")
    #expect(blocked?.contains { $0.hasPrefix("1. ") && $0.hasSuffix("its number") } == true)
    let steps = try journey.answer("steps")
    #expect(steps.contains(": blocked, "))
    #expect(try journey.answer("advance 40").hasPrefix("The offer has "))
  }

  @Test func `the account migrates, and says what is wrong on the way`() throws {
    let journey = try Journey()
    try journey.store.directory.learn(
      [
        .domain(try DomainName("contoso.com"), Tenant(id: "t1", name: "Contoso Group")),
        .membership(try MPNID("1234567"), .valid, Tenant(id: "t1", name: "Contoso Group")),
      ], .verified, at: journey.clock.now, by: "test")
    let said = try journey.talk([
      "migrate", "nobody", "owner@contoso.com", "12x", "1234567", "1", "help", "1", "y", "yes",
    ])
    #expect(said[0].contains { $0.contains("“migrate”: migrate") })
    #expect(said[1].last == "Work email, or a number? Enter takes “owner@contoso.com”.")
    #expect(said[2].first?.hasPrefix("Invalid work email") == true)
    #expect(said[3].contains { $0.contains("Enter the MPN ID of") })
    #expect(said[4].first == "Invalid MPN ID: use digits only, not “x”.")
    #expect(said[5].contains { $0.contains("MPN ID 1234567 is valid") })
    #expect(said[6].contains("Tenant, Contoso Group (t1)"))
    #expect(said[7].contains("1. Migrate"))
    #expect(said[8].contains { $0.contains("Migrate Contoso") })
    // Yes has to be said in full.
    #expect(said[9].contains("Answer “yes” or “no”."))
    #expect(said[10].contains { $0.contains("Account migrated. You now") })
    #expect(try journey.store.publishers.all().first?.account.isMigrated == true)
  }

  @Test func `what was typed into the migration is kept when the line ends`() throws {
    let journey = try Journey()
    try journey.talk(["migrate", "someone@nowhere.example"])
    let again = try journey.talk(["migrate"])
    #expect(again[1].last?.contains("someone@nowhere.example") == true)
  }

  @Test func `the profile is changed by numbers`() throws {
    let journey = try Journey()
    let said = try journey.talk(["profile", "1", "\"back\"", "back"])
    #expect(said[1].contains { $0.hasPrefix("1. ") })
    #expect(said[1].contains("Account steps (for all offers):"))
    #expect(try journey.store.publishers.all().first?.name == "back")
    #expect(said[4].first?.hasPrefix("Closed.") == true)
    let ticked = try journey.talk(["profile", "12", "untick 12", "undo", "99"])
    #expect(ticked[1].contains("12. open: Accept ISV addendum"))
    #expect(
      ticked[2].contains(
        "12. done: Accept ISV addendum, 20 Sep 2019, recorded manually, tester"))
    #expect(ticked[3].contains("12. open: Accept ISV addendum"))
    #expect(
      ticked[4].contains(
        "12. done: Accept ISV addendum, 20 Sep 2019, recorded manually, tester"))
    #expect(ticked[5].first == "There is no line number 99.")
  }

  @Test func `people are added, given another role, and removed`() throws {
    let journey = try Journey()
    let refused = try journey.talk(["users", "add"])
    #expect(
      refused.joined().contains {
        $0.hasSuffix("You can manage users in Partner Center only after migration.")
      })
    try journey.store.accounts.apply(
      .observeMigrated, to: "contoso", at: journey.clock.now, by: "ann")
    let said = try journey.talk([
      "users", "add", "Ann <ann@contoso.com>", "developer", "1", "manager", "add",
      "bob@contoso.com", "1", "remove 1", "yes", "9", "back",
    ])
    #expect(said[1].contains("No users yet. “import” imports a portal's list."))
    #expect(said[4].contains { $0.hasPrefix("1. Ann, ann@contoso.com, in Partner Center") })
    #expect(said[12].first == "There is no user number 9.")
    let users = try journey.store.publishers.users(of: "contoso").sorted
    #expect(users.contains { $0.address.text == "bob@contoso.com" })
  }

  @Test func `the list is read ten at a time, filtered and sorted by words`() throws {
    let offers = (10..<35).map { Journey.offer("n\($0)") }
    let journey = try Journey(offers)
    let said = try journey.talk([
      "sort name", "list", "more", "", "more", "more", "12", "filter n3", "filter stage:nope",
      "filter", "filter nothing", "back", "99", "list 3",
    ])
    #expect(said[2].first == "Offers 1 to 10 of 25:")
    #expect(said[2].contains { $0.hasPrefix("1. Contoso N10, ") })
    #expect(said[3].first == "Offers 11 to 20 of 25:")
    // Enter asks for nothing new where nothing is left of an answer.
    #expect(said[4].count == 1)
    #expect(said[5].first == "Offers 21 to 25 of 25:")
    #expect(said[6].first == "End of the list.")
    #expect(said[7].first?.hasPrefix("Contoso N21, draft") == true)
    #expect(said[8].first == "Offers 1 to 5 of 5, filtered:")
    #expect(said[9].first?.contains("(at ") == true)
    #expect(said[10].first == "Offers 1 to 10 of 25:")
    #expect(said[11].contains("No offer matches the filter."))
    #expect(said[12].first == "Offers 1 to 10 of 25:")
    #expect(said[13].first == "The list has 25 offers.")
  }

  @Test func `several offers are marked, and one answer acts on all`() throws {
    let journey = try Journey(["a", "b", "c"].map { Journey.offer($0) })
    let said = try journey.talk(["list", "mark 1 3", "advance", "1", "yes", "mark 7"])
    #expect(said[2].first == "2 offers marked; “advance” acts on all of them.")
    #expect(said[3].contains { $0.hasPrefix("1. ") && $0.hasSuffix("2 offers") })
    #expect(said[6].first == "The last list has no offer number 7.")
    #expect(
      try journey.store.history.entries(of: nil, publisher: nil, limit: 9, before: nil).count > 2)
  }

  @Test(arguments: Command.allCases.filter { !$0.isVisual && $0 != .quit })
  func `every word of the list of commands does or says something`(command: Command) throws {
    let journey = try Journey([Journey.offer(track: "published")])
    let said = try journey.talk([command.rawValue])
    #expect(said[1].count > 1, "\(command.rawValue): \(said[1])")
    #expect(try journey.answer("help \(command.rawValue)").contains(command.title))
  }

  @Test func `a hostile name says nothing to the terminal`() throws {
    let name = "Fleet\u{1B}]0;owned\u{7}\u{202E}txt\u{9B}2J\nsecond\u{8}"
    let offer = Offer(
      key: OfferKey(publisher: "contoso", offer: "fl\u{1B}[2Jeet"), name: name,
      type: .other("x\u{1B}c"), playbook: "dynamics-365-2019", track: "draft",
      changedAt: Journey.offer().changedAt)
    let journey = try Journey([offer])
    let said = try journey.talk([
      "list", "1", "steps", "offer", "history", "details", "edit", "back", "events", "back",
      "deadlines", "board", "copy", "filter \u{1B}[31m", "\u{1B}[A", "advance",
    ])
    for line in said.joined() {
      let hostile = line.unicodeScalars.filter {
        $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x2500...0x257F).contains($0.value)
          || $0.value == 0x202E
      }
      #expect(hostile.isEmpty, "\(line.debugDescription)")
    }
    #expect(said[1].contains { $0.contains("Fleet") })
  }

  @Test func `nothing is drawn: no sign stands where a word has to`() throws {
    let journey = try Journey([Journey.offer(track: "published"), Journey.offer("field")])
    let said = try journey.talk([
      "overview", "list", "steps", "board", "back", "losses 1", "back", "details", "history",
      "edit", "back", "profile", "back", "publishers", "back", "day-ahead", "present",
    ])
    for line in said.joined() {
      #expect(!line.contains { "●○▸✓✗·‼▲△█░▾→│─".contains($0) }, "\(line)")
    }
  }
}
