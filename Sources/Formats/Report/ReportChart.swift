// The charts of a report as SVG in the page itself. Each has a sentence that says what it shows, for
// who does not see it, and its numbers stand beside it as text.

import Lifecycle

/// A chart.
enum ReportChart {
  /// The units that a chart is wide; a browser scales it to the place that there is.
  static let width = 460.0

  private static func picture(
    _ sentence: String, height: Double, _ children: [Markup], isBar: Bool = false
  ) -> Markup {
    // A bar fills its place, however wide; what has text in it keeps its form.
    let stretch = isBar ? "none" : "xMidYMid meet"
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": isBar ? "bar" : "chart",
        "viewBox": "0 0 \(number(width)) \(number(height))", "preserveAspectRatio": stretch,
        "role": "img", "aria-label": sentence,
      ], [.element("title", sentence)] + children)
  }

  /// A number of a picture, to a tenth.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10)
      ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  private static func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String
  ) -> Markup {
    .element(
      "rect",
      [
        "x": number(x), "y": number(y), "width": number(max(0, width)), "height": number(height),
        "class": style,
      ])
  }

  private static func label(
    _ text: String, _ x: Double, _ y: Double, anchor: String = "start", style: String = "label"
  ) -> Markup {
    .element(
      "text", ["x": number(x), "y": number(y), "text-anchor": anchor, "class": style], text)
  }

  private static func rule(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String
  ) -> Markup {
    .element(
      "line",
      ["x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2), "class": style])
  }

  // MARK: - Shares

  /// How far a date has come, as a bar.
  static func share(of date: Report.DueDate) -> Markup {
    let part = date.concerned == 0 ? 1 : Double(date.met) / Double(date.concerned)
    return picture(
      "\(date.met.grouped) of \(date.concerned.grouped) met", height: 10,
      [
        box(0, 0, width, 10, "rest"), box(0, 0, width * part, 10, "fill-met"),
      ], isBar: true)
  }

  /// How many offers are in each stage, as parts of one bar.
  static func stages(_ stages: [Report.StageCount]) -> Markup {
    let total = stages.reduce(0) { $0 + $1.count }
    let words = stages.map { "\($0.count.grouped) \($0.stage.rawValue)" }.joined(separator: ", ")
    let gap = 3.0
    // A stage with few offers is still seen.
    let least = 4.0
    let free = width - gap * Double(max(0, stages.count - 1)) - least * Double(stages.count)
    var left = 0.0
    var boxes: [Markup] = []
    for stage in stages {
      let share = least + free * Double(stage.count) / Double(max(1, total))
      boxes.append(box(left, 0, share, 32, "fill-\(stage.stage.rawValue)"))
      left += share + gap
    }
    return picture("Offers by stage: \(words)", height: 32, boxes, isBar: true)
  }

  // MARK: - The course toward a date

  /// How many offers had met a date day by day, needed pace and what is to be expected.
  static func course(_ course: Report.Course, of date: Report.DueDate) -> Markup {
    let plot = Plot(course, of: date)
    var pieces: [Markup] = []
    for count in plot.counts {
      let y = plot.y(Double(count))
      pieces += [
        rule(plot.left, y, plot.right, y, "grid"),
        label(count.grouped, plot.left - 8, y + 4, anchor: "end"),
      ]
    }
    for day in plot.days {
      let x = plot.x(day)
      let anchor = x > plot.right - 20 ? "end" : x < plot.left + 20 ? "start" : "middle"
      pieces.append(label(day.title(on: course.today), x, plot.height - 8, anchor: anchor))
    }
    if !course.expected.isEmpty {
      let upper = course.expected.map { "\(number(plot.x($0.day))),\(number(plot.y($0.high)))" }
      let lower = course.expected.reversed().map {
        "\(number(plot.x($0.day))),\(number(plot.y($0.low)))"
      }
      pieces.append(
        .element(
          "path", ["class": "band", "d": "M" + (upper + lower).joined(separator: "L") + "Z"])
      )
    }
    let last = plot.x(date.day + 1)
    pieces += [
      rule(plot.x(course.today), plot.top, plot.x(course.today), plot.bottom, "today"),
      rule(last, plot.top, last, plot.bottom, "last"),
    ]
    if let point = course.met.last, date.rest > 0, course.today <= date.day {
      pieces.append(
        rule(
          plot.x(point.day), plot.y(Double(point.count)), last, plot.y(Double(date.concerned)),
          "needed"))
    }
    // A count holds until the next day that has another.
    var corners: [String] = []
    var before: Double?
    for point in course.met {
      let (x, y) = (plot.x(point.day), plot.y(Double(point.count)))
      if let before, before != y { corners.append("\(number(x)),\(number(before))") }
      corners.append("\(number(x)),\(number(y))")
      before = y
    }
    pieces.append(
      .element("polyline", ["class": "course", "points": corners.joined(separator: " ")]))
    return picture(
      "\(date.title): \(date.met.grouped) of \(date.concerned.grouped) met, last day \(date.dayTitle)",
      height: plot.height, pieces)
  }

  /// Where counts and days stand in a chart of a course.
  private struct Plot {
    let left = 44.0
    let right = ReportChart.width - 6
    let top = 10.0
    let height = 240.0
    let bottom = 210.0
    private let first: Day
    private let last: Day
    private let most: Int

    init(_ course: Report.Course, of date: Report.DueDate) {
      let days = course.met.map(\.day) + course.expected.map(\.day) + [course.today, date.day + 1]
      first = days.min() ?? course.today
      last = max(days.max() ?? course.today, first + 1)
      most = max(1, date.concerned)
    }

    func x(_ day: Day) -> Double {
      left + (right - left) * Double(day - first) / Double(last - first)
    }

    func y(_ count: Double) -> Double {
      bottom - (bottom - top) * min(max(0, count), Double(most)) / Double(most)
    }

    /// The counts at which a line stands: nothing, all, and round ones between.
    var counts: [Int] {
      let steps = [1, 2, 5].flatMap { step in (0..<7).map { step * power(of: $0) } }.sorted()
      let step = steps.first { most / $0 <= 5 } ?? most
      let round = stride(from: 0, to: most, by: max(1, step)).filter {
        $0 == 0 || Double(most - $0) > Double(step) * 0.5
      }
      return round + [most]
    }

    private func power(of exponent: Int) -> Int {
      (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// The days that are named below.
    var days: [Day] {
      // A name with its year takes more room.
      let hasYears = first.parts.year != last.parts.year
      let count = min(hasYears ? 3 : 4, last - first)
      return (0...count).map { first + (last - first) * $0 / count }
    }
  }
}
