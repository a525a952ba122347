// Forecasts: the same every time, right where one can reckon, and silent where nothing is known.

import Formats
import Foundation
import Testing

@testable import Lifecycle

struct ForecastTests {
  private let playbook: Playbook
  private let index: Int
  private let today: Day

  init() throws {
    playbook = try #require(Playbooks.shipped.first { $0.id == "dynamics-365-2019" })
    index = try #require(playbook.deadlines.firstIndex { $0.id == "publish-draft" })
    today = try #require(Day("2019-09-20"))
  }

  private var key: Query.DeadlineKey { .init(playbook: playbook.id, index: index) }

  /// A pace at which so many offers met the date on each day of the last eight weeks.
  private func pace(_ perDay: Int, days: Int = 56) -> Pace {
    var pace = Pace()
    let arrivals = Pace.Arrivals(publisher: "contoso", deadline: key)
    for day in 0..<days { pace.arrivals[arrivals, default: [:]][today - day] = perDay }
    pace.begun = today - 55
    for leg in [Leg.preparation, .certification, .release] {
      for _ in 0..<50 {
        pace.add(86_400, of: leg, on: Pace.Way(playbook: playbook.id, track: "draft"))
      }
    }
    return pace
  }

  private func question(
    _ groups: [Remainder: Double], met: Int = 0, _ pace: Pace, on day: Day? = nil,
    elapsed: Double = 0
  ) -> Forecast.Question {
    var outstanding = Outstanding()
    outstanding.groups = groups
    return Forecast.Question(
      playbook: playbook, index: index, concerned: met + Int(outstanding.count),
      outstanding:
        outstanding, pace: pace, today: day ?? today, elapsed: elapsed)
  }

  private let fresh = Remainder(stage: .draft, stepsLeft: 6, steps: 6)
  private let waiting = Remainder(stage: .certified, stepsLeft: 0, steps: 6)

  @Test func `the same question gets the same answer, and another seed another one`() {
    let question = question([fresh: 40, waiting: 3], met: 7, pace(1))
    let forecast = Forecast(question, seed: 5)
    #expect(forecast == Forecast(question, seed: 5))
    #expect(forecast != Forecast(question, seed: 6))
    // Other futures, and yet the same forecast to a few of a hundred.
    let other = Forecast(question, seed: 6)
    #expect(abs((forecast.expected ?? 0) - (other.expected ?? 99)) < 1)
  }

  @Test func `what is quick enough is all but sure, what is not is all but out of the question`()
    throws
  {
    let quick = Forecast(question([fresh: 10], pace(1)))
    #expect(quick.basis == .pace && (quick.chanceOfAll ?? 0) > 0.95)
    #expect((quick.expected ?? 0) > 9.5 && (quick.expected ?? 99) <= 10.000_001)
    let slow = Forecast(question([fresh: 80], pace(1)))
    #expect((slow.chanceOfAll ?? 1) < 0.01)
    // Twenty-six days at one a day, of which the first few have nothing that is ready.
    #expect((18...28).contains(slow.expected ?? 0), "\(slow.expected ?? 0)")
    let middle = try #require(slow.completion.middle)
    #expect((76...92).contains(middle - today), "\(middle)")
  }

  @Test func `the chances are higher the less is left, and the band rises`() throws {
    let nearly = Remainder(stage: .draft, stepsLeft: 1, steps: 6)
    let forecast = Forecast(question([fresh: 20, nearly: 5, waiting: 5], met: 3, pace(1)))
    let chances = forecast.chances
    #expect(try #require(chances[waiting]) >= #require(chances[nearly]))
    #expect(try #require(chances[nearly]) >= #require(chances[fresh]))
    #expect(chances.values.allSatisfy { (0...1).contains($0) })
    #expect(forecast.band.first?.day == today)
    for (point, next) in zip(forecast.band, forecast.band.dropFirst()) {
      #expect(point.low <= point.middle && point.middle <= point.high)
      #expect(next.low >= point.low && next.middle >= point.middle && next.high >= point.high)
      #expect(next.day == point.day + 1)
    }
    #expect(forecast.band.allSatisfy { $0.low >= 3 && $0.high <= 33.000_001 })
    #expect(try #require(forecast.band.last).day >= playbook.deadlines[index].day)
    let days = forecast.completion
    #expect(try #require(days.early) <= #require(days.middle))
    #expect(try #require(days.middle) <= #require(days.late))
  }

  @Test func `too few data name no chance, and the days are the lead time's`() throws {
    for pace in [Pace(), pace(1, days: 4)] {
      let forecast = Forecast(question([fresh: 4], met: 1, pace))
      #expect(forecast.basis == .leadTime)
      #expect(forecast.chanceOfAll == nil && forecast.expected == nil && forecast.chances == [:])
      let seen = pace.arrivals.isEmpty ? 0 : 4
      let weeks = pace.arrivals.isEmpty ? "a week" : "8 weeks"
      #expect(
        forecast.chanceSentence
          == "Not enough data for a forecast: \(seen) offers met it in \(weeks); 5 are needed."
          + (pace.arrivals.isEmpty ? " 1 had met it when added." : ""))
      let early = try #require(forecast.completion.early)
      let late = try #require(forecast.completion.late)
      #expect(early > today && late - today < 40)
    }
    #expect(Forecast(question([fresh: 4], pace(1, days: 5))).basis == .pace)
  }

  @Test
  func `once a date has passed its chance is 0, whatever is known of the pace, and it has an end`()
    throws
  {
    let day = try #require(Day("2019-10-16"))
    for pace in [pace(1), Pace()] {
      let forecast = Forecast(question([fresh: 4], pace, on: day))
      #expect(forecast.isPast && forecast.chanceOfAll == 0 && forecast.expected == nil)
      #expect(forecast.chances == [fresh: 0])
      #expect(
        forecast.chanceSentence == "The date has passed.")
      #expect(forecast.title(ofChance: 0) == "0 %")
      #expect(try #require(forecast.completion.middle) > day)
    }
    // On the last day itself it can still be met.
    let last = Forecast(question([waiting: 4], pace(1), on: day - 1))
    #expect(!last.isPast && last.chanceOfAll != nil && last.expected != nil)
  }

  @Test func `on the last day the chance is that of the hours that are left`() {
    var pace = pace(20)
    // To go live takes about an hour.
    pace.durations = [:]
    for _ in 0..<50 {
      pace.add(3_600, of: .release, on: Pace.Way(playbook: playbook.id, track: "draft"))
    }
    func chance(_ elapsed: Double) -> Double {
      Forecast(
        question([waiting: 4], pace, on: playbook.deadlines[index].day, elapsed: elapsed)
      ).chanceOfAll ?? -1
    }
    #expect(chance(0) > 0.9 && chance(0.5) > 0.6 && chance(0.999) < 0.05)
    #expect(chance(0.95) < chance(0.8))
  }

  @Test func `what came to the deck as it is tells of no pace, and is counted apart`() {
    let forecast = Forecast(question([fresh: 3], met: 9, pace(1, days: 6)))
    #expect(forecast.throughput.arrivals == 6 && forecast.throughput.unseen == 3)
    #expect(Forecast(question([fresh: 3], met: 6, pace(1, days: 6))).throughput.unseen == 0)
  }

  @Test func `with nothing left there is nothing to forecast`() {
    let forecast = Forecast(question([:], met: 3, pace(1)))
    #expect(forecast.basis == .met && forecast.met == 3 && forecast.unmet == 0)
    #expect(forecast.band == [] && forecast.chanceSentence == "All have met it.")
  }

  @Test func `numbers and chances are told no finer than they are known`() {
    let forecast = Forecast(question([fresh: 26], pace(1)))
    #expect(Forecast.written(1.44) == "1.4" && Forecast.written(0) == "0")
    #expect(Forecast.written(0.96) == "1" && Forecast.written(12.34) == "12")
    #expect(forecast.title(ofChance: 0) == "under 1 %")
    #expect(forecast.title(ofChance: 1) == "over 99 %")
    #expect(forecast.title(ofChance: 0.384) == "38 %")
  }

  @Test func `a week counts whole, and long ago does not`() {
    var pace = Pace()
    let arrivals = Pace.Arrivals(publisher: "contoso", deadline: key)
    pace.arrivals[arrivals] = [today: 2, today - 56: 9, today + 1: 9]
    pace.begun = today
    func throughput(_ publisher: String? = nil) -> Throughput {
      Throughput(of: key, met: 3, publisher: publisher, pace: pace, today: today)
    }
    #expect(throughput().weeks == 1 && throughput().soFar == 2)
    #expect(throughput("fabrikam").arrivals == 0)
    pace.begun = today - 300
    #expect(throughput().weeks == 8 && throughput().arrivals == 2)
  }

  @Test func `a million offers are forecast as ten are`() {
    let forecast = Forecast(question([fresh: 600_000, waiting: 400_000], pace(20_000)))
    #expect(forecast.concerned == 1_000_000 && forecast.basis == .pace)
    #expect((400_000...600_000).contains(forecast.expected ?? 0))
    #expect(Set(forecast.chances.keys) == [fresh, waiting])
  }

  @Test func `numbers drawn have the means that they should`() {
    var numbers = SplitMix64(seed: 9)
    func mean(_ draw: (inout SplitMix64) -> Double) -> Double {
      (0..<20_000).reduce(0.0) { sum, _ in sum + draw(&numbers) } / 20_000
    }
    #expect(abs(mean { $0.normal() }) < 0.03)
    #expect(abs(mean { pow($0.normal(), 2) } - 1) < 0.05)
    #expect(abs(mean { $0.chiSquared(7) } - 7) < 0.15)
    #expect(abs(mean { $0.events(expected: 2.5) } - 2.5) < 0.05)
    #expect(abs(mean { $0.events(expected: 300) } - 300) < 0.6)
    #expect(mean { $0.events(expected: 0) } == 0)
    // As the paper's authors publish them for the seed 1234567.
    var known = SplitMix64(seed: 1_234_567)
    #expect(known.next() == 6_457_827_717_110_365_317)
    #expect(known.next() == 3_203_168_211_198_807_973)
  }
}
