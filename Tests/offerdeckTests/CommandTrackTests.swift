// Each track from its first step to live by the command line alone, and back again by undo.

import Foundation
import Testing

@Suite struct `Offers are taken through their tracks by the command line` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  /// Advances an offer once for each list of flags.
  private func advance(_ offer: String, _ steps: [[String]]) throws {
    for flags in steps {
      let result = try program.finish(program.start(["advance", offer] + flags))
      #expect(result.code == 0, "\(flags): \(result.errors)")
      #expect(result.output.hasPrefix("Done: "))
    }
  }

  private func stage(_ offer: String) throws -> String? {
    try program.record(of: offer)["stage"] as? String
  }

  @Test func `published, and undo takes every change back`() throws {
    let before = try program.record(of: "fleet")
    let steps: [[String]] = [
      [], [], ["--answer", "yes"], [], [], ["--answer", "yes"], ["--answer", "no"],
      ["--answer", "no"], [], ["--answer", "standard"], ["--yes"],
      ["--answer", "passed"], ["--yes"],
      ["--answer", "https://appsource.microsoft.com/product/dynamics-365/contoso.fleet"],
    ]
    try advance("fleet", steps)
    #expect(try stage("fleet") == "live")
    #expect(try program.refuse(66, "advance", "fleet").contains("all steps of “fleet” are done"))

    for _ in steps { #expect(try program.expect("undo", "fleet").hasPrefix("Undone: ")) }
    let after = try program.record(of: "fleet")
    #expect(after["stage"] as? String == "draft")
    #expect(after["next"] as? String == "account-confirmed")
    #expect(after["facts"] as? [String: String] == before["facts"] as? [String: String])
    #expect(after["changed_at"] as? String == before["changed_at"] as? String)
    #expect(try program.refuse(66, "undo", "fleet").contains("nothing to undo for “fleet”"))
    // The import, and each step with its undoing.
    let history = try program.expect("history", "fleet", "--json")
    #expect(try Program.objects(history).count == 1 + 2 * steps.count)
  }

  @Test func `draft, through pages that are answered one by one`() throws {
    try advance(
      "field",
      [
        [], [], [], ["--answer", "yes"], ["--answer", "no"],
        ["--answer", "offer-setup=complete,properties=incomplete"],
      ])
    let half = try program.record(of: "field")
    #expect(
      half["pages"] as? [String: String] == [
        "offer-setup": "complete", "properties": "incomplete",
      ])
    try advance("field", [["--answer", "complete"], ["--yes"], ["--answer", "passed"], []])
    #expect(try stage("field") == "certified")
    try advance("field", [["--yes"]])
    #expect(try stage("field") == "live")
  }

  @Test func `new, which begins with the account`() throws {
    try advance(
      "fresh",
      [
        [], [], [], [], ["--answer", "complete"], ["--yes"], ["--answer", "passed"], [], ["--yes"],
      ])
    #expect(try stage("fresh") == "live")
  }

  @Test func `a failed certification keeps its report, and can be handed in again`() throws {
    try advance(
      "field",
      [
        [], [], [], ["--answer", "yes"], ["--answer", "no"], ["--answer", "complete"], ["--yes"],
        ["--answer", "failed", "--report", "No support contact."],
      ])
    let failed = try program.record(of: "field")
    #expect(failed["stage"] as? String == "draft")
    #expect(failed["needs_attention"] as? Bool == true)
    #expect(failed["report"] as? String == "No support contact.")
    #expect(
      try program.expect("show", "field").contains("\nCertification failed: No support contact.\n"))
    #expect(try program.expect("list", "field").contains("draft (failed)"))
    try advance("field", [["--yes"], ["--answer", "passed"]])
    #expect(try stage("field") == "certified")
    #expect(try program.record(of: "field")["report"] == nil)
  }

  @Test func `a duplicate is retired only after the three comparisons`() throws {
    try advance("field", [[], [], [], ["--answer", "yes"], ["--answer", "yes"]])
    try advance("field", [["--answer", "no"]])
    let refusal = try program.refuse(2, "advance", "field", "--event", "retire", "--yes")
    #expect(refusal.split(separator: "\n").count == 4)
    #expect(refusal.contains("co-sell collateral"))
    #expect(refusal.contains("Compare contact information"))
    #expect(refusal.contains("Compare markets"))
    try advance("field", [[], [], [], ["--yes"]])
    #expect(try stage("field") == "retired")
    #expect(try program.expect("undo", "field").contains("Undone: Retire"))
    #expect(try stage("field") == "draft")
  }

  @Test func `a type in dispute is refused with everything that is missing`() throws {
    try advance("field", [[], [], [], ["--answer", "no"]])
    let refusal = try program.refuse(2, "advance", "field")
    #expect(refusal.contains("in dispute"))
    #expect(refusal.contains("Is the offer already in AppSource?"))
    #expect(refusal.split(separator: "\n").count > 6)
  }

  @Test func `steps can be done out of turn, answered anew, and taken back`() throws {
    try advance("fleet", [["--step", "tier", "--answer", "premium"]])
    try advance("fleet", [["--step", "tier", "--answer", "standard"]])
    try advance("fleet", [["--step", "platform-version"]])
    #expect(
      try program.record(of: "fleet")["facts"] as? [String: String] == ["tier": "standard"])
    try advance("fleet", [["--step", "platform-version", "--untick"]])
    let steps = try #require(try program.record(of: "fleet")["steps"] as? [[String: Any]])
    let states = steps.compactMap { step in
      (step["id"] as? String).map { ($0, step["state"] as? String) }
    }
    #expect(states.first { $0.0 == "platform-version" }?.1 == "later")
    #expect(states.first { $0.0 == "tier" }?.1 == "done")
  }

  @Test func `what is asked for is said, and nothing is done without it`() throws {
    let before = try program.export()
    try program.expect("advance", "fleet", "--dry-run")
    #expect(
      try program.refuse(64, "advance", "fleet", "--step", "in-appsource")
        .contains("needs an answer\nhint: pass --answer with yes, no"))
    #expect(
      try program.refuse(64, "advance", "fleet", "--step", "submit").contains("pass --yes"))
    #expect(
      try program.refuse(2, "advance", "fleet", "--step", "tier", "--answer", "gold")
        .contains("standard, premium"))
    #expect(
      try program.refuse(2, "advance", "field", "--step", "pages", "--answer", "x=complete")
        .contains("offer-setup"))
    #expect(
      try program.refuse(2, "advance", "fleet", "--event", "go_live", "--yes")
        .contains("only from certified"))
    try program.refuse(64, "advance", "fleet", "--event", "explode")
    try program.refuse(64, "advance", "fleet", "--step", "explode")
    try program.refuse(64, "advance", "fleet", "--step", "tier", "--event", "submit")
    try program.refuse(64, "advance", "fleet", "--untick")
    try program.refuse(66, "advance", "nothing")
    try program.refuse(66, "undo", "nothing")
    #expect(try program.export() == before)
  }
}
