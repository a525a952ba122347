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
    help: ArgumentHelp(
      """
      Words, and stage:draft,live track:new type:ce blocked:yes due:14d publisher:contoso \
      name:fleet next:addendum, as in the dashboard; -stage:live leaves out.
      """))
  var filter: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Only offers with an open deadline within 14d or 2w.", valueName: "time"))
  var dueWithin: String?

  @OptionGroup var choice: PublisherFilter

  /// What `next:` asks of the next step's ID or title, which no query knows; nil if nothing.
  var next: String? {
    filter.last { $0.lowercased().hasPrefix("next:") }.map { String($0.dropFirst(5)) }
  }

  private var text: String {
    filter.filter { !$0.lowercased().hasPrefix("next:") }.joined(separator: " ")
  }

  /// Whether the next step of an offer is the one that is asked for.
  func holds(_ step: Step?) -> Bool {
    guard let next else { return true }
    guard let step else { return false }
    return step.id.localizedCaseInsensitiveContains(next)
      || step.title.localizedCaseInsensitiveContains(next)
  }

  /// The query, with `due:` counted from the day that it is for a deck.
  ///
  /// - Throws: the filter can't be understood, or the deck has no such publisher.
  func query(in deck: Deck) throws(Failure) -> Query {
    try deck.store.expect(publisher: choice.publisher)
    var query: Query
    do {
      query = try Query(publisher: choice.publisher).filtered(by: text, today: deck.today)
    } catch {
      let near = Vocabulary(words: error.known).nearest(to: error.word)
      throw Failure(
        .usage, "in the filter, at character \(error.column): \(error.sentence)",
        hint: near.map { "did you mean “\($0)”?" })
    }
    if let dueWithin {
      guard case .days(let count) = Span(dueWithin) else {
        throw Failure(.usage, "invalid --due-within \(dueWithin.inQuotes)", hint: "use 14d or 2w")
      }
      let day = deck.today + count
      query.dueBy = query.dueBy.map { min($0, day) } ?? day
    }
    return query
  }
}

/// Lists offers.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "list", takes: "[<filter> ...] [options]", "List offers.",
    """
    On a terminal the table fits its width: columns are cut or left out. In a pipe it is complete: a \
    heading, and cells separated by tabs. Nothing needs quotes in a shell.
    """,
    examples: [
      "list", "list stage:draft due:14d", "list blocked:yes --publisher contoso",
      "list --due-within 2w --json",
    ])

  /// The orders as they are typed.
  private static let orders = Query.Sort.allCases.map(\.rawValue)

  @OptionGroup var options: FilterOptions

  @Option(
    name: .long, help: "The order: \(orders.joined(separator: ", ")).", completion: .list(orders))
  var sort: String = Query.Sort.due.rawValue

  @Flag(name: .long, help: "Reverse the order.")
  var reverse = false

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @Flag(name: .long, help: "Print CSV that import reads.")
  var csv = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if json && csv { throw ValidationError("--json and --csv can't be used together") }
  }

  func run() throws {
    guard let order = Query.Sort(rawValue: sort) else {
      throw Failure(
        .usage, "unknown --sort \(sort.inQuotes)",
        hint: Vocabulary(words: Self.orders).hint(for: sort))
    }
    let deck = try Deck(common, isReadOnly: true, learns: !csv)
    var query = try options.query(in: deck)
    query.sort = order
    query.isDescending = reverse
    if csv {
      // A row needs no playbook: none is hidden.
      Output.raw(OfferTable.header)
      return try deck.each(query, all: options.next == nil) { offer, publisher in
        guard try options.next == nil || options.holds(deck.outlook(of: offer, publisher).next)
        else { return }
        Output.raw(OfferTable.row(offer))
      }
    }
    try deck.printing(of: query.publisher) {
      json ? try writeJSON(query, deck) : try writeTable(query, deck)
    }
  }

  private func writeJSON(_ query: Query, _ deck: Deck) throws {
    var list = JSONList()
    try deck.each(query) { offer, publisher in
      guard try options.holds(deck.outlook(of: offer, publisher).next) else { return }
      try list.add(deck.record(of: offer, publisher))
    }
    list.finish()
  }

  private func writeTable(_ query: Query, _ deck: Deck) throws {
    var table = common.table([
      .init("OFFER", least: 12), .init("NAME", least: 16), .init("PUBLISHER", rank: 3),
      .init("TYPE", rank: 5, least: 4), .init("TRACK", rank: 4), .init("STAGE", rank: 1),
      .init("NEXT", rank: 2, least: 12), .init("DUE"), .init("LEVEL", rank: 1),
    ])
    try deck.each(query) { offer, publisher in
      let outlook = try deck.outlook(of: offer, publisher)
      guard options.holds(outlook.next) else { return }
      let blocked = outlook.blockers.isEmpty ? "" : "blocked: "
      table.add([
        .init(offer.key.offer), .init(offer.name), .init(offer.key.publisher),
        .init(offer.type.abbreviation), .init(offer.track), .init(offer.publication),
        .init(outlook.next.map { blocked + $0.title } ?? ""),
        .init(outlook.due?.obligation.deadline.day.description ?? ""),
        .init(
          outlook.due.map { $0.obligation.title($0.level, zone: common.zone) } ?? "",
          Table.Cell(outlook.due?.level).color),
      ])
    }
    common.finish(
      &table, empty: query.isFiltered || options.next != nil ? "No offers match." : "No offers.")
  }
}
