// `offerdeck list`: the offers that a filter finds, for people and for programs.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Which offers, and in which order.
struct QueryOptions: ParsableArguments {
  @Argument(
    help: "Words, and stage:draft,live track:new type:ce blocked:yes due:<14d, as in the dashboard."
  )
  var filter: [String] = []

  @Option(name: .long, help: "Only this publisher's offers.")
  var publisher: String?

  @Option(
    name: .long, help: "The order: \(Query.Sort.allCases.map(\.rawValue).joined(separator: ", ")).")
  var sort: String = Query.Sort.due.rawValue

  @Flag(name: .long, help: "From the last to the first.")
  var reverse = false

  /// The query, with `due:` counted from a day.
  func query(today: Day) throws(Failure) -> Query {
    var query = Query(publisher: publisher)
    guard let order = Query.Sort(rawValue: sort) else {
      let names = Query.Sort.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "--sort “\(sort)” is no order; orders are \(names).")
    }
    query.sort = order
    query.isDescending = reverse
    do {
      return try query.filtered(by: filter.joined(separator: " "), today: today)
    } catch {
      throw Failure(.usage, "The filter, at character \(error.column): \(error.sentence).")
    }
  }
}

/// Lists offers.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List offers, with the same filter as in the dashboard.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var options: QueryOptions

  @Flag(name: .long, help: "As JSON, one object for each offer.")
  var json = false

  @Flag(name: .long, help: "As CSV, in the form that import takes.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("--json and --csv exclude each other.") }
  }

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: !csv)
    let query = try options.query(today: Day(of: deck.clock.now, in: common.zone))
    let publishers = try Failure.wrapping { try deck.store.publishers() }
    try deck.store.expect(publisher: options.publisher)
    let byID = Dictionary(publishers.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    if csv {
      Output.raw(OfferTable.header)
      try each(query, deck) { Output.raw(OfferTable.row($0)) }
    } else if json {
      var isFirst = true
      Output.raw("[")
      try each(query, deck) { offer in
        guard let publisher = byID[offer.key.publisher] else { return }
        Output.raw(isFirst ? "\n" : ",\n")
        isFirst = false
        try Output.jsonLine(deck.record(of: offer, publisher))
      }
      Output.raw(isFirst ? "]\n" : "\n]\n")
    } else {
      try table(query, deck, byID)
    }
  }

  private func table(
    _ query: Query, _ deck: Deck, _ publishers: [String: Publisher]
  ) throws {
    var table = Table(["OFFER", "NAME", "PUBLISHER", "TYPE", "TRACK", "STAGE", "NEXT", "DUE"])
    try each(query, deck) { offer in
      guard let publisher = publishers[offer.key.publisher] else { return }
      let rules = try deck.rules(of: offer)
      let next = rules.progress(of: offer, publisher).next
      let blocked = rules.progress(of: offer, publisher).blockers.isEmpty ? "" : "blocked: "
      let unmet = rules.obligations(of: offer, publisher).filter { !$0.isMet }
        .min { $0.deadline.day < $1.deadline.day }?.deadline
      let due = unmet.map { deadline in
        let zone = rules.playbook.zone ?? common.zone
        let level = deadline.level(isMet: false, at: deck.clock.now, in: zone)
        return "\(deadline.day) \(level.title)"
      }
      let publication = offer.publication
      let stage =
        publication.stage == .unrecognised
        ? "? \(publication.word ?? "")"
        : publication.needsAttention
          ? "draft (failed)"
          : publication.stage.rawValue
      table.add([
        offer.key.offer, Legible.clipped(offer.name, to: 40), offer.key.publisher,
        offer.type.abbreviation, offer.track, stage,
        next.map { blocked + $0.step.title } ?? "", due ?? "",
      ])
    }
    table.write()
  }

  /// Visits all offers that the query finds, a window at a time.
  private func each(
    _ query: Query, _ deck: Deck, _ visit: (Offer) throws -> Void
  ) throws(Failure) {
    var place = 0
    while true {
      let offers = try Failure.wrapping {
        try deck.store.rows(query, from: place, count: 500)
      }
      for offer in offers { try Failure.wrapping { try visit(offer) } }
      if offers.count < 500 { return }
      place += offers.count
    }
  }
}
