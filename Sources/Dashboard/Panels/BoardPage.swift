// Offers in columns: the board, and what is lost. As many columns as have room stand side by side,
// and the rest are named above them.

import Foundation
import Lifecycle
import Terminal

/// The page of the board, or of what is lost, as it is now.
struct BoardPage {
  let board: Board
  let view: View
  /// The query of the list, which the columns share.
  let query: Query
  let counts: Counts
  let marks: Set<OfferKey>
  /// No dialog takes the keys.
  let hasKeys: Bool
  let page: Rectangle
  let environment: Environment

  private var theme: Theme { environment.theme }
  private var hasOffersOutside: Bool {
    view == .board && Board.hasOffersOutside(query, in: environment.deck)
  }
  /// How many offers the page leaves out, and why.
  private var noteOutside: String? {
    view == .board ? Board.noteOutside(query, counts, in: environment.deck) : nil
  }

  /// How many rows of a column are visible.
  var rows: Int { max(1, boxes.first?.box.inset().rows ?? page.rows) }

  /// Columns narrower than this tell too little of a name.
  private static let laneWidth = 19

  // MARK: - Where things are

  /// The page's parts: what it is about, the columns, and what is known of the selected offer.
  private var parts: (head: Rectangle, lanes: Rectangle, foot: Rectangle) {
    let (rest, foot) = page.split(bottom: page.rows >= 16 ? 4 : page.rows >= 9 ? 2 : 0)
    let isCut = laneRange(page.columns).count < board.lanes.count
    let hasSubject = view != .board || hasOffersOutside
    let (head, body) = rest.split(top: (hasSubject ? 1 : 0) + (isCut ? 1 : 0))
    return (head, body, foot)
  }

  /// The columns that have room, so that the one with the keys is among them.
  private func laneRange(_ columns: Int) -> Range<Int> {
    let count = board.lanes.count
    let most = max(1, min(count, columns / Self.laneWidth))
    let first = max(0, board.focused - most + 1)
    return first..<min(count, first + most)
  }

  /// The columns that are shown, with their boxes.
  var boxes: [(index: Int, box: Rectangle)] {
    let place = parts.lanes
    let range = laneRange(place.columns)
    return range.map { index in
      let order = index - range.lowerBound
      let start = place.columns * order / range.count
      let end = place.columns * (order + 1) / range.count
      return (
        index,
        Rectangle(
          column: place.minColumn + start, row: place.minRow, columns: end - start,
          rows: place.rows)
      )
    }
  }

  // MARK: - Drawing

  /// Draws the page.
  func draw(on canvas: inout Canvas) {
    drawHead(on: &canvas, in: parts.head)
    for (index, box) in boxes { draw(board.lanes[index], at: index, in: box, on: &canvas) }
    drawFoot(on: &canvas, in: parts.foot)
  }

  /// What the page is about, and the columns that have no room.
  private func drawHead(on canvas: inout Canvas, in place: Rectangle) {
    var row = place.minRow
    if let consequence = view.loss?.consequence(in: environment.deck) {
      canvas.write(
        [(" \(consequence.title)", .title), ("  \(consequence.meaning)", .dim)],
        at: Point(column: place.minColumn, row: row), columns: place.columns, theme: theme)
      row += 1
    }
    if hasOffersOutside {
      canvas.write(
        [(" " + (noteOutside ?? ""), .dim)],
        at: Point(column: place.minColumn, row: row), columns: place.columns, theme: theme)
      row += 1
    }
    guard row < place.maxRow else { return }
    let tabs = board.lanes.enumerated().map { index, lane -> (String, Role) in
      let text = "\(lane.title) \(countTitle(of: lane))"
      return index == board.focused ? ("[\(text)] ", lane.role) : ("\(text) ", .dim)
    }
    canvas.write(
      tabs, at: Point(column: place.minColumn, row: row), columns: place.columns, theme: theme)
  }

  private func countTitle(of lane: Lane) -> String {
    lane.count?.grouped ?? theme.signs[.ellipsis]
  }

  private func draw(_ lane: Lane, at index: Int, in box: Rectangle, on canvas: inout Canvas) {
    let isFocused = index == board.focused && hasKeys
    let listing = lane.listing
    let place =
      listing.window?.offers.isEmpty == false ? "\((listing.selection + 1).grouped) of " : ""
    let count = countTitle(of: lane)
    // What the column is called, and how many it has, come before the place in it.
    let words = max(8, Legible.columns(of: lane.title) + 2) + Legible.columns(of: place + count)
    canvas.box(
      box, title: lane.title, trailing: words + 6 <= box.columns ? place + count : count,
      isFocused: isFocused, theme: theme)
    let inside = box.inset()
    // The stage or the fate by its color too, beside the word.
    canvas.restyle(
      Rectangle(
        column: box.minColumn + 2, row: box.minRow, columns: min(lane.title.count, box.columns - 4),
        rows: 1)
    ) { $0.ink = theme[lane.role].ink }
    guard let window = listing.window, !window.offers.isEmpty else {
      let text =
        listing.window == nil ? "Reading the deck…" : query.isFiltered ? "No matches." : "None."
      canvas.write(
        [(text, .dim)], at: Point(column: inside.minColumn + 1, row: inside.minRow),
        columns: inside.columns - 2, theme: theme)
      return
    }
    for row in 0..<inside.rows {
      guard let offer = window[listing.top + row] else { continue }
      let line = Rectangle(
        column: inside.minColumn, row: inside.minRow + row, columns: inside.columns, rows: 1)
      drawCard(
        offer, isSelected: listing.top + row == listing.selection && index == board.focused,
        in: line, on: &canvas)
      if listing.top + row == listing.selection, index == board.focused {
        canvas.lay(isFocused ? .selection : .selectionResting, over: line, theme: theme)
      }
    }
  }

  /// An offer in its column: how pressing it is, its name, and how long it stands where it stands.
  private func drawCard(
    _ offer: Offer, isSelected: Bool, in line: Rectangle, on canvas: inout Canvas
  ) {
    let level = environment.pressing(offer, on: view.loss)?.due.level
    let mark =
      marks.contains(offer.key) ? theme.signs[.marked] : isSelected ? theme.signs[.selected] : " "
    let age = standingTitle(of: offer, columns: line.columns)
    canvas.write(
      [
        (mark, marks.contains(offer.key) ? .mark : .key),
        ((level.map { theme.signs.sign($0) } ?? " ") + " ", level.map { Role($0) } ?? .dim),
        (offer.name, offer.publication.needsAttention ? .error : .text),
      ], at: line.origin, columns: line.columns - age.count - 2, theme: theme)
    canvas.write(
      age, endingAt: Point(column: line.maxColumn - 1, row: line.minRow), role: .dim,
      columns: age.count, theme: theme)
  }

  /// How long an offer stands where it stands; where its column is not its stage, also which that is.
  /// On the page of a loss, an offer that it only may concern says so instead.
  private func standingTitle(of offer: Offer, columns: Int) -> String {
    if view == .board { return environment.age(of: offer) }
    if view.loss?.mayOnlyApply(to: offer, in: environment) == true { return "may apply" }
    let stage = offer.publication.stageTitle
    return columns >= Self.laneWidth * 2 - 4 ? "\(stage) for \(environment.age(of: offer))" : stage
  }

  private func drawFoot(on canvas: inout Canvas, in place: Rectangle) {
    guard place.rows > 0 else { return }
    for (row, line) in environment.summary(
      of: board.offer.map { environment.status(of: $0) }, on: view.loss
    )
    .prefix(place.rows).enumerated() {
      canvas.write(
        line, at: Point(column: place.minColumn + 1, row: place.minRow + row),
        columns: place.columns - 2, theme: theme)
    }
  }

  // MARK: - The mouse

  /// The column under the mouse; nil if there is none.
  func lane(at point: Point) -> Int? { boxes.first { $0.box.contains(point) }?.index }

  /// The offer under the mouse: its column, and its place there.
  func offer(at point: Point) -> (lane: Int, place: Int)? {
    guard let (index, box) = boxes.first(where: { $0.box.inset().contains(point) }) else {
      return nil
    }
    let listing = board.lanes[index].listing
    let place = listing.top + point.row - box.inset().minRow
    return listing.window?[place] == nil ? nil : (index, place)
  }

  // MARK: - In words

  /// The columns; the offers are numbered across all of them.
  func spoken(_ row: (Offer) -> String) -> [String] {
    var lines: [String] = []
    if let consequence = view.loss?.consequence(in: environment.deck) {
      lines.append("\(consequence.title): \(consequence.meaning)")
    }
    var number = 0
    for lane in board.lanes {
      lines.append("\(lane.title), \((lane.count ?? 0).counted("offer")):")
      for offer in Self.spokenOffers(of: lane) {
        number += 1
        lines.append("\(number). \(row(offer))")
      }
    }
    if let note = noteOutside { lines.append(note.ended) }
    return lines + ["“back” returns to the list."]
  }

  private static func spokenOffers(of lane: Lane) -> ArraySlice<Offer> {
    (lane.listing.window?.offers ?? []).prefix(SpokenPage.size)
  }

  /// Where the numbers of the columns lead: the column, and the place in it.
  var spokenPlaces: [(lane: Int, place: Int)] {
    board.lanes.enumerated().flatMap { index, lane in
      let start = lane.listing.window?.start ?? 0
      return Self.spokenOffers(of: lane).indices.map { (index, start + $0) }
    }
  }
}
