// What libvterm has in one cell.

internal import CVTerm

/// One cell of a terminal's screen.
package struct TerminalCell: Equatable {
  /// A color as it reached the terminal.
  package enum Color: Equatable {
    /// The terminal's own.
    case standard
    /// A palette entry.
    case indexed(Int)
    /// 0xrrggbb.
    case rgb(UInt32)

    init(_ word: UInt32) {
      switch word >> 24 {
      case 0: self = .standard
      case 1: self = .indexed(Int(word & 0xff))
      default: self = .rgb(word & 0xffffff)
      }
    }
  }

  /// The character and its marks; a blank where there is none, nothing for a second half.
  package let text: String
  /// 1 or 2; 0 for the second half of a wide character.
  package let width: Int
  /// The color of the text.
  package let ink: Color
  /// The color behind it.
  package let paper: Color
  /// Whether it is heavy.
  package let isBold: Bool
  /// Whether it is slanted.
  package let isItalic: Bool
  /// Whether it is underlined.
  package let isUnderlined: Bool
  /// Whether ink and paper are exchanged.
  package let isReverse: Bool

  init(_ cell: cvterm_cell) {
    let scalars = cell.scalars
    var view = String.UnicodeScalarView()
    for value in [scalars.0, scalars.1, scalars.2, scalars.3, scalars.4, scalars.5] {
      if value != 0, let scalar = Unicode.Scalar(value) { view.append(scalar) }
    }
    text = view.isEmpty && cell.width > 0 ? " " : String(view)
    width = Int(cell.width)
    ink = Color(cell.ink)
    paper = Color(cell.paper)
    isBold = cell.bold
    isItalic = cell.italic
    isUnderlined = cell.underline
    isReverse = cell.reverse
  }
}
