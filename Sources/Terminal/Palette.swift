// xterm's 256 colours, and which of them looks most like a given one.

import Glibc

/// xterm's palette.
enum Palette {
  /// The 256 colours: 16 named ones, a cube of 6 × 6 × 6, and 24 greys (xterm's `256colres.h`
  /// gives the steps; the first 16 are its defaults).
  static let xterm: [Colour] = {
    let named: [UInt32] = [
      0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
      0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ]
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let cube = (0..<216).map { Colour.rgb(steps[$0 / 36], steps[$0 / 6 % 6], steps[$0 % 6]) }
    let greys = stride(from: UInt8(8), through: 238, by: 10).map { Colour.rgb($0, $0, $0) }
    return named.map(Colour.init(packed:)) + cube + greys
  }()

  private static let perceived = xterm.map(Perceived.init)

  /// The entry in `range` that looks most like `colour`; the first of equals.
  static func nearest(to colour: Colour, in range: ClosedRange<UInt8>) -> UInt8 {
    let wanted = Perceived(colour)
    var best = range.lowerBound
    var least = Double.infinity
    for index in range {
      let distance = perceived[Int(index)].distance(to: wanted)
      if distance < least { (best, least) = (index, distance) }
    }
    return best
  }
}

/// A colour in OKLab (Björn Ottosson, 2020): lightness and two opponent axes, so that straight
/// distances follow what an eye takes for different.
private struct Perceived {
  var lightness: Double
  var greenRed: Double
  var blueYellow: Double

  /// The light that an sRGB component stands for, 0 to 1 (IEC 61966-2-1).
  private static let linear: [Double] = (0...255).map { component in
    let value = Double(component) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  init(_ colour: Colour) {
    let (red, green, blue) = colour.components
    let r = Perceived.linear[Int(red)]
    let g = Perceived.linear[Int(green)]
    let b = Perceived.linear[Int(blue)]
    let long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    greenRed = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blueYellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  func distance(to other: Perceived) -> Double {
    let l = lightness - other.lightness
    let a = greenRed - other.greenRed
    let b = blueYellow - other.blueYellow
    return l * l + a * a + b * b
  }
}
