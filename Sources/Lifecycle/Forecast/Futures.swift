// The futures that a forecast is counted from.

import Foundation

/// Many futures of the offers that have not met a deadline.
struct Futures {
  /// How many futures there are.
  private static let count = 1_000
  /// How many offers a future has at most; each stands for several where there are more.
  private static let offers = 200
  /// How many days are looked at, at least and at most.
  private static let days = 366...1_096

  private let today: Day
  /// The part of today that is over.
  private let elapsed: Double
  /// The last day that is in time, counted from today; below 0 where it has passed.
  private let last: Int
  /// How many days are looked at.
  private let horizon: Int
  /// What is left to each offer of a future, and for how many it stands.
  private let kinds: [(remainder: Remainder, weight: Double)]
  /// For each future the day on which each offer is there, counted from today.
  private var arrivals: [[Int]] = []

  /// Draws futures.
  ///
  /// - Parameter throughput: the pace so far; nil where each offer goes at its own.
  init(_ question: Forecast.Question, throughput: Throughput?, seed: UInt64) {
    today = question.today
    elapsed = question.elapsed
    last = question.deadline.day - question.today
    horizon = min(max(Self.days.lowerBound, last + 30), Self.days.upperBound)
    kinds = Self.kinds(question.outstanding)
    let legs = question.playbook.legs(to: question.deadline)
    let share = Double(max(1, question.deadline.lead.prior)) / Double(max(1, legs.count))
    let estimates = legs.map { leg in
      (
        leg,
        LegEstimate(
          share: share,
          seen: question.pace.durations(
            of: leg, in: question.playbook.id, tracks: question.deadline.tracks))
      )
    }
    var numbers = SplitMix64(seed: seed)
    for _ in 0..<Self.count {
      let walks = estimates.map { ($0.0, $0.1.drawn(&numbers)) }
      let own = kinds.map { days(of: $0.remainder, walks, &numbers) }
      let rate = throughput.map {
        numbers.chiSquared(Double(2 * $0.arrivals + 1)) / 2 / ($0.weeks * 7)
      }
      arrivals.append(turns(own, rate: rate, &numbers))
    }
  }

  /// The kinds of offers, the nearest first, each as often as it is drawn.
  private static func kinds(_ outstanding: Outstanding) -> [(remainder: Remainder, weight: Double)]
  {
    let share = max(1, outstanding.count / Double(offers))
    return outstanding.groups.sorted { $0.key < $1.key }.flatMap { remainder, weight in
      let times = max(1, Int((weight / share).rounded()))
      return Array(repeating: (remainder, weight / Double(times)), count: times)
    }
  }

  /// The days that an offer still needs for itself.
  private func days(
    of remainder: Remainder, _ walks: [(leg: Leg, walk: DrawnLeg)], _ numbers: inout SplitMix64
  ) -> Double {
    walks.reduce(0) { sum, pair in
      guard remainder.isAhead(pair.leg) else { return sum }
      let isFirst = pair.leg == .preparation || pair.leg == .wholeTrack
      return sum + pair.walk.days(&numbers) * (isFirst ? remainder.share : 1)
    }
  }

  /// The day on which each offer is there: its own days are over, and its turn has come.
  private func turns(_ own: [Double], rate: Double?, _ numbers: inout SplitMix64) -> [Int] {
    let ready = own.map { $0 < Double(horizon) ? Int($0 + elapsed) : horizon + 1 }
    guard let rate else { return ready }
    var turns = ready
    var day = 0
    // Of today there is only the rest.
    var room = numbers.events(expected: rate * (1 - elapsed))
    for index in ready.indices.sorted(by: { (ready[$0], $0) < (ready[$1], $1) }) {
      if ready[index] > day {
        day = ready[index]
        room = numbers.events(expected: rate)
      }
      var wanted = kinds[index].weight
      while wanted > room && day <= horizon {
        wanted -= room
        day += 1
        room = numbers.events(expected: rate)
      }
      room -= min(wanted, room)
      turns[index] = min(day, horizon + 1)
    }
    return turns
  }

  // MARK: - Counting

  /// The share of futures in which all are in time.
  var chanceOfAll: Double {
    Double(arrivals.count { days in days.allSatisfy { $0 <= last } }) / Double(arrivals.count)
  }

  /// How many are in time, on average.
  var expected: Double {
    arrivals.reduce(0) { $0 + weight(of: $1, until: last) } / Double(arrivals.count)
  }

  /// The share of futures in which an offer is in time, by what is left to it.
  var chances: [Remainder: Double] {
    var times: [Remainder: (inTime: Int, all: Int)] = [:]
    for days in arrivals {
      for (kind, day) in zip(kinds, days) {
        times[kind.remainder, default: (0, 0)].all += 1
        if day <= last { times[kind.remainder, default: (0, 0)].inTime += 1 }
      }
    }
    return times.mapValues { Double($0.inTime) / Double($0.all) }
  }

  /// When the last one is there.
  var completion: Forecast.Days {
    let ends = arrivals.map { $0.max() ?? 0 }.sorted()
    func day(_ quantile: Double) -> Day? {
      let end = ends[Self.place(quantile, ends.count)]
      return end <= horizon ? today + end : nil
    }
    return Forecast.Days(early: day(0.1), middle: day(0.5), late: day(0.9))
  }

  /// How many are there at the end of each day: until the date and until nine of ten futures are
  /// complete, as far as one looks.
  func band(from met: Double) -> [Forecast.Point] {
    let late = completion.late.map { $0 - today } ?? horizon
    let count = min(horizon, max(last, late)) + 1
    var counts = arrivals.map { days in
      var perDay = [Double](repeating: 0, count: count)
      for (kind, day) in zip(kinds, days) where day < count { perDay[day] += kind.weight }
      return perDay
    }
    return (0..<count).map { day in
      for future in counts.indices where day > 0 { counts[future][day] += counts[future][day - 1] }
      let sorted = counts.map { $0[day] }.sorted()
      return Forecast.Point(
        day: today + day, low: met + sorted[Self.place(0.1, sorted.count)],
        middle: met + sorted[Self.place(0.5, sorted.count)],
        high: met + sorted[Self.place(0.9, sorted.count)])
    }
  }

  private func weight(of days: [Int], until last: Int) -> Double {
    zip(kinds, days).reduce(0) { $1.1 <= last ? $0 + $1.0.weight : $0 }
  }

  private static func place(_ quantile: Double, _ count: Int) -> Int {
    min(count - 1, Int(quantile * Double(count)))
  }
}

/// A leg as it is in one future: how long it takes there, but for the luck of each offer.
struct DrawnLeg {
  let middle: Double
  let spread: Double

  /// The days that one offer takes.
  func days(_ numbers: inout SplitMix64) -> Double { exp(middle + spread * numbers.normal()) }
}

extension LegEstimate {
  /// The leg in one future: variance and middle as uncertain as they are.
  func drawn(_ numbers: inout SplitMix64) -> DrawnLeg {
    let variance = freedom * spread * spread / numbers.chiSquared(freedom)
    let shift = (variance / weight).squareRoot() * numbers.normal()
    return DrawnLeg(middle: middle + shift, spread: variance.squareRoot())
  }
}
