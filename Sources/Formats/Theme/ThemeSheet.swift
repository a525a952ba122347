// A theme as its file describes it: a palette, and a style for each role, by names. What a color
// looks like on a terminal, and which roles there are, others know.

/// A color of 24 bits, in sRGB.
package struct SheetColor: Hashable, Sendable {
  /// Red, green and blue, 0 to 255 each.
  package let red: UInt8, green: UInt8, blue: UInt8

  /// Reads `#rrggbb`; nil for anything else.
  package init?(hex: String) {
    let digits = hex.utf8.dropFirst()
    guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      let value = UInt32(hex.dropFirst(), radix: 16)
    else { return nil }
    red = UInt8(truncatingIfNeeded: value >> 16)
    green = UInt8(truncatingIfNeeded: value >> 8)
    blue = UInt8(truncatingIfNeeded: value)
  }
}

/// What makes text stand out without a color.
package enum SheetAttribute: String, CaseIterable, Sendable {
  case bold, dim, italic, underline, reverse
}

/// The style of a role.
package struct SheetStyle: Hashable, Sendable {
  /// The color of the text, by its name in the palette or as `#rrggbb`; nil for that of `text`.
  package var ink: String?
  /// The color behind the text, likewise.
  package var paper: String?
  /// What the text stands out by.
  package var attributes: Set<SheetAttribute>
  /// What it stands out by where there are no colors; nil for the same.
  package var mono: Set<SheetAttribute>?
}

/// A theme.
package struct ThemeSheet: Hashable, Sendable {
  /// The name that people choose it by.
  package var name: String
  /// What it is like, in a few words.
  package var title: String
  /// It is made for a light background.
  package var isLight: Bool
  /// The colors by their names.
  package var palette: [String: SheetColor]
  /// The styles by the names of their roles.
  package var styles: [String: SheetStyle]
  /// Where the file itself gives a style, by its role, or a color of the palette, by its name.
  var places: [String: YamlPlace] = [:]

  /// The color that a name stands for: an entry of the palette, or `#rrggbb` itself.
  package func color(_ name: String) -> SheetColor? { palette[name] ?? SheetColor(hex: name) }

  /// Something about a role, with the place in the file that makes it so: its style, a color of its
  /// style, or the beginning where all of that is inherited.
  package func mistake(about role: String, _ sentence: String, in file: String) -> Mistake {
    let style = styles[role]
    let names = [style?.ink, style?.paper].compactMap { $0 }
    let place = ([Self.key(role)] + names).compactMap { places[$0] }.first
    return Mistake(
      sentence: sentence, file: file, line: place?.line ?? 1, column: place?.column ?? 1)
  }

  /// How a role is called among the places, so that no color has its name.
  static func key(_ role: String) -> String { "styles: " + role }
}
