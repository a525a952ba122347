// What is said at the bottom of the screen.

package import Foundation
import Lifecycle
import Terminal

/// Something said at the bottom of the screen.
package struct Notice: Hashable, Sendable {
  /// The sentence.
  package let text: String
  /// It tells what went wrong, and stays until a key is pressed.
  package let isError: Bool
  /// When it goes by itself; nil if only a key makes it go.
  package let until: Date?
  /// It tells what is wrong with a theme, and goes when one is shown.
  var isOfTheme = false
}

/// What is said at the bottom of the screen, and the number that is being typed.
struct StatusLine: Sendable {
  /// What is said; nil if nothing is.
  var notice: Notice?
  /// The number that was typed before a movement.
  var pendingCount: Int?
  /// The present, in the deck's time.
  var now: Date
  /// What was said goes by itself after a while.
  let hasMotion: Bool

  /// The most that a number can be: longer ones are held there.
  private static let highestCount = 999_999_999

  /// Nothing is said yet.
  init(now: Date, hasMotion: Bool) {
    self.now = now
    self.hasMotion = hasMotion
  }

  /// Says something until the next key, and for some seconds at most, unless nothing may change by
  /// itself.
  mutating func say(_ text: String, for seconds: TimeInterval = 6) {
    notice = Notice(text: text, isError: false, until: hasMotion ? now + seconds : nil)
  }

  /// Says what went wrong, until the next key.
  mutating func complain(_ text: String) {
    notice = Notice(text: text, isError: true, until: nil)
  }

  /// Time has come this far.
  mutating func advance(to moment: Date) {
    now = moment
    if let until = notice?.until, until <= moment { notice = nil }
  }

  /// Takes a digit of a number before a movement, as `5j`. A digit that no command has begins one,
  /// and so does Alt with a digit, as in a shell; once begun, every digit belongs to it.
  ///
  /// - Returns: whether the key was one.
  mutating func takeDigit(_ key: Key, _ keys: KeyMap) -> Bool {
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
}

extension Command {
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
