// A theme in the colors of a terminal that has few: 256 that xterm fixed, or the 16 that have names.

import Dashboard
import Formats
import Terminal

/// The styles of a theme, fitted to few colors.
struct ThemeFitting {
  /// The styles in the terminal's colors.
  private(set) var fitted: [Role: Style] = [:]
  private let styles: [Role: Style]
  private let sheet: ThemeSheet
  private let depth: ColorDepth
  /// The paper of ordinary text, and what the terminal shows for it.
  private let paper: Color, ground: Color
  /// The inks that say nothing by their hue: those of ordinary text, of its headings and of what is
  /// second to it.
  private let neutrals: Set<Color>

  /// The styles of a sheet for a depth of 256 or 16 colors; nil where text has no paper of its own.
  init?(_ styles: [Role: Style], of sheet: ThemeSheet, depth: ColorDepth) {
    guard let paper = styles[.text]?.paper, let shown = paper.derived(for: depth) else {
      return nil
    }
    self.styles = styles
    self.sheet = sheet
    self.depth = depth
    self.paper = paper
    ground = depth == .ansi16 ? .indexed(sheet.isLight ? 15 : 0) : shown
    // One that is a color by all means is one by intention.
    let inks = [Role.text, .title, .dim].compactMap { styles[$0]?.ink }
    neutrals = Set(inks.filter { $0.chroma < 0.1 })
    for (role, style) in styles { fitted[role] = fit(style, role) }
    weakenDim()
    fitFooter()
    for group in Role.sideBySide { part(group) }
  }

  private func wanted(_ ink: Color) -> WantedInk {
    WantedInk(ink, isNeutral: neutrals.contains(ink))
  }

  private func fit(_ style: Style, _ role: Role) -> Style {
    guard let ink = style.ink, let own = style.paper else { return style }
    var fitted = style
    fitted.paper = ground
    if own != paper {
      if depth == .indexed256 {
        fitted.paper = Distinction.ground(own, over: paper, shownAs: ground)
      } else if own.distance(to: paper) >= Self.leastShade, own.derived(for: depth) != ground {
        let pair = Distinction.pair(ink: wanted(ink), paper: own, on: ground)
        return Style(ink: pair.ink, paper: pair.paper, attributes: style.attributes)
      }
      if fitted.paper == ground {
        // A shade that is hardly another one is none in few colors. What it said is said then as it
        // is where there are no colors at all.
        fitted.attributes.formUnion(mono(role))
      }
    }
    fitted.ink = Distinction.ink(
      wanted(ink), on: [fitted.paper ?? ground], depth: depth,
      contrast: role.isLine ? Self.leastLine : Distinction.leastContrast)
    return fitted
  }

  /// What is second to ordinary text is weaker than it: another gray, or else fainter by attribute.
  private mutating func weakenDim() {
    guard depth == .ansi16, let wanted = styles[.dim]?.ink, wanted != styles[.text]?.ink,
      let text = fitted[.text]?.ink, fitted[.dim]?.ink == text
    else { return }
    let gray = Distinction.weakerGray(wanted, than: text, on: ground)
    let fainter = mono(.dim)
    for role in roles(of: wanted) {
      if let gray { fitted[role]?.ink = gray } else { fitted[role]?.attributes.formUnion(fainter) }
    }
  }

  /// Keys and notices are drawn on the footer's paper too.
  private mutating func fitFooter() {
    let papers = [ground, fitted[.footer]?.paper ?? ground]
    for role in Role.onFooter {
      guard let ink = styles[role]?.ink else { continue }
      let fit = Distinction.ink(wanted(ink), on: papers, depth: depth)
      fitted[role]?.ink = fit
    }
  }

  /// Tells apart what stands side by side. What has the ink of ordinary text or of what is second to
  /// it looks like that, wherever it stands.
  private mutating func part(_ group: [Role]) {
    guard group.allSatisfy({ styles[$0]?.ink != nil && styles[$0]?.paper == paper }) else { return }
    let (text, dim) = (styles[.text]?.ink, styles[.dim]?.ink)
    let isDimFixed = depth == .ansi16 || group != Role.sideBySide.first
    let fixed = group.filter {
      styles[$0]?.ink == text || (isDimFixed && styles[$0]?.ink == dim)
    }
    var free = group.filter { !fixed.contains($0) }
    let dims = free.filter { styles[$0]?.ink == dim }
    free.removeAll { dims.dropFirst().contains($0) }
    let wishes = free.compactMap { role in
      styles[role].flatMap { style in style.ink.map { (wanted($0), style.attributes) } }
    }
    let others = fixed.compactMap { fitted[$0] }
    guard let parted = Distinction.parted(wishes, from: others, on: ground, depth: depth) else {
      return
    }
    for (role, style) in zip(free, parted) { fitted[role] = style }
    guard let dim, let shown = dims.first.flatMap({ fitted[$0]?.ink }) else { return }
    for role in roles(of: dim) { fitted[role]?.ink = shown }
  }

  /// The roles whose text has an ink, on the paper of ordinary text.
  private func roles(of ink: Color) -> [Role] {
    styles.keys.filter { !$0.isLine && styles[$0]?.ink == ink && fitted[$0]?.paper == ground }
  }

  private func mono(_ role: Role) -> Attributes {
    Attributes(sheet.styles[role.rawValue]?.mono ?? [])
  }

  /// How far a shade has to be from another, in OKLab, to be one in 16 colors.
  private static let leastShade = 0.14
  /// How much a line that only decorates stands out in few colors: enough not to be gone.
  private static let leastLine = 1.4
}
