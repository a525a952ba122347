// `offerdeck check`: what is due or missed, one line each, and an exit code for cron and CI.

import ArgumentParser
import Dashboard
import Foundation
import Lifecycle
import Persistence

/// Says what is due or missed.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "check", takes: "[<filter> ...] [options]",
    "List what is due or missed; exit with 1 if anything is.",
    """
    A deadline is listed while offers have not met it and its last day, or the day to start by, is \
    within --within. An account that has not migrated is listed with the first of its deadlines: \
    until then, work in Partner Center can only be recorded manually. Each line starts with missed, \
    start_now, due_soon, comfortable or account, and the last day.

    If a playbook is missing or broken, its deadlines are unknown: check lists the others and exits \
    with 65.
    """,
    examples: ["check", "check --within 36h track:draft", "check --publisher contoso --json"])

  @OptionGroup var options: FilterOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How far to look ahead: 7d or 2w by the calendar, 36h by the clock.", valueName: "time"))
  var within = "7d"

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    guard let span = Span(within) else {
      throw Failure(.usage, "invalid --within “\(within)”", hint: "use 7d, 2w or 36h")
    }
    guard options.next == nil else {
      throw Failure(.usage, "“next:” works with list only", hint: "use stage: or track:")
    }
    let deck = try Deck(common, isReadOnly: true, learns: true)
    let query = try options.query(in: deck)
    try deck.printing(of: query.publisher) {
      let dates = try Self.dates(query, span, deck)
      let accounts = try Self.accounts(query, dates, deck)
      if json {
        try Output.json(
          dates.map { DueRecord($0, at: deck.clock.now) } + accounts.map { DueRecord($0) })
      } else {
        for date in dates { Output.line(date.line) }
        for account in accounts { Output.line(account.line) }
      }
      // A playbook that can't be read may have a deadline that is due.
      guard deck.library.mistakes.isEmpty else {
        throw Failure(.badInput, "can't tell what is due: a playbook can't be read")
      }
      if !dates.isEmpty || !accounts.isEmpty { throw Failure(.no, "") }
      if !json, try deck.isComplete(for: query.publisher) {
        common.say("Nothing is due within \(span.title).")
      }
    }
  }

  // MARK: - Finding

  /// How many offers are named of each date.
  private static let namedOffers = 3

  /// The dates that are near enough, with the offers of a query that have not met them.
  private static func dates(_ query: Query, _ span: Span, _ deck: Deck) throws -> [DueWork] {
    let now = deck.clock.now
    return try deck.dueDates(of: query.publisher).compactMap { date in
      // The day to start by comes first, so that it is the one that has to be near.
      let days = [date.deadline.startBy, date.deadline.day]
      guard date.level != .met,
        days.contains(where: { span.reaches($0, from: now, in: date.zone) })
      else { return nil }
      var narrowed = query
      narrowed.unmet = date.key
      let unmet =
        query.isFiltered ? try deck.store.count(narrowed) : date.concerned - date.met
      guard unmet > 0 else { return nil }
      let first = try deck.store.rows(narrowed, from: 0, count: namedOffers).map(\.key)
      return DueWork(date: date, unmet: unmet, first: first)
    }
  }

  /// The accounts that have not moved, though offers of theirs are among what is due.
  private static func accounts(
    _ query: Query, _ dates: [DueWork], _ deck: Deck
  ) throws -> [DueAccount] {
    let waiting = try deck.store.publishers().filter { publisher in
      !publisher.account.isMigrated
        && (query.publisher == nil || publisher.id == query.publisher)
    }
    let byDay = dates.sorted { $0.date.deadline.day < $1.date.deadline.day }
    return try waiting.compactMap { publisher in
      let first = try byDay.first { work in
        var own = query
        own.publisher = publisher.id
        own.unmet = work.date.key
        return try !deck.store.rows(own, from: 0, count: 1).isEmpty
      }
      return first.map { DueAccount(publisher: publisher, day: $0.date.deadline.day) }
    }
  }
}

/// A date with the offers that have not met it.
private struct DueWork {
  let date: DueDate
  /// How many of the offers that were asked for have not met it.
  let unmet: Int
  /// The first of them.
  let first: [OfferKey]

  /// The line for people, whose first two words programs can rely on.
  var line: String {
    let deadline = date.deadline
    let names = first.map { "\($0.publisher)/\($0.offer)" }.joined(separator: ", ")
    let more = unmet > first.count ? " and \((unmet - first.count).grouped) more" : ""
    let losses = date.lossTitles.joined(separator: "; ")
    let uncertain = date.uncertain > 0 ? "; may apply to \(date.uncertain.grouped) of them" : ""
    let held = date.held > 0 ? "; \(date.held.grouped) \(deadline.holdTitle(since: nil))" : ""
    let isMissed = date.level == .missed
    return "\(date.level.name) \(deadline.day) \(deadline.title): "
      + "\(unmet.grouped) of \(date.concerned.grouped) to do, \(date.countdown.written)"
      + (isMissed ? "" : ", start by \(deadline.startBy)") + ": \(names)\(more)"
      + uncertain + held
      + (losses.isEmpty ? "" : "; \(isMissed ? "lost" : "if missed"): \(losses)")
  }
}

/// An account that has not migrated.
private struct DueAccount {
  let publisher: Publisher
  /// The first date that its offers have to meet, among those that are due.
  let day: Day

  var line: String {
    let account = publisher.account
    let missing = account.missing.map(\.rawValue).joined(separator: ", ")
    return "account \(day) \(publisher.id) has not migrated to Partner Center: \(account.title)"
      + (missing.isEmpty ? "" : "; missing: \(missing)")
  }
}

/// What is due, as programs read it. Fields are only ever added.
private struct DueRecord: Encodable {
  let kind: String
  var day: String
  /// Of a date: as `deadlines --json` has it.
  var deadline: DeadlinesCommand.Record?
  /// Of a date: how many of the offers that were asked for have not met it, and the first of them.
  var unmet: Int?
  var first: [String]?
  /// Of an account.
  var account: AccountRecord?

  init(_ work: DueWork, at moment: Date) {
    kind = "deadline"
    day = work.date.deadline.day.description
    deadline = DeadlinesCommand.Record(work.date, moment)
    unmet = work.unmet
    first = work.first.map { "\($0.publisher)/\($0.offer)" }
  }

  init(_ waiting: DueAccount) {
    kind = "account"
    day = waiting.day.description
    account = AccountRecord(waiting.publisher)
  }
}
