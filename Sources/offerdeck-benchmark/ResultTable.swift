// The figures as a table for people: each beside its floor and the goal, with a word where the goal
// is missed.

/// A goal: at most a limit, or at least one.
struct Goal {
  /// The limit as people read it.
  let text: String
  private let isMet: (Double) -> Bool

  /// At most so much.
  static func atMost(_ limit: Double, _ unit: String = "") -> Goal {
    Goal(text: "≤ \(limit.short)\(unit)") { $0 <= limit }
  }

  /// At least so much.
  static func atLeast(_ limit: Double, _ unit: String = "") -> Goal {
    Goal(text: "≥ \(limit.short)\(unit)") { $0 >= limit }
  }

  /// Whether a figure reaches it.
  func holds(_ figure: Double) -> Bool { isMet(figure) }
}

/// Figures with their floors and goals.
struct ResultTable {
  private let title: String
  private var rows: [[String]] = []

  init(title: String) { self.title = title }

  /// Adds a figure.
  mutating func add(
    _ name: String, _ figure: Double, unit: String = "", floor: Double? = nil, goal: Goal? = nil
  ) {
    rows.append([
      name, figure.short + unit, floor.map { $0.short + unit } ?? "", goal?.text ?? "",
      goal.map { $0.holds(figure) ? "" : "missed" } ?? "",
    ])
  }

  /// Adds the middle and the slow end of many times, as two rows.
  mutating func add(
    _ name: String, _ samples: Samples, unit: String = " ms", floor: Samples,
    goals: (p50: Goal, p95: Goal)
  ) {
    guard !samples.isEmpty else { return }
    add(
      "\(name), p50", samples.median, unit: unit, floor: floor.isEmpty ? nil : floor.median,
      goal: goals.p50)
    add(
      "\(name), p95", samples.percentile(0.95), unit: unit,
      floor: floor.isEmpty ? nil : floor.percentile(0.95), goal: goals.p95)
  }

  /// Prints it, unless it is empty.
  func write() {
    guard !rows.isEmpty else { return }
    let all = [[title, "offerdeck", "floor", "goal", ""]] + rows
    let widths = all[0].indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    for row in all {
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 || column == 4 ? cell + blanks : blanks + cell
      }
      print(cells.joined(separator: "  "))
    }
    print()
  }
}

extension Double {
  /// The number with as many digits as one reads: `0.24`, `3.1`, `412`, `51,300`.
  var short: String {
    if self >= 100 || self == rounded() { return Int(rounded()).grouped }
    let scale = self < 10 ? 100.0 : 10.0
    let number = (self * scale).rounded() / scale
    return "\(number)"
  }
}

extension Int {
  /// The number with its thousands set apart by commas.
  var grouped: String {
    var digits = String(self)
    for place in stride(from: digits.count - 3, to: 0, by: -3) {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
    }
    return digits
  }
}
