// How a cell looks: its colors and attributes.

/// How a cell looks. A color that is `nil` is the terminal's own.
package struct Style: Hashable, Sendable {
  /// The color of the text.
  package var ink: Color?
  /// The color behind the text.
  package var paper: Color?
  /// Weight, slant and so on.
  package var attributes: Attributes

  /// A style of these colors and attributes; what is left out is the terminal's own.
  package init(ink: Color? = nil, paper: Color? = nil, attributes: Attributes = []) {
    self.ink = ink
    self.paper = paper
    self.attributes = attributes
  }

  /// The terminal's own colors, and no attributes.
  package static let plain = Style()
}

/// Weight, slant and so on, as far as terminals agree on them.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Heavier, and on some terminals brighter.
  package static let bold = Attributes(rawValue: 1)
  /// Fainter.
  package static let dim = Attributes(rawValue: 2)
  /// Slanted; terminals without it show it in reverse or not at all.
  package static let italic = Attributes(rawValue: 4)
  /// Underlined.
  package static let underline = Attributes(rawValue: 8)
  /// Ink and paper exchanged.
  package static let reverse = Attributes(rawValue: 16)
}
