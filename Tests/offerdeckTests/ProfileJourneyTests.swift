// The profile of a publisher and its people, by keys alone: the last frame, and what the deck has.

import Foundation
import Lifecycle
import Persistence
import Terminal
import Testing

@testable import offerdeck

@Suite struct `The profile and the users` {
  private func journey() throws -> Journey { try Journey([Journey.offer()]) }

  /// An account that has migrated, so that its users are managed in Partner Center.
  private func migrated() throws -> Journey {
    let journey = try journey()
    try journey.store.accounts.apply(
      .observeMigrated, to: "contoso", at: journey.clock.now, by: "ann")
    return journey
  }

  @Test func `a step of the account is done on the profile, and undone from an offer`() throws {
    let journey = try journey()
    let rows = Array(repeating: "Down", count: 13)
    try journey.frames(["P"] + rows + ["Enter"])
    let step = try #require(try journey.store.publishers.all().first?.ticks.keys.first)
    #expect(try journey.screen("P").contains("20 Sep 2019, "))
    try journey.frames(["P"] + rows + ["x"])
    #expect(try journey.store.publishers.all().first?.ticks.isEmpty == true)
    try journey.frames(["P", "u"])
    #expect(try journey.store.publishers.all().first?.ticks.keys.first == step)
  }

  @Test func `a field of the profile is corrected, or refused with what is wrong`() throws {
    let journey = try journey()
    try journey.frames(["P", "Enter", "C-u", "text:Contoso AG", "Enter"])
    #expect(try journey.store.publishers.all().first?.name == "Contoso AG")
    let refused = try journey.screen("P", "Down", "Down", "Enter", "C-u", "text:nobody", "Enter")
    #expect(refused.contains("Owners in CPP: the @"))
    #expect(try journey.store.publishers.all().first?.owners == ["owner@contoso.com"])
    try journey.screen("P", "u")
    #expect(try journey.store.publishers.all().first?.name == "Contoso Ltd")
  }

  @Test func `users are added, changed and removed, and the last Manager stays`() throws {
    let journey = try migrated()
    let added = try journey.screen(
      "U", "a", "text:Ann <ann@contoso.com>", "Enter", "2")
    #expect(added.contains("Ann") && added.contains("waiting for CPP since 20 Sep 2019"))
    let refused = try journey.screen("U", "x", "y")
    #expect(refused.contains("is the last user who can manage the account"))
    try journey.screen("U", "a", "text:bob@contoso.com", "Enter", "1")
    try journey.screen("U", "x", "y")
    #expect(
      try journey.store.publishers.users(of: "contoso").sorted.map(\.address.text) == [
        "bob@contoso.com"
      ])
    try journey.screen("U", "u")
    #expect(try journey.store.publishers.users(of: "contoso").people.count == 2)
  }

  @Test func `one's own access goes only after a second yes`() throws {
    let journey = try migrated()
    try journey.screen("U", "a", "text:owner@contoso.com", "Enter", "1")
    try journey.screen("U", "a", "text:zoe@contoso.com", "Enter", "2")
    let told = try journey.screen("U", "x", "y")
    #expect(told.contains("Your own access"))
    #expect(try journey.store.publishers.users(of: "contoso").people.count == 2)
    try journey.screen("U", "x", "y", "y")
    #expect(try journey.store.publishers.users(of: "contoso").people.count == 1)
  }

  @Test func `a portal's list of users is imported, or refused with each mistake and its line`()
    throws
  {
    let journey = try journey()
    let home = try Program()
    try home.file("cpp.csv", "address,role,since\nann@contoso.com,owner,2019-09-01\n")
    try home.file("bad.csv", "address,role\nann@contoso.com,boss\nnobody,owner\n")
    let path = home.path("cpp.csv")
    let imported = try journey.screen("U", "I", "1", "paste:\(path)", "Enter")
    #expect(imported.contains("ann@contoso.com") && imported.contains("only in CPP"))
    #expect(imported.contains("1 added, 0 changed, 0 same"))
    #expect(try journey.screen("U", "I", "1", "Up").contains("cpp.csv"), "it is called back")
    let refused = try journey.screen("U", "I", "2", "paste:\(home.path("bad.csv"))", "Enter")
    #expect(refused.contains("bad.csv:2:17:") && refused.contains("bad.csv:3:1:"))
    for text in ["", home.path("none.csv"), String(repeating: "x", count: 10_000), "\u{202E}x"] {
      let screen = try journey.screen("U", "I", "1", "C-u", "paste:\(text)", "Enter")
      #expect(screen.contains(text.isEmpty ? "Enter the path" : "Nothing was imported"))
      #expect(!screen.contains("\u{202E}"))
    }
    #expect(try journey.store.publishers.users(of: "contoso").people.count == 1)
  }

  @Test func `a step of the profile is undone from an offer, which says for whom`() throws {
    let journey = try journey()
    try journey.store.accounts.set(
      "addendum", isDone: true, of: "contoso", at: journey.clock.now, by: "ann")
    let question = try journey.screen("u")
    #expect(question.contains("Undo “Done: Accept ISV addendum”?"))
    #expect(question.contains("Done by ann on 20 Sep"))
    let screen = try journey.screen("u", "y")
    #expect(
      screen.contains("“Accept ISV addendum” no longer done, for all offers of Contoso Ltd. C-r"))
    #expect(try journey.store.publishers.all().first?.ticks.isEmpty == true)
    try journey.screen("C-r")
    #expect(try journey.store.publishers.all().first?.ticks.isEmpty == false)
  }

  @Test func `legal entities are kept on the profile, and chosen for an offer`() throws {
    let journey = try journey()
    // Below the fields, the two lines of the account and the five steps.
    let toEntities = ["P"] + Array(repeating: "Down", count: 14)
    try journey.frames(toEntities + ["Enter", "text:Contoso AG", "Enter"])
    #expect(try journey.store.publishers.all().first?.legalEntities == ["Contoso AG"])
    let fields = ["E", "G", "Up", "Up", "Up", "Enter"]
    let menu = try journey.frames(fields).last?.joined(separator: "\n") ?? ""
    #expect(menu.contains("Contoso AG") && menu.contains("Another one"))
    try journey.frames(fields + ["1"])
    #expect(try journey.offer().facts[.legalEntity] == "Contoso AG")
    let refused = try journey.frames(toEntities + ["x", "y"]).last?.joined(separator: "\n") ?? ""
    #expect(refused.contains("can't be removed while offers use it: fleet"))
    try journey.frames(toEntities + ["Enter", "C-u", "text:Contoso Ltd", "Enter"])
    #expect(try journey.offer().facts[.legalEntity] == "Contoso Ltd")
    try journey.frames(["P", "u"])
    #expect(try journey.offer().facts[.legalEntity] == "Contoso AG")
    try journey.frames(fields + ["3", "text:Contoso KG", "Enter"])
    #expect(
      try journey.store.publishers.legalEntities(of: "contoso").map(\.name).contains("Contoso AG"))
  }

  @Test(arguments: [
    "", "10000", "a\u{0}b\u{1B}[2J", "\u{202E}moc.osotnoc", "соntoso ltd\u{200B}",
  ]) func `each field takes hostile text without harm, and says what is wrong`(text: String) throws
  {
    let journey = try journey()
    let text = text == "10000" ? String(repeating: "x", count: 10_000) : text
    let before = try journey.store.publishers.all()
    for field in 0..<9 {
      let down = Array(repeating: "Down", count: field)
      let keys = ["P"] + down + ["Enter", "C-u", "paste:\(text)", "Enter"]
      let screen = try journey.frames(keys).last?.joined(separator: "\n") ?? ""
      #expect(!screen.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" })
    }
    try journey.frames(["U", "a", "paste:\(text)", "Enter"])
    #expect(try journey.store.publishers.users(of: "contoso").people.isEmpty)
    let after = try #require(try journey.store.publishers.all().first)
    #expect(after.owners == before[0].owners || text.isEmpty)
    #expect(after.name == before[0].name || after.name.count <= 200)
    #expect(try journey.store.integrity.problems() == [])
  }
}
