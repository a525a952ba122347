// When the offers that a deadline concerns will have met it, at the pace so far, and with what chance.
//
// The method is a plain Monte Carlo. Of each of a thousand futures two things are drawn: how long each
// leg takes that an offer has ahead, from what `LeadTime` knows of legs; and how many offers can meet
// the date a day, from how many did so far. An offer meets it when its own legs are over and its turn
// has come; those that are nearest come first. Rates are drawn by the conjugate prior for events
// (Gelman et al., "Bayesian Data Analysis", third edition, section 2.6: half an event in no time), so
// that few events make for wide forecasts. With fewer than `leastArrivals` nothing is said of chances:
// the range that remains follows from the playbook, and from nothing else.

/// A forecast for one deadline.
package struct Forecast: Hashable, Sendable {
  /// What it follows from.
  package enum Basis: Hashable, Sendable {
    /// The pace so far.
    case pace
    /// The lead time alone: too few offers met the date so far. The days are those of futures in which
    /// all of the work is begun today, and at once.
    case leadTime
    /// Nothing is left to forecast.
    case met
  }

  /// Early, middle and late: one future of ten lies before the first, and one after the last. A day
  /// that lies beyond all that was looked at is nil.
  package struct Days: Hashable, Sendable {
    /// One of ten futures is there before it.
    package let early: Day?
    /// Half of them are.
    package let middle: Day?
    /// Nine of ten are.
    package let late: Day?
  }

  /// How many offers will have met it at the end of a day, by the same three quantiles.
  package struct Point: Hashable, Sendable {
    /// The day.
    package let day: Day
    /// Nine of ten futures have more.
    package let low: Double
    /// Half of them have.
    package let middle: Double
    /// One of ten has.
    package let high: Double
  }

  /// The deadline.
  package let key: Query.DeadlineKey
  /// What it follows from.
  package let basis: Basis
  /// How many offers the deadline concerns.
  package let concerned: Int
  /// How many have met it.
  package let met: Int
  /// The pace so far.
  package let throughput: Throughput
  /// The date has passed, so that what has not met it can't meet it in time any more.
  package let isPast: Bool
  /// The chance that all meet it in time, from 0 to 1; nil where too little is known, or nothing is
  /// left.
  package let chanceOfAll: Double?
  /// How many are likely to have met it in time; nil as above, and where the date has passed.
  package let expected: Double?
  /// When the last one meets it.
  package let completion: Days
  /// The days from today on, for a chart.
  package let band: [Point]
  /// The chance that an offer with so much left meets it in time; empty where too little is known.
  package let chances: [Remainder: Double]

  /// With fewer offers that met the date so far, no chance is named.
  package static let leastArrivals = 5

  /// How many have not met it.
  package var unmet: Int { concerned - met }
}

extension Forecast {
  /// What a forecast is made from.
  package struct Question: Sendable {
    /// The playbook.
    package let playbook: Playbook
    /// The deadline's place in it.
    package let index: Int
    /// Only this publisher's offers.
    package let publisher: String?
    /// How many offers the deadline concerns.
    package let concerned: Int
    /// What is left to those that have not met it.
    package let outstanding: Outstanding
    /// How quickly things went so far.
    package let pace: Pace
    /// The day that it is, in the playbook's zone.
    package let today: Day
    /// The part of it that is over, from 0 to 1.
    package let elapsed: Double

    /// A question.
    package init(
      playbook: Playbook, index: Int, publisher: String? = nil, concerned: Int,
      outstanding: Outstanding, pace: Pace, today: Day, elapsed: Double = 0
    ) {
      self.playbook = playbook
      self.index = index
      self.publisher = publisher
      self.concerned = concerned
      self.outstanding = outstanding
      self.pace = pace
      self.today = today
      self.elapsed = elapsed
    }

    var deadline: Deadline { playbook.deadlines[index] }
    var key: Query.DeadlineKey { .init(playbook: playbook.id, index: index) }
  }

  /// Answers a question; the same question with the same seed gets the same answer.
  package init(_ question: Question, seed: UInt64 = 1) {
    let unmet = Int(question.outstanding.count.rounded())
    key = question.key
    concerned = question.concerned
    met = question.concerned - unmet
    isPast = question.deadline.day < question.today
    throughput = Throughput(
      of: question.key, met: met, publisher: question.publisher, pace: question.pace,
      today: question.today)
    guard unmet > 0 else {
      basis = .met
      (chanceOfAll, expected) = (nil, nil)
      completion = Days(early: nil, middle: nil, late: nil)
      (band, chances) = ([], [:])
      return
    }
    let isKnown = throughput.arrivals >= Self.leastArrivals
    basis = isKnown ? .pace : .leadTime
    let futures = Futures(question, throughput: isKnown ? throughput : nil, seed: seed)
    let isOpen = isKnown && !isPast
    chanceOfAll = isPast ? 0 : isKnown ? futures.chanceOfAll : nil
    expected = isOpen ? Double(met) + futures.expected : nil
    completion = futures.completion
    chances =
      isPast ? question.outstanding.groups.mapValues { _ in 0 } : isKnown ? futures.chances : [:]
    band = futures.band(from: Double(met))
  }
}

extension Forecast {
  /// What there is to say of the chance, in a sentence that says where it comes from.
  package var chanceSentence: String {
    if basis == .met { return "All have met it." }
    if isPast { return "The date has passed." }
    if let chanceOfAll { return "Chance that all meet it: \(title(ofChance: chanceOfAll))." }
    let unseen = throughput.unseen
    return "Not enough data for a forecast: \(throughput.arrivals.counted("offer")) met it in "
      + "\(weeksTitle); \(Self.leastArrivals) are needed."
      + (unseen > 0 ? " \(unseen.grouped) had met it when added." : "")
  }

  private var weeksTitle: String {
    let weeks = Self.written(throughput.weeks)
    return weeks == "1" ? "a week" : "\(weeks) weeks"
  }

  /// A number of offers, with one digit after the point where that tells anything.
  package static func written(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return tenths >= 100 || tenths.isMultiple(of: 10)
      ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// A chance for people. What a thousand futures can't tell from certainty is not called certain; of
  /// a date that has passed there is no doubt.
  package func title(ofChance chance: Double) -> String {
    isPast ? "0 %" : Self.percent(chance)
  }

  private static func percent(_ chance: Double) -> String {
    if chance > 0.99 { return "over 99 %" }
    if chance < 0.01 { return "under 1 %" }
    return "\(Int((chance * 100).rounded())) %"
  }
}
