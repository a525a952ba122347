// A forecast as programs read it.

import Foundation
import Lifecycle

/// A forecast as programs read it. Chances are from 0 to 1; what is not known is left out.
struct ForecastRecord: Encodable {
  let id: String
  let playbook: String
  let title: String
  let day: String
  /// `pace`, `lead_time` or `met`: what it follows from.
  let basis: String
  let concerned: Int
  let met: Int
  let chance: Double?
  let expected: Double?
  let doneBy: Days?
  let pace: Pace
  let seed: UInt64
  let offers: [Offer]?
  let band: [Point]?
  let burndown: [Day]?

  /// When the last one meets it: one of ten futures is before the first, and one after the last.
  struct Days: Encodable {
    let early: String?
    let middle: String?
    let late: String?
  }

  /// Offers a week.
  struct Pace: Encodable {
    let soFar: Double
    let needed: Double?
    let arrivals: Int
    let weeks: Double
    /// How many had met it when they came to the deck: they are no part of the pace.
    let unseen: Int
    let sentence: String
  }

  /// An offer that has not met it.
  struct Offer: Encodable {
    let publisher: String
    let offerId: String
    let chance: Double?
  }

  /// A day to come.
  struct Point: Encodable {
    let day: String
    let low: Double
    let middle: Double
    let high: Double
  }

  /// A day that was.
  struct Day: Encodable {
    let day: String
    let concerned: Int
    let met: Int
  }

  /// The record of a forecast; with the offers and days of the deadline where they are given.
  init(_ date: DueDate, _ forecast: Forecast, _ part: DeadlinePart?, seed: UInt64) {
    id = date.deadline.id
    playbook = date.key.playbook
    title = date.deadline.title
    day = date.deadline.day.description
    basis =
      switch forecast.basis {
      case .pace: "pace"
      case .leadTime: "lead_time"
      case .met: "met"
      }
    concerned = forecast.concerned
    met = forecast.met
    chance = forecast.chanceOfAll
    expected = forecast.expected
    let days = forecast.completion
    doneBy =
      forecast.basis == .met
      ? nil
      : Days(
        early: days.early?.description, middle: days.middle?.description,
        late: days.late?.description)
    pace = Pace(
      soFar: forecast.throughput.soFar, needed: date.neededAWeek,
      arrivals: forecast.throughput.arrivals, weeks: forecast.throughput.weeks,
      unseen: forecast.throughput.unseen, sentence: date.sentence(of: forecast.throughput))
    self.seed = seed
    offers = part?.offers.map { offer, chance in
      Offer(publisher: offer.key.publisher, offerId: offer.key.offer, chance: chance)
    }
    band = part.map { _ in
      forecast.band.map {
        Point(day: $0.day.description, low: $0.low, middle: $0.middle, high: $0.high)
      }
    }
    burndown = part?.burndown.points.map {
      Day(day: $0.day.description, concerned: $0.concerned, met: $0.met)
    }
  }
}
