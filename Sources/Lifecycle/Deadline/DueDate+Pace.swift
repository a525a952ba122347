// The pace that a deadline asks for from now on, beside the one so far. What is needed follows from
// the clock, so that it holds at the moment at which it is read.

extension DueDate {
  /// How many offers a week must meet it from now on, so that all do; nil where the date has passed or
  /// nothing is left.
  package var neededAWeek: Double? {
    guard unmet > 0, !countdown.isOver else { return nil }
    return Double(unmet) * 7 * 86_400 / Double(countdown.seconds)
  }

  /// It is so close that a rate by the week would ask for more offers than there are.
  private var isInLastWeek: Bool { countdown.seconds < 7 * 86_400 }

  /// The time that is left, by its largest unit: `25 d`, `31 h`.
  package var timeLeft: String { countdown.seconds < 3_600 ? "under 1 h" : countdown.short }

  /// The pace that is needed, for a column: `1.9`, and in the last week `7 in 36 h`; nil as above.
  package var neededTitle: String? {
    neededAWeek.map { isInLastWeek ? "\(unmet.grouped) in \(timeLeft)" : Forecast.written($0) }
  }

  /// The pace in a sentence: `Pace: 1.4 a week. Needed: 2.`
  package func sentence(of throughput: Throughput) -> String {
    let done = Forecast.written(throughput.soFar)
    guard let neededAWeek else { return "Pace: \(done) a week." }
    guard isInLastWeek else {
      return "Pace: \(done) a week. Needed: \(Forecast.written(neededAWeek))."
    }
    let rest = unmet == 1 ? "the last one" : "all \(unmet.grouped)"
    return "Pace: \(done) a week. Needed: \(rest) within \(timeLeft)."
  }
}
