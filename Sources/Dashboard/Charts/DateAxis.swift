// The dates below a chart: all of them as many weeks, months or years apart as leaves each its room.

import Lifecycle

/// An axis of days.
struct DateAxis {
  /// The days from left to right.
  let days: ClosedRange<Day>
  /// How many columns they have.
  let columns: Int
  /// The year that needs no naming where the axis has no other: that of the moment.
  let year: Int

  /// A day that is named.
  struct Tick: Hashable {
    /// Where it is, counted from the left.
    let column: Int
    let title: String
  }

  private enum Step {
    case weeks(Int)
    case months(Int)

    /// How many days it has at least.
    var days: Int {
      switch self {
      case .weeks(let count): 7 * count
      case .months(let count): 28 * count
      }
    }
  }

  private static let steps: [Step] =
    [.weeks(1), .weeks(2)] + [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].map { .months($0) }

  /// Two columns between one name and the next.
  private static let gap = 2

  /// The days from the first to the last.
  private var span: Int { max(1, days.upperBound - days.lowerBound) }

  /// Where a day is, counted from the left.
  func column(of day: Day) -> Int {
    (2 * (day - days.lowerBound) * (columns - 1) + span) / (2 * span)
  }

  /// The days that are named.
  var ticks: [Tick] {
    for step in Self.steps {
      // No name is shorter than `2020`.
      guard step.days * columns >= (4 + Self.gap) * span else { continue }
      let ticks = named(starts(of: step), step)
      let isRoomy = zip(ticks, ticks.dropFirst()).allSatisfy { tick, next in
        tick.column + tick.title.count + Self.gap <= next.column
      }
      // The last may be too near to the end.
      if isRoomy { return ticks.filter { $0.column + $0.title.count <= columns } }
    }
    return []
  }

  /// The first days of weeks, months or years. Which of them are taken does not change when the axis
  /// moves by a day.
  private func starts(of step: Step) -> [Day] {
    switch step {
    case .weeks(let count):
      let monday = days.lowerBound + (8 - days.lowerBound.weekday) % 7
      return stride(from: monday.number, through: days.upperBound.number, by: 7)
        .filter { ($0 + 3) / 7 % count == 0 }.map { Day(number: $0) }
    case .months(let count):
      let first = days.lowerBound.parts
      let last = days.upperBound.parts
      let months = first.year * 12 + first.month - 1...last.year * 12 + last.month - 1
      return months.filter { $0 % count == 0 }
        .compactMap { Day(year: $0 / 12, month: $0 % 12 + 1, day: 1) }.filter(days.contains)
    }
  }

  /// The year is told with the first of its days, where it is not the moment's or not the only one.
  private func named(_ starts: [Day], _ step: Step) -> [Tick] {
    let hasYears = days.lowerBound.parts.year != year || days.upperBound.parts.year != year
    var told: Int?
    return starts.map { day in
      let own = day.parts.year
      let isYearTold = hasYears && own != told
      told = own
      let title =
        switch step {
        case .weeks: day.title(withYear: isYearTold)
        case .months(let count) where count.isMultiple(of: 12): "\(own)"
        case .months: String(day.title(withYear: isYearTold).drop { $0 != " " }.dropFirst())
        }
      return Tick(column: column(of: day), title: title)
    }
  }
}
