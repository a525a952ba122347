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
  /// The box of the steps, its border included. In a narrow layout its upper line is the lower one of
  /// the offers.
  package let steps: Rectangle
  /// The box with the instruction of the selected step, its border included: beside the steps, or
  /// below them; empty if there is no room.
  package let instruction: Rectangle
  /// The box of the deadlines; empty where it is folded away.
  package let deadlines: Rectangle
  /// What a view has in place of the list and the steps; empty where those are shown.
  package let page: Rectangle
  /// The line for messages; empty if there is no room, and messages cover the keys.
  package let message: Rectangle
  /// The line of keys.
  package let footer: Rectangle

  /// The places on a screen of this size. The focus changes no size; where there is no room for all
  /// panels, the deadlines take the place of the steps while they have it.
  package init(
    size: Size, hasMoment: Bool, hasBanner: Bool, view: View, focus: Panel, stepCount: Int
  ) {
    let all = Rectangle(origin: .zero, size: size)
    let hasHeader = !hasMoment || size.rows >= Self.leastRowsForBoth
    let (top, belowHeader) = all.split(top: hasHeader ? 1 : 0)
    let (momentRow, belowMoment) = belowHeader.split(top: hasMoment ? 1 : 0)
    let (aboveFooter, bottom) = belowMoment.split(bottom: 1)
    let (main, messageRow) = aboveFooter.split(
      bottom: size.rows >= Self.leastRowsForMessages ? 1 : 0)
    header = top
    moment = momentRow
    message = messageRow
    footer = bottom
    let (bannerRow, belowBanner) = main.split(top: hasBanner ? 1 : 0)
    banner = bannerRow
    let isWide = size.columns >= 100
    // Pages that need the whole width have the nearest deadline above them, in one line.
    let hasPanel = isWide && !view.hasLanes
    let (nearestRow, body) = belowBanner.split(top: hasPanel ? 0 : 1)
    nearest = nearestRow
    let empty = Rectangle(origin: body.origin, size: .zero)
    guard view == .panels else {
      (page, deadlines) =
        hasPanel ? body.split(right: Self.panelColumns(size)) : (body, empty)
      (offers, steps, instruction) = (empty, empty, empty)
      return
    }
    page = empty
    if isWide {
      // The list beside the deadlines, and below both of them the steps beside what to do.
      let lower = min(max(stepCount, 9) + 2, body.rows * 9 / 20)
      let hasSteps = lower >= 4 && body.rows - lower >= 9
      let (upperPart, lowerPart) = body.split(bottom: hasSteps ? lower : 0)
      (offers, deadlines) = upperPart.split(right: Self.panelColumns(size))
      (steps, instruction) =
        hasSteps ? lowerPart.split(right: size.columns * 13 / 25) : (empty, empty)
      return
    }
    // One below the other, each sharing a line with the one above.
    let hasInstruction = body.rows >= Self.leastRowsForInstruction
    let help = hasInstruction ? min(8, max(6, body.rows * 3 / 8)) : 0
    let rest = body.rows - max(0, help - 1)
    let lower = min(stepCount + 2, rest * 9 / 20, rest - 6)
    guard lower >= 4 else {
      // One at a time.
      let isFolded = focus == .steps || focus == .deadlines
      offers = isFolded ? empty : body
      steps = focus == .steps ? body : empty
      deadlines = focus == .deadlines ? body : empty
      instruction = empty
      return
    }
    offers = Rectangle(
      column: body.minColumn, row: body.minRow, columns: body.columns, rows: rest - lower + 1)
    let below = Rectangle(
      column: body.minColumn, row: offers.maxRow - 1, columns: body.columns,
      rows: body.maxRow - offers.maxRow + 1)
    guard focus != .deadlines else {
      (steps, instruction, deadlines) = (empty, empty, below)
      return
    }
    deadlines = empty
    guard hasInstruction else {
      (steps, instruction) = (below, empty)
      return
    }
    steps = Rectangle(
      column: below.minColumn, row: below.minRow, columns: below.columns, rows: lower)
    instruction = Rectangle(
      column: below.minColumn, row: steps.maxRow - 1, columns: below.columns, rows: help)
  }

  /// The rows that a screen needs so that messages have a line of their own.
  private static let leastRowsForMessages = 12
  /// The rows that the panels need in a narrow layout to show an instruction below the steps.
  private static let leastRowsForInstruction = 15

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

  /// The steps are below the list: the boxes share a line.
  package var sharesLines: Bool { !steps.isEmpty && !offers.intersection(steps).isEmpty }

  /// The rows inside the box of the offers, below its heading.
  package var offerRows: Rectangle { offers.inset().split(top: 1).rest }
}
