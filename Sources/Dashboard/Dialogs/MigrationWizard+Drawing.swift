// The pages of the migration as pictures: what one has to know, the field with what is wrong with it
// below, and what can be chosen.

import Lifecycle
import Terminal

extension MigrationWizard {
  /// A line of the page, in pieces.
  private typealias Line = [(String, Role)]

  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target] {
    let (theme, keys) = (environment.theme, environment.keys)
    var targets: [Target] = []
    var place = DialogFrame.page(
      title: "Migrate \(owner.name)", trailing: self.page < 4 ? "\(self.page) of 3" : "done",
      in: page, on: &canvas, theme: theme)
    let foot = place.split(bottom: 1).bottom
    targets += drawFoot(foot, on: &canvas, theme, keys)
    place = place.split(left: Self.widest).left.split(bottom: 1).rest
    let help =
      words.help.wrapped(to: place.columns).map { [($0, .text)] as Line } + words.summary
    let notes = self.notes(columns: place.columns)
    let hasField = stops.contains(.field)
    let least = (hasField ? 2 : 0) + stops.count { $0 != .field }
    // Where there is little room, what is to be done stays, and the explanation goes first.
    let room = max(0, place.rows - least)
    let shownNotes = notes.prefix(room)
    // The rows of a refusal are kept free, so that nothing moves when one comes.
    let kept = hasField ? max(shownNotes.count, Self.noteRows) : shownNotes.count
    let noteRows = room >= kept + help.count + 3 ? kept : shownNotes.count
    let shownHelp = help.prefix(max(0, room - noteRows - 1))
    var row = place.minRow
    if room > noteRows + help.count + 2 {
      write(way(theme), &row, place, on: &canvas, theme)
      row += 1
    }
    for line in shownHelp { write(line, &row, place, on: &canvas, theme) }
    if !shownHelp.isEmpty { row += 1 }
    if hasField {
      write([(fieldTitle, stop == .field ? .key : .dim)], &row, place, on: &canvas, theme)
      let line = Rectangle(column: place.minColumn, row: row, columns: place.columns, rows: 1)
      field.draw(on: &canvas, in: line, theme: theme)
      if stop != .field { canvas.cursor = nil }
      targets.append(Target(place: line, press: .field))
      row += 1
    }
    let choices = row + noteRows
    for line in shownNotes { write(line, &row, place, on: &canvas, theme) }
    row = choices
    for (number, choice) in stops.enumerated() where choice != .field && row < place.maxRow {
      let isHere = choice == stop && asking == nil
      write(
        [
          (isHere ? "\(theme.signs[.selected]) " : "  ", .key),
          (title(of: choice), choice.isLink ? .link : .text),
        ], &row, place, on: &canvas, theme)
      let line = Rectangle(column: place.minColumn, row: row - 1, columns: place.columns, rows: 1)
      if isHere { canvas.lay(.selection, over: line, theme: theme) }
      targets.append(Target(place: line, press: .entry(number)))
    }
    return targets
  }

  /// The widest a line of text is drawn.
  private static let widest = 88
  /// The rows below the field that are kept free for a refusal, with an empty one.
  private static let noteRows = 4

  private func write(
    _ line: Line, _ row: inout Int, _ place: Rectangle, on canvas: inout Canvas, _ theme: Theme
  ) {
    guard row < place.maxRow else { return }
    canvas.write(
      line, at: Point(column: place.minColumn, row: row), columns: place.columns, theme: theme)
    row += 1
  }

  private func drawFoot(
    _ place: Rectangle, on canvas: inout Canvas, _ theme: Theme, _ keys: KeyMap
  ) -> [Target] {
    if asking != nil {
      return DialogFrame.foot(
        [FootKey(key: .escape, "stop")],
        after: ("Asking the directory\(theme.signs[.ellipsis])  ", .notice), in: place, on: &canvas,
        theme: theme, keys: keys)
    }
    let leave = FootKey(key: .escape, page == 4 ? "close" : "save and close")
    let items =
      stop == .field
      ? [
        FootKey(key: .enter, "continue"), FootKey(key: .tab, "next"),
        FootKey(key: .up, "history"), leave,
      ] : [FootKey(key: .enter, "choose"), FootKey(key: .tab, "next"), leave]
    return DialogFrame.foot(
      items + [FootKey(key: .function(1), "help")], in: place, on: &canvas, theme: theme, keys: keys
    )
  }

  // MARK: - Words

  /// What the page is, and which of how many.
  var heading: String { "Migrate \(owner.name)" + (page < 4 ? ", page \(page) of 3" : "") }

  /// The pages, with what is done and where one is.
  private func way(_ theme: Theme) -> Line {
    let titles = ["Work email", "MPN ID", "Review"]
    return titles.enumerated().flatMap { number, title in
      let (sign, role): (String, Role) =
        switch page - 1 {
        case number: (theme.signs[.next], .stepNext)
        case ..<number: (theme.signs[.later], .stepLater)
        default: (theme.signs[.done], .stepDone)
        }
      return [("\(sign) \(title)   ", role)]
    }
  }

  private var fieldTitle: String { page == 1 ? "Work email" : "MPN ID" }

  /// What is said below the field.
  func notes(columns: Int) -> [[(String, Role)]] {
    var notes: [Line] = []
    func add(_ text: String, _ role: Role) {
      notes += text.wrapped(to: columns).map { [($0, role)] }
    }
    if profileField != nil { for note in field.text.lookalikes { add(note, .notice) } }
    if let mistake { add(mistake.sentence, .error) }
    if let trouble { add(trouble, .error) }
    return notes
  }

  /// The words of a choice, or of the field.
  func title(of stop: Stop) -> String {
    switch stop {
    case .field: return fieldTitle
    case .link(let page): return page.title
    case .byHand: return "Enter it manually (marked unverified)"
    case .confirm: return "I see the profile with this MPN ID in Partner Center"
    case .back: return page == 1 ? "Save and close" : "Back"
    case .next:
      switch page {
      case 1, 2: return "Continue"
      case 3: return "Migrate"
      default: return "Close"
      }
    }
  }
}

extension MigrationWizard.Stop {
  /// It opens a page in the browser.
  fileprivate var isLink: Bool { if case .link = self { true } else { false } }
}
