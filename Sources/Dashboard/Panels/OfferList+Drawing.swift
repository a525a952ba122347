// The list of offers as a picture: a window over all of them, with as many columns as the width has
// room for.

import Lifecycle
import Terminal

extension OfferList {
  /// Draws the list into its box.
  ///
  /// - Parameters:
  ///   - isFocused: the list has the keys, unless a dialog takes them: then `hasKeys` is false.
  func draw(
    on canvas: inout Canvas, in box: Rectangle, isFocused: Bool, hasKeys: Bool,
    _ environment: Environment
  ) {
    let theme = environment.theme
    canvas.box(
      box, title: environment.deck.isCounted ? environment.overview.title(theme.signs) : "Offers",
      trailing: position(theme.signs), isFocused: isFocused && hasKeys, theme: theme)
    let (top, rows) = box.inset().split(top: 1)
    let columns = columns(in: box)
    drawHeading(columns, on: &canvas, in: top, theme)
    guard let window = listing.window, !window.offers.isEmpty else {
      return drawEmpty(on: &canvas, in: rows, environment)
    }
    for row in 0..<rows.rows {
      guard let offer = window[listing.top + row] else { continue }
      let place = listing.top + row
      draw(
        self.rows[place] ?? OfferRow(offer, columns, in: environment), of: offer.key,
        isSelected: place == listing.selection, columns, on: &canvas,
        in: Rectangle(
          column: rows.minColumn, row: rows.minRow + row, columns: rows.columns, rows: 1),
        selection: isFocused && hasKeys ? .selection : .selectionResting, environment)
    }
  }

  private func columns(in box: Rectangle) -> [OfferColumn] {
    let (width, hasPublishers) = (box.columns - 2, query.publisher == nil)
    return rows.has(width: width, hasPublishers: hasPublishers)
      ? rows.columns : OfferColumn.all(width: width, hasPublishers: hasPublishers)
  }

  /// What a click on the heading sorts by; nil if by nothing.
  func sort(at column: Int, in box: Rectangle) -> Query.Sort? {
    columns(in: box)
      .first { ($0.start..<$0.start + $0.width).contains(column - 1) }?.sort
  }

  /// Where one is: `7 of 10,000`.
  private func position(_ signs: Signs) -> String {
    guard let window = listing.window, !window.offers.isEmpty else { return "" }
    let count = window.count.map(\.grouped) ?? signs[.ellipsis]
    let selected = marks.isEmpty ? "" : "\(marks.count) selected \(signs[.dot]) "
    let filtered = query.isFiltered ? " filtered" : ""
    return "\(selected)\((listing.selection + 1).grouped) of \(count)\(filtered)"
  }

  private func drawHeading(
    _ columns: [OfferColumn], on canvas: inout Canvas, in place: Rectangle, _ theme: Theme
  ) {
    for column in columns {
      let isSorted = column.sort == query.sort
      let mark =
        isSorted ? query.isDescending ? theme.signs[.descending] : theme.signs[.ascending] : ""
      // The mark is what tells: the title gives way to it, and before that the blank between them.
      let room = column.width - Legible.columns(of: mark)
      let title = Legible.clipped(column.title, to: room, ellipsis: theme.signs[.ellipsis])
      let hasBlank = isSorted && Legible.columns(of: title) < room
      canvas.write(
        title + (hasBlank ? " " : "") + mark,
        at: Point(column: place.minColumn + column.start, row: place.minRow),
        style: theme[isSorted ? .title : .dim])
    }
  }

  private func draw(
    _ row: OfferRow, of key: OfferKey, isSelected: Bool, _ columns: [OfferColumn],
    on canvas: inout Canvas, in place: Rectangle, selection: Role, _ environment: Environment
  ) {
    let theme = environment.theme
    canvas.write(
      [
        (isSelected ? theme.signs[.selected] : " ", .key),
        (marks.contains(key) ? theme.signs[.marked] : " ", .mark),
      ],
      at: place.origin, columns: 3, theme: theme)
    for (column, pieces) in zip(columns, row.cells) {
      canvas.write(
        pieces, at: Point(column: place.minColumn + column.start, row: place.minRow),
        columns: column.width, theme: theme)
    }
    guard isSelected, let name = columns.first else { return }
    // The mark and the name alone: stage and level keep the colors that they are known by, and a
    // step down the list is a few bytes for the terminal.
    let head = Rectangle(
      column: place.minColumn, row: place.minRow, columns: name.start + name.width, rows: 1)
    canvas.lay(selection, over: head, theme: theme)
  }

  /// What a list without rows says: that it is read, filtered to nothing, or how to begin.
  func emptyLines(in environment: Environment) -> [[(String, Role)]] {
    let (today, keyName) = (environment.today, environment.keyName)
    if listing.window == nil || !environment.deck.isCounted {
      return [[("Reading the deck…", .dim)]]
    }
    if isFilteredToNothing {
      return [
        [("No offer matches the filter.", .title)],
        [(keyName(.back), .key), (" clears it.", .text)],
      ]
    }
    if environment.unchangeable != nil {
      let none = environment.deck.publishers.isEmpty ? "The deck was empty" : "There were no offers"
      return [
        [("\(none) on \(today.weekdayTitle) \(today.title()).", .title)]
      ]
        + (environment.asOf.offset == nil
          ? [] : [[(keyName(.present), .key), (" goes back to now.", .text)]])
    }
    if environment.deck.publishers.isEmpty {
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
  private func drawEmpty(
    on canvas: inout Canvas, in place: Rectangle, _ environment: Environment
  ) {
    let lines = emptyLines(in: environment)
    let start = max(0, (place.rows - lines.count) / 2)
    for (row, pieces) in lines.enumerated() where start + row < place.rows {
      canvas.write(
        pieces, at: Point(column: place.minColumn + 3, row: place.minRow + start + row),
        columns: place.columns - 4, theme: environment.theme)
    }
  }
}
