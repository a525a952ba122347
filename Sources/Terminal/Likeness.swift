// How bad it is to show one color for another, where a terminal has few.

/// What is wanted of a color.
package struct WantedInk: Sendable {
  /// The color as a theme has it.
  package let color: Color
  /// It is that of ordinary text, and says nothing by its hue: however it is tinted, among 16 colors
  /// it is a gray.
  package let isNeutral: Bool
  /// How it looks, which is asked again and again.
  private let seen: Perceived

  /// A color as a theme has it.
  package init(_ color: Color, isNeutral: Bool = false) {
    self.color = color
    self.isNeutral = isNeutral
    seen = .of(color)
  }

  /// How bad it is to show a color of a terminal's palette for this one.
  func cost(of candidate: Color, depth: ColorDepth) -> Double {
    let isHue = !isNeutral && seen.chroma >= Self.leastChroma
    if depth != .ansi16 {
      // The palette has few dark yellows and no dark pinks: rather another shade than another hue,
      // and rather either than none.
      let shown = Perceived.of(candidate)
      let isLost = isHue && shown.chroma < Self.leastShownChroma
      return seen.distance(to: shown, lightness: 0.2) + (isLost ? 0.05 : 0)
    }
    let isLost = isHue == (Self.named(candidate).chroma == 0)
    return distance(toNamed: candidate) + (isLost ? 0.25 : 0)
  }

  /// How far one of the 16 is from this color, by what both are called.
  func distance(toNamed candidate: Color) -> Double {
    let called = isNeutral || seen.chroma < Self.leastChroma ? seen.gray : seen.vivid
    // There are few shades. Red and green say opposite things, so what lies between them counts more.
    return called.distance(to: Self.named(candidate), lightness: 0.16, greenRed: 1.7)
  }

  /// What is weaker is taken for a gray.
  private static let leastChroma = 0.04
  private static let leastShownChroma = 0.03

  private static func named(_ color: Color) -> Perceived {
    guard case .indexed(let index) = color, index < 16 else { return .of(color) }
    return names[Int(index)]
  }

  /// The 16, each with the hue of what people call by its name: xterm's own yellow is nearly a green,
  /// and some greens of themes are nearer to it than to its green.
  private static let names: [Perceived] = (0..<16).map { index in
    let seen = Perceived.of(.indexed(UInt8(index)))
    return switch index % 8 {
    case 1: Perceived(hue: 22, lightness: seen.lightness)
    case 2: Perceived(hue: 135, lightness: seen.lightness)
    case 3: Perceived(hue: 86, lightness: seen.lightness)
    case 4: Perceived(hue: 258, lightness: seen.lightness)
    case 5: Perceived(hue: 332, lightness: seen.lightness)
    case 6: Perceived(hue: 195, lightness: seen.lightness)
    default: seen.gray
    }
  }
}
