// How far the offers have come, drawn: what is in each stage, what has met each date, and the course
// toward those that are open.

import Lifecycle

extension HTMLReport {
  /// The charts with what their lines mean.
  func charts(_ report: Report) -> Markup {
    guard report.offers > 0 else { return Markup("") }
    let courses = report.dates.compactMap { date in date.course.map { (date: date, course: $0) } }
    // What all bands mean alike is said once.
    let meanings = Set(courses.compactMap { meaning(of: $0.course) })
    let figures = courses.map { figure($0.course, of: $0.date, hasMeaning: meanings.count > 1) }
    return .element(
      "section", [:],
      [
        .element("h2", "Progress"),
        .element("div", ["class": "charts"], [stages(report), progress(report)]),
        courses.isEmpty
          ? Markup("")
          : legend(
            isPaceNeeded: courses.contains { isPaceNeeded($0.course, of: $0.date) },
            band: meanings.count == 1 ? meanings.first : nil),
        .element("div", ["class": "charts"], figures),
      ])
  }

  // MARK: - Shares

  private func stages(_ report: Report) -> Markup {
    .element(
      "figure", [:],
      [
        .element("figcaption", [:], [.element("strong", "Offers by stage")]),
        ReportChart.stages(report.stages),
        .element(
          "ul", ["class": "legend"],
          report.stages.map { stage in
            .element(
              "li", [:],
              [
                swatch(stage.stage.rawValue), .element("strong", stage.count.grouped),
                Markup(" \(stage.stage.rawValue)"),
              ])
          }),
      ])
  }

  /// How many offers have met each date. Its words are text of the page, and not of a picture, so that
  /// a title of any length finds its room.
  private func progress(_ report: Report) -> Markup {
    guard !report.dates.isEmpty else { return Markup("") }
    let rows = report.dates.map { date in
      Markup.element(
        "li", [:],
        [
          .element(
            "p", [:],
            [
              .element("span", "\(date.day.title(on: report.today)): \(date.title)"),
              .element("strong", "\(date.met.grouped) of \(date.concerned.grouped)"),
            ]), ReportChart.share(of: date),
        ])
    }
    return .element(
      "figure", [:],
      [
        .element("figcaption", [:], [.element("strong", "Offers that have met each deadline")]),
        .element("ul", ["class": "plain progress"], rows),
      ])
  }

  // MARK: - Courses

  private func isPaceNeeded(_ course: Report.Course, of date: Report.DueDate) -> Bool {
    date.rest > 0 && course.today <= date.day
  }

  /// What the band of a course means; nil where it has none.
  private func meaning(of course: Report.Course) -> String? {
    guard !course.expected.isEmpty else { return nil }
    return course.isKnown
      ? "expected at the current pace (8 of 10 simulations)"
      : "possible if all work starts today; there is not enough data on the pace"
  }

  private func legend(isPaceNeeded: Bool, band: String?) -> Markup {
    let keys: [(line: String, words: String?)] = [
      ("course", "offers that have met it"),
      ("needed", isPaceNeeded ? "needed pace" : nil), ("today", "today"),
      ("last", "last day"), ("band", band),
    ]
    return .element(
      "ul", ["class": "legend keys"],
      keys.compactMap { line, words in
        words.map {
          .element(
            "li", [:],
            [.element("span", ["class": "key key-\(line)", "aria-hidden": "true"]), Markup($0)])
        }
      })
  }

  private func figure(
    _ course: Report.Course, of date: Report.DueDate, hasMeaning: Bool
  ) -> Markup {
    let meaning = hasMeaning ? meaning(of: course).map { ". Band: \($0)." } : nil
    return .element(
      "figure", [:],
      [
        .element(
          "figcaption", [:],
          [
            .element("strong", date.title), Markup(" until \(date.dayTitle)\(meaning ?? "")"),
          ]),
        ReportChart.course(course, of: date),
      ])
  }
}
