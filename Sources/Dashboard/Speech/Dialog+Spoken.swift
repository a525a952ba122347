// The dialogs as they are read out and answered: what is asked, what there is to choose from with a
// number each, and what an answer means.

import Lifecycle
import Terminal

/// What a dialog makes of an answer.
enum Hearing {
  case answer(Answer)
  /// It stays; a sentence that says why.
  case misunderstood(String)
}

extension Dialog {
  /// What is read out of it: all of it, or, where that was said already, what is wrong.
  func spoken(after last: Dialog?) -> [String] {
    let lines = body
    return (last?.body == lines ? [] : lines) + remarks
  }

  /// What it says as long as it stays the same.
  private var body: [String] {
    switch self {
    case .menu(let menu): menu.spoken
    case .confirmation(let confirmation):
      [confirmation.title] + confirmation.text.split(separator: "\n").map(String.init)
    case .entry(let entry):
      [entry.title.asHeading] + [entry.text, entry.link?.text ?? ""].filter { !$0.isEmpty }
    case .pages(let form): form.spoken
    case .reader(let reader): reader.spoken
    case .wizard(let wizard): wizard.spoken
    case .profile(let page): page.spoken
    case .users(let list): list.spoken
    }
  }

  /// What is wrong with the last answer.
  private var remarks: [String] {
    switch self {
    case .entry(let entry): [entry.mistake].compactMap { $0 }
    case .wizard(let wizard): wizard.spokenNotes
    default: []
    }
  }

  /// It tells something, and what it changes it has changed when it is left.
  var tellsAlone: Bool {
    switch self {
    case .reader, .profile, .users: true
    case .wizard(let wizard): wizard.publisher.account.isMigrated
    case .menu, .confirmation, .entry, .pages: false
    }
  }

  /// What is asked for.
  var prompt: String {
    func field(_ title: String, _ field: TextField) -> String {
      let question = title.hasSuffix("?") ? title : "\(title)?"
      return field.text.isEmpty ? question : "\(question) Enter takes “\(field.text)”."
    }
    return switch self {
    case .menu: "Which number?"
    case .confirmation: "“yes” or “no”? An empty line means no."
    case .entry(let entry):
      field(entry.title, entry.field)
        + (entry.suggestion.map { " Did you mean \($0)? Type “use it” to take it." } ?? "")
    case .pages: "A number and a state, “all”, “save” or “back”?"
    case .reader: "“back”?"
    case .wizard(let wizard):
      wizard.stops.contains(.field)
        ? field("\(wizard.title(of: .field)), or a number", wizard.field) : "Which number?"
    case .profile: "A number to change or do it, “untick” and a number, “undo” or “back”?"
    case .users: "A number for a role, “add”, “remove” and a number, “import”, “undo” or “back”?"
    }
  }

  /// Takes an answer.
  mutating func hear(_ words: String) -> Hearing {
    let hearing: Hearing
    switch self {
    case .menu(var menu):
      hearing = menu.hear(words)
      self = .menu(menu)
    case .confirmation(let confirmation): hearing = confirmation.hear(words)
    case .entry(var entry):
      hearing = entry.hear(words)
      self = .entry(entry)
    case .pages(var form):
      hearing = form.hear(words)
      self = .pages(form)
    case .reader: hearing = .answer(.closed)
    case .wizard(var wizard):
      hearing = wizard.hear(words)
      self = .wizard(wizard)
    case .profile(var page):
      hearing = page.hear(words)
      self = .profile(page)
    case .users(var list):
      hearing = list.hear(words)
      self = .users(list)
    }
    return hearing
  }
}

extension StringProtocol {
  /// The words say that one wants to go back.
  var isBack: Bool { ["back", "cancel"].contains(lowercased()) }

  /// A text for a field: in quotes it is taken as it is, whatever word it is.
  var unquoted: String {
    count >= 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : String(self)
  }
}

extension TextField {
  /// A field into which a text was typed.
  init(typing text: String) {
    self.init()
    insert(text)
  }
}

extension Menu {
  fileprivate var spoken: [String] {
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

  fileprivate mutating func hear(_ words: String) -> Hearing {
    if words.isBack { return .answer(take(Key(.escape), nil)) }
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
      return .misunderstood(words.isEmpty ? "" : "“\(words)” is not one of these.")
    }
    guard found.count == 1 else {
      let numbers = found.map { "\($0 + 1)" }.joined(separator: ", ")
      return .misunderstood("“\(words)” can be \(numbers). Type the number.")
    }
    if let refusal = shown[place].refusal { return .misunderstood("Unavailable: \(refusal)") }
    selected = place
    return .answer(take(Key(.enter), nil))
  }
}

extension Confirmation {
  fileprivate func hear(_ words: String) -> Hearing {
    switch words.lowercased() {
    case "yes": .answer(.wanted(wish))
    case "no", "n", "back", "cancel", "": .answer(.closed)
    default: .misunderstood("Answer “yes” or “no”.")
    }
  }
}

extension TextEntry {
  fileprivate mutating func hear(_ words: String) -> Hearing {
    if words.isBack { return .answer(.closed) }
    mistake = nil
    if let suggestion, words.lowercased() == "use it" {
      field = TextField(suggestion)
    } else if !words.isEmpty {
      field = field.keepsLines ? .multiline(words.unquoted) : TextField(typing: words.unquoted)
    }
    return .answer(take(Key(.enter)))
  }
}

extension PagesForm {
  fileprivate var spoken: [String] {
    [step.help.trimmingWhitespace(), link?.text ?? ""].filter { !$0.isEmpty }
      + ["\(step.title): the states that the offer's pages show in Partner Center."]
      + pages.enumerated().map { "\($0 + 1). \($1.page.title), \($1.state.title)" }
  }

  /// Takes “3 complete”, “3” for the next state, “all” and “save”.
  fileprivate mutating func hear(_ words: String) -> Hearing {
    if words.isBack { return .answer(.closed) }
    switch words.lowercased() {
    case "all": return .answer(take(Key("a"), nil))
    case "save", "done": return .answer(take(Key(.enter), nil))
    default: break
    }
    let parts = words.split(separator: " ", maxSplits: 1)
    guard let number = parts.first.flatMap({ Int($0) }), pages.indices.contains(number - 1) else {
      return .misunderstood(words.isEmpty ? "" : "There is no page “\(words)”. The first is 1.")
    }
    selected = number - 1
    guard parts.count == 2 else { return .answer(take(Key(" "), nil)) }
    guard let state = PageState.allCases.first(where: { $0.title == parts[1].lowercased() }) else {
      let states = PageState.allCases.map { "“\($0.title)”" }.joined(separator: ", ")
      return .misunderstood("Unknown state “\(parts[1])”. Use one of \(states).")
    }
    pages[selected].state = state
    return .answer(.open)
  }
}

extension Reader {
  var spoken: [String] {
    [title.asHeading] + lines.map { $0.pieces.map(\.text).joined().spoken }.filter { !$0.isEmpty }
      + [link?.text].compactMap { $0 }
  }
}
