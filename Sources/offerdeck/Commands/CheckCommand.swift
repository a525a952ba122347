// `offerdeck check`: what is due or missed, one line each, and an exit code for cron and CI.

import ArgumentParser
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
    within --within. Offers that have it on hold are counted apart; a deadline that is on hold for \
    all that have not met it is listed as on_hold, and is no reason to exit with 1. An account that \
    has not migrated is listed with the first of its deadlines: until then, work in Partner Center \
    can only be recorded manually. Each line starts with missed, start_now, due_soon, comfortable, \
    on_hold or account, and the last day.

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
      throw Failure(.usage, "invalid --within \(within.inQuotes)", hint: "use 7d, 2w or 36h")
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
      if dates.contains(where: \.isDue) || !accounts.isEmpty { throw Failure(.no, "") }
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
      func narrowed(_ standing: Standing) -> Query {
        var narrowed = query
        narrowed.standing = standing
        return narrowed
      }
      let (playbook, bit) = (date.key.playbook, UInt64(1) << UInt64(date.key.index))
      let pressing = narrowed(Standing(playbook: playbook, threatened: bit))
      let onHold = narrowed(Standing(playbook: playbook, held: bit))
      let isFiltered = query.isFiltered
      let threatened = isFiltered ? try deck.store.lists.count(pressing) : date.threatened
      let held = isFiltered ? try deck.store.lists.count(onHold) : date.held
      guard threatened + held > 0 else { return nil }
      let first = try deck.store.lists.rows(
        threatened > 0 ? pressing : onHold, from: 0, count: namedOffers
      ).map(\.key)
      return DueWork(
        date: date, threatened: threatened, held: held, first: first,
        losses: try deck.losses(of: date, publisher: query.publisher).map(\.title))
    }
  }

  /// The accounts that have not moved, though offers of theirs are among what is due.
  private static func accounts(
    _ query: Query, _ dates: [DueWork], _ deck: Deck
  ) throws -> [DueAccount] {
    let waiting = try deck.store.publishers.all().filter { publisher in
      !publisher.account.isMigrated
        && (query.publisher == nil || publisher.id == query.publisher)
    }
    let byDay = dates.filter(\.isDue).sorted { $0.date.deadline.day < $1.date.deadline.day }
    return try waiting.compactMap { publisher in
      let first = try byDay.first { work in
        var own = query
        own.publisher = publisher.id
        own.standing = Standing(
          playbook: work.date.key.playbook, threatened: 1 << UInt64(work.date.key.index))
        return try !deck.store.lists.rows(own, from: 0, count: 1).isEmpty
      }
      return first.map { DueAccount(publisher: publisher, day: $0.date.deadline.day) }
    }
  }
}

/// A date with the offers that have not met it.
private struct DueWork {
  let date: DueDate
  /// How many of the offers that were asked for have not met it and do not have it on hold.
  let threatened: Int
  /// How many of the offers that were asked for have it on hold.
  let held: Int
  /// The first of those that are threatened; if none is, of those that have it on hold.
  let first: [OfferKey]
  /// What is lost, in words.
  let losses: [String]

  /// How many of the offers that were asked for have not met it.
  var unmet: Int { threatened + held }
  /// Something is to be done about it: it is not on hold for all that have not met it.
  var isDue: Bool { threatened > 0 }
  /// How pressing it is for the offers that were asked for.
  var level: Level { isDue ? date.level : .onHold }

  /// The line for people, whose first two words programs can rely on.
  var line: String {
    let deadline = date.deadline
    let names = first.map { "\($0.publisher)/\($0.offer)" }.joined(separator: ", ")
    let total = isDue ? threatened : held
    let more = total > first.count ? " and \((total - first.count).grouped) more" : ""
    let hold = "\(held.grouped) \(deadline.holdTitle())"
    let head = "\(level.name) \(deadline.day) \(deadline.title): "
    guard isDue else { return head + "\(hold), \(date.countdown.written): \(names)\(more)" }
    let losses = losses.joined(separator: "; ")
    let uncertain = date.uncertain > 0 ? "; may apply to \(date.uncertain.grouped) of them" : ""
    let isMissed = level == .missed
    return head
      + "\(threatened.grouped) of \(date.concerned.grouped) to do, \(date.countdown.written)"
      + (isMissed ? "" : ", start by \(deadline.startBy)") + ": \(names)\(more)"
      + uncertain + (held > 0 ? "; \(hold)" : "")
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
  /// Of a date: how many of the offers that were asked for have not met it, how many of these have
  /// it on hold, and the first of those that do not; if all do, of these.
  var unmet: Int?
  var onHold: Int?
  var first: [String]?
  /// Of an account.
  var account: AccountRecord?

  init(_ work: DueWork, at moment: Date) {
    kind = "deadline"
    day = work.date.deadline.day.description
    deadline = DeadlinesCommand.Record(work.date, moment)
    unmet = work.unmet
    onHold = work.held
    first = work.first.map { "\($0.publisher)/\($0.offer)" }
  }

  init(_ waiting: DueAccount) {
    kind = "account"
    day = waiting.day.description
    account = AccountRecord(waiting.publisher)
  }
}
