// What the reading commands say: list, show, history, deadlines, publisher.

import Foundation
import Testing

@Suite struct `The reading commands` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  private func ids(_ arguments: String...) throws -> [String] {
    let result = try program.finish(
      program.start(["list", "--json", "--as-of", "2019-09-20"] + arguments))
    #expect(result.code == 0, "\(result.errors)")
    return try Program.objects(result.output).compactMap { $0["offer_id"] as? String }
  }

  @Test func `list shows a table under a heading`() throws {
    let lines = try program.expect("list", "--as-of", "2019-09-20")
      .split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[0] == "OFFER\tNAME\tPUBLISHER\tTYPE\tTRACK\tSTAGE\tNEXT\tDUE\tLEVEL")
    #expect(lines[1].hasPrefix("fleet\tContoso Fleet\tcontoso\tOps\tpublished\tdraft\tCheck"))
    #expect(lines[1].hasSuffix("2019-08-31\tmissed"))
    #expect(lines[2].hasSuffix("2019-10-15\tdue soon"))
  }

  @Test func `list filters and sorts as the dashboard does`() throws {
    #expect(try ids() == ["fleet", "field", "fresh"])
    #expect(try ids("--sort", "name") == ["field", "fleet", "fresh"])
    #expect(try ids("--sort", "name", "--reverse") == ["fresh", "fleet", "field"])
    #expect(try ids("FIELD") == ["field"])
    #expect(try ids("track:new,draft") == ["field", "fresh"])
    #expect(try ids("type:ce") == ["field"])
    #expect(try ids("due:<14d") == ["fleet"])
    #expect(try ids("contoso", "stage:live") == [])
    #expect(try ids("blocked:yes") == [])
    #expect(try ids("--publisher", "contoso").count == 3)
    try program.refuse(66, "list", "--publisher", "nobody")
    try program.refuse(64, "list", "--sort", "size")
    try program.refuse(64, "list", "--json", "--csv")
    #expect(
      try program.refuse(64, "list", "stage:asleep").contains("“asleep”"))
    #expect(
      try program.refuse(64, "list", "fleet", "color:red").contains("at character 7"))
  }

  @Test func `list for programs is JSON, and CSV that import takes`() throws {
    let offer = try #require(
      try Program.objects(try program.expect("list", "fleet", "--json")).first)
    #expect(offer["publisher"] as? String == "contoso")
    #expect(offer["type"] as? String == "dynamics365ForOperations")
    #expect(offer["playbook"] as? String == "dynamics-365-2019")
    #expect(offer["next"] as? String == "account-confirmed")
    #expect((offer["deadlines"] as? [[String: Any]])?.first?["level"] as? String == "missed")
    try program.file("again.csv", try program.expect("list", "--csv"))
    #expect(
      try program.expect("import", "again.csv").contains("0 added, 0 changed, 3 same"))
  }

  @Test func `a moment changes what is due and nothing that is stored`() throws {
    let program = try Program.withOffers(on: "2019-01-01")
    let before = try program.export()
    func level(_ moment: String) throws -> String? {
      let text = try program.expect("deadlines", "--json", "--as-of", moment)
      return try Program.objects(text).first { $0["id"] as? String == "publish-draft" }?["level"]
        as? String
    }
    #expect(try level("2019-01-01") == "comfortable")
    #expect(try level("2019-09-20") == "due_soon")
    #expect(try level("2019-10-08") == "start_now")
    #expect(try level("2019-10-15T23:59") == "start_now")
    #expect(try level("2019-10-16T00:00") == "missed")
    #expect(try level("9999-12-31") == "missed")
    #expect(try level("0001-01-01") == nil)
    #expect(try program.export() == before)
    for moment in ["", "soon", "2019-02-30", "2019-09-20T24:00", "2019-09-20T+1:02", "2019-09-20T"]
    {
      #expect(
        try program.refuse(64, "list", "--as-of", moment).contains("invalid --as-of"))
    }
  }

  @Test func `deadlines names what is lost, and only a publisher that there is`() throws {
    let text = try program.expect("deadlines", "--as-of", "2019-09-20", "--publisher", "contoso")
    #expect(text.contains("Sat 2019-08-31\tUTC\tmissed\t19 d over\t0/1\t2019-08-23"))
    #expect(text.contains("out of the seller catalog"))
    #expect(try program.refuse(66, "deadlines", "--publisher", "nobody").contains("nobody"))
    #expect(try program.refuse(66, "frame", "--publisher", "nobody").contains("nobody"))
  }

  @Test func `show tells everything of one offer`() throws {
    let text = try program.expect("show", "contoso/fleet", "--as-of", "2019-09-20")
    #expect(text.hasPrefix("Contoso Fleet (contoso/fleet)\n"))
    #expect(text.contains("[>] 1. Check the MPN profile in Partner Center"))
    #expect(text.contains("31 Aug 2019: Move published offers, missed; in force: no access"))
    #expect(try program.refuse(66, "show", "nothing").contains("no offer “nothing”"))
  }

  @Test func `one ID of two publishers is asked for`() throws {
    try program.file("same.csv", "offer_id,name,publisher_id\nfleet,Fleet,fabrikam\n")
    try program.expect("import", "same.csv")
    #expect(
      try program.refuse(64, "show", "fleet").contains("contoso/fleet, fabrikam/fleet"))
    #expect(try program.expect("show", "fabrikam/fleet").hasPrefix("Fleet (fabrikam/fleet)"))
  }

  @Test func `history says what, when and who, the newest first`() throws {
    try program.expect("advance", "fleet", "--as-of", "2019-09-20T12:30")
    let lines = try program.expect("history").split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("WHEN"))
    #expect(lines[1].hasPrefix("2019-09-20T12:30:00"))
    #expect(lines[1].contains("Done: Check the MPN profile in Partner Center"))
    #expect(lines[1].hasSuffix("tester"))
    #expect(lines[2].contains("Imported from offers.csv: 3 added, 0 changed, 0 same"))
    #expect(try program.expect("history", "--limit", "1").split(separator: "\n").count == 2)
    let entry = try #require(try Program.objects(program.expect("history", "--json")).first)
    #expect(entry["kind"] as? String == "tick")
    #expect(entry["source"] as? String == "hand")
    try program.refuse(64, "history", "--limit", "0")
    try program.refuse(66, "history", "nothing")
  }

  @Test func `publishers are added by hand and listed`() throws {
    try program.expect(
      "publisher", "add", "fabrikam", "--name", "Fabrikam Inc", "--role", "contributor",
      "--owner", "a@fabrikam.com", "--owner", "b@fabrikam.com", "--sign-in", "c@fabrikam.com")
    let list = try Program.objects(try program.expect("publisher", "list", "--json"))
    let added = try #require(list.first { $0["id"] as? String == "fabrikam" })
    #expect(added["owners"] as? [String] == ["a@fabrikam.com", "b@fabrikam.com"])
    #expect(added["role"] as? String == "contributor")
    #expect(added["offers"] as? Int == 0)
    #expect(try program.refuse(2, "publisher", "add", "fabrikam").contains("already"))
    try program.refuse(64, "publisher", "add", "")
    try program.refuse(64, "publisher", "add", "a/b")
    try program.refuse(64, "publisher", "add", "x", "--role", "king")
    #expect(try program.expect("publisher", "list").split(separator: "\n").count == 3)
  }
}
