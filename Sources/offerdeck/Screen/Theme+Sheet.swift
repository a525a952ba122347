// A theme as a terminal of some depth shows it: with 24 bits as it is, with fewer colours fitted to
// them, and without any by its attributes.

import Dashboard
import Formats
import Foundation
import Terminal

extension Theme {
  /// A sheet as a terminal of a depth shows it.
  init(_ sheet: ThemeSheet, depth: ColourDepth, signs: Signs) {
    var styles = Self.styles(sheet)
    switch depth {
    case .direct: break
    case .mono:
      for (role, entry) in sheet.entries {
        styles[role] = Style(attributes: Attributes(entry.mono ?? entry.attributes))
      }
    case .indexed256: styles = Self.fitted(styles, ground: nil, sheet, .indexed256)
    case .ansi16:
      styles = Self.fitted(styles, ground: .indexed(sheet.isLight ? 15 : 0), sheet, .ansi16)
    }
    self.init(name: sheet.name, styles: styles, signs: signs)
  }

  /// The styles with all their bits; what one leaves open it takes from that of `text`.
  static func styles(_ sheet: ThemeSheet) -> [Role: Style] {
    func colour(_ name: String?) -> Colour? {
      name.flatMap { sheet.colour($0) }.map { Colour.rgb($0.red, $0.green, $0.blue) }
    }
    let base = sheet.styles[Role.text.rawValue]
    var styles: [Role: Style] = [:]
    for (role, entry) in sheet.entries {
      styles[role] = Style(
        ink: colour(entry.ink) ?? colour(base?.ink), paper: colour(entry.paper ?? base?.paper),
        attributes: Attributes(entry.attributes))
    }
    return styles
  }

  /// The styles in the terminal's colours.
  private static func fitted(
    _ styles: [Role: Style], ground: Colour?, _ sheet: ThemeSheet, _ depth: ColourDepth
  ) -> [Role: Style] {
    guard let paper = styles[.text]?.paper, let ground = ground ?? paper.derived(for: depth) else {
      return styles.mapValues { $0.derived(for: depth) }
    }
    var fitted: [Role: Style] = [:]
    for (role, style) in styles {
      fitted[role] = fit(style, role, of: sheet, paper: paper, ground: ground, depth)
    }
    // Keys and notices are drawn on the footer's paper too.
    let papers = [ground, fitted[.footer]?.paper ?? ground]
    for role in Role.onFooter {
      guard let ink = styles[role]?.ink else { continue }
      fitted[role]?.ink = Distinction.ink(ink, on: papers, depth: depth)
    }
    for group in Role.sideBySide {
      let wanted = group.compactMap { styles[$0] }
      guard wanted.count == group.count, wanted.allSatisfy({ $0.paper == paper }),
        let parted = Distinction.parted(wanted, on: ground, depth: depth)
      else { continue }
      for (role, style) in zip(group, parted) { fitted[role] = style }
    }
    return fitted
  }

  private static func fit(
    _ style: Style, _ role: Role, of sheet: ThemeSheet, paper: Colour, ground: Colour,
    _ depth: ColourDepth
  ) -> Style {
    guard let ink = style.ink, let own = style.paper else { return style.derived(for: depth) }
    var fitted = style
    fitted.paper = own == paper ? ground : own.derived(for: depth)
    let isFar = depth != .ansi16 || own.distance(to: paper) >= leastShade
    if own != paper, !isFar || fitted.paper == ground {
      // A shade that is hardly another one is none in few colours. What it said is said then as it is
      // where there are no colours at all.
      fitted.paper = ground
      fitted.attributes.formUnion(Attributes(sheet.styles[role.rawValue]?.mono ?? []))
    } else if own != paper, depth == .ansi16 {
      let pair = Distinction.pair(ink: ink, paper: own, on: ground)
      (fitted.ink, fitted.paper) = (pair.ink, pair.paper)
      return fitted
    }
    fitted.ink = Distinction.ink(
      ink, on: [fitted.paper ?? ground], depth: depth,
      contrast: role.isLine ? leastLine : Distinction.leastContrast)
    return fitted
  }

  /// How far a shade has to be from another, in OKLab, to be one in 16 colours.
  private static let leastShade = 0.1
  /// How much a line that only decorates stands out in few colours: enough not to be gone.
  private static let leastLine = 1.4
}

extension Role {
  /// Roles that are looked at side by side, and told apart by their looks.
  static let sideBySide: [[Role]] = [
    [.levelMissed, .levelStartNow, .levelDueSoon, .levelComfortable, .levelMet],
    [
      .stageDraft, .stageSubmitted, .stageCertified, .stageLive, .stageRetired, .stageUnrecognised,
    ],
  ]

  /// Roles that are drawn on the paper of the footer as well as on that of text.
  static let onFooter: [Role] = [.key, .notice, .error]

  /// It is no text, and only decorates: WCAG asks nothing of it.
  var isLine: Bool { self == .border || self == .barEmpty }
}

extension ThemeSheet {
  /// The styles that it has, by role.
  fileprivate var entries: [(Role, SheetStyle)] {
    Role.allCases.compactMap { role in styles[role.rawValue].map { (role, $0) } }
  }
}

extension Style {
  fileprivate func derived(for depth: ColourDepth) -> Style {
    Style(
      ink: ink?.derived(for: depth), paper: paper?.derived(for: depth), attributes: attributes)
  }
}

extension Attributes {
  fileprivate init(_ attributes: Set<SheetAttribute>) {
    self.init(attributes.map(Attributes.init))
  }

  private init(_ attribute: SheetAttribute) {
    self =
      switch attribute {
      case .bold: .bold
      case .dim: .dim
      case .italic: .italic
      case .underline: .underline
      case .reverse: .reverse
      }
  }
}
