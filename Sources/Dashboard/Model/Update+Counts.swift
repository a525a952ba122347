// Numbers before a movement, as `5j`: a digit that no command has begins one, and so does Alt with a
// digit, as in a shell; once begun, every digit belongs to it. Only movements take a number: those in
// a list, and those in time.

import Terminal

extension Model {
  /// The most that a number can be: longer ones are held there.
  private static let highestCount = 999_999_999

  /// Takes a digit of a number.
  ///
  /// - Returns: whether the key was one.
  mutating func takeDigit(_ key: Key) -> Bool {
    guard case .character(let character) = key.symbol, character.isASCII,
      let digit = character.wholeNumberValue
    else { return false }
    let isFirst = pendingCount == nil
    // A number does not begin with 0, and a command's own key keeps its meaning.
    let canBegin = key.modifiers.isSubset(of: .alt) && digit > 0 && keys[key] == nil
    guard isFirst ? canBegin : key.modifiers.isSubset(of: .alt) else { return false }
    pendingCount = min(Self.highestCount, (pendingCount ?? 0) * 10 + digit)
    return true
  }

  /// What to do instead where a key does nothing: a digit is meant for a number.
  func wayOut(of key: Key) -> String {
    if case .character(let character) = key.symbol, character.isNumber {
      return "; Alt and a digit begin a number"
    }
    let help = [Command.help, .palette].compactMap { keys.key(for: $0) }.first
    return help.map { "; \($0.name) lists all keys" } ?? ""
  }
}

extension Command {
  /// It moves within a list or in time, and takes a number.
  var takesNumber: Bool {
    switch self {
    case .up, .down, .pageUp, .pageDown, .first, .last: true
    case .dayBack, .dayAhead, .weekBack, .weekAhead: true
    default: false
    }
  }

  /// Where a movement leads from a place; it may lie beyond the ends.
  ///
  /// - Parameters:
  ///   - last: the last place.
  ///   - page: how many places a page has.
  ///   - count: the number before it; `first` and `last` go to the place of that number.
  func place(from place: Int, last: Int, page: Int, count: Int?) -> Int {
    let times = count ?? 1
    return switch self {
    case .up: place - times
    case .down: place + times
    case .pageUp: place - page * times
    case .pageDown: place + page * times
    case .first: times - 1
    case .last: count.map { $0 - 1 } ?? last
    default: place
    }
  }
}
