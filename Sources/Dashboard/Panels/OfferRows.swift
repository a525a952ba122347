// What the visible rows of the list say. The rules are asked when a row comes into view, and not for
// each picture.

import Foundation
import Lifecycle
import Terminal

/// What a row of the list says.
struct OfferRow: Sendable {
  /// The pieces of each column, in the order of the columns.
  let cells: [[(String, Role)]]

  /// What the row of an offer says in these columns.
  init(_ offer: Offer, _ columns: [OfferColumn], in environment: Environment) {
    let progress =
      columns.contains { $0.kind == .steps || $0.kind == .next }
      ? environment.deck.progress(of: offer) : nil
    cells = columns.map { Self.pieces(of: offer, progress, $0, environment) }
  }
}

/// What the visible rows of the list say.
struct OfferRows: Sendable {
  /// All that a row depends on beside its place.
  private struct Source: Equatable, Sendable {
    let version: Int
    let revision: Int
    let moment: Date
    let width: Int
    let hasPublishers: Bool
    let theme: String
    let signs: Signs
  }

  /// The columns of the list.
  private(set) var columns: [OfferColumn] = []
  private var source: Source?
  private var rows: [Int: OfferRow] = [:]

  /// The row at a place of the list; nil if it was not prepared.
  subscript(place: Int) -> OfferRow? { rows[place] }

  /// Whether the columns are those of a list of this width.
  func has(width: Int, hasPublishers: Bool) -> Bool {
    source?.width == width && source?.hasPublishers == hasPublishers
  }

  /// Prepares the rows of a list that are visible; what is known of them already stays.
  mutating func prepare(
    _ listing: Listing, rows count: Int, width: Int, in environment: Environment
  ) {
    let hasPublishers = listing.query.publisher == nil
    let source = Source(
      version: listing.version, revision: environment.deck.revision,
      moment: environment.overview.moment, width: width, hasPublishers: hasPublishers,
      theme: environment.theme.name, signs: environment.signs)
    if source != self.source {
      self.source = source
      columns = OfferColumn.all(width: width, hasPublishers: hasPublishers)
      rows = [:]
    }
    for place in listing.top..<listing.top + count where rows[place] == nil {
      guard let offer = listing.window?[place] else { continue }
      rows[place] = OfferRow(offer, columns, in: environment)
    }
  }
}

extension OfferRow {
  fileprivate static func pieces(
    of offer: Offer, _ progress: OfferProgress?, _ column: OfferColumn,
    _ environment: Environment
  ) -> [(String, Role)] {
    let (theme, width) = (environment.theme, column.width)
    switch column.kind {
    case .offer: return [(offer.name, .text)]
    case .publisher: return [(environment.deck.publisher(of: offer).name, .dim)]
    case .type:
      // What all types of one vendor begin with tells them apart from none.
      let name = offer.type.abbreviation
      let prefix = "microsoft-azure-"
      return [(name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name, .dim)]
    case .track: return [(offer.track, .dim)]
    case .stage: return stagePieces(offer.publication, isShort: width < 15, theme.signs)
    case .steps:
      guard let progress, !progress.steps.isEmpty else { return [] }
      let blank = progress.done < 10 ? " " : ""
      return [("\(blank)\(progress.done)/\(progress.steps.count)", .dim)]
    case .next: return progress.map { nextPieces(offer, $0, theme.signs) } ?? []
    case .due:
      guard let nearest = environment.nearest(of: offer) else {
        return [(theme.signs[.dash], .dim)]
      }
      let role = Role(nearest.level)
      let isWide = width >= 18
      if nearest.level == .onHold {
        let title = environment.holdTitle(nearest.obligation, columns: width - 2)
        return [("\(theme.signs.sign(.onHold)) \(title)", role)]
      }
      let word = isWide ? nearest.level.title : nearest.level.shortTitle
      let time = nearest.countdown.short + (isWide && nearest.countdown.isOver ? " over" : "")
      let sign = theme.signs.sign(nearest.level)
      let mark = nearest.obligation.isUncertain ? "?" : ""
      return [("\(sign) \(word)\(mark)", role), (width < 13 ? "" : " " + time, role)]
    }
  }

  private static func stagePieces(
    _ publication: Publication, isShort: Bool, _ signs: Signs
  ) -> [(String, Role)] {
    let role = Role(publication.stage)
    let word = publication.stageTitle
    if publication.stage == .unrecognized { return [("? \(word)", role)] }
    if isShort { return [(word, publication.needsAttention ? .error : role)] }
    guard let rank = publication.stage.rank else {
      return [(String(repeating: signs[.dash], count: 4) + " ", .dim), (word, role)]
    }
    // An earlier version that is live says nothing of how far the work has come.
    let reached = publication.isLiveFromBefore ? 0 : rank + 1
    let full = String(repeating: signs[.full], count: reached)
    let empty = String(repeating: signs[.empty], count: 4 - reached)
    return [
      (full, role), (empty, .dim),
      (" " + word, publication.needsAttention ? .error : role),
    ]
  }

  private static func nextPieces(
    _ offer: Offer, _ progress: OfferProgress, _ signs: Signs
  ) -> [(String, Role)] {
    guard let next = progress.next else {
      return [(offer.publication.stage == .retired ? "" : "complete", .dim)]
    }
    let blockers = progress.blockers.count
    guard blockers == 0 else {
      return [("\(signs[.blocked]) \(blockers) ", .stepBlocked), (next.step.title, .dim)]
    }
    return [(next.step.title, .text)]
  }
}

extension Level {
  /// The word for a narrow column.
  var shortTitle: String {
    switch self {
    case .missed: "missed"
    case .startNow: "start"
    case .dueSoon: "soon"
    case .comfortable: "fine"
    case .onHold: "hold"
    case .met: "met"
    }
  }
}
