// The pages of the migration as pictures: what one has to know, the field with what is wrong with it
// below, and what can be chosen.

import Lifecycle
import Terminal

extension MigrationWizard {
  /// A line of the page, in pieces.
  private typealias Line = [(String, Role)]

  /// Draws the page, in the middle of a screen.
  func draw(on canvas: inout Canvas, theme: Theme) {
    let width = min(canvas.size.columns - 2, 78)
    let inner = max(1, width - 4)
    let help = self.help.wrapped(to: inner).map { [($0, Role.text)] as Line }
    let notes = self.notes(columns: inner)
    let hasField = stops.contains(.field)
    let choices = stops.filter { $0 != .field }
    let least = (hasField ? 2 : 0) + choices.count + 1
    let place = Dialog.place(
      width: width, height: help.count + notes.count + least + 4,
      title: heading, on: &canvas, theme: theme)
    // Where there is little room, what is to be done stays, and the explanation goes first.
    let room = max(0, place.rows - least)
    let shownNotes = notes.prefix(room)
    let shownHelp = help.prefix(max(0, room - shownNotes.count - 1))
    var row = place.minRow
    for line in shownHelp { write(line, &row, place, on: &canvas, theme) }
    if !shownHelp.isEmpty { row += 1 }
    if hasField {
      write([(fieldTitle, stop == .field ? .key : .dim)], &row, place, on: &canvas, theme)
      field.draw(
        on: &canvas,
        in: Rectangle(column: place.minColumn, row: row, columns: place.columns, rows: 1),
        theme: theme)
      if stop != .field { canvas.cursor = nil }
      row += 1
    }
    for line in shownNotes { write(line, &row, place, on: &canvas, theme) }
    for choice in choices {
      let isHere = choice == stop && asking == nil
      write(
        [(isHere ? "\(theme.signs.selected) " : "  ", .key), (title(of: choice), .text)], &row,
        place, on: &canvas, theme)
      if isHere {
        canvas.lay(
          .selection,
          over: Rectangle(
            column: place.minColumn, row: row - 1, columns: place.columns, rows: 1), theme: theme)
      }
    }
    drawFoot(place, on: &canvas, theme)
  }

  private func write(
    _ line: Line, _ row: inout Int, _ place: Rectangle, on canvas: inout Canvas, _ theme: Theme
  ) {
    guard row < place.maxRow - 1 else { return }
    canvas.write(
      line, at: Point(column: place.minColumn, row: row), columns: place.columns, theme: theme)
    row += 1
  }

  private func drawFoot(_ place: Rectangle, on canvas: inout Canvas, _ theme: Theme) {
    let keys: Line =
      asking != nil
      ? [
        ("Asking the directory\(theme.signs.ellipsis)  ", .notice), ("Esc", .key), (" stop", .dim),
      ]
      : [
        ("Enter", .key), (" choose  ", .dim), ("Tab", .key), (" next  ", .dim),
        (stop == .field ? "Up" : "", .key), (stop == .field ? " typed before  " : "", .dim),
        ("Esc", .key), (" leave, nothing is lost", .dim),
      ]
    canvas.write(
      keys, at: Point(column: place.minColumn, row: place.maxRow - 1), columns: place.columns,
      theme: theme)
  }

  // MARK: - Words

  /// What the page is, and which of how many.
  var heading: String {
    "Migrate \(publisher.name)" + (page < 4 ? " · \(page) of 3" : "")
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
    case .review(_, let email, let membership):
      let unverified = " (unverified: a person said so)"
      return "A last look before the account moves:\n"
        + "Publisher   \(publisher.name) (\(publisher.id))\n"
        + "Work email  \(email.address.text)\(email.address.asciiForm.map { " (\($0))" } ?? "")\n"
        + "Tenant      \(email.tenant.title)\(email.assurance == .byHand ? unverified : "")\n"
        + "MPN ID      \(membership.id.text)\(membership.assurance == .byHand ? unverified : "")\n"
        + "Afterwards users and settings are managed in Partner Center, and changes there show in "
        + "Cloud Partner Portal too."
    case .migrated:
      return "The account has migrated. Settings and users are managed in Partner Center now; "
        + "what you add or remove there is expected to show in Cloud Partner Portal too."
    }
  }

  /// What is said below the field.
  func notes(columns: Int) -> [[(String, Role)]] {
    var notes: [Line] = []
    func add(_ text: String, _ role: Role) {
      notes += text.wrapped(to: columns).map { [($0, role)] }
    }
    if page == 1, let address = try? EmailAddress(field.text) {
      if let ascii = address.asciiForm { add("In ASCII: \(ascii)", .dim) }
      if let warning = address.warning { add(warning, .error) }
    }
    if let mistake { add(mistake.sentence, .error) }
    if let trouble { add(trouble, .error) }
    return notes.isEmpty ? [[("", .text)]] : notes + [[("", .text)]]
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
