// The themes at hand, as a terminal can show them.

import Dashboard
import Foundation
import Terminal

/// The themes at hand.
struct Wardrobe: Sendable {
  /// Draw with ASCII alone.
  let isASCII: Bool

  /// The names of the themes.
  var names: [String] { ["mono"] }

  /// The theme of a name, for a terminal of a depth; nil where there is none.
  func theme(named name: String, depth: ColourDepth) -> Theme? {
    var theme = Theme.mono
    if isASCII { theme.signs = .ascii }
    return theme
  }

  /// The answer to the wish for a theme.
  func message(named name: String, _ screen: any Screen) -> Message {
    theme(named: name, depth: screen.depth).map { .themeChanged($0) }
      ?? .failed("There is no theme “\(name)”.")
  }
}
