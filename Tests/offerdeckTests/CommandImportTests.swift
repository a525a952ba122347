// `import` takes every form of offer list, and the same file twice changes nothing.

import Foundation
import Testing

@Suite struct `Import from the command line` {
  private let program: Program

  init() throws { program = try Program() }

  private func stages() throws -> [String: String] {
    let offers = try Program.objects(try program.expect("list", "--json"))
    return Dictionary(
      offers.compactMap { offer in
        guard let id = offer["offer_id"] as? String, let stage = offer["stage"] as? String else {
          return nil
        }
        return (id, stage)
      }, uniquingKeysWith: { $1 })
  }

  /// Imports files twice: the second time changes nothing.
  private func takeTwice(_ arguments: [String], added: Int) throws {
    let first = try program.finish(program.start(["import"] + arguments))
    #expect(first.code == 0, "\(first.errors)")
    #expect(first.output.contains("\(added) added, 0 changed, 0 same, 0 rejected"))
    let before = try program.export()
    let again = try program.finish(program.start(["import"] + arguments))
    #expect(again.output.contains("0 added, 0 changed, \(added) same, 0 rejected"))
    #expect(try program.export() == before)
  }

  @Test func `a table`() throws {
    try program.file("offers.csv", Program.offers)
    try takeTwice(["offers.csv"], added: 3)
    #expect(try stages() == ["fleet": "draft", "field": "draft", "fresh": "draft"])
  }

  @Test func `products without submissions, whose stage is unknown and no draft`() throws {
    try program.file("products.json", Program.products)
    let result = try program.run("import", "products.json", "--publisher", "contoso")
    #expect(result.code == 0)
    #expect(result.errors.contains("does not tell the stage of 1 product"), "\(result.errors)")
    #expect(try stages() == ["contoso-field-sales": "unknown"])
    let show = try program.expect("show", "contoso-field-sales")
    #expect(show.contains("Unknown stage. Import the offer's status or submissions."), "\(show)")
    try program.file(Program.submissionsName, Program.submissions)
    try program.expect(
      "import", "products.json", Program.submissionsName, "--publisher", "contoso")
    #expect(try stages() == ["contoso-field-sales": "live"])
  }

  @Test func `the list of Cloud Partner Portal`() throws {
    try program.file("cpp.json", Program.cloudPartnerPortal)
    try takeTwice(["cpp.json"], added: 2)
    #expect(try stages() == ["contoso-ledger": "live", "contoso-fleet": "submitted"])
  }

  @Test func `products of Partner Center with their submissions`() throws {
    try program.file("products.json", Program.products)
    try program.file(Program.submissionsName, Program.submissions)
    try takeTwice(
      ["products.json", Program.submissionsName, "--publisher", "contoso"], added: 1)
    #expect(try stages() == ["contoso-field-sales": "live"])
  }

  @Test func `products of Graph with their submissions`() throws {
    try program.file("products.json", Program.graphProducts)
    try program.file("submissions.json", Program.graphSubmissions)
    try takeTwice(["products.json", "submissions.json", "--publisher", "fabrikam"], added: 1)
    #expect(try stages() == ["fabrikam-route": "live"])
  }

  @Test func `a file of its own, into another deck, is the same deck`() throws {
    try program.file("offers.csv", Program.offers)
    try program.file("cpp.json", Program.cloudPartnerPortal)
    try program.expect("import", "offers.csv", "cpp.json")
    try program.expect("advance", "fleet")
    try program.expect("undo", "fleet")
    try program.expect("export", "-o", "deck.json")
    try program.expect("import", "deck.json", "--deck", "other.sqlite")
    let exported = try program.export()
    #expect(try program.expect("export", "--deck", "other.sqlite") == exported)
    #expect(
      try program.expect("import", "deck.json", "--deck", "other.sqlite")
        .contains("0 added, 0 changed, 5 same"))
    #expect(try program.expect("export", "--deck", "other.sqlite") == exported)
  }

  @Test func `a dry run says what would happen, and nothing happens`() throws {
    try program.file("offers.csv", Program.offers)
    #expect(
      try program.expect("import", "--dry-run", "offers.csv")
        .contains("3 added, 0 changed, 0 same, 0 rejected (nothing was written)"))
    #expect(!FileManager.default.fileExists(atPath: program.deck))
    try program.expect("import", "offers.csv")
    let before = try program.export()
    try program.file("more.csv", "offer_id,name,publisher_id\nmore,More,contoso\n")
    #expect(try program.expect("import", "--dry-run", "more.csv").contains("1 added"))
    #expect(try program.export() == before)
  }

  @Test func `a stage that lies behind is kept, and taken where that is asked for`() throws {
    let row = "offer_id,name,publisher_id,stage\nfleet,Fleet,contoso,"
    try program.file("live.csv", row + "live\n")
    try program.file("draft.csv", row + "draft\n")
    try program.expect("import", "live.csv")
    let kept = try program.run("import", "draft.csv")
    #expect(kept.code == 4)
    #expect(kept.output == "draft.csv: 0 added, 0 changed, 0 same, 1 kept out, 0 rejected\n")
    #expect(kept.complaints.count == 2)
    #expect(
      kept.errors.hasPrefix("warning: draft.csv:2: fleet: kept “live”: the file says “draft”"))
    #expect(kept.errors.contains("1 offer kept the stage of the deck"))
    #expect(kept.errors.contains("--accept-earlier"))
    #expect(try stages() == ["fleet": "live"])
    let quiet = try program.run("import", "draft.csv", "--quiet")
    #expect(quiet.code == 4 && quiet.errors == "")
    let taken = try program.run("import", "draft.csv", "--accept-earlier", "--json")
    let reports = try Program.objects(taken.output)
    #expect(reports.first?["changed"] as? Int == 1)
    #expect((reports.first?["remarks"] as? [[String: Any]])?.first?["line"] as? Int == 2)
    #expect(try stages() == ["fleet": "draft"])
  }

  @Test func `the form and the publisher can be named`() throws {
    try program.file("rows", "offer_id,name\nfleet,Fleet\n")
    try program.expect("import", "rows", "--format", "csv", "--publisher", "fabrikam")
    #expect(try program.expect("list", "--csv").contains("fleet,Fleet"))
    #expect(try program.expect("publisher", "list").contains("fabrikam"))
    #expect(
      try program.refuse(64, "import", "rows", "--format", "xml")
        .contains("use auto, csv, cpp, ingestion, graph, offerdeck"))
    try program.file("empty.json", "[]")
    try program.expect("import", "empty.json", "--format", "cpp")
  }

  @Test func `a column that is not known is named in a warning, and passed over`() throws {
    try program.file(
      "rows.csv", "offer_id,nmae,name,publisher_id,offer_type\nfleet,x,Fleet,contoso,CE\n")
    let result = try program.run("import", "rows.csv")
    #expect(result.code == 0)
    #expect(result.complaints.count == 1)
    #expect(result.errors.contains("warning: rows.csv:1:10: ignoring unknown column “nmae”"))
    #expect(result.errors.contains("did you mean “name”?"))
  }

  @Test func `new offers without a type or a track are named, with the playbook they got`() throws {
    try program.file("rows.csv", "offer_id,name,publisher_id\nfleet,Fleet,contoso\n")
    let result = try program.run("import", "rows.csv")
    #expect(result.code == 0)
    #expect(
      result.errors.contains(
        "warning: rows.csv: 1 new offer without offer_type; using the playbook marketplace-2020."))
    // Nothing is new about them later, and a track says which program is meant.
    #expect(!(try program.run("import", "rows.csv").errors.contains("offer_type")))
    try program.file("track.csv", "offer_id,name,publisher_id,track\nsales,S,contoso,published\n")
    #expect(!(try program.run("import", "track.csv").errors.contains("offer_type")))
  }

  /// An export of an offer for which something was done on 21 September, and undone on the 22nd.
  private func undone() throws -> String {
    try program.file("offers.csv", "offer_id,name,publisher_id,track\nfleet,F,contoso,published\n")
    try program.expect("import", "offers.csv", "--as-of", "2019-09-20")
    try program.expect("advance", "fleet", "--as-of", "2019-09-21")
    try program.expect("undo", "fleet", "--as-of", "2019-09-22")
    return try program.export()
  }

  @Test(arguments: [
    ("2019-09-19T12:00:00Z", "before the entry it follows, 2019-09-21T12:00:00Z"),
    ("2099-09-22T12:00:00Z", "in the future"),
  ]) func `an entry whose date can't be right is taken, and named with its place`(
    moment: String, wrong: String
  ) throws {
    let deck = try undone().replacing("2019-09-22T12:00:00Z", with: moment)
    try program.file("deck.json", deck)
    let result = try program.run("import", "deck.json", "--deck", "other.sqlite")
    #expect(result.code == 0 && result.output.contains("1 added"))
    let lines = deck.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(
      lines.firstIndex { $0.contains("\"kind\":\"undo\"") && $0.contains(moment) })
    let value = try #require(lines[line].range(of: "\"\(moment)\""))
    let column = lines[line].distance(from: lines[line].startIndex, to: value.lowerBound) + 1
    #expect(result.complaints.count == 1, "\(result.errors)")
    #expect(result.errors.hasPrefix("warning: deck.json:\(line + 1):\(column): fleet: “Undone: "))
    #expect(
      result.errors.contains("” is dated \(moment), \(wrong); the order of the entries is used"))
    #expect(result.errors.contains("don't count for lead times"))
    let json = try program.run(
      "import", "deck.json", "--deck", "third.sqlite", "--json", "--quiet")
    let remark = (try Program.objects(json.output).first?["remarks"] as? [[String: Any]])?.first
    #expect(remark?["line"] as? Int == line + 1 && remark?["column"] as? Int == column)
    #expect(json.errors == "")
  }

  @Test func `entries whose dates can't be right are counted where they are too many to read`()
    throws
  {
    let lines = try undone().split(separator: "\n").map(String.init)
    let place = try #require(lines.lastIndex { $0.contains("\"kind\":\"undo\"") })
    let entry = try #require(
      lines.first { $0.contains("2019-09-21T12:00:00Z") && $0.contains("kind") })
    let id = try #require(entry.firstMatch(of: /"id":[0-9]+/)).output
    let more = (0..<120).map { number in
      entry.replacing(id, with: "\"id\":\(1_000 + number)")
        .replacing("2019-09-21T12", with: "2019-09-20T12")
    }
    let count = try #require(lines.last?.firstMatch(of: /"event":([0-9]+)/))
    let last = try #require(lines.last).replacing(
      count.output.0, with: "\"event\":\((Int(count.output.1) ?? 0) + 120)")
    let whole = lines[...place] + more + lines[(place + 1)...].dropLast() + [last, ""]
    try program.file("deck.json", whole.joined(separator: "\n"))
    let result = try program.run("import", "deck.json", "--deck", "other.sqlite")
    #expect(result.code == 0 && result.output.contains("1 added"), "\(result.errors)")
    #expect(result.complaints.count == 101)
    #expect(result.complaints.last == "… and 20 more.")
  }

  @Test func `what was taken is said even where a later file is bad`() throws {
    try program.file("offers.csv", Program.offers)
    try program.file("bad.csv", "offer_id,name\n,x\n")
    let result = try program.run("import", "offers.csv", "bad.csv")
    #expect(result.code == 65)
    #expect(result.output == "offers.csv: 3 added, 0 changed, 0 same, 0 rejected\n")
    #expect(result.errors.contains("bad.csv:2:1"))
    #expect(try stages().count == 3)
  }
}
