// What is told of all that is listed: how many there are, in which stages, and the dates. Every frame
// and most messages ask for it, so it is kept until something of it is another thing.

import Foundation
package import Lifecycle

/// What is told of all that is listed.
struct Overview: Sendable {
  /// The moment at which it is told.
  let moment: Date
  /// The day that it is then.
  let today: Day
  /// How many offers there are.
  let total: Int
  /// How many are in each stage, of those in which there are any.
  let stages: [(stage: Stage, count: Int)]
  /// The deadlines, with what hurts first on top.
  let dates: [DueDate]
  /// A day ends at another moment in one of their zones than on this machine, so that they have to
  /// say which they mean.
  let hasForeignZone: Bool
  /// The next midnight in any of the zones in which days end: levels change then.
  let midnight: Date
  /// Until when nothing of this is told otherwise, if nothing else changes.
  private let until: Date
  private let source: Source

  /// What it is told of.
  private struct Source: Equatable, Sendable {
    let revision: Int
    let publisher: String?
    let offset: AsOf.Offset?
    let hasSeconds: Bool

    init(_ model: Model) {
      revision = model.environment.deck.revision
      publisher = model.query.publisher
      offset = model.environment.asOf.offset
      hasSeconds = model.preferences.showsSeconds && model.focus == .deadlines
    }
  }

  /// What is told of all that a model lists, at its moment.
  init(_ model: Model) {
    let moment = model.moment
    let (tally, publisher) = (model.tally, model.query.publisher)
    self.moment = moment
    source = Source(model)
    today = Day(of: moment, in: model.zone)
    total = tally.count(publisher: publisher)
    stages = Stage.allCases.compactMap { stage in
      let count = tally.count(stage, publisher: publisher)
      return count == 0 ? nil : (stage, count)
    }
    dates = DueDate.all(
      in: model.playbooks, tally: tally, publisher: publisher, at: moment, zone: model.zone)
    hasForeignZone = dates.contains {
      $0.zone.secondsFromGMT(for: $0.end - 1) != model.zone.secondsFromGMT(for: $0.end - 1)
    }
    let midnights = Set(dates.map(\.zone) + [model.zone]).map {
      Day(of: moment, in: $0).end(in: $0)
    }
    midnight = midnights.min() ?? moment
    let (hasSeconds, showsSeconds) = (source.hasSeconds, model.preferences.showsSeconds)
    let changes = dates.filter { $0.level != .met }.map(\.countdown).map { countdown in
      let isExact = hasSeconds || (showsSeconds && countdown.isClose)
      let forms: [Countdown.Form] = isExact ? [.exact] : [.short, .plain]
      return moment + (forms.map { countdown.untilChange($0) }.min() ?? 0)
    }
    until = (changes + [midnight]).min() ?? moment
  }

  /// It is what would be told of a model now.
  func holds(for model: Model) -> Bool {
    // Another moment than the present stands still.
    let isNow = model.environment.asOf.offset != nil || (moment <= model.now && model.now < until)
    return isNow && source == Source(model)
  }
}

extension Model {
  /// What is told of all that is listed.
  var overview: Overview {
    if let known = knownOverview, known.holds(for: self) { return known }
    return Overview(self)
  }

  /// Looks again at what is told, where that is another thing than it was.
  mutating func keepOverview() {
    if knownOverview?.holds(for: self) != true { knownOverview = Overview(self) }
  }

  /// The deadlines of what is listed, with what hurts first on top.
  package var dueDates: [DueDate] { overview.dates }
}
