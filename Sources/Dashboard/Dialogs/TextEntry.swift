// A question that is answered in words: a listing's address, the text of a report.

package import Lifecycle
import Terminal

/// A question that is answered in words.
package struct TextEntry: Hashable, Sendable {
  /// What the words are for.
  package enum Purpose: Hashable, Sendable {
    /// The answer to a step of these offers.
    case answer(Step, [OfferKey])
    /// The support ticket of an answer of a step of these offers; it may be left out.
    case ticket(Step, Action, [OfferKey])
    /// The report of an event of these offers.
    case report(StageEvent, [OfferKey])
    /// The value of a field of an offer.
    case field(OfferField, OfferKey)
    /// The path of a file to import.
    case file
    /// The ID of a new publisher.
    case publisher
    /// The name of the tenant that an entry of the directory is about.
    case tenant(DirectoryEntry)
    /// Another value of a field of a publisher's profile.
    case profile(ProfileField, Publisher)
    /// A person to add to an account.
    case user(String)
    /// A legal entity to add to a publisher.
    case entity(String)
    /// Another name of a legal entity of a publisher.
    case entityName(String, String)
    /// The path of a file with the users of a portal.
    case userFile(UserPortal, String)
  }

  /// What is asked.
  let title: String
  /// What one has to know.
  let text: String
  /// The page that it is about.
  var link: Link?
  /// What the words are for.
  let purpose: Purpose
  /// What was typed.
  var field = TextField()
  /// What is wrong with it.
  var mistake: String?
  /// A text that may be right: Tab puts it into the empty field, and nothing else does.
  var suggestion: String?
  /// What was typed here before was asked for.
  var isRecalled = false

  /// What is remembered of such a field; nil where nothing is.
  var typedField: TypedField? {
    switch purpose {
    case .answer(let step, _): step.fact.map { .offer(.fact($0)) }
    case .field(let field, _): .offer(field)
    case .ticket: .offer(.fact(.supportTicket))
    case .file: .offerFile
    case .userFile: .userFile
    case .tenant: .tenant
    case .profile(let field, _): .profile(field)
    case .user: .user
    case .entity, .entityName: .legalEntity
    case .report, .publisher: nil
    }
  }

  /// Takes a key.
  mutating func take(_ key: Key) -> Answer {
    switch key.symbol {
    case .enter: return submitted()
    case .escape: return .closed
    case .tab where suggestion != nil && field.isEmpty:
      field.replace(with: suggestion ?? "")
      mistake = nil
      return .open
    default:
      if field.take(key) { mistake = nil }
      return .open
    }
  }

  private mutating func submitted() -> Answer {
    switch purpose {
    case .report(let event, let keys):
      let report = field.text.trimmingWhitespace()
      guard !report.isEmpty else {
        mistake = "Paste the certification report."
        return .open
      }
      return .wanted(.perform(keys, [.event(event, report: report)], title: event.title))
    case .ticket(let step, let action, let keys):
      let ticket = field.text.trimmingWhitespace()
      return .wanted(
        .perform(
          keys, [action] + (ticket.isEmpty ? [] : [.edit(.fact(.supportTicket), ticket)]),
          title: step.title))
    case .field(let what, let key):
      if let reason = Self.misfit(of: field.text, for: what) {
        mistake = reason
        return .open
      }
      return .wanted(
        .perform([key], [.edit(what, field.text)], title: "Change \(what.name)"))
    case .file:
      let path = field.text.trimmingWhitespace()
      guard !path.isEmpty else {
        mistake = "Enter the path of a file (~ is your home folder)."
        return .open
      }
      return .wanted(.importFile(path))
    case .publisher:
      do throws(Misfit) {
        return .wanted(.addPublisher(try Publisher.id(field.text)))
      } catch {
        mistake = "Enter the publisher ID shown in the portal: \(error.reason)."
        return .open
      }
    case .tenant, .profile, .user, .entity, .entityName, .userFile:
      return submittedForAccount()
    case .answer(let step, let keys):
      if let reason = Self.misfit(of: field.text, for: step) {
        mistake = reason
        return .open
      }
      return .wanted(
        .perform(keys, [.answer(step: step.id, value: field.text)], title: step.title))
    }
  }

  /// Why a text can't answer a step; nil where it can. The rules decide in the end; this tells it
  /// while the field is open.
  private static func misfit(of text: String, for step: Step) -> String? {
    guard case .question(let question) = step.kind else { return nil }
    do {
      _ = try question.value(text)
      return nil
    } catch {
      return "Not valid: \(error.reason)."
    }
  }

  /// Why a text can't be the value of a field; an empty one takes a fact back.
  private static func misfit(of text: String, for field: OfferField) -> String? {
    let isEmpty = text.trimmingWhitespace().isEmpty
    guard case .fact(let fact) = field else {
      return isEmpty ? "This can't be empty." : nil
    }
    guard !isEmpty else { return nil }
    do {
      _ = try fact.value(text)
      return nil
    } catch {
      return "Not valid: \(error.reason)."
    }
  }

  /// Draws the question, in the middle of a screen.
  func draw(on canvas: inout Canvas, theme: Theme, keys: KeyMap) -> [Target] {
    let width = min(canvas.size.columns - 2, 76)
    let lines = text.wrapped(to: width - 4)
    let mistakes = notes(columns: width - 4)
    // Rows for what may be wrong are there from the beginning, so that nothing moves.
    let fieldRows = field.keepsLines ? max(1, min(8, canvas.size.rows - 12)) : 1
    let height = lines.count + (link == nil ? 0 : 1) + max(2, mistakes.count) + 5 + fieldRows
    var place = Dialog.place(
      width: width, height: height, title: title, on: &canvas, theme: theme)
    for line in lines where place.rows > 4 {
      canvas.write(line, at: place.origin, style: theme[.text], columns: place.columns)
      place = place.split(top: 1).rest
    }
    if let link, place.rows > 4 {
      canvas.write(
        [(link.text, .link)], at: place.origin, columns: place.columns, theme: theme)
      place = place.split(top: 1).rest
    }
    if place.rows > 4 { place = place.split(top: 1).rest }
    let (line, rest) = place.split(top: max(1, min(fieldRows, place.rows - 2)))
    if field.keepsLines {
      field.drawLines(on: &canvas, in: line, theme: theme)
    } else {
      field.draw(on: &canvas, in: line, theme: theme)
    }
    for (row, note) in mistakes.enumerated().prefix(max(0, rest.rows - 1)) {
      canvas.write(
        [note], at: Point(column: rest.minColumn, row: rest.minRow + row), columns: rest.columns,
        theme: theme)
    }
    return [Target(place: line, press: .field)]
      + Dialog.foot(
        [FootKey(key: .enter, "save"), FootKey(key: .escape, "back")]
          + (field.keepsLines ? [FootKey(key: Key("j", .control), "new line")] : [])
          + (suggestion != nil && field.isEmpty ? [FootKey(key: .tab, "use it")] : [])
          + (field.history.isEmpty ? [] : [FootKey(key: .up, "history")]), in: place,
        on: &canvas,
        theme: theme, keys: keys)
  }

  /// What is said below the field: what is wrong with it, and how an address that could be taken
  /// for another is spelt.
  private func notes(columns: Int) -> [(String, Role)] {
    var notes = (mistake ?? "").wrapped(to: columns).map { ($0, Role.error) }
    if mistake == nil, field.isEmpty, let suggestion {
      notes += "Perhaps \(suggestion)".wrapped(to: columns).map { ($0, .dim) }
    }
    for text in field.text.lookalikes { notes += text.wrapped(to: columns).map { ($0, .notice) } }
    return notes
  }
}
