// Charts: dots and axes, in block elements and in ASCII.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A chart` {
  private func picture(_ chart: Chart, _ columns: Int, _ rows: Int, _ signs: Signs) -> [String] {
    var canvas = Canvas(size: Size(columns: columns, rows: rows))
    chart.draw(
      on: &canvas, in: canvas.bounds, theme: Theme(name: "plain", styles: [:], signs: signs))
    return canvas.lines
  }

  private var chart: Chart {
    let first = Sample.day("2019-09-02")
    let open = Pencil(role: .text, sign: "#")
    let need = Pencil(role: .dim, sign: "o")
    return Chart(
      days: first...(first + 28), most: 4, year: 2019,
      band: Chart.Band(
        values: [(first + 14, 2, 2), (first + 28, 0, 1)], role: .dim),
      lines: [
        Chart.Line(
          values: [.init(day: first + 14, count: 2), .init(day: first + 28, count: 0)],
          pencil: need, isBroken: true),
        Chart.Line(
          values: [
            .init(day: first, count: 4), .init(day: first + 7, count: 3),
            .init(day: first + 14, count: 2),
          ], pencil: open, isStepped: true),
      ],
      marks: [
        Chart.Mark(day: first + 14, title: "today", role: .dim),
        Chart.Mark(day: first + 28, title: "due", role: .title),
      ])
  }

  @Test func `in ASCII tells its lines apart by their signs`() {
    #expect(
      picture(chart, 40, 9, .ascii)
        == """
                           today             due
        4+##########         |                 |
         |         ###########                 |
        2+                   #                 |
         |                   #.o.o..........   |
         |                   |     o o.o.o.....|
        0+                   |             o.o.o
         ++--------+---------+--------+---------
          2 Sep    9 Sep     16 Sep   23 Sep
        """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }

  @Test func `in block elements has four dots to a cell, and axes with counts and dates`() {
    let lines = picture(chart, 60, 12, .unicode)
    #expect(lines[0].hasSuffix("due"))
    #expect(lines[1].hasPrefix("4┤▀▀"))
    #expect(lines[lines.count - 3].hasPrefix("0┤"))
    #expect(lines[lines.count - 2].hasPrefix(" └┴"))
    #expect(lines.last?.contains("2 Sep") == true && lines.last?.contains("16 Sep") == true)
    let dots = lines.joined().unicodeScalars.filter { (0x2580...0x259F).contains($0.value) }
    #expect(dots.count > 40)
  }

  @Test func `names the most that there is, and nothing twice`() {
    for most in [1, 2, 3, 7, 10, 13, 29, 100, 999] {
      for rows in [6, 8, 12, 25, 50] {
        let day = Sample.day("2019-09-02")
        let labels = picture(
          Chart(days: day...(day + 28), most: most, year: 2019), 60, rows, .unicode
        ).compactMap { $0.split(separator: "┤").first.flatMap { Int($0.filter(\.isNumber)) } }
          .filter { $0 <= most }
        #expect(labels.first == most && Set(labels).count == labels.count, "\(most), \(rows)")
        #expect(labels == labels.sorted(by: >))
      }
    }
  }

  @Test func `keeps the names of days apart that are neighbors`() {
    let day = Sample.day("2019-10-01")
    var chart = Chart(days: day...(day + 40), most: 4, year: 2019)
    chart.marks = [
      Chart.Mark(day: day + 14, title: "due 15 Oct", role: .title),
      Chart.Mark(day: day + 15, title: "today", role: .dim),
      Chart.Mark(day: day + 16, title: "start by 17 Oct", role: .dim),
    ]
    let lines = picture(chart, 60, 10, .unicode)
    #expect(lines[0].trimmingPrefix { $0 == " " } == "today")
    #expect(lines[1].trimmingPrefix { $0 == " " } == "due 15 Oct")
    // With one row for names, the first of them has it.
    let low = picture(chart, 60, 6, .unicode)
    #expect(low[0].trimmingPrefix { $0 == " " } == "due 15 Oct")
  }

  @Test func `has no room in a corner, and draws nothing there`() {
    #expect(picture(chart, 8, 4, .unicode).allSatisfy { $0 == "" })
  }

  @Test func `of nothing stands on its axis`() {
    let day = Sample.day("2019-09-02")
    let flat = Chart(
      days: day...day, most: 0, year: 2019,
      lines: [
        Chart.Line(values: [.init(day: day, count: 0)], pencil: Pencil(role: .text, sign: "#"))
      ])
    let lines = picture(flat, 30, 8, .ascii)
    #expect(lines.contains { $0.hasPrefix("0+#") })
  }

  @Test func `draws every dot of a line, wherever it goes, and none outside`() {
    let ends = [(0, 0), (19, 0), (0, 5), (19, 5), (7, 3), (-5, 2), (30, 40)]
    for start in ends {
      for end in ends {
        var grid = DotGrid(size: Size(columns: 10, rows: 3), signs: .unicode)
        grid.line(from: start, to: end, Pencil(role: .text, sign: "#"))
        var canvas = Canvas(size: Size(columns: 12, rows: 5))
        grid.draw(on: &canvas, at: Point(column: 1, row: 1), theme: Theme(name: "x", styles: [:]))
        #expect(canvas.lines[0] == "" && canvas.lines[4] == "")
        let isInside = (0..<20).contains(start.0) && (0..<6).contains(start.1)
        if isInside {
          let cell = canvas[Point(column: 1 + start.0 / 2, row: 1 + start.1 / 2)].text
          #expect(cell != " ", "\(start) to \(end)")
        }
      }
    }
  }
}
