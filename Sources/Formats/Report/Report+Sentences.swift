// What a report says in sentences, the same in each form.

import Lifecycle

extension Report {
  /// A sentence on how things are, with the level that it speaks of.
  struct Finding {
    let level: Level
    let sentence: String
  }

  /// How many dates of a level are named; the rest is counted.
  private static let namedDates = 3

  /// How things are, in a few sentences for somebody who reads nothing else.
  var findings: [Finding] {
    guard offers > 0 else {
      return [Finding(level: .comfortable, sentence: "There are no offers in this deck yet.")]
    }
    var findings =
      findings(of: .missed) { date in
        "\(date.title): missed since \(date.day.title()), \(date.rest.counted("offer")) late"
          + date.heldPhrase + (date.losses.isEmpty ? "." : "; lost: \(date.lossTitles).")
      }
      + findings(of: .startNow) { date in
        "\(date.title): start now to finish by \(date.day.title()), "
          + "\(date.rest.counted("offer")) to do\(date.heldPhrase)."
      }
      + findings(of: .dueSoon) { date in
        "\(date.title): until \(date.dayTitle), \(date.rest.counted("offer")) to do, "
          + "start by \(date.startBy.title(on: today))\(date.heldPhrase)."
      }
      + findings(of: .onHold) { date in
        "\(date.title): until \(date.dayTitle), \(date.heldSentence ?? date.holdTitle)."
      }
    if findings.isEmpty {
      let sentence =
        dates.isEmpty
        ? "No deadlines for these offers."
        : openDates.isEmpty ? "All deadlines are met." : "No deadline is near."
      findings.append(Finding(level: openDates.isEmpty ? .met : .comfortable, sentence: sentence))
    }
    if waitingAccounts > 0 {
      // Those that have not moved come first.
      let name = waitingAccounts == 1 ? accounts.first?.name : nil
      let several = "\(waitingAccounts.counted("account")) have not migrated to Partner Center."
      findings.append(
        Finding(
          level: .startNow,
          sentence: name.map { "The account of \($0) has not migrated to Partner Center." }
            ?? several
        ))
    }
    return findings
  }

  private func findings(
    of level: Level, _ sentence: (DueDate) -> String
  ) -> [Finding] {
    let found = dates.filter { $0.level == level }
    let rest = found.count - Self.namedDates
    return found.prefix(Self.namedDates).map { Finding(level: level, sentence: sentence($0)) }
      + (rest > 0
        ? [Finding(level: level, sentence: "\(rest.counted("more date")): \(level.title).")] : [])
  }

  /// Dates that are not met.
  var openDates: [DueDate] { dates.filter { $0.level != .met } }

  /// What the table of offers leaves out; nil where it has all of them.
  var furtherOffers: String? {
    let rest = offers - listedOffers
    guard rest > 0 else { return nil }
    return "And \(rest.counted("offer")) more, with later deadlines. "
      + "offerdeck report --all lists every offer."
  }

  /// What the list of blocked offers leaves out; nil where it has all of them.
  var furtherBlocked: String? {
    let rest = blocked - blockedOffers.count
    return rest > 0 ? "And \(rest.counted("offer")) more." : nil
  }
}

extension Report.DueDate {
  /// How many have it on hold, for the end of a sentence; empty if none has.
  var heldPhrase: String { heldSentence.map { "; \($0)" } ?? "" }

  /// Whether the losses threaten or are there.
  var lossHead: String { level == .missed ? "Lost" : "If missed" }

  /// What is lost, in few words.
  var lossTitles: String { losses.map(\.title).joined(separator: ", ") }

  /// The last day, for people.
  var dayTitle: String { "\(day.weekdayTitle) \(day.title())" }

  /// The countdown with its level: `due soon, 25 d 9 h left`.
  var standing: String {
    switch level {
    case .met: "met"
    case .missed: "missed, \(left)"
    case .onHold: "on hold, \(left)"
    case .startNow, .dueSoon, .comfortable: "\(level.title), \(left) left"
    }
  }

  /// The day to start by, with how far it is.
  var startByTitle: String { "\(startBy.weekdayTitle) \(startBy.title()), \(startByLeft)" }
}
