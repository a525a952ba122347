// Dates below charts: as far apart as they have to be, all of them alike, and with their years.

import Lifecycle
import Testing

@testable import Dashboard

@Suite struct `The dates below a chart` {
  private func titles(_ first: String, _ last: String, _ columns: Int, year: Int = 2019) -> [String]
  {
    DateAxis(days: Sample.day(first)...Sample.day(last), columns: columns, year: year).ticks
      .map(\.title)
  }

  @Test func `are weeks, months or years, by the room that there is`() {
    #expect(
      titles("2019-09-02", "2019-10-15", 80)
        == ["2 Sep", "9 Sep", "16 Sep", "23 Sep", "30 Sep", "7 Oct", "14 Oct"].dropLast())
    #expect(titles("2019-09-02", "2019-10-15", 40) == ["2 Sep", "16 Sep", "30 Sep"])
    #expect(
      titles("2019-02-10", "2019-10-15", 60)
        == ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"])
    #expect(titles("2019-02-10", "2019-10-15", 20) == ["Apr", "Jul"])
    #expect(titles("2019-02-10", "2026-10-15", 60).first == "2020")
  }

  @Test func `tell the year where it is not the moment's, and where it changes`() {
    #expect(
      titles("2018-12-10", "2019-01-15", 60)
        == ["10 Dec 2018", "24 Dec", "7 Jan 2019"])
    #expect(titles("2019-09-02", "2019-09-25", 60, year: 2026).first == "2 Sep 2019")
    #expect(titles("2019-11-10", "2020-03-15", 60) == ["Dec 2019", "Jan 2020", "Feb", "Mar"])
  }

  @Test func `are the same distance apart at every width, and never meet`() {
    let first = Sample.day("2019-07-03")
    for span in stride(from: 14, through: 4_000, by: 97) {
      for columns in [10, 25, 40, 74, 110, 190] {
        let axis = DateAxis(days: first...first + span, columns: columns, year: 2019)
        let ticks = axis.ticks
        for (tick, next) in zip(ticks, ticks.dropFirst()) {
          #expect(tick.column + tick.title.count + 2 <= next.column, "\(span), \(columns)")
        }
        // Months and years are not all of one length; the distances differ by little else.
        let gaps = zip(ticks, ticks.dropFirst()).map { $1.column - $0.column }
        if let least = gaps.min(), let most = gaps.max() {
          #expect(Double(most) <= Double(least) * 31 / 28 + 2, "\(span), \(columns): \(gaps)")
        }
        #expect(ticks.last.map { $0.column + $0.title.count <= columns } != false)
      }
    }
  }
}
