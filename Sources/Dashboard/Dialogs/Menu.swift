// A list to choose from: the answers of a question, what blocks an offer, publishers, orders,
// themes, and the help, which is a palette that can be searched.

import Lifecycle
import Terminal

/// A list to choose from, with a text above it.
struct Menu: Dialog {
  /// One thing to choose.
  struct Item: Sendable {
    /// What it is.
    let title: String
    /// What it means, or the key that does the same.
    var detail: String
    /// Why it can't be chosen now; it stays visible all the same.
    let refusal: String?
    /// What follows when it is chosen; the menu only closes if there is nothing.
    let actions: [DialogAction]
    /// What follows while it is selected, to try it on: themes.
    let preview: DialogAction?
    /// It is what holds now.
    let isCurrent: Bool

    /// One thing to choose.
    init(
      _ title: String, detail: String = "", refusal: String? = nil, _ actions: DialogAction...,
      preview: DialogAction? = nil, isCurrent: Bool = false
    ) {
      self.title = title
      self.detail = detail
      self.refusal = refusal
      self.actions = actions
      self.preview = preview
      self.isCurrent = isCurrent
    }

    /// It opens a page in the browser.
    fileprivate var isLink: Bool { actions.first?.isLink == true }
  }

  /// What is asked.
  let title: String
  /// What one has to know.
  let text: String
  /// The page that it is about.
  let link: Link?
  /// What there is to choose from.
  var items: [Item]
  /// The place of the selected one among those that are shown; nil while a question has no answer.
  private(set) var selected: Int?
  /// Its items answer a question: none of them is selected until somebody chooses.
  let isQuestion: Bool
  /// What Enter has to say, where it can't choose.
  private var hint = ""
  /// The search; nil where there is none.
  private(set) var search: TextField?
  /// What follows if nothing is chosen, to take a preview back.
  private let otherwise: DialogAction?

  /// A list to choose from.
  init(
    title: String, text: String = "", link: Link? = nil, items: [Item], search: TextField? = nil,
    otherwise: DialogAction? = nil, isQuestion: Bool = false
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

  var question: [String] { ["menu", title, text] }
  var isTyping: Bool { search != nil }
  var wheelLines: Int { 1 }

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

  mutating func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction] {
    switch input {
    case .key(let key, let command): return take(key, command)
    case .paste(let text): search?.insert(text)
    case .entry(let number, let isDouble): return press(number, isDouble: isDouble)
    case .field(let column, let place): search?.point(at: column, in: place)
    }
    return []
  }

  private mutating func take(_ key: Key, _ command: Command?) -> [DialogAction] {
    hint = ""
    if search?.isEmpty == true {
      // The search is open already; and the key that opened the list closes it.
      if command == .filter { return [] }
      if command == .help || command == .palette { return [.close] }
    }
    if var field = search, command != .back, ![.up, .down, .enter].contains(key.symbol),
      field.take(key)
    {
      search = field
      selected = 0
      return []
    }
    if let place = place(after: key, command) { return move(to: place) }
    switch (key.symbol, command) {
    case (.enter, _): return chosen()
    case (.escape, _), (_, .back), (_, .quit): return [.close] + (otherwise.map { [$0] } ?? [])
    case (_, .up): return move(to: (selected ?? shown.count) - 1)
    case (_, .down): return move(to: (selected ?? -1) + 1)
    case (_, .pageUp): return move(to: (selected ?? shown.count) - 10)
    case (_, .pageDown): return move(to: (selected ?? -1) + 10)
    case (_, .first): return move(to: 0)
    case (_, .last): return move(to: shown.count - 1)
    case (_, .openPage): return link.map { [.ask(.open($0))] } ?? []
    case (.character(let character), _):
      guard let number = character.wholeNumberValue, (1...9).contains(number),
        number <= shown.count
      else { return [] }
      selected = number - 1
      return chosen()
    default: return []
    }
  }

  /// The selected item; nil if there is none.
  private var item: Item? { selected.flatMap { shown[safely: $0] } }

  /// The answer to a question that begins with a letter, the next one after the selected; nil if the
  /// key moves, or none begins so.
  private func place(after key: Key, _ command: Command?) -> Int? {
    guard isQuestion, case .character(let letter) = key.symbol, key.modifiers.isEmpty,
      command?.has(.inMenus) != true
    else { return nil }
    let places = shown.indices.filter {
      shown[$0].title.first?.lowercased() == letter.lowercased()
    }
    return places.first { $0 > selected ?? -1 } ?? places.first
  }

  private mutating func move(to place: Int) -> [DialogAction] {
    selected = max(0, min(shown.count - 1, place))
    return item?.preview.map { [$0] } ?? []
  }

  private mutating func chosen() -> [DialogAction] {
    guard let item else {
      if isQuestion { hint = "Choose an answer first." }
      return []
    }
    guard item.refusal == nil else { return [] }
    // One goes on reading where links are listed.
    return item.isLink ? item.actions : [.close] + item.actions
  }

  /// A click chooses; where choosing is tried on, only a second one does.
  private mutating func press(_ number: Int, isDouble: Bool) -> [DialogAction] {
    let previews = shown.indices.contains(number) && shown[number].preview != nil
    if previews && !isDouble { return move(to: number) }
    selected = number
    return chosen()
  }

  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target] {
    let (theme, keys) = (environment.theme, environment.keys)
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
    var place = DialogFrame.place(
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
    let isReading = item?.isLink == true
    let range = visible(rows: list.rows)
    let position =
      range.count < items.count
      ? "\(range.lowerBound + 1)\(theme.signs[.dash])\(range.upperBound) of \(items.count)  " : ""
    return targets
      + DialogFrame.foot(
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
          (isSelected ? theme.signs[.selected] + " " : "  ", .key), (item.title, role),
          (item.isCurrent ? " " + theme.signs[.done] : "", .stepDone),
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

// MARK: - In words

extension Menu {
  var spoken: [String] {
    let items = shown.enumerated().map { place, item in
      let parts = [
        item.title, item.detail, item.isCurrent ? "as it is now" : "",
        item.refusal.map { "unavailable: \($0)" } ?? "",
      ]
      return "\(place + 1). " + parts.filter { !$0.isEmpty }.joined(separator: ", ").spoken
    }
    return [title.asHeading] + text.split(separator: "\n").map { String($0).spoken }
      + [link?.text].compactMap { $0 } + items
  }

  var spokenPrompt: String { "Which number?" }

  mutating func hear(_ words: String, in environment: Environment) -> [DialogAction] {
    if words.isBack { return take(Key(.escape), nil) }
    let found: [Int]
    if let number = Int(words) {
      found = shown.indices.contains(number - 1) ? [number - 1] : []
    } else {
      let parts = words.lowercased().split(separator: " ")
      let titles = shown.map { $0.title.lowercased() }
      let exact = titles.firstIndex(of: words.lowercased())
      found =
        exact.map { [$0] }
        ?? titles.indices.filter { place in
          !parts.isEmpty && parts.allSatisfy { titles[place].contains($0) }
        }
    }
    guard let place = found.first else {
      return words.isEmpty ? [] : [.say("“\(words)” is not one of these.")]
    }
    guard found.count == 1 else {
      let numbers = found.map { "\($0 + 1)" }.joined(separator: ", ")
      return [.say("“\(words)” can be \(numbers). Type the number.")]
    }
    if let refusal = shown[place].refusal { return [.say("Unavailable: \(refusal)")] }
    selected = place
    return take(Key(.enter), nil)
  }
}
