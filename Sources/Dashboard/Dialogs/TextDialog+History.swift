// The history of an offer or of an account, as lines to read.

import Foundation
import Lifecycle
import Terminal

extension TextDialog {
  /// The lines of a history; `titles` has those of its steps and pages, by their IDs.
  static func lines(
    of entries: [HistoryEntry], _ titles: [String: String], in environment: Environment
  ) -> [Line] {
    guard !entries.isEmpty else { return [Line([("No history yet.", .dim)])] }
    return entries.map { line($0, titles, in: environment) }
  }

  private static func line(
    _ entry: HistoryEntry, _ titles: [String: String], in environment: Environment
  ) -> Line {
    let (zone, deck) = (environment.zone, environment.deck)
    let day = Day(of: entry.at, in: zone)
    let second = Int(Day.time(of: entry.at, in: zone))
    let clock = [second / 3_600, second / 60 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    var pieces: [(String, Role)] = [
      ("\(day.title())  \(clock.joined(separator: ":"))  ", .dim), (entry.sentence(titles), .text),
    ]
    if let from = entry.from, let to = entry.to, from != to {
      pieces += [
        ("  \(from.rawValue)", Role(from)), (" \(environment.signs[.arrow]) ", .dim),
        (to.rawValue, Role(to)),
      ]
    }
    pieces.append(("  \(entry.by)", .dim))
    if entry.source != .hand { pieces.append((" (\(entry.source.title))", .dim)) }
    if let owner = deck.publisher(entry.publisher),
      entry.isRecordedManually(by: owner, deck.playbooks)
    {
      pieces.append((" (\(ManualRecord.mark))", .notice))
    }
    return Line(pieces)
  }
}
