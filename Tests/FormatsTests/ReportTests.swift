// Reports as pages: what an independent parser makes of them, and what a person can read of them.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct `A report as a page` {
  private func text(_ hostile: String? = nil) throws -> String {
    SampleReport.text(
      try SampleReport.report(hostile), SampleReport.rows(hostile), in: HTMLReport())
  }

  @Test func `is well-formed, in one language, and under one heading`() throws {
    let text = try text()
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n"))
    let page = try ReadPage(text)
    #expect(page.elements("html").first?.attributes["lang"] == "en")
    #expect(
      page.elements("title").first?.ownText == "Contoso Ltd, Fri 20 Sep 2019, 14:02 (Europe/Berlin)"
    )
    // No heading is skipped on the way down.
    let levels = page.all.compactMap { element in
      ["h1": 1, "h2": 2, "h3": 3, "h4": 4][element.name]
    }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    for landmark in ["header", "main", "footer"] { #expect(page.elements(landmark).count == 1) }
  }

  @Test func `says how things are before everything else`() throws {
    let page = try ReadPage(try text())
    let verdict = try #require(
      page.elements("ul").first { $0.attributes["class"] == "verdict plain" })
    #expect(
      verdict.children.map { $0.ownText.dropFirst() } == [
        "Publish draft offers: missed since 15 Oct 2019, 4 offers late; "
          + "lost: out of the catalog.",
        "Publish draft offers: start now to finish by 15 Oct 2019, 4 offers to do.",
        "Publish draft offers: until Tue 15 Oct 2019, 4 offers to do, start by 8 Oct.",
        "Publish draft offers: until Tue 15 Oct 2019, on hold.",
        "The account of Contoso Ltd has not migrated to Partner Center.",
      ])
    var report = Report()
    report.title = "Contoso"
    let empty = SampleReport.text(report, [], in: HTMLReport())
    #expect(try ReadPage(empty).texts.contains(" There are no offers in this deck yet."))
    report.offers = 3
    let free = SampleReport.text(report, [], in: HTMLReport())
    #expect(try ReadPage(free).texts.contains("No deadlines for these offers."))
  }

  @Test func `fetches nothing, runs nothing and leads to https alone`() throws {
    for hostile in [nil, "<script>alert(1)</script>", "\" onload=\"x", "javascript:alert(1)"] {
      let text = try text(hostile)
      let page = try ReadPage(text)
      let known: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "div", "header", "main", "section",
        "footer", "h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd", "strong", "small", "span",
        "bdi", "a", "figure", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "svg", "rect", "line", "path", "polyline", "text",
      ]
      #expect(Set(page.all.map(\.name)).subtracting(known) == [])
      for element in page.all {
        #expect(
          element.attributes.keys.allSatisfy { !$0.hasPrefix("on") && $0 != "src" && $0 != "style" }
        )
        if let address = element.attributes["href"] {
          #expect(address == "https://contoso.com/guide?a=1&b='2'")
        }
      }
      let style = try #require(page.elements("style").first?.ownText)
      #expect(!style.contains("url(") && !style.contains("@import"))
      #expect(
        text.contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;\""))
    }
  }

  @Test(arguments: SampleOffers.hostile) func `shows every text as it is, wherever it stands`(
    hostile: String
  ) throws {
    let usual = try ReadPage(try text())
    let page = try ReadPage(try text(hostile))
    #expect(page.all.map(\.name) == usual.all.map(\.name))
    let shown = hostile.unicodeScalars.map { scalar -> Character in
      switch scalar {
      case "\n", "\t": Character(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": "\u{FFFD}"
      default: Character(scalar)
      }
    }
    let text = String(String.UnicodeScalarView(shown.flatMap(\.unicodeScalars)))
    // The title, an account, an offer that is blocked, two rows, and what happened.
    #expect(page.elements("bdi").count { $0.ownText == text } >= 8, "\(page.texts)")
  }

  @Test func `has tables that say what they are, and which cell heads which`() throws {
    let page = try ReadPage(try text())
    let tables = page.elements("table")
    #expect(tables.count == 3)
    for table in tables {
      #expect(table.children.first?.name == "caption")
      let heads = table.all.filter { $0.name == "th" && $0.isInside("thead") }
      #expect(heads.allSatisfy { $0.attributes["scope"] == "col" && !$0.ownText.isEmpty })
      let rows = table.all.filter { $0.name == "tr" && $0.isInside("tbody") }
      #expect(!rows.isEmpty && rows.allSatisfy { $0.children.count == heads.count })
      let rowHeads = rows.flatMap(\.children).filter { $0.name == "th" }
      #expect(rowHeads.allSatisfy { $0.attributes["scope"] == "row" })
    }
    #expect(page.texts.contains { $0.hasPrefix("2 of 12 offers, nearest open") })
    #expect(page.texts.contains { $0.hasPrefix("And 10 offers more, with later deadlines.") })
    #expect(page.texts.contains("And 2 offers more."))
    #expect(page.texts.contains("Earlier changes are left out."))
  }

  @Test(arguments: [(7, 3), (0, 0), (1, 0), (1, 1), (1_000_000, 999_999)])
  func `has charts whose parts lie within them, and who say what they show`(
    concerned: Int, met: Int
  ) throws {
    let report = try SampleReport.report(concerned: concerned, met: met)
    let page = try ReadPage(SampleReport.text(report, SampleReport.rows(), in: HTMLReport()))
    let charts = page.elements("svg")
    #expect(charts.count == 1 + 3 * report.dates.count)
    for chart in charts {
      #expect(chart.attributes["role"] == "img")
      #expect(chart.attributes["aria-label"]?.isEmpty == false)
      #expect(chart.children.first?.name == "title")
      let sides = try #require(chart.attributes["viewBox"]).split(separator: " ").map { Double($0) }
      let (width, height) = (try #require(sides[2]), try #require(sides[3]))
      for element in chart.all {
        for (name, limit) in [
          ("x", width), ("x1", width), ("x2", width), ("y", height), ("y1", height), ("y2", height),
        ] {
          guard element.attributes[name] != nil else { continue }
          let value = try #require(element.number(name))
          #expect((0...limit).contains(value), "\(element.name) \(name) \(value)")
        }
        if element.name == "rect" {
          let (x, side) = (try #require(element.number("x")), try #require(element.number("width")))
          #expect(side >= 0 && x + side <= width + 0.11)
        }
        let points = (element.attributes["points"] ?? element.attributes["d"] ?? "")
          .split { " ,MLZ".contains($0) }
        for (place, point) in points.enumerated() {
          let value = try #require(Double(point), "\(element.attributes)")
          #expect((0...(place.isMultiple(of: 2) ? width : height)).contains(value))
        }
      }
    }
  }

  @Test func `names the year of a day where it is another than the report's`() throws {
    var report = try SampleReport.report()
    report.dates[0].day = try #require(Day("2020-05-31"))
    report.dates[0].title = "Move offers"
    let page = try ReadPage(SampleReport.text(report, [], in: HTMLReport()))
    let labels = page.elements("span").map(\.ownText)
    #expect(labels.contains("31 May 2020: Move offers"))
    #expect(labels.contains("15 Oct: Publish draft offers"))
    report.dates[1].course?.today = try #require(Day("2018-12-30"))
    let other = try ReadPage(SampleReport.text(report, [], in: HTMLReport()))
    #expect(other.elements("text").contains { $0.ownText.hasSuffix(" 2019") })
  }

  @Test func `says once what the lines of its charts mean, unless the bands differ`() throws {
    var report = try SampleReport.report()
    func texts() throws -> [String] {
      try ReadPage(SampleReport.text(report, [], in: HTMLReport())).texts
    }
    func count(_ words: String) throws -> Int { try texts().count { $0.contains(words) } }
    #expect(try count("needed pace") == 1)
    #expect(try count("expected at the current pace") == 1)
    report.dates[0].course?.isKnown = false
    #expect(try count("Band: expected") == report.dates.count - 1)
    #expect(try count("Band: possible if all work starts today") == 1)
  }

  @Test func `breaks a word that is too long, and keeps the columns of a table wide enough`() throws
  {
    let style = try #require(try ReadPage(text()).elements("style").first?.ownText)
    let body = try #require(
      style.range(of: "body \\{[^}]*overflow-wrap: anywhere", options: .regularExpression))
    #expect(!body.isEmpty)
    #expect(style.contains("table-layout: fixed") && !style.contains("nowrap"))
    // Every table has widths of its own.
    let names = try ReadPage(text()).elements("table").compactMap { $0.attributes["class"] }
    #expect(names == ["offers", "blocked", "history"])
    for name in names { #expect(style.contains(".\(name) thead th:nth-child(1) { width:")) }
  }

  @Test func `names no programs where there are none`() throws {
    var report = try SampleReport.report()
    #expect(SampleReport.text(report, [], in: HTMLReport()).contains("Programs:"))
    report.programs = []
    for form in [HTMLReport(), MarkdownReport()] as [any ReportForm] {
      #expect(!SampleReport.text(report, [], in: form).contains("Programs"))
    }
  }

  @Test func `counts one and many`() throws {
    var report = try SampleReport.report(concerned: 1, met: 0)
    report.offers = 1
    report.listedOffers = 1
    let page = try ReadPage(SampleReport.text(report, SampleReport.rows(), in: HTMLReport()))
    #expect(page.texts.contains("The only offer."))
    #expect(page.texts.contains("0 of 1 offer done, 1 to do"))
    #expect(!page.texts.contains { $0.contains("1 offers") })
  }

  // MARK: - Colors

  /// Relative luminance (WCAG 2.1).
  private func luminance(_ color: String) throws -> Double {
    let number = try #require(Int(color.dropFirst(), radix: 16))
    let parts = [number >> 16, number >> 8 & 0xFF, number & 0xFF].map { part -> Double in
      let value = Double(part) / 255
      return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func contrast(_ one: String, _ other: String) throws -> Double {
    let (first, second) = (try luminance(one), try luminance(other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  @Test func `is read on light and on dark, where text stands out by 4.5 to 1`() throws {
    for paper in ReportStyle.papers {
      for ink in ReportStyle.inks where ink.isText {
        #expect(try contrast(ink.light, paper.light) >= 4.5, "\(ink.name) on \(paper.name)")
        #expect(try contrast(ink.dark, paper.dark) >= 4.5, "\(ink.name) on \(paper.name), dark")
      }
    }
    let text = try text()
    #expect(text.contains("@media (prefers-color-scheme: dark)"))
    #expect(text.contains("@media print"))
    // Every level and stage that there can be has its color.
    let names = Set(ReportStyle.inks.map(\.name))
    #expect(names.isSuperset(of: Level.allCases.map(\.name)))
    #expect(names.isSuperset(of: Stage.allCases.map(\.rawValue)))
  }
}
