// `offerdeck forecast`: which deadlines are met at the pace so far, and with what chance.

import ArgumentParser
import Dashboard
import Foundation
import Lifecycle
import Persistence

/// Forecasts the deadlines.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecast which deadlines are met at the pace so far, and with what chance.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The ID of one deadline, to have its offers and its days too.")
  var deadline: String?

  @Option(name: .long, help: "Only this publisher's offers.")
  var publisher: String?

  @Option(name: .long, help: "The most offers to show of one deadline.")
  var limit = 50

  @Option(name: .long, help: "Draws other futures; with the same number, the same ones.")
  var seed: UInt64 = 1

  @Flag(name: .long, help: "As JSON.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: true)
    try deck.store.expect(publisher: publisher)
    let forecasting = Forecasting(
      store: deck.store, playbooks: deck.playbooks, pace: deck.pace, publisher: publisher,
      now: deck.clock.now, zone: common.zone, seed: seed)
    var dates = try deck.dueDates(of: publisher)
    if let deadline {
      dates = dates.filter { $0.deadline.id == deadline }
      guard !dates.isEmpty else {
        throw Failure(
          .no, "No offer has a deadline “\(deadline)”; `offerdeck deadlines --json` has their IDs.")
      }
    }
    let forecasts = try dates.map { date in
      let forecast = try Failure.wrapping {
        try forecasting.forecast(date.key, concerned: date.concerned)
      }
      guard let forecast else { preconditionFailure("A date that is listed is in a playbook.") }
      return (date: date, forecast: forecast)
    }
    let parts = try deadline.map { _ in
      try forecasts.map { try DeadlinePart($0.forecast, forecasting, deck, limit) }
    }
    if json {
      return try Output.json(
        forecasts.enumerated().map { place, entry in
          ForecastRecord(entry.date, entry.forecast, parts?[place], seed: seed)
        })
    }
    Self.write(forecasts)
    for (place, part) in (parts ?? []).enumerated() {
      Output.line()
      let (date, forecast) = forecasts[place]
      Output.line("\(forecast.chanceSentence) \(date.sentence(of: forecast.throughput))")
      Output.line(date.deadline.lead.sentence)
      part.write()
    }
  }

  private static func write(_ forecasts: [(date: DueDate, forecast: Forecast)]) {
    var table = Table([
      "DAY", "MET", "CHANCE", "EXPECTED", "DONE BY", "A WEEK", "NEEDED", "WHAT",
    ])
    for (date, forecast) in forecasts {
      let days = forecast.completion
      func title(_ day: Day?) -> String { day?.description ?? "later" }
      let range = "\(title(days.middle)) (\(title(days.early)) to \(title(days.late)))"
      table.add([
        date.deadline.day.description, "\(forecast.met)/\(forecast.concerned)",
        forecast.chanceOfAll.map { forecast.title(ofChance: $0) }
          ?? (forecast.basis == .met ? "met" : "too few data"),
        forecast.expected.map { Forecast.written($0) } ?? "",
        forecast.basis == .met
          ? "" : forecast.basis == .leadTime ? "\(range) by lead time" : range,
        forecast.basis == .met ? "" : Forecast.written(forecast.throughput.soFar),
        date.neededTitle ?? "", date.deadline.title,
      ])
    }
    table.finish()
  }
}

/// The offers and the days of one deadline.
struct DeadlinePart {
  /// Offers that have not met it, with the chance of each, where there is one.
  let offers: [(offer: Offer, chance: Double?)]
  private let forecast: Forecast
  /// How things came to stand so.
  let burndown: Burndown

  /// Reads them.
  init(
    _ forecast: Forecast, _ forecasting: Forecasting, _ deck: Deck, _ limit: Int
  ) throws(Failure) {
    self.forecast = forecast
    (burndown, offers) = try Failure.wrapping {
      var query = Query(publisher: forecasting.publisher)
      query.unmet = forecast.key
      let publishers = try deck.store.publishers()
      let found = try deck.store.rows(query, from: 0, count: limit).filter { !$0.isDamaged }
      let offers = try found.map { offer in
        let remainder = try publishers.first { $0.id == offer.key.publisher }.flatMap {
          try deck.rules(of: offer).remainder(of: offer, $0, to: forecast.key.index)
        }
        return (offer, remainder.flatMap { forecast.chances[$0] })
      }
      return (try forecasting.burndown(forecast.key), offers)
    }
  }

  /// Writes the offers as a table.
  func write() {
    guard !offers.isEmpty else { return }
    Output.line()
    var table = Table(["OFFER", "NAME", "STAGE", "CHANCE"])
    for (offer, chance) in offers {
      table.add([
        offer.key.offer, offer.name, offer.publication.stage.rawValue,
        chance.map { forecast.title(ofChance: $0) } ?? "",
      ])
    }
    table.finish()
  }
}
