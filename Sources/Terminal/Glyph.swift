// Text cut into what a terminal places: one base character with the marks on it.

internal import CNCurses

/// What stands in one cell, or in two: a base, and up to four marks on it.
struct Glyph: Sendable {
  /// The base and its marks; 0 where there are fewer.
  var scalars: (UInt32, UInt32, UInt32, UInt32, UInt32)
  /// Cells: 1 or 2.
  var width: UInt8

  /// The glyph of these scalars.
  init(scalars: (UInt32, UInt32, UInt32, UInt32, UInt32), width: UInt8) {
    self.scalars = scalars
    self.width = width
  }

  /// The glyph of one printable ASCII character.
  init(ascii byte: UInt8) {
    self.init(scalars: (UInt32(byte), 0, 0, 0, 0), width: 1)
  }

  /// The glyph of one scalar.
  init(_ scalar: Unicode.Scalar, width: UInt8) {
    self.init(scalars: (scalar.value, 0, 0, 0, 0), width: width)
  }

  /// Adds the scalars to a text. Written out: every text on the screen comes through here.
  func append(to text: inout String.UnicodeScalarView) {
    func append(_ value: UInt32) {
      if value != 0, let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    append(scalars.0)
    if scalars.1 == 0 { return }
    append(scalars.1)
    append(scalars.2)
    append(scalars.3)
    append(scalars.4)
  }

  /// Adds a mark, where there is room: more than four are a way to paint over the rows above.
  mutating func add(_ mark: Unicode.Scalar) {
    if scalars.1 == 0 {
      scalars.1 = mark.value
    } else if scalars.2 == 0 {
      scalars.2 = mark.value
    } else if scalars.3 == 0 {
      scalars.3 = mark.value
    } else if scalars.4 == 0 {
      scalars.4 = mark.value
    }
  }
}

/// The glyphs of a text, made harmless. Everything that measures, clips or draws text reads it
/// through this, so that all of them agree. It reads memory of the text's: see `withGlyphs`.
struct Glyphs: Sequence, IteratorProtocol {
  /// The text in UTF-8, which a `String` keeps well-formed.
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var ahead: Reading?
  private var afterTag = false

  fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Whether all of them together take no more than so many columns.
  func fit(into columns: Int) -> Bool {
    // No text takes more columns than bytes, so in the common case there is nothing to count.
    if bytes.count <= columns { return true }
    var used = 0
    for glyph in self {
      used += Int(glyph.width)
      if used > columns { return false }
    }
    return true
  }

  /// Whether every byte is a printable ASCII character, which is a glyph by itself.
  var isASCII: Bool { bytes.allSatisfy { (0x20..<0x7F).contains($0) } }

  /// How many columns all of them take together.
  var columns: Int { isASCII ? bytes.count : reduce(0) { $0 + Int($1.width) } }

  /// The characters, if all are printable ASCII, as most texts are; nil otherwise.
  var ascii: UnsafeBufferPointer<UInt8>? { isASCII ? bytes : nil }

  mutating func next() -> Glyph? {
    // Most of most texts: a printable ASCII character that no mark can follow.
    if ahead == nil, index < bytes.count, (0x20..<0x7F).contains(bytes[index]),
      index + 1 == bytes.count || bytes[index + 1] < 0x80
    {
      defer { index += 1 }
      afterTag = false
      return Glyph(ascii: bytes[index])
    }
    let first = ahead ?? read()
    ahead = nil
    guard let first else { return nil }
    var glyph =
      switch first {
      case .base(let scalar, let width): Glyph(scalar, width: width)
      // A mark with nothing to stand on gets what Unicode's charts set such marks on.
      case .mark(let scalar): Glyph("\u{25CC}", width: 1).with(scalar)
      }
    while let following = read() {
      switch following {
      case .mark(let scalar):
        if !(glyph.isPictograph && scalar.joinsPictographs) { glyph.add(scalar) }
        continue
      case .base(let scalar, _):
        if glyph.isPictograph && scalar.joinsPictographs { continue }
        ahead = following
      }
      break
    }
    return glyph
  }

  /// The next scalar that is shown, by what it does.
  private mutating func read() -> Reading? {
    while let scalar = decode() {
      let isTag = (0xE0000...0xE007F).contains(scalar.value)
      defer { afterTag = isTag }
      // One stand-in for a whole run of tags: they come by the sentence.
      if isTag && afterTag { continue }
      if let reading = Reading(scalar) { return reading }
    }
    return nil
  }

  private mutating func decode() -> Unicode.Scalar? {
    guard index < bytes.count else { return nil }
    let lead = bytes[index]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(length))
    for offset in stride(from: 1, to: length, by: 1) {
      value = value << 6 | UInt32(bytes[index + offset] & 0x3F)
    }
    index += length
    return Unicode.Scalar(value)
  }
}

extension String {
  /// Gives the glyphs of the text to `body`; they are gone when it returns.
  func withGlyphs<Result>(_ body: (Glyphs) -> Result) -> Result {
    var text = self
    return text.withUTF8 { body(Glyphs($0)) }
  }
}

extension Unicode.Scalar {
  /// It makes one picture of several, or another of one: a joiner, a selector of presentation, a
  /// tone of skin. Terminals don't agree on how many columns the outcome takes, so that each picture
  /// is shown by itself.
  fileprivate var joinsPictographs: Bool {
    value == 0x200D || value == 0xFE0F || value == 0xFE0E || (0x1F3FB...0x1F3FF).contains(value)
  }
}

extension Glyph {
  /// The base is a picture and no letter.
  fileprivate var isPictograph: Bool {
    (0x2190..<0x2C00).contains(scalars.0) || (0x1F000..<0x1FB00).contains(scalars.0)
  }

  fileprivate func with(_ mark: Unicode.Scalar) -> Glyph {
    var glyph = self
    glyph.add(mark)
    return glyph
  }
}

/// What one scalar does on the screen.
private enum Reading {
  case base(Unicode.Scalar, width: UInt8)
  case mark(Unicode.Scalar)

  private static let replacement = Reading.base("\u{FFFD}", width: 1)

  /// `nil` for a scalar that is left out.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20..<0x7F:
      self = .base(scalar, width: 1)
    case 0x00..<0x20:
      // U+2400… are pictures of the control characters, in their order.
      self = .picture(0x2400 + scalar.value)
    case 0x7F:
      self = .picture(0x2421)
    // Marks that change which way text runs could show one name as another (Unicode TR 36), and
    // tags hide text in text.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F, 0xE0000...0xE007F:
      self = .replacement
    // Invisible and without a column, and pasted along with names: a soft hyphen, a zero-width
    // space, word joiners, a byte-order mark.
    case 0xAD, 0x180E, 0x200B, 0x2060...0x2064, 0xFEFF:
      return nil
    default:
      switch Reading.width(of: scalar) {
      case 0: self = .mark(scalar)
      case 1: self = .base(scalar, width: 1)
      case 2: self = .base(scalar, width: 2)
      // C1 controls, line and paragraph separators, and what this system's tables do not know.
      default: self = .replacement
      }
    }
  }

  private static func picture(_ value: UInt32) -> Reading {
    Unicode.Scalar(value).map { .base($0, width: 1) } ?? replacement
  }

  /// Columns by the C library; where it has no UTF-8 at all the screen is ASCII, and every
  /// character is one stand-in.
  private static func width(of scalar: Unicode.Scalar) -> Int32 {
    let width = cn_width(scalar.value)
    if width != -2 { return width }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    case .control, .unassigned, .lineSeparator, .paragraphSeparator, .surrogate: return -1
    default: return 1
    }
  }
}
