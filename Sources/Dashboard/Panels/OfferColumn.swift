// The columns of the list of offers, as many as the width has room for.

import Lifecycle

/// A column of the list of offers.
struct OfferColumn {
  /// What it tells.
  enum Kind {
    case offer, publisher, type, track, stage, steps, next, due
  }

  let kind: Kind
  /// The place of its first cell in the list.
  let start: Int
  let width: Int

  /// What stands above it.
  var title: String {
    switch kind {
    case .offer: "Offer"
    case .publisher: "Publisher"
    case .type: "Type"
    case .track: "Track"
    case .stage: "Stage"
    case .steps: "Steps"
    case .next: "Next"
    case .due: "Due"
    }
  }

  /// The order of the list by it; nil if there is none.
  var sort: Query.Sort? {
    switch kind {
    case .offer: .name
    case .type: .type
    case .track: .track
    case .stage: .stage
    case .due: .due
    case .publisher, .steps, .next: nil
    }
  }

  /// The columns of a list of this width.
  ///
  /// - Parameter hasPublishers: the offers of all publishers are listed.
  static func all(width: Int, hasPublishers: Bool) -> [OfferColumn] {
    var widths: [(Kind, Int)] = [(.type, 5), (.stage, 15), (.due, 13)]
    // The least that tells a stage and a level by words.
    if width < 50 { widths = [(.stage, 10), (.due, 8)] }
    var rest: Int { width - 3 - widths.reduce(0) { $0 + $1.1 + 1 } }
    // What else is told, the most wanted first, as long as the names keep their room.
    if rest >= 34 { widths.insert((.steps, 5), at: widths.count - 1) }
    if rest >= 28 { widths.insert((.track, 10), at: 1) }
    if rest >= 28 { widths[widths.count - 1].1 = 21 }
    if hasPublishers && rest >= 32 { widths.insert((.publisher, 13), at: 0) }
    if rest >= 45 { widths.insert((.next, min(40, rest - 25)), at: widths.count - 1) }
    var place = 3
    var columns = [OfferColumn(kind: .offer, start: place, width: rest)]
    place += rest + 1
    for (kind, width) in widths {
      columns.append(OfferColumn(kind: kind, start: place, width: width))
      place += width + 1
    }
    return columns
  }
}
