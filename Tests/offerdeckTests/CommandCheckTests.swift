// What `check` lists, and the code that it ends with, day by day.

import Foundation
import Testing

@Suite struct `Check` {
  private let program: Program

  init() throws { program = try Program.withOffers(on: "2019-01-01") }

  private func check(_ moment: String?, _ flags: String...) throws -> Program.Result {
    let asOf = moment.map { ["--as-of", $0] } ?? []
    return try program.finish(program.start(["check"] + asOf + flags))
  }

  /// The first two words of each line, and what follows them up to a colon.
  private func heads(_ result: Program.Result) -> [String] {
    result.lines.map { String($0.prefix { $0 != ":" }) }
  }

  @Test func `lists what is missed, and an account that has not migrated, and ends with 1`() throws
  {
    let result = try check("2019-09-20")
    #expect(result.code == 1)
    #expect(result.errors == "")
    #expect(
      result.lines == [
        "missed 2019-08-31 Move published offers: 1 of 1 to do, 19 d over: "
          + "contoso/fleet; lost: no access to marketing benefits; "
          + "co-sell prioritized status lost (may apply to 1)",
        "account 2019-08-31 contoso has not migrated to Partner Center: action required; "
          + "missing: work email, MPN ID",
      ])
  }

  @Test(arguments: [
    ("2019-01-01", 0, []), ("2019-08-15", 0, []),
    ("2019-08-16", 1, ["due_soon 2019-08-31", "account 2019-08-31"]),
    ("2019-09-29", 1, ["missed 2019-08-31", "account 2019-08-31"]),
    (
      "2019-09-30", 1,
      ["missed 2019-08-31"] + Array(repeating: "due_soon 2019-10-15", count: 4)
        + ["account 2019-08-31"]
    ),
    (
      "2019-10-14", 1,
      ["missed 2019-08-31"] + Array(repeating: "start_now 2019-10-15", count: 4)
        + ["account 2019-08-31"]
    ),
    (
      "2019-10-15T23:59", 1,
      ["missed 2019-08-31"] + Array(repeating: "start_now 2019-10-15", count: 4)
        + ["account 2019-08-31"]
    ),
    (
      "2019-10-16T00:00", 1,
      ["missed 2019-08-31"] + Array(repeating: "missed 2019-10-15", count: 4)
        + ["account 2019-08-31"]
    ),
    (
      "9999-12-31", 1,
      ["missed 2019-08-31"] + Array(repeating: "missed 2019-10-15", count: 4)
        + ["account 2019-08-31"]
    ),
  ]) func `looks a week ahead, at days to start by as well`(
    moment: String, code: Int32, heads: [String]
  ) throws {
    let result = try check(moment)
    #expect(result.code == code)
    #expect(
      result.lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == heads)
    #expect((result.errors == "Nothing is due within 7 days.\n") == (code == 0))
  }

  @Test func `looks as far ahead as it is told`() throws {
    // The day to start by ends with 23 August.
    #expect(try check("2019-08-09", "--within", "2w").code == 1)
    #expect(try check("2019-08-08", "--within", "2w").code == 0)
    #expect(try check("2019-08-23T00:00", "--within", "0d").code == 1)
    #expect(try check("2019-08-22T23:59", "--within", "0d").code == 0)
    #expect(try check("2019-08-22T12:00", "--within", "36h").code == 1)
    #expect(try check("2019-08-22T12:00", "--within", "35h").code == 0)
    #expect(
      try check("2019-08-08", "--within", "1d").errors == "Nothing is due within 1 day.\n")
    for span in ["7", "d", "-1d", "7m", "7 d", "1.5d", "99999999999999999999d", "36501d"] {
      #expect(try program.refuse(64, "check", "--within=\(span)").contains("invalid --within"))
    }
  }

  @Test func `takes the filter of the list, and a publisher`() throws {
    let result = try check("2019-10-14T12:30", "track:draft")
    #expect(result.code == 1)
    #expect(
      heads(result) == [
        "start_now 2019-10-15 Publish draft offers",
        "account 2019-10-15 contoso has not migrated to Partner Center",
      ])
    #expect(result.output.contains("1 of 1 to do, 35 h, start by 2019-10-07: contoso/field;"))
    #expect(try check("2019-10-14", "nothing").code == 0)
    #expect(try check("2019-10-14", "stage:live").code == 0)
    #expect(try check("2019-10-14", "--publisher", "contoso").code == 1)
    try program.expect("publisher", "add", "fabrikam", "--as-of", "2019-02-01")
    #expect(try check("2019-10-14", "--publisher", "fabrikam").code == 0)
    try program.refuse(66, "check", "--publisher", "nobody")
    #expect(try program.refuse(64, "check", "color:red").contains("at character 1"))
  }

  @Test func `is silent where nothing is due and it is to be quiet`() throws {
    let quiet = try check("2019-01-01", "--quiet")
    #expect(quiet.code == 0 && quiet.output == "" && quiet.errors == "")
    #expect(try check("2019-10-14", "--quiet").lines.count == 6)
  }

  @Test func `gives programs a list, also where it is empty`() throws {
    let result = try check("2019-09-20", "--json")
    #expect(result.code == 1)
    let found = try Program.objects(result.output)
    #expect(found.map { $0["kind"] as? String } == ["deadline", "account"])
    #expect(found[0]["unmet"] as? Int == 1)
    #expect(found[0]["first"] as? [String] == ["contoso/fleet"])
    let deadline = try #require(found[0]["deadline"] as? [String: Any])
    let listed = try Program.objects(
      try program.expect("deadlines", "--json", "--as-of", "2019-09-20"))
    #expect(deadline["id"] as? String == listed[0]["id"] as? String)
    #expect(Set(deadline.keys) == Set(listed[0].keys))
    let account = try #require(found[1]["account"] as? [String: Any])
    #expect(account["missing"] as? [String] == ["work_email", "mpn_id"])
    let none = try check("2019-01-01", "--json")
    #expect(none.code == 0)
    #expect(try Program.objects(none.output).isEmpty)
  }

  @Test func `names an account no more once it has moved, and nothing once all is met`() throws {
    try program.file(
      "directory.csv",
      "tenant_id,tenant_name,domain,mpn_id,mpn_state\nt1,Contoso,contoso.com,1234567,valid\n")
    let moment = ["--as-of", "2019-09-20"]
    for command in [
      ["account", "directory", "import", "directory.csv"],
      ["account", "migrate", "--email", "owner@contoso.com", "--mpn", "1234567", "--yes"],
    ] {
      #expect(try program.finish(program.start(command + moment)).code == 0)
    }
    #expect(try heads(check("2019-09-21")) == ["missed 2019-08-31 Move published offers"])
    try program.file(
      "done.csv",
      "offer_id,name,publisher_id,stage,updated_at\n"
        + ["fleet", "field", "fresh"].map { "\($0),\($0),contoso,retired,2019-09-25\n" }.joined())
    try program.expect("import", "done.csv", "--as-of", "2019-09-26")
    let after = try check("2019-10-14")
    #expect(after.code == 0 && after.output == "")
    // As it was before that, it was due.
    #expect(try check("2019-09-19").lines.count == 2)
  }

  @Test func `finds nothing in a deck without offers`() throws {
    let empty = try Program()
    try empty.expect("publisher", "add", "contoso")
    #expect(try empty.run("check").code == 0)
    #expect(try empty.run("check", "--json").output == "[]\n")
  }
}
