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
  /// The place of the selected one among those that are shown; nil while a question has no answer.
  var selected: Int?
  /// Its items answer a question: none of them is selected until somebody chooses.
  let isQuestion: Bool
  /// What Enter has to say, where it can't choose.
  private(set) var hint = ""
  /// The search; nil where there is none.
  var search: TextField?
  /// What is wanted where nothing is chosen, to take a preview back.
  var otherwise = Wish.nothing

  /// A list to choose from.
  init(
    title: String, text: String = "", link: Link? = nil, items: [Item], search: TextField? = nil,
    otherwise: Wish = .nothing, isQuestion: Bool = false
  ) {
    self.title = title
    self.text = text
    self.link = link
    self.items = items
    self.search = search
    self.otherwise = otherwise
    self.isQuestion = isQuestion
    selected =
      isQuestion
      ? nil
      : items.firstIndex(where: \.isCurrent) ?? items.firstIndex { $0.refusal == nil } ?? 0
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
    hint = ""
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
    if let place = place(after: key, command) { return move(to: place) }
    switch (key.symbol, command) {
    case (.enter, _): return chosen()
    case (.escape, _): return otherwise == .nothing ? .closed : .wanted(otherwise)
    case (_, .back), (_, .quit): return otherwise == .nothing ? .closed : .wanted(otherwise)
    case (_, .up): return move(to: (selected ?? shown.count) - 1)
    case (_, .down): return move(to: (selected ?? -1) + 1)
    case (_, .pageUp): return move(to: (selected ?? shown.count) - 10)
    case (_, .pageDown): return move(to: (selected ?? -1) + 10)
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

  /// The selected item; nil if there is none.
  private var item: Item? { selected.flatMap { shown[safely: $0] } }

  /// The answer to a question that begins with a letter, the next one after the selected; nil if the
  /// key moves, or none begins so.
  private func place(after key: Key, _ command: Command?) -> Int? {
    guard isQuestion, case .character(let letter) = key.symbol, key.modifiers.isEmpty,
      command?.movesInMenus != true
    else { return nil }
    let places = shown.indices.filter {
      shown[$0].title.first?.lowercased() == letter.lowercased()
    }
    return places.first { $0 > selected ?? -1 } ?? places.first
  }

  private mutating func move(to place: Int) -> Answer {
    selected = max(0, min(shown.count - 1, place))
    return item?.preview.map { .meanwhile($0) } ?? .open
  }

  private mutating func chosen() -> Answer {
    guard let item else {
      if isQuestion { hint = "Choose an answer first." }
      return .open
    }
    guard item.refusal == nil else { return .open }
    switch item.wish {
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
    // The row for what Enter has to say is there from the beginning.
    let notes = max(
      isQuestion ? 1 : 0, self.items.map { note(on: $0, columns: width - 4).count }.max() ?? 0)
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
    drawNote(in: foot, on: &canvas, theme: theme)
    let isReading = item?.wish.isLink == true
    let range = visible(rows: list.rows)
    let position =
      range.count < items.count
      ? "\(range.lowerBound + 1)\(theme.signs.dash)\(range.upperBound) of \(items.count)  " : ""
    return targets
      + Dialog.foot(
        [FootKey(key: .enter, isReading ? "open" : "choose"), FootKey(key: .escape, "back")],
        after: (position, .notice), in: foot, on: &canvas, theme: theme, keys: keys)
  }

  /// What has to be said of the selected item: why it can't be chosen, or all of a title that is
  /// too long for its line.
  private func note(on item: Item, columns: Int) -> [String] {
    if let refusal = item.refusal { return refusal.wrapped(to: columns) }
    let room = columns - 4 - Legible.columns(of: item.detail)
    return Legible.columns(of: item.title) > room ? item.title.wrapped(to: columns) : []
  }

  private func drawNote(in foot: Rectangle, on canvas: inout Canvas, theme: Theme) {
    guard let item else {
      canvas.write(hint, at: foot.origin, style: theme[.notice], columns: foot.columns)
      return
    }
    let note = note(on: item, columns: foot.columns)
    for (row, line) in note.prefix(max(0, foot.rows - 1)).enumerated() {
      canvas.write(
        line, at: Point(column: foot.minColumn, row: foot.minRow + row),
        style: theme[item.refusal == nil ? .text : .error], columns: foot.columns)
    }
  }

  /// The places of the items that such a list has room for, around the selected one.
  private func visible(rows: Int) -> Range<Int> {
    let count = shown.count
    let top = max(0, min((selected ?? 0) - rows / 2, count - rows))
    return top..<max(top, min(count, top + rows))
  }

  private func draw(
    _ items: [Item], in list: Rectangle, on canvas: inout Canvas, theme: Theme
  ) -> [Target] {
    var targets: [Target] = []
    if items.isEmpty {
      canvas.write("No matches.", at: list.origin, style: theme[.dim])
    }
    let top = visible(rows: list.rows).lowerBound
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
        item.refusal != nil && item.detail.isEmpty ? "unavailable" : item.detail,
        endingAt: Point(column: line.maxColumn, row: line.minRow), role: .dim,
        columns: line.columns - Legible.columns(of: item.title) - 5, theme: theme)
      if isSelected { canvas.lay(.selection, over: line, theme: theme) }
      targets.append(Target(place: line, press: .entry(top + row)))
    }
    return targets
  }
}

extension Command {
  /// It does something in every menu, so that no answer is chosen by its key.
  fileprivate var movesInMenus: Bool {
    switch self {
    case .up, .down, .pageUp, .pageDown, .first, .last, .back, .quit, .openPage: true
    default: false
    }
  }
}

extension Wish {
  /// It opens a page, and nothing else.
  fileprivate var isLink: Bool { if case .open = self { true } else { false } }
}
