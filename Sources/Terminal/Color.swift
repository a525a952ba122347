// A color as a theme gives it, and as a terminal can show it.

/// A color of text or of what is behind it. Where one is optional, `nil` is the terminal's own.
package enum Color: Hashable, Sendable {
  /// Red, green and blue in sRGB, 0 to 255 each.
  case rgb(UInt8, UInt8, UInt8)
  /// An entry of the terminal's palette: 0–15 as the user set them, 16–255 as xterm fixed them.
  case indexed(UInt8)

  /// Reads `#rrggbb`, upper or lower case; `nil` for anything else.
  package init?(hex: String) {
    let digits = hex.utf8.dropFirst()
    guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6 else { return nil }
    var value: UInt32 = 0
    for digit in digits {
      guard let nibble = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(nibble)
    }
    self = Color(packed: value)
  }

  /// The color whose bits are `0xrrggbb`.
  package init(packed: UInt32) {
    self = .rgb(
      UInt8(truncatingIfNeeded: packed >> 16), UInt8(truncatingIfNeeded: packed >> 8),
      UInt8(truncatingIfNeeded: packed))
  }

  /// Red, green and blue, 0 to 255 each. For the first 16 palette entries, which a user may have
  /// changed, these are xterm's.
  package var components: (red: UInt8, green: UInt8, blue: UInt8) {
    switch self {
    case .rgb(let red, let green, let blue): (red, green, blue)
    case .indexed(let index): Palette.xterm[Int(index)].components
    }
  }

  /// The hue in degrees, from 0 (red) over 60 (yellow), and the saturation from 0 to 1, in HSV.
  package var hueAndSaturation: (hue: Double, saturation: Double) {
    let (red, green, blue) = (
      Double(components.red), Double(components.green), Double(components.blue)
    )
    let (most, least) = (max(red, green, blue), min(red, green, blue))
    let range = most - least
    guard range > 0 else { return (0, 0) }
    let sixth =
      switch most {
      case red: (green - blue) / range
      case green: (blue - red) / range + 2
      default: (red - green) / range + 4
      }
    return ((sixth * 60 + 360).truncatingRemainder(dividingBy: 360), range / most)
  }

  /// What people call yellow, and neither orange, sand nor khaki.
  package var isYellow: Bool {
    let (hue, saturation) = hueAndSaturation
    return (45...60).contains(hue) && saturation > 0.55
  }

  /// What a terminal of this depth shows for the color: the nearest that it has in OKLab, where
  /// equal distances look equal. `nil` where it has no colors.
  package func derived(for depth: ColorDepth) -> Color? {
    switch (depth, self) {
    case (.mono, _): nil
    case (.direct, _): self
    case (.indexed256, .indexed): self
    case (.ansi16, .indexed(let index)) where index < 16: self
    // The first 16 are left out: they are the user's, and may look like anything.
    case (.indexed256, .rgb): .indexed(Palette.nearest(to: self, in: 16...255))
    case (.ansi16, _): .indexed(Palette.nearest(to: self, in: 0...15))
    }
  }
}

/// How many colors a terminal can show; more is greater.
package enum ColorDepth: Int, Comparable, CaseIterable, Sendable {
  /// None: attributes only.
  case mono
  /// The 16 of ANSI terminals (or 8, and bold for the bright ones).
  case ansi16
  /// xterm's 256.
  case indexed256
  /// 24 bits.
  case direct

  package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}
