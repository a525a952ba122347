// A question that is answered in words: a listing's address, the text of a report.

import Lifecycle
import Terminal

/// A question that is answered in words.
struct TextEntry: Dialog {
  /// What follows from a text; throws why it can't be taken, in a sentence.
  typealias Submission = @Sendable (String) throws(Misfit) -> [DialogAction]

  /// What is asked.
  let title: String
  /// What one has to know.
  let text: String
  /// The page that it is about.
  let link: Link?
  /// What is remembered of the field for another day; nil if nothing is.
  let typedField: TypedField?
  /// What was typed.
  private(set) var field: TextField
  /// What is wrong with it.
  private(set) var mistake: String?
  /// A text that may be right: Tab puts it into the empty field, and nothing else does.
  private let suggestion: String?
  private let submission: Submission

  /// A question.
  ///
  /// - Parameters:
  ///   - typedField: by what its texts are remembered; nil if they are not.
  ///   - field: what stands in it at the beginning.
  ///   - suggestion: a text that may be right.
  ///   - submission: what follows from the text.
  init(
    title: String, text: String, link: Link? = nil, remembering typedField: TypedField?,
    field: TextField = TextField(), suggestion: String? = nil, submission: @escaping Submission
  ) {
    self.title = title
    self.text = text
    self.link = link
    self.typedField = typedField
    self.field = field
    self.suggestion = suggestion
    self.submission = submission
  }

  var question: [String] { ["entry", title, text] }
  var isTyping: Bool { true }
  var needs: [Effect] { typedField.map { [.recallTyped($0)] } ?? [] }

  mutating func take(_ message: Message, in environment: Environment) {
    if case .recalled(let field, let texts) = message, field == typedField {
      self.field.recall(texts)
    }
  }

  mutating func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction] {
    switch input {
    case .key(let key, _): return take(key)
    case .paste(let text):
      field.insert(text)
      mistake = nil
    case .field(let column, let place): field.point(at: column, in: place)
    case .entry: break
    }
    return []
  }

  private mutating func take(_ key: Key) -> [DialogAction] {
    switch key.symbol {
    case .enter: return submitted()
    case .escape: return [.close]
    case .tab where suggestion != nil && field.isEmpty:
      field.replace(with: suggestion ?? "")
      mistake = nil
    default:
      if field.take(key) { mistake = nil }
    }
    return []
  }

  private mutating func submitted() -> [DialogAction] {
    do throws(Misfit) {
      let actions = try submission(field.text)
      let kept = typedField.map { [DialogAction.ask(.keepTyped(field.text, $0))] } ?? []
      return [.close] + kept + actions
    } catch {
      mistake = error.reason
      return []
    }
  }

  // MARK: - Drawing

  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target] {
    let (theme, keys) = (environment.theme, environment.keys)
    let width = min(canvas.size.columns - 2, 76)
    let lines = text.wrapped(to: width - 4)
    let mistakes = notes(columns: width - 4)
    // Rows for what may be wrong are there from the beginning, so that nothing moves.
    let fieldRows = field.keepsLines ? max(1, min(8, canvas.size.rows - 12)) : 1
    let height = lines.count + (link == nil ? 0 : 1) + max(2, mistakes.count) + 5 + fieldRows
    var place = DialogFrame.place(
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
      + DialogFrame.foot(
        [FootKey(key: .enter, "save"), FootKey(key: .escape, "back")]
          + (field.keepsLines ? [FootKey(key: Key("j", .control), "new line")] : [])
          + (suggestion != nil && field.isEmpty ? [FootKey(key: .tab, "use it")] : [])
          + (field.history.isEmpty ? [] : [FootKey(key: .up, "history")]), in: place,
        on: &canvas, theme: theme, keys: keys)
  }

  /// What is said below the field: what is wrong with it, and how an address that could be taken
  /// for another is spelled.
  private func notes(columns: Int) -> [(String, Role)] {
    var notes = (mistake ?? "").wrapped(to: columns).map { ($0, Role.error) }
    if mistake == nil, field.isEmpty, let suggestion {
      notes += "Perhaps \(suggestion)".wrapped(to: columns).map { ($0, .dim) }
    }
    for text in field.text.lookalikes { notes += text.wrapped(to: columns).map { ($0, .notice) } }
    return notes
  }
}

// MARK: - In words

extension TextEntry {
  var spoken: [String] {
    [title.asHeading] + [text, link?.text ?? ""].filter { !$0.isEmpty }
  }

  var spokenNotes: [String] { [mistake].compactMap { $0 } }

  var spokenPrompt: String {
    field.spokenPrompt(title)
      + (suggestion.map { " Did you mean \($0)? Type “use it” to take it." } ?? "")
  }

  mutating func hear(_ words: String, in environment: Environment) -> [DialogAction] {
    if words.isBack { return [.close] }
    mistake = nil
    if let suggestion, words.lowercased() == "use it" {
      field = TextField(suggestion)
    } else if !words.isEmpty {
      field = field.keepsLines ? .multiline(words.unquoted) : TextField(typing: words.unquoted)
    }
    return submitted()
  }
}

extension TextField {
  /// What is asked for by a field with a title.
  func spokenPrompt(_ title: String) -> String {
    let question = title.hasSuffix("?") ? title : "\(title)?"
    return isEmpty ? question : "\(question) Enter takes “\(text)”."
  }
}
