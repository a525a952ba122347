// `offerdeck forecast`: which deadlines are met at the pace so far, and with what chance.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Forecasts the deadlines.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "forecast", takes: "[<deadline>] [options]",
    "Forecast which deadlines will be met at the current pace.",
    examples: ["forecast", "forecast publish-draft --limit 10", "forecast -p contoso --json"])

  @Argument(help: "Deadline ID: also show its offers and days.")
  var deadline: String?

  @Option(name: .long, help: "Maximum number of offers to show for a deadline.")
  var limit = 50

  @Option(name: .long, help: "Seed of the simulation; the same seed gives the same result.")
  var seed: UInt64 = 1

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var filter: PublisherFilter
  @OptionGroup var common: CommonOptions

  private var publisher: String? { filter.publisher }

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: true)
    try deck.store.expect(publisher: publisher)
    try deck.printing(of: publisher) { try forecast(deck) }
  }

  private func forecast(_ deck: Deck) throws {
    let forecasting = Forecasting(
      store: deck.store, playbooks: deck.playbooks, pace: deck.pace, publisher: publisher,
      now: deck.clock.now, zone: common.zone, seed: seed)
    var dates = try deck.dueDates(of: publisher)
    if let deadline {
      let ids = dates.map(\.deadline.id)
      dates = dates.filter { $0.deadline.id == deadline }
      guard !dates.isEmpty else {
        throw Failure(
          .notFound, "no offer has a deadline \(deadline.inQuotes)",
          hint: Vocabulary(words: ids).hint(for: deadline))
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
    write(forecasts)
    for (place, part) in (parts ?? []).enumerated() {
      Output.line()
      let (date, forecast) = forecasts[place]
      Output.line("\(forecast.chanceSentence) \(date.sentence(of: forecast.throughput))")
      Output.line(date.deadline.lead.sentence)
      part.write(common)
    }
  }

  private func write(_ forecasts: [(date: DueDate, forecast: Forecast)]) {
    var table = common.table([
      "DAY", "MET", .init("CHANCE", rank: 1), .init("EXPECTED", rank: 5),
      .init("DONE BY", rank: 2, least: 10), .init("A WEEK", rank: 4), .init("NEEDED", rank: 3),
      .init("DEADLINE", least: 20),
    ])
    for (date, forecast) in forecasts {
      let days = forecast.completion
      func title(_ day: Day?) -> String { day?.description ?? "later" }
      let range = "\(title(days.middle)) (\(title(days.early)) to \(title(days.late)))"
      table.add([
        date.deadline.day.description, "\(forecast.met)/\(forecast.concerned)",
        forecast.chanceOfAll.map { forecast.title(ofChance: $0) }
          ?? (forecast.basis == .met ? "met" : "not enough data"),
        forecast.expected.map { Forecast.written($0) } ?? "",
        forecast.basis == .met
          ? "" : forecast.basis == .leadTime ? "\(range) by lead time" : range,
        forecast.basis == .met ? "" : Forecast.written(forecast.throughput.soFar),
        date.neededTitle ?? "", date.deadline.title,
      ])
    }
    common.finish(&table, empty: "No deadlines.")
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
      let publishers = try deck.store.publishers.all()
      let found = try deck.store.lists.rows(query, from: 0, count: limit).filter { !$0.isDamaged }
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
  func write(_ common: CommonOptions) {
    guard !offers.isEmpty else { return }
    Output.line()
    var table = common.table([
      "OFFER", .init("NAME", least: 12), .init("STAGE", rank: 1), "CHANCE",
    ])
    for (offer, chance) in offers {
      table.add([
        .init(offer.key.offer), .init(offer.name), .init(offer.publication),
        .init(chance.map { forecast.title(ofChance: $0) } ?? ""),
      ])
    }
    table.finish()
  }
}
