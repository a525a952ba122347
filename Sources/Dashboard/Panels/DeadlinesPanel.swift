// The deadlines: each with its countdown, how many offers have met it, the day by which the rest
// must be begun, what is lost otherwise, and for the selected one which offers that is about.

import Foundation
import Lifecycle
import Terminal

/// The offers that have not met a deadline, as far as they were read.
struct DueOffers: Sendable {
  /// The deadline.
  let key: Query.DeadlineKey
  /// The offers, those with the least slack first.
  let offers: [Offer]
}

/// The panel of the deadlines.
struct DeadlinesPanel: Sendable {
  /// The place of the selected one.
  private(set) var selection = 0
  /// The offers that have not met it; nil until they were read.
  private(set) var due: DueOffers? { didSet { dueVersion += 1 } }
  private var dueVersion = 0
  /// Counts that only looking at each offer tells.
  var counts = Counts()
  /// What the panel says, as long as nothing of it changes.
  private var prepared: (source: Source, lines: [DeadlineLine])?
  /// The offers that were asked for last, at which moment.
  private var asked: (request: LoadRequest, offset: AsOf.Offset?)?

  /// How many offers are read to be put in order: more than any panel has rows.
  private static let dueLimit = 200

  /// The selected deadline; nil if none concerns the offers.
  func date(in overview: Overview) -> DueDate? { overview.dates[safely: selection] }

  /// Selects the deadline at a place, or the nearest that there is.
  mutating func select(_ place: Int, in overview: Overview) {
    selection = max(0, min(place, overview.dates.count - 1))
  }

  /// Opens with a deadline selected, before it is known how many there are.
  mutating func open(at place: Int) { selection = max(0, place) }

  /// Moves as a command says, and the number before it.
  mutating func move(_ command: Command, count: Int?, in overview: Overview) {
    let dates = overview.dates.count
    select(
      command.place(from: selection, last: dates - 1, page: dates, count: count), in: overview)
  }

  // MARK: - What it says

  /// All that the lines of the panel depend on.
  private struct Source: Equatable, Sendable {
    let revision: Int
    let moment: Date
    let publisher: String?
    let selection: Int
    let isFocused: Bool
    let size: Size
    let theme: String
    let counts: Int
    let due: Int
    let chances: [Remainder: Double]?

    init(
      _ panel: DeadlinesPanel, _ outlook: Outlook?, isFocused: Bool, _ size: Size,
      _ environment: Environment
    ) {
      revision = environment.deck.revision
      moment = environment.overview.moment
      publisher = environment.overview.publisher
      selection = panel.selection
      self.isFocused = isFocused
      self.size = size
      theme = environment.theme.name
      counts = panel.counts.version
      due = panel.dueVersion
      chances = isFocused ? outlook?.forecast.chances : nil
    }
  }

  /// Prepares what the panel says in its box.
  mutating func prepare(
    _ outlook: Outlook?, in box: Rectangle, isFocused: Bool, _ environment: Environment
  ) {
    let size = box.inset(columns: 2, rows: 1).size
    let source = Source(self, outlook, isFocused: isFocused, size, environment)
    guard source != prepared?.source else { return }
    prepared = (
      source, DeadlineLines(self, outlook, isFocused: isFocused, in: environment).all(size)
    )
  }

  /// What the panel says in so much room.
  func lines(
    _ outlook: Outlook?, isFocused: Bool, _ size: Size, _ environment: Environment
  ) -> [DeadlineLine] {
    let source = Source(self, outlook, isFocused: isFocused, size, environment)
    if let prepared, prepared.source == source { return prepared.lines }
    return DeadlineLines(self, outlook, isFocused: isFocused, in: environment).all(size)
  }

  // MARK: - What it needs

  /// The offers that have not met a deadline, drafts first: they have the longest way.
  private func query(_ date: DueDate, in environment: Environment) -> Query {
    var query = Query(publisher: environment.overview.publisher)
    query.unmet = date.key
    query.sort = .stage
    return query
  }

  /// The offers of the selected deadline, if they have not been asked for.
  mutating func missing(in environment: Environment) -> Effect? {
    guard let date = date(in: environment.overview), date.unmet > 0 else { return nil }
    let request = LoadRequest(
      query: query(date, in: environment), from: 0, count: Self.dueLimit, keeping: nil,
      selection: 0, pane: .deadline, isPatient: environment.deck.isLarge,
      generation: environment.deck.generation)
    let offset = environment.asOf.offset
    guard asked?.request != request || asked?.offset != offset else { return nil }
    asked = (request, offset)
    return .load(request)
  }

  mutating func take(_ loaded: OfferWindow, in environment: Environment) {
    guard let date = date(in: environment.overview), loaded.query == query(date, in: environment)
    else { return }
    let pressed = loaded.offers.map { ($0, environment.slack(of: $0, date)) }
    due = DueOffers(
      key: date.key,
      offers: pressed.sorted { ($0.1, $0.0.name) < ($1.1, $1.0.name) }.map(\.0))
  }

  /// The offers that a deadline threatens and that are known to have this to lose, and those
  /// together with the ones that may have it.
  private static func queries(
    of consequence: Consequence, by date: DueDate, in environment: Environment
  ) -> [Query] {
    [true, false].map {
      date.query(of: consequence, publisher: environment.overview.publisher, isCertain: $0)
    }
  }

  /// What has to be counted to tell what is lost.
  static func lossQueries(in environment: Environment) -> [Query] {
    environment.overview.dates.filter { $0.level != .met }.flatMap { date in
      date.consequences.filter { $0.when != .always }
        .flatMap { queries(of: $0, by: date, in: environment) }
    }
  }

  /// How many offers that a deadline threatens have this to lose; nil if that is not known yet.
  func count(
    of consequence: Consequence, by date: DueDate, in environment: Environment
  ) -> DueDate.LossCount? {
    let known = Self.queries(of: consequence, by: date, in: environment)
      .compactMap { counts.known[$0] }
    guard known.count == 2 else { return nil }
    return DueDate.LossCount(certain: known[0], possible: max(0, known[1] - known[0]))
  }

  // MARK: - Seconds

  /// The most places that show seconds at once, all in one color: each costs a movement of the
  /// cursor and a digit or two every second, and a change of color would cost more than both.
  private static let exactLimit = 2

  /// The form in which each deadline's time is told where it has room: with seconds the one that is
  /// selected in the panel that has the keys, and those that are close.
  func forms(isFocused: Bool, in environment: Environment) -> [Countdown.Form] {
    let dates = environment.overview.dates
    var forms = [Countdown.Form](repeating: .plain, count: dates.count)
    guard environment.look.preferences.showsSeconds else { return forms }
    let groups = dates.groups.filter {
      dates[$0.lowerBound].level != .met && !dates[$0.lowerBound].countdown.isOver
    }
    let selected = isFocused ? groups.first { $0.contains(selection) } : nil
    let close = groups.filter { dates[$0.lowerBound].countdown.isClose && $0 != selected }
    let wanted = (selected.map { [$0] } ?? []) + close
    for group in wanted.filter({ dates[$0.lowerBound].level == dates[wanted[0].lowerBound].level })
      .prefix(Self.exactLimit)
    {
      for index in group { forms[index] = .exact }
    }
    return forms
  }

  /// The moments at which something of the deadlines changes by itself.
  ///
  /// - Parameters:
  ///   - isFocused: the panel has the keys.
  ///   - isShown: the panel is on the screen.
  ///   - hasLine: the nearest deadline is.
  func changes(
    isFocused: Bool, isShown: Bool, hasLine: Bool, in environment: Environment
  ) -> [Date] {
    let overview = environment.overview
    let forms = forms(isFocused: isFocused, in: environment)
    let line = hasLine ? overview.nearestPlace : nil
    var moments: [Date] = []
    for (index, date) in overview.dates.enumerated() where date.level != .met {
      if isShown || index == line {
        moments.append(overview.moment + date.countdown.untilChange(forms[index]))
      }
      // The list tells days, and hours of what is close.
      moments.append(overview.moment + date.countdown.untilChange(.short))
    }
    // Levels and the date at the top change at midnight, in the zones that are in use.
    return moments + [overview.midnight]
  }
}

extension Environment {
  /// Days that an offer could rest before its work has to go on, to meet a deadline: the time that is
  /// left, less the part of the lead time that its open steps stand for. Negative if it is late. An
  /// estimate: steps differ, and nobody knows how long Microsoft takes.
  func slack(of offer: Offer, _ date: DueDate) -> Double {
    let steps = deck.progress(of: offer).steps
    let open = steps.count { !$0.state.isOver }
    let share = steps.isEmpty ? 1 : Double(open) / Double(steps.count)
    let left = date.end.timeIntervalSince(overview.moment) / 86_400
    return left - Double(date.deadline.leadDays) * share
  }
}

extension Overview {
  /// The place of the first deadline that is still to come; the first of all if none is; nil if there
  /// are none.
  var nearestPlace: Int? {
    dates.firstIndex { $0.level != .missed && $0.level != .met } ?? dates.indices.first
  }
}
