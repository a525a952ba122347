// The offers that stand in no column of the board: those that are retired, and those whose stage the
// portal has a word for that means none that is known.

import Lifecycle

extension Model {
  /// The stages that have no column.
  private static let stagesOutside = Stage.allCases.filter { !boardStages.contains($0) }

  /// The deck has offers that stand in no column; the page keeps a line for them, so that nothing
  /// moves while one types a filter.
  var hasOffersOutsideBoard: Bool {
    view == .board
      && Self.stagesOutside.contains { tally.count($0, publisher: query.publisher) > 0 }
  }

  private func queryOutside(_ stage: Stage) -> Query {
    var query = query
    query.stages = [stage]
    return query
  }

  /// What has to be asked to know how many of them the filter finds.
  var queriesOutsideBoard: [Query] {
    guard hasFilterOverBoard else { return [] }
    return Self.stagesOutside.filter { tally.count($0, publisher: query.publisher) > 0 }
      .map { queryOutside($0) }
  }

  /// Something else is asked of the offers on the board than their stage.
  private var hasFilterOverBoard: Bool {
    var others = query
    others.stages = []
    return others.isFiltered
  }

  /// How many offers the page leaves out, and why; nil where there are none, or none that is known
  /// of yet.
  var noteOutsideBoard: String? {
    guard hasOffersOutsideBoard else { return nil }
    let outside = Self.stagesOutside.compactMap { stage -> (stage: Stage, count: Int)? in
      let tallied = tally.count(stage, publisher: query.publisher)
      let count = hasFilterOverBoard ? counts.known[queryOutside(stage)] : tallied
      guard tallied > 0, let count, count > 0 else { return nil }
      return (stage, count)
    }
    guard !outside.isEmpty else { return nil }
    let reasons = outside.map { stage, count in
      "\(count.grouped) \(stage == .unrecognised ? "unknown stage" : stage.rawValue)"
    }
    let total = outside.reduce(0) { $0 + $1.count }
    return "\(total.grouped) not shown: \(reasons.joined(separator: ", "))"
  }
}
