// `offerdeck list`: the offers that a filter finds, for people and for programs.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Which offers.
struct FilterOptions: ParsableArguments {
  @Argument(
    help: "Words, and stage:draft,live track:new type:ce blocked:yes due:<14d, as in the dashboard."
  )
  var filter: [String] = []

  @Option(name: .long, help: "Only this publisher's offers.", completion: .publishers)
  var publisher: String?

  /// The query, with `due:` counted from the day that it is for a deck.
  ///
  /// - Throws: the filter can't be understood, or the deck has no such publisher.
  func query(in deck: Deck) throws(Failure) -> Query {
    try deck.store.expect(publisher: publisher)
    do {
      return try Query(publisher: publisher)
        .filtered(by: filter.joined(separator: " "), today: deck.today)
    } catch {
      throw Failure(.usage, "The filter, at character \(error.column): \(error.sentence).")
    }
  }
}

/// Which offers, and in which order.
struct QueryOptions: ParsableArguments {
  @OptionGroup var filter: FilterOptions

  @Option(
    name: .long, help: "The order: \(Query.Sort.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: .list(Query.Sort.allCases.map(\.rawValue)))
  var sort: String = Query.Sort.due.rawValue

  @Flag(name: .long, help: "From the last to the first.")
  var reverse = false

  /// The query.
  func query(in deck: Deck) throws(Failure) -> Query {
    guard let order = Query.Sort(rawValue: sort) else {
      let names = Query.Sort.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "--sort “\(sort)” is no order; orders are \(names).")
    }
    var query = try filter.query(in: deck)
    query.sort = order
    query.isDescending = reverse
    return query
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
    let query = try options.query(in: deck)
    if csv {
      Output.raw(OfferTable.header)
      try deck.each(query) { offer, _ in Output.raw(OfferTable.row(offer)) }
    } else if json {
      var isFirst = true
      Output.raw("[")
      try deck.each(query) { offer, publisher in
        Output.raw(isFirst ? "\n" : ",\n")
        isFirst = false
        try Output.jsonLine(deck.record(of: offer, publisher))
      }
      Output.raw(isFirst ? "]\n" : "\n]\n")
    } else {
      var table = Table(["OFFER", "NAME", "PUBLISHER", "TYPE", "TRACK", "STAGE", "NEXT", "DUE"])
      try deck.each(query) { offer, publisher in
        let outlook = try deck.outlook(of: offer, publisher)
        table.add([
          offer.key.offer, Legible.clipped(offer.name, to: 40), offer.key.publisher,
          offer.type.abbreviation, offer.track, offer.publication.title,
          outlook.next.map { (outlook.blockers.isEmpty ? "" : "blocked: ") + $0.title } ?? "",
          outlook.due.map {
            "\($0.obligation.deadline.day) \($0.obligation.title($0.level, zone: common.zone))"
          } ?? "",
        ])
      }
      table.finish()
    }
  }
}
