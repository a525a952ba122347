// Colors for terminals that have few: each as near as can be to what a theme asks for, and yet so
// that text can be read and what stands side by side is told apart, with any color vision.

/// What a look has to fulfill, and how a terminal's own colors fulfill it.
package enum Distinction {
  /// How much text has to stand out from what is behind it (WCAG 2.1, 1.4.3, level AA).
  package static let leastContrast = 4.5
  /// How far the colors of two things that are told apart by color have to be apart in OKLab, with
  /// each kind of color vision. About 0.02 is what an eye can just see side by side.
  package static let leastDistance = 0.05

  /// Whether two looks on one paper are told apart with any color vision: by their colors, or among
  /// 16 also by what else text can stand out by.
  package static func areDistinct(_ one: Style, _ other: Style, depth: ColorDepth) -> Bool {
    if depth == .ansi16 && one.attributes != other.attributes { return true }
    guard let ink = one.ink, let otherInk = other.ink else { return one.ink != other.ink }
    return ColorVision.allCases.allSatisfy {
      ink.distance(to: otherInk, for: $0) >= leastDistance
    }
  }

  /// The color of the terminal's palette that is nearest to an ink and stands out by so much from
  /// papers that it is drawn on; without that, the one that stands out most.
  package static func ink(
    _ wanted: WantedInk, on papers: [Color], depth: ColorDepth, contrast: Double = leastContrast
  ) -> Color {
    let palette = palette(depth)
    var best: (cost: Double, ink: Color)?
    for ink in palette {
      let cost = wanted.cost(of: ink, depth: depth)
      guard cost < best?.cost ?? .infinity else { continue }
      if papers.allSatisfy({ ink.contrast(with: $0) >= contrast }) { best = (cost, ink) }
    }
    func least(_ ink: Color) -> Double { papers.map { ink.contrast(with: $0) }.min() ?? 21 }
    return best?.ink ?? palette.max { least($0) < least($1) } ?? wanted.color
  }

  /// A gray of the 16 that is as near as can be to an ink and weaker than another on a paper; nil
  /// where none can be read.
  package static func weakerGray(
    _ wanted: Color, than ink: Color, on paper: Color
  ) -> Color? {
    let neutral = WantedInk(wanted, isNeutral: true)
    let weaker = ansi.filter {
      $0.chroma < 0.01 && $0.contrast(with: paper) >= leastContrast
        && $0.contrast(with: paper) < ink.contrast(with: paper)
    }
    return weaker.min {
      neutral.cost(of: $0, depth: .ansi16) < neutral.cost(of: $1, depth: .ansi16)
    }
  }

  /// The color of the 256 for a ground that lies on another one: the nearest of those that are seen
  /// on it as the theme has it, lighter or darker.
  package static func ground(_ wanted: Color, over paper: Color, shownAs ground: Color) -> Color {
    let isLighter = wanted.lightness > paper.lightness
    let contrast = wanted.contrast(with: paper)
    // What the palette's steps do to a contrast.
    let least =
      contrast >= leastSelectionContrast
      ? leastSelectionContrast : min(contrast - 0.05, leastGroundContrast)
    let fit = indexed.filter {
      $0 != ground && ($0.lightness > ground.lightness) == isLighter
        && $0.contrast(with: ground) >= least
    }
    let seen = Perceived.of(wanted)
    return fit.min { seen.distance(to: .of($0)) < seen.distance(to: .of($1)) } ?? ground
  }

  /// How much the ground of the selected row has to stand out from the paper, at each depth.
  package static let leastSelectionContrast = 1.8
  /// How much any other ground has to stand out from the paper.
  package static let leastGroundContrast = 1.3

  /// An ink and a paper of the 16 that are nearest to a pair, can be read, and whose paper is seen on
  /// another. Terminals with eight colors have the first eight alone for what is behind text.
  package static func pair(
    ink: WantedInk, paper: Color, on ground: Color
  ) -> (ink: Color, paper: Color) {
    let behind = WantedInk(paper)
    let pairs = ansi.prefix(8).filter { $0.contrast(with: ground) >= leastSelectionContrast }
      .map { paper in
        (ink: self.ink(ink, on: [paper], depth: .ansi16), paper: paper)
      }
    func cost(_ pair: (ink: Color, paper: Color)) -> Double {
      ink.cost(of: pair.ink, depth: .ansi16) + behind.distance(toNamed: pair.paper)
    }
    return pairs.filter { $0.ink.contrast(with: $0.paper) >= leastContrast }
      .min { cost($0) < cost($1) }
      ?? (self.ink(ink, on: [ground], depth: .ansi16), ground)
  }

  /// Looks for several things that stand side by side on a paper, what matters most first: as near to
  /// what is wanted as they can be while all are told apart, and from others that are there already.
  /// Where 16 colors are too few, some are underlined; nil where there is no way.
  package static func parted(
    _ wanted: [(ink: WantedInk, attributes: Attributes)], from others: [Style], on paper: Color,
    depth: ColorDepth
  ) -> [Style]? {
    let fit = palette(depth).filter { $0.contrast(with: paper) >= leastContrast }
    let candidates = wanted.enumerated().map { place, wanted -> [(cost: Double, style: Style)] in
      let weight: Double = place == 0 ? 2 : 1
      let near = fit.map { (cost: wanted.ink.cost(of: $0, depth: depth), ink: $0) }
        .sorted { $0.cost < $1.cost }
      let plain = near.prefix(16).map { near in
        (
          cost: weight * near.cost,
          style: Style(ink: near.ink, paper: paper, attributes: wanted.attributes)
        )
      }
      if depth != .ansi16 { return plain }
      let underlined = plain.map { near in
        var style = near.style
        style.attributes.insert(.underline)
        // Rather another shade than a line, and rather a line than another hue.
        return (cost: near.cost + weight * 0.012, style: style)
      }
      return (plain + underlined).sorted { $0.cost < $1.cost }
    }
    var search = Search(candidates: candidates, others: others, depth: depth)
    search.go(on: [], cost: 0)
    return search.best
  }

  // MARK: - What a terminal has

  private static func palette(_ depth: ColorDepth) -> [Color] {
    depth == .ansi16 ? ansi : indexed
  }

  private static let ansi = (0..<16).map { Color.indexed($0) }
  // The first 16 are left out: they are the user's, and may look like anything.
  private static let indexed = (16...255).map { Color.indexed($0) }
}

/// A search through all looks for the one that costs least, which gives up a way as soon as it costs
/// more than one that was found.
private struct Search {
  let candidates: [[(cost: Double, style: Style)]]
  let others: [Style]
  let depth: ColorDepth
  private(set) var best: [Style]?
  private var least = Double.infinity

  init(candidates: [[(cost: Double, style: Style)]], others: [Style], depth: ColorDepth) {
    (self.candidates, self.others, self.depth) = (candidates, others, depth)
  }

  mutating func go(on chosen: [Style], cost: Double) {
    guard chosen.count < candidates.count else {
      if cost < least { (best, least) = (chosen, cost) }
      return
    }
    for candidate in candidates[chosen.count] {
      if cost + candidate.cost >= least { return }
      let isApart = (others + chosen).allSatisfy {
        Distinction.areDistinct($0, candidate.style, depth: depth)
      }
      guard isApart else { continue }
      // Of 16, rather each its own hue than two that only their shade tells apart.
      let alike = chosen.count { candidate.style.hasName(of: $0, depth: depth) }
      go(on: chosen + [candidate.style], cost: cost + candidate.cost + 0.01 * Double(alike))
    }
  }
}

extension Style {
  /// Whether the ink is called the same among the 16: red and bright red.
  fileprivate func hasName(of other: Style, depth: ColorDepth) -> Bool {
    guard depth == .ansi16, case .indexed(let one) = ink, case .indexed(let second) = other.ink
    else { return false }
    return one % 8 == second % 8
  }
}
