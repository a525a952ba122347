// One cell of the screen.

/// One cell: a character of up to five Unicode scalars (what ncurses holds in one cell), and how it
/// looks. A wide character takes two: one with the scalars, and a continuation without.
///
/// A screen is thousands of these and each frame makes all of them, so a cell is eight words with
/// nothing behind them: a row is compared by its bytes and given to ncurses without conversion.
/// `cn_cell` in CNCurses is the same eight words.
package struct Cell: Sendable {
  private var scalars: (UInt32, UInt32, UInt32, UInt32, UInt32)
  private var ink: UInt32
  private var paper: UInt32
  /// First byte: attributes. Second: columns. Then the number of the link.
  private var form: UInt32

  /// A blank of this style.
  package init(style: Style = .plain) {
    self.init(glyph: Glyph(ascii: UInt8(ascii: " ")), style: style)
  }

  /// The first cell of what `glyph` shows.
  init(glyph: Glyph, style: Style) {
    scalars = glyph.scalars
    ink = Cell.packed(style.ink)
    paper = Cell.packed(style.paper)
    form = UInt32(glyph.width) << 8 | UInt32(style.attributes.rawValue)
  }

  /// The same look with another character: a run of text packs its style once.
  func showing(_ glyph: Glyph) -> Cell {
    var cell = self
    cell.scalars = glyph.scalars
    cell.form = UInt32(glyph.width) << 8 | form & ~0xff00
    return cell
  }

  /// The same look with the ASCII character `byte`, which must be printable.
  func showing(ascii byte: UInt8) -> Cell {
    var cell = self
    cell.scalars = (UInt32(byte), 0, 0, 0, 0)
    cell.form = 1 << 8 | form & ~0xff00
    return cell
  }

  /// The second cell of the wide character that this cell shows.
  var continuation: Cell {
    var cell = self
    cell.scalars = (0, 0, 0, 0, 0)
    cell.form &= ~0xff00
    return cell
  }

  /// 1; 2 for the first cell of a wide character and 0 for its second.
  package var width: Int { Int(form >> 8 & 0xff) }

  /// Which of its canvas's links the cell belongs to, from 1; 0 for none.
  var link: Int {
    get { Int(form >> 16) }
    set { form = UInt32(truncatingIfNeeded: newValue) << 16 | form & 0xffff }
  }

  /// What the cell shows; empty for the second cell of a wide character.
  package var text: String {
    var text = String.UnicodeScalarView()
    glyph.append(to: &text)
    return String(text)
  }

  /// The scalars and the width.
  var glyph: Glyph { Glyph(scalars: scalars, width: UInt8(width)) }

  /// How the cell looks.
  package var style: Style {
    get {
      Style(
        ink: Cell.color(ink), paper: Cell.color(paper),
        attributes: Attributes(rawValue: UInt8(truncatingIfNeeded: form)))
    }
    set {
      ink = Cell.packed(newValue.ink)
      paper = Cell.packed(newValue.paper)
      form = form & ~0xff | UInt32(newValue.attributes.rawValue)
    }
  }

  // A color in one word: the high byte says which kind, as CNCurses reads it.

  private static func packed(_ color: Color?) -> UInt32 {
    switch color {
    case nil: 0
    case .indexed(let index): 1 << 24 | UInt32(index)
    case .rgb(let red, let green, let blue):
      2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }
  }

  /// The color that a word of a cell stands for.
  static func color(_ word: UInt32) -> Color? {
    switch word >> 24 {
    case 0: nil
    case 1: .indexed(UInt8(truncatingIfNeeded: word))
    default: Color(packed: word)
    }
  }
}

extension Cell: Equatable {
  package static func == (left: Cell, right: Cell) -> Bool {
    left.scalars == right.scalars && left.ink == right.ink && left.paper == right.paper
      && left.form == right.form
  }
}
