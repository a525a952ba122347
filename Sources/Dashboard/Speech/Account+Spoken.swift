// The pages of the account as they are read out and answered: the migration, the profile, the people.

import Lifecycle
import Terminal

extension MigrationWizard {
  /// What can be chosen by a number, beside typing into the field.
  private var choices: [Stop] { stops.filter { $0 != .field } }

  var spoken: [String] {
    [heading] + help.split(separator: "\n").map { String($0).spoken }
      + summary.map { $0.map(\.0).joined().spoken }.filter { !$0.isEmpty }
      + choices.enumerated().map { place, choice in
        var page = ""
        if case .link(let link) = choice { page = ", \(link.link.text)" }
        return "\(place + 1). \(title(of: choice))\(page)"
      }
  }

  /// What is to be said of the field.
  var spokenNotes: [String] {
    notes(columns: .max).map { $0.map(\.0).joined() }.filter { !$0.isEmpty }
  }

  /// Takes the number of a choice, or a text for the field.
  mutating func hear(_ words: String) -> Hearing {
    if words.isBack { return .answer(take(Key(.escape))) }
    if let number = Int(words), let choice = choices[safely: number - 1] {
      return .answer(choose(choice))
    }
    guard stops.contains(.field) else {
      return .misunderstood(words.isEmpty ? "" : "“\(words)” is not one of these.")
    }
    return .answer(enter(words.isEmpty ? field.text : words.unquoted))
  }
}

/// A word and the number after it, as “untick 3”.
private struct Order {
  let word: String
  let number: Int?

  init(_ words: String) {
    let parts = words.lowercased().split(separator: " ")
    let number = parts.last.flatMap { Int($0) }
    self.number = number
    word = parts.dropLast(number == nil ? 0 : 1).joined(separator: " ")
  }
}

extension ProfilePage {
  /// The places of the lines that can be acted on: their numbers count these alone.
  private var places: [Int] {
    rows.indices.filter {
      switch rows[$0] {
      case .heading, .text, .note: false
      default: true
      }
    }
  }

  var spoken: [String] {
    var number = 0
    return ["\(publisher.name), \(publisher.id):"]
      + rows.map { row in
        let text = pieces(row, .spoken).map(\.0).joined().spoken
        switch row {
        case .heading: return "\(text):"
        case .text, .note: return text
        default:
          number += 1
          return "\(number). \(text)"
        }
      }
  }

  mutating func hear(_ words: String) -> Hearing {
    let order = Order(words)
    if words.isBack { return .answer(.closed) }
    if let number = order.number {
      guard let place = places[safely: number - 1] else {
        return .misunderstood("There is no line number \(number).")
      }
      _ = press(place, isDouble: false)
    }
    switch (order.word, order.number) {
    case ("", .some): return .answer(take(Key(.enter), .advance))
    case ("untick", .some): return .answer(take(Key(.enter), .untick))
    case ("open-page", .some), ("open", .some): return .answer(take(Key(.enter), .openPage))
    case ("undo", nil): return .answer(take(Key(.enter), .undo))
    case ("history", nil): return .answer(take(Key(.enter), .history))
    case ("migrate", nil): return .answer(take(Key(.enter), .migrate))
    case ("users", nil): return .answer(take(Key(.enter), .users))
    case ("", nil): return .misunderstood("")
    default: return .misunderstood("“\(words)” is not an answer here.")
    }
  }
}

extension UserList {
  var spoken: [String] {
    let people = people ?? []
    return ["Users of \(publisher.name):"]
      + (isSynced ? [] : [Self.syncNote])
      + (people.isEmpty ? ["No users yet. “import” imports a portal's list."] : [])
      + people.enumerated().map { place, person in
        let titles = ["", "", "in CPP ", "in Partner Center ", ""]
        let parts = zip(titles, cells(person, Array(repeating: 1_000, count: 5))).filter {
          !$1.isEmpty
        }.map { $0 + $1 }
        return "\(place + 1). \(parts.joined(separator: ", "))"
          + person.address.text.lookalikes.map { ". \($0)" }.joined()
      }
  }

  mutating func hear(_ words: String) -> Hearing {
    let order = Order(words)
    if words.isBack { return .answer(.closed) }
    if let number = order.number {
      guard people?.indices.contains(number - 1) == true else {
        return .misunderstood("There is no user number \(number).")
      }
      _ = press(number - 1, isDouble: false)
    }
    switch (order.word, order.number) {
    case ("", .some), ("role", .some): return .answer(take(Key(.enter), .advance))
    case ("remove", .some): return .answer(take(Key(.enter), .untick))
    case ("import", nil): return .answer(take(Key(.enter), .importFile))
    case ("add", nil): return .answer(take(Key("a"), nil))
    case ("undo", nil): return .answer(take(Key(.enter), .undo))
    case ("open-page", nil), ("open", nil): return .answer(take(Key(.enter), .openPage))
    case ("", nil): return .misunderstood("")
    default: return .misunderstood("“\(words)” is not an answer here.")
    }
  }
}

extension Theme {
  /// A look for what is read out: words in place of signs, and no styles.
  package static let spoken = Theme(name: "spoken", styles: [:], signs: .words)
}
