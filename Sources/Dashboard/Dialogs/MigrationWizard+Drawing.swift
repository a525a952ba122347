// The pages of the migration as pictures: what one has to know, the field with what is wrong with it
// below, and what can be chosen.

import Lifecycle
import Terminal

extension MigrationWizard {
  /// A line of the page, in pieces.
  private typealias Line = [(String, Role)]

  /// Draws the page, in the middle of a screen.
  func draw(on canvas: inout Canvas, theme: Theme, keys: KeyMap) -> [Target] {
    var targets: [Target] = []
    let width = min(canvas.size.columns - 2, 78)
    let inner = max(1, width - 4)
    let help = self.help.wrapped(to: inner).map { [($0, Role.text)] as Line } + summary
    let notes = self.notes(columns: inner)
    let hasField = stops.contains(.field)
    let least = (hasField ? 2 : 0) + stops.count { $0 != .field } + 1
    let place = Dialog.place(
      width: width, height: help.count + notes.count + least + 6,
      title: "Migrate \(publisher.name)",
      trailing: page < 4 ? "\(page) of 3" : "done", on: &canvas, theme: theme)
    // Where there is little room, what is to be done stays, and the explanation goes first.
    let room = max(0, place.rows - least)
    let shownNotes = notes.prefix(room)
    let shownHelp = help.prefix(max(0, room - shownNotes.count - 1))
    var row = place.minRow
    if room > shownNotes.count + help.count + 2 {
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
    for line in shownNotes { write(line, &row, place, on: &canvas, theme) }
    for (number, choice) in stops.enumerated() where choice != .field && row < place.maxRow - 1 {
      let isHere = choice == stop && asking == nil
      write(
        [
          (isHere ? "\(theme.signs.selected) " : "  ", .key),
          (title(of: choice), choice.isLink ? .link : .text),
        ], &row, place, on: &canvas, theme)
      let line = Rectangle(column: place.minColumn, row: row - 1, columns: place.columns, rows: 1)
      if isHere { canvas.lay(.selection, over: line, theme: theme) }
      targets.append(Target(place: line, press: .entry(number)))
    }
    return targets + drawFoot(place, on: &canvas, theme, keys)
  }

  private func write(
    _ line: Line, _ row: inout Int, _ place: Rectangle, on canvas: inout Canvas, _ theme: Theme
  ) {
    guard row < place.maxRow - 1 else { return }
    canvas.write(
      line, at: Point(column: place.minColumn, row: row), columns: place.columns, theme: theme)
    row += 1
  }

  private func drawFoot(
    _ place: Rectangle, on canvas: inout Canvas, _ theme: Theme, _ keys: KeyMap
  ) -> [Target] {
    if asking != nil {
      return Dialog.foot(
        [FootKey(key: .escape, "stop")],
        after: ("Asking the directory\(theme.signs.ellipsis)  ", .notice), in: place, on: &canvas,
        theme: theme, keys: keys)
    }
    let leave = FootKey(key: .escape, page == 4 ? "close" : "leave, and go on later")
    let items =
      stop == .field
      ? [
        FootKey(key: .enter, "go on"), FootKey(key: .tab, "next"),
        FootKey(key: .up, "typed before"), FootKey(key: .escape, "leave"),
      ] : [FootKey(key: .enter, "choose"), FootKey(key: .tab, "next"), leave]
    return Dialog.foot(
      items + [FootKey(key: .function(1), "help")], in: place, on: &canvas, theme: theme, keys: keys
    )
  }

  // MARK: - Words

  /// What the page is, and which of how many.
  var heading: String { "Migrate \(publisher.name)" + (page < 4 ? ", page \(page) of 3" : "") }

  /// The pages, with what is done and where one is.
  private func way(_ theme: Theme) -> Line {
    let titles = ["Work email", "MPN ID", "Last look"]
    return titles.enumerated().flatMap { number, title in
      let (sign, role): (String, Role) =
        switch page - 1 {
        case number: (theme.signs.next, .stepNext)
        case ..<number: (theme.signs.later, .stepLater)
        default: (theme.signs.done, .stepDone)
        }
      return [("\(sign) \(title)   ", role)]
    }
  }

  private var fieldTitle: String { page == 1 ? "Work email" : "MPN ID" }

  /// What one has to know.
  var help: String {
    switch account.underlying {
    case .actionRequired, .workEmail, .notOwner:
      return "In most cases this is the address with which you sign in to Cloud Partner Portal. "
        + "If that is a Microsoft account (personal), give a work email of the company to which "
        + "the MPN ID is registered. The address must belong to the tenant of the MPN ID."
    case .membership(_, let email, let membership):
      let taken =
        "\(email.address.text) belongs to \(email.tenant.name)"
        + (email.assurance == .byHand ? " (unverified).\n" : ".\n")
      switch membership {
      case .none:
        return taken + "The account has no Microsoft Partner Network ID. If your company has one, "
          + "enter it; if not, sign up on the page below, and enter the new ID."
      case .invalid(let id):
        return taken + "The MPN ID \(id) is invalid. Sign up on the page below, and enter the "
          + "new ID."
      case .unknown(let id):
        return taken + "The directory does not know the MPN ID \(id) of the profile. Enter it to "
          + "say what it is, or enter another."
      case .unconfirmed(let membership):
        return taken + "The MPN ID \(membership.id.text) was created in Partner Membership "
          + "Center. Sign in to Partner Center: if a profile with this ID shows, confirm it. If "
          + "not, follow the prompts in Partner Membership Center first."
      case .valid(let membership):
        return taken + "The MPN ID \(membership.id.text) is valid and is kept"
          + (membership.assurance == .byHand ? " (unverified)." : ".")
      }
    case .review:
      return "A last look before the account moves. Afterwards users and settings are managed in "
        + "Partner Center, and changes there show in Cloud Partner Portal too."
    case .migrated:
      return "The account has migrated. Settings and users are managed in Partner Center now; "
        + "what you add or remove there is expected to show in Cloud Partner Portal too."
    }
  }

  /// What was given, to be looked at before it counts.
  var summary: [[(String, Role)]] {
    guard case .review(_, let email, let membership) = account.underlying else { return [] }
    func line(_ title: String, _ value: String, _ assurance: Assurance = .verified) -> Line {
      [
        (title + String(repeating: " ", count: 12 - title.count), .dim), (value, .text),
        (assurance == .byHand ? "  unverified: a person said so" : "", .notice),
      ]
    }
    return [
      [("", .text)], line("Publisher", "\(publisher.name) (\(publisher.id))"),
      line("Work email", email.address.text),
    ] + email.address.text.lookalikes.map { [("            " + $0, .notice)] } + [
      line("Tenant", email.tenant.title, email.assurance),
      line("MPN ID", membership.id.text, membership.assurance),
    ]
  }

  /// What is said below the field.
  func notes(columns: Int) -> [[(String, Role)]] {
    var notes: [Line] = []
    func add(_ text: String, _ role: Role) {
      notes += text.wrapped(to: columns).map { [($0, role)] }
    }
    if profileField != nil { for note in field.text.lookalikes { add(note, .notice) } }
    if let mistake { add(mistake.sentence, .error) }
    if let trouble { add(trouble, .error) }
    return notes.isEmpty && profileField == nil ? [] : notes + [[("", .text)]]
  }

  /// The words of a choice, or of the field.
  func title(of stop: Stop) -> String {
    switch stop {
    case .field: return fieldTitle
    case .link(let page): return "Open: \(page.title)"
    case .byHand: return "Say by hand what the directory does not know"
    case .confirm: return "I have seen the profile with this MPN ID in Partner Center"
    case .back: return page == 1 ? "Leave; it is kept as it is" : "Back"
    case .next:
      switch page {
      case 1, 2: return "Go on"
      case 3: return "Migrate the account"
      default: return "Close"
      }
    }
  }
}

extension MigrationWizard.Stop {
  /// It opens a page in the browser.
  fileprivate var isLink: Bool { if case .link = self { true } else { false } }
}
