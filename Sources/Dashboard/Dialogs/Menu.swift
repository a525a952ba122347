// A list to choose from: the answers of a question, what blocks an offer, publishers, orders,
// themes, and the help, which is a palette that can be searched.

import Lifecycle
import Terminal

/// A list to choose from, with a text above it.
package struct Menu: Hashable, Sendable {
  /// One thing to choose.
  package struct Item: Hashable, Sendable {
    /// What it is.
    package var title: String
    /// What it means, or the key that does the same.
    package var detail = ""
    /// Why it can't be chosen now; it stays visible all the same.
    package var refusal: String?
    /// What is wanted when it is chosen.
    package var wish: Wish
    /// What is wanted while it is selected, to try it on: themes.
    package var preview: Wish?
    /// It is what holds now.
    package var isCurrent = false

    /// One thing to choose.
    package init(
      _ title: String, detail: String = "", refusal: String? = nil, wish: Wish,
      preview: Wish? = nil, isCurrent: Bool = false
    ) {
      self.title = title
      self.detail = detail
      self.refusal = refusal
      self.wish = wish
      self.preview = preview
      self.isCurrent = isCurrent
    }
  }

  /// What is asked.
  var title: String
  /// What one has to know.
  var text = ""
  /// The page that it is about.
  var link: Link?
  /// What there is to choose from.
  var items: [Item]
  /// The place of the selected one among those that are shown.
  var selected = 0
  /// The search; nil where there is none.
  var search: TextField?
  /// What is wanted where nothing is chosen, to take a preview back.
  var otherwise = Wish.nothing

  /// A list to choose from.
  init(
    title: String, text: String = "", link: Link? = nil, items: [Item], search: TextField? = nil,
    otherwise: Wish = .nothing
  ) {
    self.title = title
    self.text = text
    self.link = link
    self.items = items
    self.search = search
    self.otherwise = otherwise
    selected = items.firstIndex(where: \.isCurrent) ?? 0
  }

  /// The items that the search leaves.
  var shown: [Item] {
    let words = (search?.text ?? "").lowercased().split(separator: " ")
    return words.isEmpty
      ? items
      : items.filter { item in
        let text = "\(item.title) \(item.detail)".lowercased()
        return words.allSatisfy { text.contains($0) }
      }
  }

  /// Takes a key; `command` is what it means on the panels.
  mutating func take(_ key: Key, _ command: Command?) -> Answer {
    if search?.isEmpty == true {
      // The search is open already; and the key that opened the list closes it.
      if command == .filter { return .open }
      if command == .help || command == .palette { return .closed }
    }
    if var field = search, command != .back, ![.up, .down, .enter].contains(key.symbol),
      field.take(key)
    {
      search = field
      selected = 0
      return .open
    }
    switch (key.symbol, command) {
    case (.enter, _): return chosen()
    case (.escape, _): return otherwise == .nothing ? .closed : .wanted(otherwise)
    case (_, .back), (_, .quit): return otherwise == .nothing ? .closed : .wanted(otherwise)
    case (_, .up): return move(to: selected - 1)
    case (_, .down): return move(to: selected + 1)
    case (_, .pageUp): return move(to: selected - 10)
    case (_, .pageDown): return move(to: selected + 10)
    case (_, .first): return move(to: 0)
    case (_, .last): return move(to: shown.count - 1)
    case (_, .openPage): return link.map { .meanwhile(.open($0)) } ?? .open
    case (.character(let character), _):
      guard let number = character.wholeNumberValue, (1...9).contains(number),
        number <= shown.count
      else { return .open }
      selected = number - 1
      return chosen()
    default: return .open
    }
  }

  private mutating func move(to place: Int) -> Answer {
    selected = max(0, min(shown.count - 1, place))
    let preview = shown.indices.contains(selected) ? shown[selected].preview : nil
    return preview.map { .meanwhile($0) } ?? .open
  }

  private func chosen() -> Answer {
    guard shown.indices.contains(selected), shown[selected].refusal == nil else { return .open }
    switch shown[selected].wish {
    case .nothing: return .closed
    // One goes on reading where links are listed.
    case .open(let link): return .meanwhile(.open(link))
    case let wish: return .wanted(wish)
    }
  }

  /// A click chooses; where choosing is tried on, only a second one does.
  mutating func press(_ number: Int, isDouble: Bool) -> Answer {
    let previews = shown.indices.contains(number) && shown[number].preview != nil
    if previews && !isDouble { return move(to: number) }
    selected = number
    return chosen()
  }

  /// Draws the menu, in the middle of a screen.
  func draw(on canvas: inout Canvas, theme: Theme, keys: KeyMap) -> [Target] {
    var targets: [Target] = []
    let items = shown
    let widest = self.items.map { Legible.columns(of: $0.title) + Legible.columns(of: $0.detail) }
    let hasRefusals = self.items.contains { $0.refusal != nil }
    let wanted = max(
      Legible.columns(of: title) + 6, (widest.max() ?? 0) + 12,
      text.isEmpty && !hasRefusals ? 36 : 64)
    let width = min(canvas.size.columns - 2, wanted, 100)
    let lines = text.isEmpty ? [] : text.wrapped(to: width - 4)
    let notes = self.items.map { note(on: $0, columns: width - 4).count }.max() ?? 0
    let above = lines.count + (link == nil ? 0 : 1) + (search == nil ? 0 : 2)
    let height = above + (lines.isEmpty ? 0 : 1) + max(1, self.items.count) + notes + 3
    var place = Dialog.place(
      width: width, height: height, title: title, on: &canvas, theme: theme)
    for line in lines where place.rows > 2 {
      canvas.write(line, at: place.origin, style: theme[.text], columns: place.columns)
      place = place.split(top: 1).rest
    }
    if let link, place.rows > 2 {
      let (line, rest) = place.split(top: 1)
      canvas.write(
        [(keys.key(for: .openPage)?.name ?? "", .key), (" opens ", .dim), (link.text, .link)],
        at: line.origin, columns: line.columns, theme: theme)
      targets.append(Target(place: line, press: .command(.openPage)))
      place = rest
    }
    if !lines.isEmpty { place = place.split(top: 1).rest }
    if let search, place.rows > 2 {
      canvas.write("/", at: place.origin, style: theme[.key])
      let line = Rectangle(
        column: place.minColumn + 2, row: place.minRow, columns: place.columns - 2, rows: 1)
      search.draw(on: &canvas, in: line, theme: theme)
      targets.append(Target(place: line, press: .field))
      place = place.split(top: 2).rest
    }
    let (list, foot) = place.split(bottom: min(notes + 1, place.rows - 1))
    targets += draw(items, in: list, on: &canvas, theme: theme)
    drawNote(items, in: foot, on: &canvas, theme: theme)
    let isReading = items.indices.contains(selected) && items[selected].wish.isLink
    return targets
      + Dialog.foot(
        [FootKey(key: .enter, isReading ? "open" : "choose"), FootKey(key: .escape, "back")],
        in: foot,
        on: &canvas, theme: theme, keys: keys)
  }

  /// What has to be said of the selected item: why it can't be chosen, or all of a title that is
  /// too long for its line.
  private func note(on item: Item, columns: Int) -> [String] {
    if let refusal = item.refusal { return refusal.wrapped(to: columns) }
    let room = columns - 4 - Legible.columns(of: item.detail)
    return Legible.columns(of: item.title) > room ? item.title.wrapped(to: columns) : []
  }

  private func drawNote(
    _ items: [Item], in foot: Rectangle, on canvas: inout Canvas, theme: Theme
  ) {
    guard items.indices.contains(selected) else { return }
    let item = items[selected]
    let note = note(on: item, columns: foot.columns)
    for (row, line) in note.prefix(max(0, foot.rows - 1)).enumerated() {
      canvas.write(
        line, at: Point(column: foot.minColumn, row: foot.minRow + row),
        style: theme[item.refusal == nil ? .text : .error], columns: foot.columns)
    }
  }

  private func draw(
    _ items: [Item], in list: Rectangle, on canvas: inout Canvas, theme: Theme
  ) -> [Target] {
    var targets: [Target] = []
    if items.isEmpty {
      canvas.write("Nothing is called so.", at: list.origin, style: theme[.dim])
    }
    let top = max(0, min(selected - list.rows / 2, items.count - list.rows))
    for (row, item) in items.dropFirst(top).prefix(list.rows).enumerated() {
      let line = Rectangle(
        column: list.minColumn, row: list.minRow + row, columns: list.columns, rows: 1)
      let isSelected = top + row == selected
      let role: Role = item.refusal == nil ? .text : .disabled
      canvas.write(
        [
          (isSelected ? theme.signs.selected + " " : "  ", .key), (item.title, role),
          (item.isCurrent ? " " + theme.signs.done : "", .stepDone),
        ], at: line.origin, columns: line.columns, theme: theme)
      canvas.write(
        item.refusal != nil && item.detail.isEmpty ? "not now" : item.detail,
        endingAt: Point(column: line.maxColumn, row: line.minRow), role: .dim,
        columns: line.columns - Legible.columns(of: item.title) - 5, theme: theme)
      if isSelected { canvas.lay(.selection, over: line, theme: theme) }
      targets.append(Target(place: line, press: .entry(top + row)))
    }
    return targets
  }
}

extension Wish {
  /// It opens a page, and nothing else.
  fileprivate var isLink: Bool { if case .open = self { true } else { false } }
}
