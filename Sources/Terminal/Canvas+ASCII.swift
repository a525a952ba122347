// A picture for terminals that have nothing but ASCII.

internal import Foundation

extension Canvas {
  /// The same picture with a stand-in for each character that is not ASCII: `+`, `-` and `|` for
  /// frames, a letter without its accent, else `?`. Everything keeps its place.
  package var inASCII: Canvas {
    var canvas = self
    canvas.replaceCells { cell in
      let first = cell.glyph.scalars.0
      // A mark counts as much as its base: `e` with an accent on it is not ASCII.
      if first < 0x80 && cell.glyph.scalars.1 == 0 && cell.width == 1 { return cell }
      if cell.width == 0 { return cell.showing(ascii: UInt8(ascii: " ")) }
      return cell.showing(ascii: Canvas.standIn(for: first))
    }
    return canvas
  }

  fileprivate static func standIn(for value: UInt32) -> UInt8 {
    switch value {
    case 0..<0x80: return UInt8(value)
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550, 0x2574, 0x2576,
      0x2010...0x2015:
      return UInt8(ascii: "-")
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575, 0x2577:
      return UInt8(ascii: "|")
    case 0x250C...0x254B, 0x2552...0x2570: return UInt8(ascii: "+")
    case 0x2580...0x258F, 0x2592...0x259F: return UInt8(ascii: "#")
    case 0x2591, 0xB7: return UInt8(ascii: ".")
    case 0x2018, 0x2019: return UInt8(ascii: "'")
    case 0x201C, 0x201D: return UInt8(ascii: "\"")
    case 0x2022, 0x25CF: return UInt8(ascii: "*")
    case 0x2713, 0x2714: return UInt8(ascii: "+")
    case 0x25CB: return UInt8(ascii: "o")
    case 0x2026: return UInt8(ascii: "~")
    case 0x25B6, 0x25B8, 0x2192, 0x203A: return UInt8(ascii: ">")
    case 0x25C0, 0x25C2, 0x2190, 0x2039: return UInt8(ascii: "<")
    case 0x2191, 0x25B2, 0x25B4: return UInt8(ascii: "^")
    case 0x2193, 0x25BC, 0x25BE: return UInt8(ascii: "v")
    case 0x203C: return UInt8(ascii: "!")
    case 0xA0, 0x2002...0x200A, 0x202F, 0x3000: return UInt8(ascii: " ")
    default: return letter(value) ?? UInt8(ascii: "?")
    }
  }

  /// The letter below an accent: what canonical decomposition begins with.
  private static func letter(_ value: UInt32) -> UInt8? {
    guard let scalar = Unicode.Scalar(value) else { return nil }
    let base = String(scalar).decomposedStringWithCanonicalMapping.utf8.first
    return base.flatMap { $0 < 0x80 ? $0 : nil }
  }
}

extension Legible {
  /// The legible text with a stand-in for each character that is not ASCII, as on a screen that has
  /// nothing else.
  package static func inASCII(_ text: some StringProtocol) -> String {
    let shown = legible(text).decomposedStringWithCanonicalMapping.unicodeScalars
    let bytes = shown.filter { $0.properties.generalCategory != .nonspacingMark }
      .map { Canvas.standIn(for: $0.value) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
