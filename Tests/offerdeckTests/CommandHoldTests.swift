// Offers in dispute on the command line: each command counts them apart, with the day and the ticket.

import Foundation
import Testing

@Suite struct `An offer in dispute` {
  private static let rows = """
    offer_id,name,offer_type,track,publisher_id,type_right,support_ticket,updated_at
    field,Contoso Field,CE,draft,contoso,no,1190914,2019-09-12
    fleet,Contoso Fleet,CE,draft,contoso,,,

    """

  private func program(_ rows: String = rows) throws -> Program {
    let program = try Program()
    try program.file("offers.csv", rows)
    try program.expect("import", "offers.csv", "--as-of", "2019-09-20")
    return program
  }

  /// Those in dispute alone.
  private static var disputed: String {
    rows.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("fleet") }
      .joined(separator: "\n")
  }

  @Test(arguments: ["2019-10-14", "2019-12-01"])
  func `is on hold with the day and the ticket wherever it is shown`(day: String) throws {
    let program = try program()
    let words = "on hold (type dispute, 12 Sep 2019, ticket 1190914)"
    #expect(try program.expect("list", "field", "--as-of", day).contains(words))
    let shown = try program.expect("show", "field", "--as-of", day)
    #expect(shown.contains("15 Oct 2019: Publish draft offers, \(words)\n"))
    #expect(shown.contains("Since 12 Sep 2019, support ticket 1190914."))
    let deadlines = try #require(
      try program.objects("show", "field", "--as-of", day)["deadlines"] as? [[String: Any]])
    #expect(deadlines.map { $0["level"] as? String } == ["on_hold"])
    #expect(deadlines.map { $0["ticket"] as? String } == ["1190914"])
  }

  @Test func `is no part of what check counts as to do or lost`() throws {
    let program = try program()
    let result = try program.run("check", "--as-of", "2019-12-01")
    #expect(result.code == 1)
    #expect(
      result.lines.first?.hasPrefix(
        "missed 2019-10-15 Publish draft offers: 1 of 2 to do, 46 d over: contoso/fleet; "
          + "1 on hold (type dispute); lost: ") == true, "\(result.output)")
    let alone = try program.run("check", "field", "--as-of", "2019-12-01")
    #expect(alone.code == 0)
    #expect(
      alone.lines == [
        "on_hold 2019-10-15 Publish draft offers: 1 on hold (type dispute), 46 d over: "
          + "contoso/field"
      ])
    let record = try #require(
      Program.objects(program.expect("check", "field", "--as-of", "2019-12-01", "--json")).first)
    #expect(record["unmet"] as? Int == 1 && record["on_hold"] as? Int == 1)
  }

  @Test func `has a deadline that is on hold in deadlines, the report and the calendar`() throws {
    let program = try program(Self.disputed)
    let table = try program.expect("deadlines", "--as-of", "2019-12-01")
    #expect(table.contains("\ton hold\t") && table.contains("1 on hold (type dispute)"))
    #expect(!table.contains("out of the seller catalog"))
    let report = try program.expect("report", "--format", "md", "--as-of", "2019-12-01")
    #expect(
      report.contains("‖ Publish draft offers: until Tue 15 Oct 2019, 1 on hold (type dispute)."))
    #expect(!report.contains("missed") && !report.contains("in force"))
    let calendar = try program.expect("calendar", "--as-of", "2019-09-20")
      .replacing("\r\n ", with: "")
    #expect(calendar.contains("Last day: Publish draft offers (contoso\\, 1 on hold)"))
  }

  @Test func `gets its ticket with the answer`() throws {
    let program = try Program.withOffers()
    for step in ["manager-signed-in", "addendum", "billing"] {
      try program.expect("advance", "field", "--step", step)
    }
    try program.refuse(64, "advance", "field", "--ticket", "1190914")
    #expect(
      try program.refuse(64, "advance", "field", "--answer", "yes", "--ticket", "1190914")
        .contains("--ticket is only for the answer that disputes an offer type"))
    let told = try program.expect(
      "advance", "field", "--answer", "no", "--ticket", "1190914")
    #expect(told.contains(", support ticket 1190914."), "\(told)")
    #expect(try program.refuse(2, "advance", "field").contains(", support ticket 1190914."))
    // The answer and the ticket are one action.
    try program.expect("undo")
    let facts = try program.record(of: "field")["facts"] as? [String: Any]
    #expect(facts?["type_right"] == nil && facts?["support_ticket"] == nil)
  }

  @Test func `that a file names without a date is in dispute since the import`() throws {
    let rows = Self.disputed.replacing("2019-09-12", with: "")
    let shown = try program(rows).expect("show", "field", "--as-of", "2019-10-14")
    #expect(shown.contains("on hold (type dispute, 20 Sep 2019, ticket 1190914)"))
  }
}

extension Program {
  /// The object that a command writes as JSON.
  fileprivate func objects(_ arguments: String...) throws -> [String: Any] {
    let result = try finish(start(arguments + ["--json"]))
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }
}
