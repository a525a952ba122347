// What the panel of the deadlines says, line by line. Where there is no room for all of it, what
// hurts first keeps it longest, and the date with its countdown is never given up.

import Foundation
import Lifecycle
import Terminal

/// A line of the panel.
struct DeadlineLine {
  /// The place of the deadline that it belongs to.
  let index: Int
  /// What stands at the left.
  var pieces: [(String, Role)] = []
  /// What stands at the right.
  var trailing: (text: String, role: Role)?
  /// How many offers have met the deadline, of how many.
  var share: (met: Int, concerned: Int)?
  /// It is the one that stands for the deadline when it is selected.
  var isTitle = false
  /// It is about the deadline, and not about the date that it shares with others.
  var isOwn = false
}

/// What the panel of the deadlines says.
struct DeadlineLines {
  private let panel: DeadlinesPanel
  /// What is known of the way to the selected one; nil if that is not known.
  private let outlook: Outlook?
  private let isFocused: Bool
  private let environment: Environment

  /// What a panel says; `isFocused` if it has the keys.
  init(
    _ panel: DeadlinesPanel, _ outlook: Outlook?, isFocused: Bool, in environment: Environment
  ) {
    self.panel = panel
    self.outlook = outlook
    self.isFocused = isFocused
    self.environment = environment
  }

  private var theme: Theme { environment.theme }
  private var overview: Overview { environment.overview }
  private var today: Day { environment.today }

  /// All lines, the details of a deadline only as far as there is room for them. Deadlines of one
  /// day and level share the line of their date.
  func all(_ size: Size) -> [DeadlineLine] {
    let dates = overview.dates
    let groups = dates.groups
    let forms = panel.forms(isFocused: isFocused, in: environment)
    var heads = [[DeadlineLine]](repeating: [], count: dates.count)
    var starts = heads
    var details = heads
    var briefs = heads
    for group in groups {
      let hasOneStart = dates[group].hasOneStart
      for index in group {
        if index == group.lowerBound {
          heads[index].append(
            dateLine(dates[index], index: index, forms[index], width: size.columns))
          starts[index] += zoneLines(dates[index], index: index, width: size.columns)
        }
        if !hasOneStart || index == group.lowerBound {
          starts[index] += startLines(
            dates[index], index: index, width: size.columns, isOwn: !hasOneStart)
        }
        heads[index].append(titleLine(dates[index], index: index))
        briefs[index] = starts[index] + lossLine(dates[index], index: index, width: size.columns)
        details[index] =
          starts[index] + lossLines(dates[index], index: index, width: size.columns)
          + remarkLines(dates[index], index: index, width: size.columns)
      }
    }
    var room = size.rows - heads.reduce(0) { $0 + $1.count }
    let (deadlineSelection, isFocused) = (
      panel.selection, isFocused && dates.indices.contains(panel.selection)
    )
    if isFocused {
      // The offers are why one looks: they take what the other dates do not need at the least.
      let most = max(2, room - details[deadlineSelection].count)
      details[deadlineSelection] += offerLines(
        dates[deadlineSelection], index: deadlineSelection,
        Size(columns: size.columns, rows: most))
    }
    let isRoomy =
      room >= details.reduce(0) { $0 + $1.count } + groups.count - 1
    // The selected one first, then from what hurts most.
    let order = dates.indices.sorted {
      (isFocused && $0 == deadlineSelection ? 0 : 1, $0)
        < (isFocused && $1 == deadlineSelection ? 0 : 1, $1)
    }
    // What is lost, or about to be, comes first, if only in a line; then by when to start.
    var shown = heads.map { _ in [DeadlineLine]() }
    func show(_ lines: [DeadlineLine], of index: Int) {
      let more = lines.count - shown[index].count
      guard more <= room || isFocused && index == deadlineSelection else { return }
      shown[index] = lines
      room -= more
    }
    if isFocused { show(details[deadlineSelection], of: deadlineSelection) }
    let urgent = dates.indices.filter { [.missed, .startNow].contains(dates[$0].level) }
    for index in urgent.isEmpty ? Array(order.prefix(1)) : urgent where shown[index].isEmpty {
      show(briefs[index], of: index)
    }
    for index in order where shown[index].isEmpty { show(starts[index], of: index) }
    for index in order where shown[index].count < briefs[index].count {
      show(briefs[index], of: index)
    }
    for index in order where shown[index].count < details[index].count {
      show(details[index], of: index)
    }
    var lines: [DeadlineLine] = []
    for (place, group) in groups.enumerated() {
      for index in group {
        // What is said of the date as a whole comes before the titles of what is due.
        let isTogether = group.count > 1 && index == group.lowerBound
        let common = isTogether ? shown[index].prefix { !$0.isOwn } : []
        lines += heads[index].prefix(heads[index].count - 1)
        lines += common
        lines += heads[index].suffix(1)
        lines += shown[index].dropFirst(common.count)
      }
      if isRoomy && place < groups.count - 1 {
        lines.append(DeadlineLine(index: group.upperBound - 1))
      }
    }
    return lines
  }

  // MARK: - What stands for a date

  private func dateLine(
    _ date: DueDate, index: Int, _ form: Countdown.Form, width: Int
  ) -> DeadlineLine {
    let role = Role(date.level)
    let time = date.level == .met ? "" : " " + date.countdown.title(form)
    let day = date.deadline.day
    let head = "\(day.weekdayTitle) \(day.title(on: today))"
    // The date is told in full, and so is the time; the level has a shorter word.
    let room = width - head.count - 3
    let states = [
      date.level.title + time, date.level.shortTitle + time,
      "\(date.level.shortTitle) \(date.countdown.short)",
    ]
    let state = states.first { $0.count <= room } ?? date.level.shortTitle
    var pieces: [(String, Role)] = [
      ("\(theme.signs.sign(date.level)) ", role), (head, .title),
    ]
    // The time may get longer by its seconds; the zone gives way to it, and not the other way.
    let zone = " " + date.zoneTitle
    if overview.hasForeignZone, head.count + zone.count + date.level.title.count + 17 <= width {
      pieces.append((zone, .dim))
    }
    return DeadlineLine(index: index, pieces: pieces, trailing: (state, role))
  }

  private func titleLine(_ date: DueDate, index: Int) -> DeadlineLine {
    DeadlineLine(
      index: index, pieces: [("  \(date.deadline.title)", .text)],
      share: (date.met, date.concerned), isTitle: true)
  }

  /// What is not certain about a deadline, and the date that is safe.
  func remarkLines(_ date: DueDate, index: Int, width: Int) -> [DeadlineLine] {
    date.remarks(on: today).flatMap { lines([$0], index: index, width: width, isOwn: true) }
  }

  // MARK: - Details

  /// In which zone the day ends, where that is not the machine's.
  func zoneLines(_ date: DueDate, index: Int, width: Int) -> [DeadlineLine] {
    guard date.level != .met, overview.hasForeignZone else { return [] }
    let zone = "midnight, \(date.zoneTitle) \(date.zone.place)".trimmingWhitespace()
    return lines(["until \(zone)", zone], index: index, width: width, isOwn: false)
  }

  /// By when the work has to begin and how long it takes. What was learned of that is told with its
  /// range, in a line of its own where there is no room beside the day.
  func startLines(
    _ date: DueDate, index: Int, width: Int, isOwn: Bool = true
  ) -> [DeadlineLine] {
    guard ![.met, .missed, .onHold].contains(date.level) else { return [] }
    let lead = date.deadline.lead
    let left = date.deadline.startBy - Day(of: overview.moment, in: date.zone)
    let when = left > 0 ? "in \(left) d" : left == 0 ? "today" : "\(-left) d ago"
    let start = "\(date.deadline.startBy.title(on: today)), \(when)"
    let beside =
      [", the work takes \(lead.title)"] + (lead.isLearned ? [] : [" (\(lead.title))"])
    let shown = beside.first { 11 + start.count + $0.count <= width }
    let head = DeadlineLine(
      index: index,
      pieces: [("  start by ", .dim), (start, Role(date.level)), (shown ?? "", .dim)],
      isOwn: isOwn)
    guard shown == nil else { return [head] }
    return [head]
      + lines(
        ["the work takes \(lead.title)", "takes \(lead.title)"], index: index, width: width,
        isOwn: isOwn)
  }

  /// A detail in the longest of its forms that fits; the shortest goes on in further lines.
  private func lines(
    _ forms: [String], index: Int, width: Int, isOwn: Bool
  ) -> [DeadlineLine] {
    let form = forms.first { Legible.columns(of: $0) <= width - 2 } ?? forms.last ?? ""
    return form.wrapped(to: width - 2).map {
      DeadlineLine(index: index, pieces: [("  " + $0, .dim)], isOwn: isOwn)
    }
  }

  /// What is lost, or would be, and for how many offers: for whom, and what.
  ///
  /// - Parameter isBrief: without the day, which is in the line of the date.
  private func lossWords(
    _ date: DueDate, isBrief: Bool = false
  ) -> (head: String, losses: String)? {
    let losses = date.losses { panel.count(of: $0, by: date, in: environment) }.map(\.title)
    guard date.level != .met, !losses.isEmpty else { return nil }
    let first = (date.deadline.day + 1).title(on: today)
    let since = isBrief ? "" : " since \(first)"
    let head = date.level == .missed ? "in force\(since), " : "else "
    return ("\(head)\(date.threatened.counted("offer")): ", losses.joined(separator: "; "))
  }

  /// The same in as many lines as it takes.
  func lossLines(_ date: DueDate, index: Int, width: Int) -> [DeadlineLine] {
    guard let (head, losses) = lossWords(date) else { return [] }
    // A head that goes on in the next line keeps its look there; a break takes the place of a space.
    var left = head.count
    return (head + losses).wrapped(to: width - 2).map { line in
      defer { left -= line.count + 1 }
      return lossLine(line, date, head: max(0, left), index: index)
    }
  }

  /// The same in one line, however long it is.
  private func lossLine(_ date: DueDate, index: Int, width: Int) -> [DeadlineLine] {
    guard let (head, losses) = lossWords(date, isBrief: true) else { return [] }
    let line = Legible.clipped(head + losses, to: width - 2, ellipsis: theme.signs[.ellipsis])
    return [lossLine(line, date, head: head.count, index: index)]
  }

  private func lossLine(
    _ line: String, _ date: DueDate, head: Int, index: Int
  ) -> DeadlineLine {
    DeadlineLine(
      index: index,
      pieces: [
        ("  " + line.prefix(head), date.level == .missed ? Role(.missed) : .dim),
        (String(line.dropFirst(head)), .text),
      ], isOwn: true)
  }

  /// A deadline is on hold for an offer.
  private func isOnHold(_ offer: Offer, _ date: DueDate) -> Bool {
    environment.deck.rules(of: offer)
      .obligations(of: offer, environment.deck.publisher(of: offer)).contains {
        $0.isOnHold && $0.deadline.id == date.deadline.id
      }
  }

  /// The offers that have not met the selected deadline, those with the least slack first.
  private func offerLines(_ date: DueDate, index: Int, _ size: Size) -> [DeadlineLine] {
    guard date.unmet > 0, let dueOffers = panel.due, dueOffers.key == date.key else { return [] }
    let most = dueOffers.offers.count > size.rows ? max(0, size.rows - 1) : size.rows
    var lines = dueOffers.offers.prefix(most).map { offer in
      let slack = Int(environment.slack(of: offer, date).rounded(.down))
      let isOnHold = isOnHold(offer, date)
      let text =
        isOnHold
        ? Level.onHold.title
        : date.countdown.isOver
          ? offer.publication.stageTitle
          : slack < 0 ? "short \(-slack) d" : "slack \(slack) d"
      // Names come before chances where there is little room.
      let chance =
        size.columns < 44 || date.countdown.isOver || isOnHold
        ? nil : outlook?.chance(of: offer, date, in: environment.deck)
      return DeadlineLine(
        index: index, pieces: [("    \(theme.signs[.dot]) ", .dim), (offer.name, .text)],
        trailing: (
          chance.map { "\($0) \(theme.signs[.dot]) \(text)" } ?? text,
          isOnHold
            ? Role(.onHold) : date.countdown.isOver || slack < 0 ? Role(.missed) : .dim
        ), isOwn: true)
    }
    let rest = date.unmet - lines.count
    if rest > 0 {
      lines.append(
        DeadlineLine(
          index: index,
          pieces: [
            ("    \(rest.grouped) more; ", .dim), (environment.keyName(.advance), .key),
            (" lists all", .dim),
          ], isOwn: true))
    }
    return lines
  }
}

extension TimeZone {
  /// The place that a zone is named after: `Kiritimati`; empty where it is named after none.
  fileprivate var place: String {
    guard identifier.contains("/"), let last = identifier.split(separator: "/").last else {
      return ""
    }
    return "(\(last.replacing("_", with: " ")))"
  }
}
