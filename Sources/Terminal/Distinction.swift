// Colours for terminals that have few: each as near as can be to what a theme asks for, and yet so
// that text can be read and what stands side by side is told apart, with any colour vision.

/// What a look has to fulfil, and how a terminal's own colours fulfil it.
package enum Distinction {
  /// How much text has to stand out from what is behind it (WCAG 2.1, 1.4.3, level AA).
  package static let leastContrast = 4.5
  /// How far the colours of two things that are told apart by colour have to be apart in OKLab, with
  /// each kind of colour vision. About 0.02 is what an eye can just see side by side.
  package static let leastDistance = 0.05

  /// Whether two looks on one paper are told apart with any colour vision: by their colours, or among
  /// 16 also by what else text can stand out by.
  package static func areDistinct(_ one: Style, _ other: Style, depth: ColourDepth) -> Bool {
    if depth == .ansi16 && one.attributes != other.attributes { return true }
    guard let ink = one.ink, let otherInk = other.ink else { return one.ink != other.ink }
    return ColourVision.allCases.allSatisfy {
      ink.distance(to: otherInk, for: $0) >= leastDistance
    }
  }

  /// The colour of the terminal's palette that is nearest to an ink and stands out by so much from
  /// papers that it is drawn on; without that, the one that stands out most.
  package static func ink(
    _ wanted: Colour, on papers: [Colour], depth: ColourDepth, contrast: Double = leastContrast
  ) -> Colour {
    let palette = palette(depth)
    var best: (cost: Double, ink: Colour)?
    for near in costs(of: palette, for: wanted, depth) where near.cost < best?.cost ?? .infinity {
      if papers.allSatisfy({ near.ink.contrast(with: $0) >= contrast }) { best = near }
    }
    func least(_ ink: Colour) -> Double { papers.map { ink.contrast(with: $0) }.min() ?? 21 }
    return best?.ink ?? palette.max { least($0) < least($1) } ?? wanted
  }

  /// An ink and a paper of the 16 that are nearest to a pair, can be read, and whose paper is seen on
  /// another.
  package static func pair(
    ink: Colour, paper: Colour, on ground: Colour
  ) -> (ink: Colour, paper: Colour) {
    let pairs = palette(.ansi16).filter { $0 != ground }.map { candidate in
      (ink: self.ink(ink, on: [candidate], depth: .ansi16), paper: candidate)
    }
    let fit = pairs.filter { $0.ink.contrast(with: $0.paper) >= leastContrast }
    let inkCosts = costs(of: fit.map(\.ink), for: ink, .ansi16)
    let paperCosts = costs(of: fit.map(\.paper), for: paper, .ansi16)
    let best = zip(inkCosts, paperCosts).min { $0.0.cost + $0.1.cost < $1.0.cost + $1.1.cost }
    return best.map { ($0.ink, $1.ink) } ?? (self.ink(ink, on: [ground], depth: .ansi16), ground)
  }

  /// Looks for several things that stand side by side on a paper: as near to what is wanted as they
  /// can be while all are told apart. Where 16 colours are too few, some are underlined; nil where
  /// there is no way.
  package static func parted(
    _ wanted: [Style], on paper: Colour, depth: ColourDepth
  ) -> [Style]? {
    let fit = palette(depth).filter { $0.contrast(with: paper) >= leastContrast }
    let candidates = wanted.map { style -> [(cost: Double, style: Style)] in
      guard let ink = style.ink else { return [(0, style)] }
      let near = costs(of: fit, for: ink, depth).sorted { $0.cost < $1.cost }
      let plain = near.prefix(16).map { near in
        (near.cost, Style(ink: near.ink, paper: paper, attributes: style.attributes))
      }
      if depth != .ansi16 { return plain }
      let underlined = plain.map { near in
        var style = near.1
        style.attributes.insert(.underline)
        // Rather another shade than a line, and rather a line than another hue.
        return (near.0 + 0.02, style)
      }
      return (plain + underlined).sorted { $0.0 < $1.0 }
    }
    var search = Search(candidates: candidates, depth: depth)
    search.go(on: [], cost: 0)
    return search.best
  }

  // MARK: - What a terminal has

  private static func palette(_ depth: ColourDepth) -> [Colour] {
    depth == .ansi16 ? ansi : indexed
  }

  private static let ansi = (0..<16).map { Colour.indexed($0) }
  // The first 16 are left out: they are the user's, and may look like anything.
  private static let indexed = (16...255).map { Colour.indexed($0) }

  /// How bad it is to show each of these colours for another. Among 16 there are no pale ones and few
  /// shades: a red that is darker or stronger is better than one that is no red.
  private static func costs(
    of colours: [Colour], for wanted: Colour, _ depth: ColourDepth
  ) -> [(cost: Double, ink: Colour)] {
    let seen = Perceived.of(wanted)
    if depth != .ansi16 {
      return colours.map { (seen.distance(to: .of($0)), $0) }
    }
    let vivid = seen.vivid
    return colours.map { (vivid.distance(to: Perceived.of($0).vivid, lightness: 0.16), $0) }
  }
}

/// A search through all looks for the one that costs least, which gives up a way as soon as it costs
/// more than one that was found.
private struct Search {
  let candidates: [[(cost: Double, style: Style)]]
  let depth: ColourDepth
  private(set) var best: [Style]?
  private var least = Double.infinity

  init(candidates: [[(cost: Double, style: Style)]], depth: ColourDepth) {
    (self.candidates, self.depth) = (candidates, depth)
  }

  mutating func go(on chosen: [Style], cost: Double) {
    guard chosen.count < candidates.count else {
      (best, least) = (chosen, cost)
      return
    }
    for candidate in candidates[chosen.count] {
      let total = cost + candidate.cost
      if total >= least { return }
      let isApart = chosen.allSatisfy { Distinction.areDistinct($0, candidate.style, depth: depth) }
      if isApart { go(on: chosen + [candidate.style], cost: total) }
    }
  }
}
