// Offers in columns: the board, and what is lost. As many columns as have room stand side by side,
// and the rest are named above them.

import Foundation
import Lifecycle
import Terminal

extension Model {
  /// Columns narrower than this tell too little of a name.
  private static let laneWidth = 19

  // MARK: - Where things are

  /// The page's parts: what it is about, the columns, and what is known of the selected offer.
  private func laneParts(_ page: Rectangle) -> (head: Rectangle, lanes: Rectangle, foot: Rectangle)
  {
    let (rest, foot) = page.split(bottom: page.rows >= 16 ? 4 : page.rows >= 9 ? 2 : 0)
    let isCut = laneRange(page.columns).count < lanes.all.count
    let hasSubject = view != .board || hasOffersOutsideBoard
    let (head, body) = rest.split(top: (hasSubject ? 1 : 0) + (isCut ? 1 : 0))
    return (head, body, foot)
  }

  /// The columns that have room, so that the one with the keys is among them.
  private func laneRange(_ columns: Int) -> Range<Int> {
    let count = lanes.all.count
    let most = max(1, min(count, columns / Self.laneWidth))
    let first = max(0, lanes.focused - most + 1)
    return first..<min(count, first + most)
  }

  /// The columns that are shown, with their boxes.
  var laneBoxes: [(index: Int, box: Rectangle)] {
    let place = laneParts(layout.page).lanes
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

  func drawLanes(on canvas: inout Canvas, in page: Rectangle) {
    let parts = laneParts(page)
    drawLaneHead(on: &canvas, in: parts.head)
    for (index, box) in laneBoxes { draw(lanes.all[index], at: index, in: box, on: &canvas) }
    drawLaneFoot(on: &canvas, in: parts.foot)
  }

  /// What the page is about, and the columns that have no room.
  private func drawLaneHead(on canvas: inout Canvas, in place: Rectangle) {
    var row = place.minRow
    if case .losses(let loss) = view, let consequence = consequence(of: loss) {
      canvas.write(
        [(" \(consequence.title)", .title), ("  \(consequence.meaning)", .dim)],
        at: Point(column: place.minColumn, row: row), columns: place.columns, theme: theme)
      row += 1
    }
    if hasOffersOutsideBoard {
      canvas.write(
        [(" " + (noteOutsideBoard ?? ""), .dim)],
        at: Point(column: place.minColumn, row: row), columns: place.columns, theme: theme)
      row += 1
    }
    guard row < place.maxRow else { return }
    let tabs = lanes.all.enumerated().map { index, lane -> (String, Role) in
      let text = "\(lane.title) \(countTitle(of: lane))"
      return index == lanes.focused ? ("[\(text)] ", lane.role) : ("\(text) ", .dim)
    }
    canvas.write(
      tabs, at: Point(column: place.minColumn, row: row), columns: place.columns, theme: theme)
  }

  private func countTitle(of lane: Lane) -> String {
    lane.count?.grouped ?? theme.signs.ellipsis
  }

  private func draw(_ lane: Lane, at index: Int, in box: Rectangle, on canvas: inout Canvas) {
    let isFocused = index == lanes.focused && dialogs.isEmpty
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
    // The stage or the fate by its colour too, beside the word.
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
        offer, isSelected: listing.top + row == listing.selection && index == lanes.focused,
        in: line, on: &canvas)
      if listing.top + row == listing.selection, index == lanes.focused {
        canvas.lay(isFocused ? .selection : .selectionResting, over: line, theme: theme)
      }
    }
  }

  /// An offer in its column: how pressing it is, its name, and how long it stands where it stands.
  private func drawCard(
    _ offer: Offer, isSelected: Bool, in line: Rectangle, on canvas: inout Canvas
  ) {
    let level = pressing(offer)?.level
    let mark =
      marks.contains(offer.key) ? theme.signs.marked : isSelected ? theme.signs.selected : " "
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
    if view == .board { return age(of: offer) }
    if case .losses(let loss) = view, mayOnlyApply(loss, to: offer) { return "may apply" }
    let stage = stageTitle(of: offer.publication)
    return columns >= Self.laneWidth * 2 - 4 ? "\(stage) for \(age(of: offer))" : stage
  }

  /// How long an offer stands where it stands, in days of the calendar.
  private func age(of offer: Offer) -> String {
    let days = max(0, today - Day(of: offer.standsSince, in: zone))
    return days >= 730 ? "\(days / 365) y" : "\(days) d"
  }

  private func drawLaneFoot(on canvas: inout Canvas, in place: Rectangle) {
    guard place.rows > 0 else { return }
    for (row, line) in standingLines.prefix(place.rows).enumerated() {
      canvas.write(
        line, at: Point(column: place.minColumn + 1, row: place.minRow + row),
        columns: place.columns - 2, theme: theme)
    }
  }

  /// The selected offer: where and since when, what is next, what is due.
  var standingLines: [[(String, Role)]] {
    guard let current, let progress else { return [[("No offer is selected.", .dim)]] }
    let offer = current.offer
    let since = Day(of: offer.standsSince, in: zone)
    var lines: [[(String, Role)]] = [
      [
        (offer.name, .title),
        ("  \(stageTitle(of: offer.publication))", Role(offer.publication.stage)),
        (" since \(since.title()), \(age(of: offer))", .text),
        ("  \(progress.done) of \(progress.steps.count) steps", .dim),
      ]
    ]
    if let next = progress.next {
      let blockers = progress.blockers
      lines.append(
        blockers.isEmpty
          ? [("next: ", .dim), (next.step.title, .stepNext)]
          : [
            ("next: ", .dim), (next.step.title, .text),
            ("  \(theme.signs.blocked) \(blockers.first?.sentence(in: zone) ?? "")", .stepBlocked),
          ])
    } else {
      lines.append([("All steps are done.", .dim)])
    }
    if let pressing = pressing(offer) {
      let losses = pressing.losses.joined(separator: "; ")
      lines.append([
        ("\(theme.signs.sign(pressing.level)) \(pressing.level.title) ", Role(pressing.level)),
        ("\(pressing.deadline.day.title(on: today)) \(pressing.deadline.title)", .text),
        (losses.isEmpty ? "" : "  \(losses)", .dim),
      ])
    }
    return lines
  }

  // MARK: - The mouse

  /// A point lies on an offer of a column.
  func isInLane(_ point: Point) -> Bool { laneOffer(at: point) != nil }

  private func laneOffer(at point: Point) -> (lane: Int, place: Int)? {
    guard view.hasLanes,
      let (index, box) = laneBoxes.first(where: { $0.box.inset().contains(point) })
    else { return nil }
    let place = lanes.all[index].listing.top + point.row - box.inset().minRow
    return lanes.all[index].listing.window?[place] == nil ? nil : (index, place)
  }

  mutating func clickInLanes(at point: Point) -> [Effect] {
    guard view.hasLanes else { return [] }
    if let found = laneOffer(at: point) {
      lanes.focused = found.lane
      stepSelection = nil
      lanes.all[found.lane].listing.move(to: found.place)
      return scroll()
    }
    if let (index, _) = laneBoxes.first(where: { $0.box.contains(point) }) { lanes.focused = index }
    return []
  }

  mutating func turnWheelInLanes(by rows: Int, at point: Point) -> [Effect] {
    guard view.hasLanes, let (index, _) = laneBoxes.first(where: { $0.box.contains(point) })
    else { return view == .timeline ? select(deadline: deadlineSelection + rows.signum()) : [] }
    lanes.all[index].listing.move(to: lanes.all[index].listing.selection + rows)
    return scroll()
  }
}
