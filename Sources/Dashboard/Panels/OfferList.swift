// The list of offers: a window over all of them, with as many columns as the width has room for.

import Lifecycle
import Terminal

/// A row of the list; without an offer where the list has ended.
struct OfferRow: Equatable, Sendable {
  let offer: Offer?
  let isSelected: Bool
  let isMarked: Bool
}

/// A column of the list.
private enum Column: CaseIterable {
  case offer, publisher, type, track, stage, steps, next, due

  var title: String {
    switch self {
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

  var sort: Query.Sort? {
    switch self {
    case .offer: .name
    case .type: .type
    case .track: .track
    case .stage: .stage
    case .due: .due
    case .publisher, .steps, .next: nil
    }
  }
}

extension Model {
  /// The columns and their places, for a list of this width.
  private func columns(width: Int) -> [(column: Column, start: Int, width: Int)] {
    var widths: [(Column, Int)] = [(.type, 5), (.stage, 15), (.due, 13)]
    // The least that tells a stage and a level by words.
    if width < 50 { widths = [(.stage, 10), (.due, 8)] }
    var rest: Int { width - 3 - widths.reduce(0) { $0 + $1.1 + 1 } }
    // What else is told, the most wanted first, as long as the names keep their room.
    if rest >= 34 { widths.insert((.steps, 5), at: widths.count - 1) }
    if rest >= 28 { widths.insert((.track, 10), at: 1) }
    if rest >= 28 { widths[widths.count - 1].1 = 21 }
    if query.publisher == nil && rest >= 32 { widths.insert((.publisher, 13), at: 0) }
    if rest >= 45 { widths.insert((.next, min(40, rest - 25)), at: widths.count - 1) }
    var place = 3
    var columns: [(Column, Int, Int)] = [(.offer, place, rest)]
    place += rest + 1
    for (column, width) in widths {
      columns.append((column, place, width))
      place += width + 1
    }
    return columns
  }

  /// What a click on the heading sorts by.
  func sortColumn(at column: Int) -> Query.Sort? {
    columns(width: layout.offers.columns - 2)
      .first { (($0.start)..<($0.start + $0.width)).contains(column - 1) }?.column.sort
  }

  /// The heading, and each row or what stands in their place.
  func offerParts(_ layout: Layout) -> [Part] {
    let (heading, rows) = layout.offers.inset().split(top: 1)
    var parts = [Part(.heading, in: heading)]
    guard let window, !window.offers.isEmpty else { return parts + [Part(.emptyList, in: rows)] }
    for row in 0..<rows.rows {
      let offer = window[list.top + row]
      let subject = OfferRow(
        offer: offer, isSelected: list.top + row == selection,
        isMarked: offer.map { marks.contains($0.key) } ?? false)
      let line = Rectangle(
        column: rows.minColumn, row: rows.minRow + row, columns: rows.columns, rows: 1)
      parts.append(Part(.row(subject), in: line))
    }
    return parts
  }

  func drawHeading(on canvas: inout Canvas, in place: Rectangle) {
    for (column, start, width) in columns(width: place.columns) {
      let isSorted = column.sort == query.sort
      let mark = isSorted ? query.isDescending ? theme.signs.descending : theme.signs.ascending : ""
      // The mark is what tells: the title gives way to it, and before that the blank between them.
      let room = width - Legible.columns(of: mark)
      let title = Legible.clipped(column.title, to: room, ellipsis: theme.signs.ellipsis)
      let hasBlank = isSorted && Legible.columns(of: title) < room
      canvas.write(
        title + (hasBlank ? " " : "") + mark,
        at: Point(column: place.minColumn + start, row: place.minRow),
        style: theme[isSorted ? .title : .dim])
    }
  }

  func draw(_ row: OfferRow, on canvas: inout Canvas, in place: Rectangle) {
    guard let offer = row.offer else { return }
    let columns = columns(width: place.columns)
    canvas.write(
      [
        (row.isSelected ? theme.signs.selected : " ", .key),
        (row.isMarked ? theme.signs.marked : " ", .mark),
      ],
      at: place.origin, columns: 3, theme: theme)
    let progress =
      columns.contains { $0.column == .steps || $0.column == .next }
      ? rules(of: offer).progress(of: offer, publisher(of: offer)) : nil
    for (column, start, width) in columns {
      canvas.write(
        pieces(of: offer, progress, column, width),
        at: Point(column: place.minColumn + start, row: place.minRow), columns: width, theme: theme)
    }
    if row.isSelected, let name = columns.first {
      // The mark and the name alone: stage and level keep the colours that they are known by, and a
      // step down the list is a few bytes for the terminal.
      let head = Rectangle(
        column: place.minColumn, row: place.minRow, columns: name.start + name.width, rows: 1)
      let isFocused = focus == .offers && dialogs.isEmpty
      canvas.lay(isFocused ? .selection : .selectionResting, over: head, theme: theme)
    }
  }

  private func pieces(
    of offer: Offer, _ progress: OfferProgress?, _ column: Column, _ width: Int
  ) -> [(String, Role)] {
    switch column {
    case .offer: return [(offer.name, .text)]
    case .publisher: return [(publisher(of: offer).name, .dim)]
    case .type:
      // What all types of one vendor begin with tells them apart from none.
      let name = offer.type.abbreviation
      let prefix = "microsoft-azure-"
      return [(name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name, .dim)]
    case .track: return [(offer.track, .dim)]
    case .stage: return stagePieces(offer.publication, isShort: width < 15)
    case .steps:
      guard let progress, !progress.steps.isEmpty else { return [] }
      let blank = progress.done < 10 ? " " : ""
      return [("\(blank)\(progress.done)/\(progress.steps.count)", .dim)]
    case .next: return progress.map { nextPieces(offer, $0) } ?? []
    case .due:
      guard let nearest = environment.nearest(of: offer) else { return [(theme.signs.dash, .dim)] }
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

  /// The stage in a word; the portal's own where it means none that is known.
  func stageTitle(of publication: Publication) -> String {
    if publication.stage == .unrecognised { return publication.word ?? "unknown" }
    return publication.failure?.kind.shortTitle ?? publication.title
  }

  private func stagePieces(_ publication: Publication, isShort: Bool) -> [(String, Role)] {
    let role = Role(publication.stage)
    let word = stageTitle(of: publication)
    if publication.stage == .unrecognised { return [("? \(word)", role)] }
    if isShort { return [(word, publication.needsAttention ? .error : role)] }
    guard let rank = publication.stage.rank else {
      return [(String(repeating: theme.signs.dash, count: 4) + " ", .dim), (word, role)]
    }
    // An earlier version that is live says nothing of how far the work has come.
    let reached = publication.isLiveFromBefore ? 0 : rank + 1
    let full = String(repeating: theme.signs.full, count: reached)
    let empty = String(repeating: theme.signs.empty, count: 4 - reached)
    return [
      (full, role), (empty, .dim),
      (" " + word, publication.needsAttention ? .error : role),
    ]
  }

  private func nextPieces(_ offer: Offer, _ progress: OfferProgress) -> [(String, Role)] {
    guard let next = progress.next else {
      return [(offer.publication.stage == .retired ? "" : "complete", .dim)]
    }
    let blockers = progress.blockers.count
    guard blockers == 0 else {
      return [("\(theme.signs.blocked) \(blockers) ", .stepBlocked), (next.step.title, .dim)]
    }
    return [(next.step.title, .text)]
  }

  /// What a list without rows says: that it is read, filtered to nothing, or how to begin.
  var emptyListLines: [[(String, Role)]] {
    if window == nil || !isCounted { return [[("Reading the deck…", .dim)]] }
    if isFilteredToNothing {
      return [
        [("No offer matches the filter.", .title)],
        [(keyName(.back), .key), (" clears it.", .text)],
      ]
    }
    if environment.unchangeable != nil {
      let none = publishers.isEmpty ? "The deck was empty" : "There were no offers"
      return [
        [("\(none) on \(today.weekdayTitle) \(today.title()).", .title)]
      ]
        + (environment.asOf.offset == nil
          ? [] : [[(keyName(.present), .key), (" goes back to now.", .text)]])
    }
    if publishers.isEmpty {
      return [
        [("This deck is empty.", .title)], [],
        [
          (keyName(.importFile), .key),
          ("  imports a CSV file or a portal's offer list", .text),
        ],
        [(keyName(.addPublisher), .key), ("  adds a publisher", .text)],
        [("offerdeck demo", .key), ("  opens sample data", .text)],
      ]
    }
    return [
      [("This publisher has no offers here.", .title)],
      [(keyName(.importFile), .key), ("  imports its offer list.", .text)],
    ]
  }

  /// The list without rows: being read, empty, or filtered to nothing.
  func drawEmptyList(on canvas: inout Canvas, in place: Rectangle) {
    let lines = emptyListLines
    let start = max(0, (place.rows - lines.count) / 2)
    for (row, pieces) in lines.enumerated() where start + row < place.rows {
      canvas.write(
        pieces, at: Point(column: place.minColumn + 3, row: place.minRow + start + row),
        columns: place.columns - 4, theme: theme)
    }
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
