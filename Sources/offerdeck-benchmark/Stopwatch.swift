// Time that only goes forward, and what many times of one thing come to.

import PseudoTerminal

/// Tells how long ago it was made.
struct Stopwatch {
  /// When it was made, by the clock of the pseudo terminal.
  let start = RunningProgram.nanoseconds()

  /// Seconds since then.
  var seconds: Double { Double(RunningProgram.nanoseconds() - start) / 1e9 }
}

/// Many figures of one thing.
struct Samples {
  private var values: [Double] = []

  var isEmpty: Bool { values.isEmpty }

  mutating func add(_ value: Double) { values.append(value) }

  static func += (samples: inout Samples, others: Samples) { samples.values += others.values }

  /// The figure that such a part of them does not exceed.
  func percentile(_ part: Double) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
  }

  /// The one in the middle.
  var median: Double { percentile(0.5) }
}
