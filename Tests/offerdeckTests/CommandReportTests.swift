// Reports that the program writes: what is in them, on which day, and how much of a large deck. What
// a page is made of is tested in FormatsTests.

import Foundation
import FoundationXML
import Testing

@Suite struct `The report command` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  /// A page, which has to be well-formed.
  private func page(_ arguments: String...) throws -> String {
    let result = try program.finish(program.start(["report"] + arguments))
    #expect(result.code == 0 && result.errors == "", "\(result.errors)")
    #expect(XMLParser(data: Data(result.output.utf8)).parse())
    return result.output
  }

  @Test func `tells of accounts, dates, offers and what happened`() throws {
    try program.expect("advance", "fleet", "--as-of", "2019-09-20T13:00")
    let page = try page("--as-of", "2019-09-20T14:02")
    for text in [
      "<h1><bdi>contoso</bdi></h1>", "As of Fri 20 Sep 2019, 14:02", "not migrated",
      "work email, MPN ID", "missed, 19 d over", "Move published offers", "0 of 1 offer done",
      "Mon 7 Oct 2019, in 17 days", "out of the seller catalog", "Contoso Fleet",
      "contoso/fleet · Ops · published", "All 3 offers",
      "Done: Check the MPN profile in Partner Center", "20 Sep, 13:00", "tester",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(!page.contains("Blocked offers"))
  }

  @Test(arguments: [
    ("2019-09-20T12:30", "△ due soon, 25 d 11 h left"),
    ("2019-10-14T12:30", "▲ start now, 35 h left"),
    ("2019-10-15T12:30", "▲ start now, 11 h left"),
    ("2019-10-15T23:50", "▲ start now, 10 min left"),
    ("2019-10-16", "‼ missed, 12 h over"),
  ]) func `counts down to its moment`(moment: String, standing: String) throws {
    #expect(try page("--as-of", moment).contains(standing))
    #expect(
      try program.expect("report", "--format", "md", "--as-of", moment).contains(standing))
  }

  @Test func `tells what happened by its dates, the newest first`() throws {
    try program.expect("advance", "fleet", "--as-of", "2019-09-23")
    try program.expect("advance", "field", "--as-of", "2019-09-24")
    // The first that was entered becomes the last by its date.
    let moved = try program.export().replacing("2019-09-23T12", with: "2019-09-25T12")
    try program.file("deck.json", moved)
    try program.expect("import", "deck.json", "--deck", "other.sqlite")
    for format in ["html", "md"] {
      let text = try program.expect(
        "report", "--deck", "other.sqlite", "--format", format, "--as-of", "2019-09-26")
      let days = ["25 Sep, 12:00", "24 Sep, 12:00", "20 Sep, 12:00"].map { text.range(of: $0) }
      let places = try days.map { try #require($0).lowerBound }
      #expect(places == places.sorted())
    }
  }

  @Test func `writes nothing where a playbook is missing that offers go by`() throws {
    let other = try program.export().replacing("dynamics-365-2019", with: "launch-2019")
    try program.file("deck.json", other)
    try FileManager.default.createDirectory(
      atPath: program.path("config/offerdeck/playbooks"), withIntermediateDirectories: true)
    try program.file(
      "config/offerdeck/playbooks/launch.yaml",
      """
      id: launch-2019
      title: Launch
      revision: "1"
      source: https://contoso.com/launch
      tracks:
        - id: published
          title: Published
          steps: [{id: look, title: Look, kind: check}]
        - id: draft
          title: Draft
          steps: [{id: look, title: Look, kind: check}]
        - id: new
          title: New
          steps: [{id: look, title: Look, kind: check}]
      """)
    try program.expect("import", "deck.json", "--deck", "other.sqlite")
    #expect(try program.expect("report", "--deck", "other.sqlite").contains("All 3 offers"))
    try FileManager.default.removeItem(
      atPath: program.path("config/offerdeck/playbooks/launch.yaml"))
    let result = try program.run("report", "--deck", "other.sqlite")
    #expect(result.code == 65 && result.output.contains("<html"))
    #expect(
      result.errors.contains("playbook “launch-2019” is not available; 3 offers hidden"))
  }

  @Test func `is the same for the same moment`() throws {
    for format in ["html", "md"] {
      let texts = try (0..<2).map { _ in
        try program.expect("report", "--format", format, "--as-of", "2019-10-14")
      }
      #expect(texts[0] == texts[1])
    }
  }

  @Test func `is about now where no moment is named`() throws {
    let page = try page()
    #expect(page.contains("‼ missed, "))
    #expect(page.contains("Nothing.") || page.contains("Imported from"))
  }

  @Test func `names what blocks an offer`() throws {
    for flags in [[], [], [], ["--answer", "no"]] {
      #expect(
        try program.finish(program.start(["advance", "field", "--as-of", "2019-09-20"] + flags))
          .code == 0)
    }
    let page = try page("--as-of", "2019-09-21")
    #expect(page.contains("Blocked offers"))
    #expect(page.contains("The offer type is in dispute"))
    #expect(page.contains("Not answered yet: Is the offer already in AppSource?"))
  }

  @Test func `draws how offers come to meet an open date, with what is to be expected`() throws {
    func courses(_ page: String) -> Int {
      page.components(separatedBy: "class=\"course\"").count - 1
    }
    // One day makes no line.
    #expect(try courses(page("--as-of", "2019-09-20")) == 0)
    // Of the published offer nobody said yet whether two of its dates concern it: they may.
    let before = try page("--as-of", "2019-09-22")
    #expect(courses(before) == 5)
    #expect(before.components(separatedBy: "class=\"band\"").count == 6)
    #expect(before.contains("Publish draft offers: 0 of 1 met, last day Tue 15 Oct 2019"))
    #expect(before.contains("there is not enough data on the pace"))
    #expect(before.contains("Not enough data for a forecast"))
    #expect(before.contains("Pace: 0 a week. Needed: 0.3."))
    let steps = [
      [], [], [], ["--answer", "yes"], ["--answer", "no"], ["--answer", "complete"], ["--yes"],
      ["--answer", "passed"], [], ["--yes"],
    ]
    for (number, flags) in steps.enumerated() {
      let moment = ["--as-of", "2019-09-\(21 + number / 2)"]
      #expect(
        try program.finish(program.start(["advance", "field"] + moment + flags)).code == 0)
    }
    // What is met needs no forecast.
    #expect(try courses(page("--as-of", "2019-09-28")) == 4)
    // Nor does what passed long ago.
    #expect(try courses(page("--as-of", "2019-12-14")) == 3)
    #expect(try courses(page("--as-of", "2019-12-15")) == 0)
    let markdown = try program.expect(
      "report", "--format", "md", "--as-of", "2019-09-22")
    #expect(markdown.contains("- **Publish draft offers**, Tue 15 Oct 2019: Pace:"))
  }

  @Test func `is about one publisher where that is asked for`() throws {
    try program.file("more.csv", "offer_id,name,track,publisher_id\nroute,Route,draft,fabrikam\n")
    try program.expect("import", "more.csv", "--as-of", "2019-09-20")
    let all = try page("--as-of", "2019-09-21")
    #expect(all.contains("<bdi>All publishers</bdi>") && all.contains("contoso/fleet"))
    let one = try page("--as-of", "2019-09-21", "--publisher", "fabrikam")
    #expect(one.contains("fabrikam/route") && !one.contains("contoso/fleet"))
    try program.refuse(66, "report", "--publisher", "nobody")
    try program.refuse(64, "report", "--format", "pdf")
  }

  @Test func `is written as a file that appears when it is whole, or not at all`() throws {
    #expect(try program.expect("report", "-o", "state.html") == "")
    #expect(FileManager.default.fileExists(atPath: program.path("state.html")))
    try program.refuse(73, "report", "-o", "no/state.html")
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder)
    #expect(!names.contains { $0.contains(".part-") })
  }

  @Test func `says that there is nothing in a deck without offers`() throws {
    let empty = try Program()
    try empty.expect("publisher", "add", "contoso", "--name", "Contoso Ltd")
    let page = try empty.expect("report")
    #expect(page.contains("There are no offers in this deck yet."))
    #expect(XMLParser(data: Data(page.utf8)).parse())
    #expect(try empty.expect("report", "--format", "md").contains("There are no offers"))
  }

  @Test func `lists the offers of a large deck that hurt first, and all where it is told to`()
    throws
  {
    var text = "offer_id,name,track,publisher_id\n"
    for number in 0..<10_000 { text += "offer-\(number),Offer \(number),draft,contoso\n" }
    try program.file("large.csv", text)
    try program.expect("import", "large.csv", "--as-of", "2019-09-20")
    let some = try page("--as-of", "2019-09-21")
    #expect(some.contains("200 of 10,003 offers, nearest open deadlines first."))
    #expect(some.contains("And 9,803 offers more, with later"))
    #expect(some.components(separatedBy: "<th scope=\"row\">").count == 201)
    #expect(some.utf8.count < 150_000)
    let all = try page("--as-of", "2019-09-21", "--all")
    #expect(all.components(separatedBy: "<th scope=\"row\">").count == 10_004)
    #expect(!all.contains("offers more;"))
    let checked = try program.run("check", "--as-of", "2019-10-14")
    #expect(checked.output.contains("10,001 of 10,001 to do"))
    #expect(try program.expect("calendar").contains("0 of 10\\,001 offers"))
  }
}
