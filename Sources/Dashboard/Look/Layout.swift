// Where each panel is, for a size of the screen. Drawing and the mouse both ask here.

package import Terminal

/// A panel that can take the keys.
package enum Panel: String, CaseIterable, Sendable {
  case banner, offers, steps, deadlines
}

/// The places of the panels.
package struct Layout: Equatable, Sendable {
  /// The smallest screen that has room for the list.
  package static let least = Size(columns: 40, rows: 8)

  /// The top line; empty where there is so little room that the moment stands in its place.
  package let header: Rectangle
  /// Which moment is shown, in one line; empty for the present.
  package let moment: Rectangle
  /// The banner; empty where there is none to show.
  package let banner: Rectangle
  /// The nearest deadline in one line; empty where the deadline panel has room.
  package let nearest: Rectangle
  /// The box of the offers, its border included.
  package let offers: Rectangle
  /// The box of the steps, its border included; its upper line is the lower one of the offers.
  package let steps: Rectangle
  /// The box of the deadlines; empty where it is folded away.
  package let deadlines: Rectangle
  /// What a view has in place of the list and the steps; empty where those are shown.
  package let page: Rectangle
  /// The line of keys.
  package let footer: Rectangle

  /// The places on a screen of this size. Where there is no room for all panels side by side, the
  /// deadlines take the place of the steps while they have the focus.
  package init(
    size: Size, hasMoment: Bool, hasBanner: Bool, view: View, focus: Panel, stepCount: Int
  ) {
    let all = Rectangle(origin: .zero, size: size)
    let hasHeader = !hasMoment || size.rows >= Self.leastRowsForBoth
    let (top, belowHeader) = all.split(top: hasHeader ? 1 : 0)
    let (momentRow, belowMoment) = belowHeader.split(top: hasMoment ? 1 : 0)
    let (main, bottom) = belowMoment.split(bottom: 1)
    header = top
    moment = momentRow
    footer = bottom
    let (bannerRow, belowBanner) = main.split(top: hasBanner ? 1 : 0)
    banner = bannerRow
    let isWide = size.columns >= 100
    // Pages that need the whole width have the nearest deadline above them, in one line.
    let hasPanel = isWide && !view.hasLanes
    let (nearestRow, body) = belowBanner.split(top: hasPanel ? 0 : 1)
    nearest = nearestRow
    if view != .panels {
      let empty = Rectangle(origin: body.origin, size: .zero)
      (page, deadlines) =
        hasPanel ? body.split(right: Self.panelColumns(size)) : (body, empty)
      (offers, steps) = (empty, empty)
      return
    }
    page = Rectangle(origin: body.origin, size: .zero)
    let (left, right) = body.split(right: isWide ? Self.panelColumns(size) : 0)

    // The steps get what they need, but no more than two fifths, or half while they have the focus;
    // the list never gets less than four rows.
    let isLowerFocused = focus == .steps || (focus == .deadlines && !isWide)
    let share = isLowerFocused ? left.rows / 2 + 1 : left.rows * 2 / 5
    let wanted = focus == .deadlines && !isWide ? share : stepCount + 2
    let lower = min(wanted, share, max(0, left.rows - 7))
    if lower < 4 {
      let isListFolded = focus != .offers && !isWide
      offers = isListFolded ? Rectangle(origin: left.origin, size: .zero) : left
      let folded = isListFolded ? left : Rectangle(origin: left.origin, size: .zero)
      steps = focus == .steps ? folded : Rectangle(origin: left.origin, size: .zero)
      deadlines = isWide ? right : focus == .deadlines ? folded : right
      return
    }
    let (upperPart, lowerPart) = left.split(bottom: lower)
    // The boxes share a line.
    offers = Rectangle(
      column: upperPart.minColumn, row: upperPart.minRow, columns: upperPart.columns,
      rows: upperPart.rows + 1)
    let isFolded = !isWide && focus == .deadlines
    steps = isFolded ? Rectangle(origin: lowerPart.origin, size: .zero) : lowerPart
    deadlines = isFolded ? lowerPart : right
  }

  /// The rows that the header needs to keep its line beside that of another moment.
  private static let leastRowsForBoth = 12

  /// How wide the panel of the deadlines is, where it stands beside others.
  private static func panelColumns(_ size: Size) -> Int {
    min(52, max(36, size.columns * 3 / 10))
  }

  /// The deadlines are below the list, in the place of the steps: the boxes share a line.
  package var foldsDeadlines: Bool {
    !deadlines.isEmpty && !offers.intersection(deadlines).isEmpty
  }

  /// All that is between the banner and the line of keys: the place of pages.
  package var underBanner: Rectangle {
    Rectangle(
      column: 0, row: banner.maxRow, columns: footer.columns,
      rows: max(0, footer.minRow - banner.maxRow))
  }

  /// The rows inside the box of the offers, below its heading.
  package var offerRows: Rectangle { offers.inset().split(top: 1).rest }
}
