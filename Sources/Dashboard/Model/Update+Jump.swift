// Jumping to an offer by typing its ID: the selection goes along with each letter.

package import Lifecycle
import Terminal

/// An offer that is being looked for by its ID.
struct Jump: Hashable, Sendable {
  /// What was typed of its ID.
  var field = TextField.search()
  /// Where the selection was before.
  let selection: Int
  /// What is wrong with what was typed; nil where nothing is.
  var mistake: String?
}

/// What is looked for in a list.
package enum Sought: Hashable, Sendable {
  /// The first offer by its ID among those whose ID begins so.
  case beginning(String)
  /// An offer.
  case offer(OfferKey)
}

/// What became of a search.
package enum Place: Hashable, Sendable {
  /// It is at this place of the list, from 0.
  case found(Int)
  /// The deck has it, and this list leaves it out.
  case leftOut
  /// The deck has none.
  case missing
}

extension Model {
  mutating func beginJump() -> [Effect] {
    let effects = view == .panels ? [] : turn(to: .panels)
    focus = .offers
    jump = Jump(selection: selection)
    return effects + scroll()
  }

  mutating func typeInJump(_ key: Key) -> [Effect] {
    guard var jump else { return [] }
    switch key.symbol {
    case .enter:
      if jump.mistake == nil { self.jump = nil }
      return []
    case .escape:
      self.jump = nil
      return moveSelection(to: jump.selection)
    default:
      guard jump.field.take(key) else { return [] }
      self.jump = jump
      return seek()
    }
  }

  mutating func pasteIntoJump(_ text: String) -> [Effect] {
    jump?.field.insert(text)
    return seek()
  }

  private mutating func seek() -> [Effect] {
    guard let jump else { return [] }
    self.jump?.mistake = nil
    let text = jump.field.text.trimmingWhitespace()
    return text.isEmpty ? moveSelection(to: jump.selection) : [.locate(.beginning(text), query)]
  }

  mutating func take(_ place: Place, of sought: Sought, in query: Query) -> [Effect] {
    guard query == self.query else { return [] }
    switch sought {
    case .beginning(let text):
      // An answer that comes late is to a question that nobody asks any more.
      guard let jump, jump.field.text.trimmingWhitespace() == text else { return [] }
      switch place {
      case .found(let place): return moveSelection(to: place)
      case .leftOut: self.jump?.mistake = "the filter leaves it out"
      case .missing: self.jump?.mistake = "no ID begins so"
      }
      return []
    case .offer(let key) where key == pursued:
      pursued = nil
      if case .found(let place) = place { return moveSelection(to: place) }
      return []
    case .offer:
      guard let session = resumed else { return [] }
      resumed = nil
      // Somebody moved meanwhile: that counts.
      guard selection == 0 else { return [] }
      if case .found(let place) = place { return moveSelection(to: place) }
      // It is gone: what took its place, or the last.
      return moveSelection(to: session.selection)
    }
  }
}
