// How colors look: how far apart two are to an eye, with any kind of color vision, and how much
// one stands out from another.

import Glibc

/// How a person sees colors.
package enum ColorVision: String, CaseIterable, Sendable {
  /// With three kinds of cones.
  case usual
  /// Without those for long waves.
  case protan
  /// Without those for middle waves.
  case deutan
  /// Without those for short waves.
  case tritan

  /// What becomes of red, green and blue light: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
  /// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009;
  /// its matrices for severity 1.
  fileprivate var matrix: [Double] {
    switch self {
    case .usual: [1, 0, 0, 0, 1, 0, 0, 0, 1]
    case .protan:
      [
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
      ]
    case .deutan:
      [
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881,
      ]
    case .tritan:
      [
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900,
      ]
    }
  }
}

extension Color {
  /// Lightness in OKLab: 0 is black, 1 white, and one half lies in the middle for an eye.
  package var lightness: Double { Perceived.of(self).lightness }

  /// How strong its hue is in OKLab: 0 for a gray, about 0.3 for the strongest.
  package var chroma: Double { Perceived.of(self).chroma }

  /// How far two colors are apart in OKLab: 0 where they are one, 1 between black and white.
  package func distance(to other: Color, for vision: ColorVision = .usual) -> Double {
    Perceived.of(self, vision).distance(to: .of(other, vision)).squareRoot()
  }

  /// How much two colors stand out from one another, 1 to 21 (WCAG 2.1, contrast ratio).
  package func contrast(with other: Color) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// Relative luminance (WCAG 2.1), 0 to 1.
  private var luminance: Double {
    if case .indexed(let index) = self { return Perceived.luminances[Int(index)] }
    return Perceived.luminance(of: self)
  }
}

/// A color in OKLab (Björn Ottosson, 2020): lightness and two opponent axes, so that straight
/// distances follow what an eye takes for different.
struct Perceived {
  private(set) var lightness: Double
  private(set) var greenRed: Double
  private(set) var blueYellow: Double

  /// The light that an sRGB component stands for, 0 to 1 (IEC 61966-2-1).
  private static let linear: [Double] = (0...255).map { component in
    let value = Double(component) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// Red, green and blue light, 0 to 1 each.
  private static func light(of color: Color) -> (Double, Double, Double) {
    let (red, green, blue) = color.components
    return (linear[Int(red)], linear[Int(green)], linear[Int(blue)])
  }

  fileprivate static func luminance(of color: Color) -> Double {
    let (red, green, blue) = light(of: color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  // The palette is looked at again and again while a theme is fitted to it.
  fileprivate static let luminances = Palette.xterm.map(luminance)
  private static let usual = seen(by: .usual)
  private static let protan = seen(by: .protan)
  private static let deutan = seen(by: .deutan)
  private static let tritan = seen(by: .tritan)

  private static func seen(by vision: ColorVision) -> [Perceived] {
    Palette.xterm.map { Perceived($0, vision) }
  }

  /// How a color looks to an eye.
  static func of(_ color: Color, _ vision: ColorVision = .usual) -> Perceived {
    guard case .indexed(let index) = color else { return Perceived(color, vision) }
    return switch vision {
    case .usual: usual[Int(index)]
    case .protan: protan[Int(index)]
    case .deutan: deutan[Int(index)]
    case .tritan: tritan[Int(index)]
    }
  }

  private init(_ color: Color, _ vision: ColorVision) {
    let (red, green, blue) = Perceived.light(of: color)
    let matrix = vision.matrix
    func part(_ row: Int) -> Double {
      let sum = matrix[3 * row] * red + matrix[3 * row + 1] * green + matrix[3 * row + 2] * blue
      return min(max(sum, 0), 1)
    }
    let (r, g, b) = (part(0), part(1), part(2))
    let long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    greenRed = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blueYellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  /// A hue, in degrees around the grays, as strong as the few colors of a simple terminal are.
  init(hue: Double, lightness: Double) {
    self.lightness = lightness
    greenRed = Self.strength * cos(hue * .pi / 180)
    blueYellow = Self.strength * sin(hue * .pi / 180)
  }

  private static let strength = 0.22

  /// How strong the hue is.
  var chroma: Double { (greenRed * greenRed + blueYellow * blueYellow).squareRoot() }

  /// The same lightness without a hue.
  var gray: Perceived { scaled(by: 0) }

  /// The same hue as strong as the few colors of a simple terminal are.
  var vivid: Perceived { scaled(by: Self.strength / chroma) }

  private func scaled(by factor: Double) -> Perceived {
    var scaled = self
    scaled.greenRed *= factor
    scaled.blueYellow *= factor
    return scaled
  }

  /// The square of how far two colors are apart, where differences in lightness and between green
  /// and red count so much.
  func distance(
    to other: Perceived, lightness: Double = 1, greenRed: Double = 1
  ) -> Double {
    let l = self.lightness - other.lightness
    let a = self.greenRed - other.greenRed
    let b = blueYellow - other.blueYellow
    return lightness * l * l + greenRed * a * a + b * b
  }
}
