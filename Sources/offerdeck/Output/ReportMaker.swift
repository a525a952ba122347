// Gathers what a report says from the deck: counts, dates, what blocks offers, and what happened.
// However large the deck is, it reads counts and first windows only.

import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Makes reports of a deck.
struct ReportMaker {
  /// Rows of offers that are listed unless all are asked for.
  static let rowLimit = 200
  private static let blockedLimit = 25
  private static let historyLimit = 40
  private static let accountLimit = 12
  /// The days after a date for which its course is still shown.
  private static let courseDays = 60
  /// The days that the history reaches back.
  private static let historyDays = 28

  let deck: Deck
  /// The publisher that it is about; nil for all.
  let publisher: String?

  private var now: Date { deck.clock.now }
  private var zone: TimeZone { deck.common.zone }

  /// The report, but for its offers.
  func report() throws -> Report {
    let tally = try deck.store.statistics.tally()
    let publishers = try deck.store.publishers.all().filter {
      publisher == nil || $0.id == publisher
    }
    var report = Report()
    report.title = legible(publishers.count == 1 ? publishers[0].name : "All publishers")
    report.moment =
      "\(deck.today.weekdayTitle) \(deck.today.title()), \(Day.clock(of: now, in: zone)) (\(zone.identifier))"
    report.today = deck.today
    report.offers = tally.count(publisher: publisher)
    report.blocked = tally.blocked(publisher: publisher)
    report.stages = (Stage.onTheWay + [.retired, .unrecognized]).compactMap { stage in
      let count = tally.count(stage, publisher: publisher)
      return count > 0 ? Report.StageCount(stage: stage, count: count) : nil
    }
    // What is left to do stands above what is done.
    let sorted = publishers.sorted { !$0.account.isMigrated && $1.account.isMigrated }
    report.accounts = sorted.prefix(Self.accountLimit).map(account)
    report.waitingAccounts = publishers.count { !$0.account.isMigrated }
    report.furtherAccounts = max(0, publishers.count - Self.accountLimit)
    let dates = try deck.dueDates(of: publisher)
    report.dates = try dates.map(date)
    try addForecasts(to: &report, dates)
    report.blockedOffers = try blockedOffers()
    try addHistory(to: &report)
    report.programs = deck.playbooks
      .filter { playbook in dates.contains { $0.key.playbook == playbook.id } }
      .map {
        Report.Program(
          title: legible($0.title), revision: legible($0.revision), source: $0.source)
      }
    report.writer = "offerdeck \(Version.text)"
    return report
  }

  // MARK: - Parts

  private func account(_ publisher: Publisher) -> Report.Account {
    let account = publisher.account
    let missing = account.missing.map(\.rawValue).joined(separator: ", ")
    var facts: [(String, String?)] = [
      ("Publisher ID", publisher.id), ("MPN ID", publisher.mpnID ?? "missing"),
      ("Work email", publisher.workEmail ?? "missing"), ("Sign-in", publisher.signIn),
      ("Role", publisher.role.rawValue),
      ("Owners", publisher.owners.isEmpty ? nil : publisher.owners.joined(separator: ", ")),
    ]
    if let at = publisher.migratedAt { facts.append(("Moved", Day(of: at, in: zone).title())) }
    if !missing.isEmpty { facts.append(("Still missing", missing)) }
    if account.isUnverified {
      facts.append(("Note", "entered manually, unverified"))
    }
    return Report.Account(
      name: legible(publisher.name),
      state: account.isMigrated ? account.title : "not migrated: \(account.title)",
      isMigrated: account.isMigrated,
      facts: facts.compactMap { name, value in
        value.map { Report.Account.Fact(name, legible($0)) }
      })
  }

  private func date(_ date: DueDate) throws -> Report.DueDate {
    let days = date.deadline.startBy - Day(of: now, in: date.zone)
    return Report.DueDate(
      title: legible(date.deadline.title), day: date.deadline.day, zone: date.zone.identifier,
      level: date.level, left: date.countdown.written,
      startBy: date.deadline.startBy,
      startByLeft: days > 0
        ? "in \(days.counted("day"))" : days == 0 ? "today" : "\((-days).counted("day")) ago",
      lead: date.deadline.lead.title, concerned: date.concerned, met: date.met,
      held: date.level == .met ? 0 : date.held, holdTitle: legible(date.deadline.holdTitle()),
      losses: try deck.losses(of: date, publisher: publisher).map { consequence, title in
        Report.Loss(title: legible(title), meaning: legible(consequence.meaning))
      })
  }

  /// Adds what is to be expected of dates that are open, and how they came to stand so. Of one that
  /// passed long ago neither tells anybody anything.
  private func addForecasts(to report: inout Report, _ dates: [DueDate]) throws {
    let forecasting = Forecasting(
      store: deck.store, playbooks: deck.playbooks, pace: deck.pace, publisher: publisher,
      now: now, zone: zone)
    let recent = dates.indices.filter { index in
      dates[index].level != .met
        && Day(of: now, in: dates[index].zone) - dates[index].deadline.day <= Self.courseDays
    }
    let burndowns = try forecasting.burndowns(recent.map { dates[$0].key })
    for index in recent {
      let date = dates[index]
      guard let forecast = try forecasting.forecast(date.key, concerned: date.concerned),
        let points = burndowns[date.key]?.points
      else { continue }
      report.dates[index].outlook = [
        date.sentence(of: forecast.throughput), forecast.chanceSentence,
      ]
      guard points.count > 1 else { continue }
      // Beyond the date the band says nothing that matters, and would press the rest together.
      let today = Day(of: now, in: date.zone)
      let end = max(date.deadline.day + 1, today + Self.historyDays)
      report.dates[index].course = Report.Course(
        met: points.map { Report.Course.Point(day: $0.day, count: $0.met) },
        expected: forecast.band.filter { $0.day <= end }.map {
          Report.Course.Range(day: $0.day, low: $0.low, high: $0.high)
        }, isKnown: forecast.basis == .pace, today: today)
    }
  }

  private func blockedOffers() throws -> [Report.BlockedOffer] {
    var query = Query(publisher: publisher)
    query.isBlocked = true
    var found: [Report.BlockedOffer] = []
    try deck.each(query, atMost: Self.blockedLimit) { offer, publisher in
      let outlook = try deck.outlook(of: offer, publisher)
      found.append(
        Report.BlockedOffer(
          name: legible(offer.name), key: legible("\(offer.key.publisher)/\(offer.key.offer)"),
          step: legible(outlook.next?.title ?? ""),
          reasons: outlook.blockers.map { legible($0.sentence(in: zone)) }))
    }
    return found
  }

  private func addHistory(to report: inout Report) throws {
    let since = deck.today - Self.historyDays
    let entries = try deck.store.history.entries(
      since: since.start(in: zone), publisher: publisher, limit: Self.historyLimit + 1)
    let titles = deck.playbooks.titles
    report.historySince = since.title()
    report.hasFurtherHistory = entries.count > Self.historyLimit
    report.history = entries.prefix(Self.historyLimit).map { entry in
      let stages = [entry.from, entry.to].compactMap { $0?.rawValue }
      return Report.Entry(
        moment: moment(entry.at), subject: legible(entry.offer ?? entry.publisher),
        sentence: legible(entry.sentence(titles)),
        move: entry.from != entry.to && stages.count == 2 ? stages.joined(separator: " → ") : "",
        actor: legible(entry.by))
    }
  }

  // MARK: - Text

  /// A day and its time: `20 Sep, 14:02`.
  private func moment(_ date: Date) -> String {
    "\(Day(of: date, in: zone).title(on: deck.today)), \(Day.clock(of: date, in: zone))"
  }

  private func legible(_ text: String) -> String { Legible.legible(text) }
}
