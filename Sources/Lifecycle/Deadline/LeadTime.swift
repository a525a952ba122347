// How many days the work for a deadline takes: what the playbook says, moved by what was seen.
//
// The method. Durations of work are skewed and never negative, so their logarithms are taken to be
// normal. The middle is the estimate of credibility theory (Bühlmann and Gisler, "A Course in
// Credibility Theory", chapter 3): the prior's and what was seen, each by its weight, where the prior
// counts as much as one duration that was seen (κ0 = 1). The spread is pooled, as in an analysis of
// variance, from the prior's and the scatter around the mean of what was seen; the prior spreads by
// half a logarithm (σ0 = 0.5: two of three within a factor of 1.65) with three degrees of freedom:
//
//   κn = κ0 + n      μn = (κ0 μ0 + n ȳ) / κn
//   νn = ν0 + n − 1  νn σn² = ν0 σ0² + Σ(y − ȳ)²     (with nothing seen, the prior's)
//
// How far the seen lies from the prior moves the middle, and does not widen the spread: twenty that
// took ten days each teach ten days, however many the playbook says. The next duration is distributed
// as t with νn degrees of freedom around μn, with the scale σn √(1 + 1/κn).
//
// "Takes more than one week" is no middle but a careful word. So the playbook's days are taken as the
// quantile that start-by uses, four of five (0.8), and divided evenly among the legs of the way. The
// quantile of the whole is the sum of the legs' quantiles, as if slow legs came together: careful
// again, and with nothing seen it is exactly what the playbook says.

import Foundation

/// The days that the work for a deadline takes.
package struct LeadTime: Hashable, Sendable {
  /// What the playbook says.
  package let prior: Int
  /// What to reckon with: whole days by which four of five are through.
  package let days: Int
  /// The days within which eight of ten lie, most likely; nil where nothing was seen.
  package let interval: ClosedRange<Double>?
  /// How many durations were seen of the leg of which the most were.
  package let count: Int
  /// How many durations could not be used.
  package let leftOut: Int

  /// The playbook's word, with nothing seen.
  package init(prior: Int) {
    self.prior = prior
    days = prior
    interval = nil
    count = 0
    leftOut = 0
  }

  /// The playbook's word, moved by what was seen of each leg of the way. A playbook that gives no
  /// days says that the work is done on the day itself, and there is nothing to learn.
  package init(prior: Int, seen: [Durations]) {
    let count = seen.map(\.count).max() ?? 0
    self.prior = prior
    self.count = count
    leftOut = seen.reduce(0) { $0 + $1.leftOut }
    guard prior > 0, count > 0 else {
      days = prior
      interval = nil
      return
    }
    let legs = seen.map { LegEstimate(share: Double(prior) / Double(seen.count), seen: $0) }
    func total(_ quantile: StandardQuantile) -> Double {
      legs.reduce(0) { $0 + $1.days(at: quantile) }
    }
    // A trace more than a whole day, from rounding, is no day more.
    let careful = (total(.careful) - 1e-6).rounded(.up)
    days = Int(min(max(1, careful), Self.longest))
    interval = min(total(.low), Self.longest)...min(total(.high), Self.longest)
  }

  /// Something was learned.
  package var isLearned: Bool { interval != nil }

  /// The days for people, and where they come from: `9 d (5 to 14, 12 seen)`, or the playbook's `7 d`.
  package var title: String {
    guard let interval else { return "\(days) d" }
    let low = Int(interval.lowerBound.rounded(.down))
    let high = Int(interval.upperBound.rounded(.up))
    return "\(days) d (\(low) to \(high), \(count) seen)"
  }

  /// The days in a sentence that says where they come from.
  package var sentence: String {
    let left =
      leftOut > 0
      ? " \(leftOut) took less than an hour and \(leftOut == 1 ? "was" : "were") left out." : ""
    guard let interval else { return "Lead time: \(prior) d (playbook)." + left }
    let low = Int(interval.lowerBound.rounded(.down))
    let high = Int(interval.upperBound.rounded(.up))
    return
      "Lead time: \(days) d, learned from \(count.counted("offer")) (mostly \(low) to \(high) d); "
      + "the playbook says \(prior) d." + left
  }

  /// What took longer is not believed: ten years.
  private static let longest = 3_650.0
}

/// A quantile of the standard normal distribution.
enum StandardQuantile: Double {
  case low = -1.281_551_565_544_600_4
  case careful = 0.841_621_233_572_914_2
  case high = 1.281_551_565_544_600_4
}

/// What is known of one leg: the estimate of its durations' logarithms.
struct LegEstimate: Hashable, Sendable {
  /// Degrees of freedom.
  let freedom: Double
  /// The middle.
  let middle: Double
  /// The spread of durations around the middle.
  let spread: Double
  /// For how many durations the middle stands.
  let weight: Double
  /// The scale of the next one: that of the spread, and of what is not known of the middle.
  private var scale: Double { spread * (1 + 1 / weight).squareRoot() }

  private static let priorWeight = 1.0
  private static let priorFreedom = 3.0
  private static let priorSpread = 0.5

  /// What is known of a leg for which the playbook allows so many days.
  init(share: Double, seen: Durations) {
    let prior = Self.priorWeight
    let count = Double(seen.count)
    let priorScale = Self.priorSpread * (1 + 1 / prior).squareRoot()
    let priorMiddle =
      log(share) - priorScale * Self.student(.careful, freedom: Self.priorFreedom)
    weight = prior + count
    freedom = Self.priorFreedom + max(0, count - 1)
    middle = (prior * priorMiddle + count * seen.mean) / weight
    let squares = Self.priorFreedom * Self.priorSpread * Self.priorSpread + seen.spread
    spread = (squares / freedom).squareRoot()
  }

  /// The days within which the next one lies, by a quantile.
  func days(at quantile: StandardQuantile) -> Double {
    exp(middle + scale * Self.student(quantile, freedom: freedom))
  }

  /// A quantile of Student's t, from that of the normal distribution by the expansion of Abramowitz
  /// and Stegun, "Handbook of Mathematical Functions", 26.7.5. From three degrees of freedom on and
  /// for these quantiles it is right to three digits.
  static func student(_ quantile: StandardQuantile, freedom: Double) -> Double {
    let z = quantile.rawValue
    let powers = (1...9).reduce(into: [1.0]) { powers, _ in powers.append((powers.last ?? 1) * z) }
    let terms = [
      (powers[3] + z) / 4,
      (5 * powers[5] + 16 * powers[3] + 3 * z) / 96,
      (3 * powers[7] + 19 * powers[5] + 17 * powers[3] - 15 * z) / 384,
      (79 * powers[9] + 776 * powers[7] + 1_482 * powers[5] - 1_920 * powers[3] - 945 * z)
        / 92_160,
    ]
    return zip(terms, 1...).reduce(z) { $0 + $1.0 / pow(freedom, Double($1.1)) }
  }
}
