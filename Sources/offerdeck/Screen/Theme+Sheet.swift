// A theme as a terminal of some depth shows it: with 24 bits as it is, with fewer colors fitted to
// them, and without any by its attributes.

import Dashboard
import Formats
import Foundation
import Terminal

extension Theme {
  /// A sheet as a terminal of a depth shows it.
  init(_ sheet: ThemeSheet, depth: ColorDepth, signs: Signs) {
    var styles = Self.styles(sheet)
    switch depth {
    case .direct: break
    case .mono:
      for (role, entry) in sheet.entries {
        styles[role] = Style(attributes: Attributes(entry.mono ?? entry.attributes))
      }
    case .indexed256, .ansi16:
      let whole = styles
      if let fitting = ThemeFitting(styles, of: sheet, depth: depth) { styles = fitting.fitted }
      for role in Role.yellow {
        if let style = whole[role]?.yellow(depth) { styles[role] = style }
      }
      if let style = whole[.info]?.blue(depth) { styles[.info] = style }
    }
    self.init(name: sheet.name, styles: styles, signs: signs)
  }

  /// The styles with all their bits; what one leaves open it takes from that of `text`.
  static func styles(_ sheet: ThemeSheet) -> [Role: Style] {
    func color(_ name: String?) -> Color? {
      name.flatMap { sheet.color($0) }.map { Color.rgb($0.red, $0.green, $0.blue) }
    }
    let base = sheet.styles[Role.text.rawValue]
    var styles: [Role: Style] = [:]
    for (role, entry) in sheet.entries {
      styles[role] = Style(
        ink: color(entry.ink) ?? color(base?.ink), paper: color(entry.paper ?? base?.paper),
        attributes: Attributes(entry.attributes))
    }
    return styles
  }
}

extension Role {
  /// Roles that are looked at side by side, and told apart by their looks.
  static let sideBySide: [[Role]] = [
    [.levelMissed, .levelStartNow, .levelDueSoon, .levelComfortable, .levelMet],
    [
      .stageDraft, .stageSubmitted, .stageCertified, .stageLive, .stageRetired, .stageUnrecognized,
    ],
  ]

  /// Roles that the guide calls yellow: the banner in both of its cases.
  static let yellow: [Role] = [.banner, .bannerDone]

  /// Roles that are drawn on the paper of the footer as well as on that of text.
  static let onFooter: [Role] = [.key, .notice, .error]

  /// It is no text, and only decorates: WCAG asks nothing of it.
  var isLine: Bool { self == .border || self == .barEmpty }
}

extension Style {
  /// The style on the yellow of a terminal with 256 or 16 colors; nil if its paper is not yellow. The
  /// nearest of the 256 can be orange or khaki, so one of two that are yellow is taken.
  fileprivate func yellow(_ depth: ColorDepth) -> Style? {
    guard let paper, paper.isYellow else { return nil }
    return on(nearest: depth == .ansi16 ? [.indexed(3)] : [.indexed(220), .indexed(227)], depth)
  }

  /// The style on the blue of a terminal with 256 or 16 colors; nil if its paper is not blue. The
  /// nearest can be a gray.
  fileprivate func blue(_ depth: ColorDepth) -> Style? {
    guard let paper, (170...260).contains(paper.hueAndSaturation.hue) else { return nil }
    return on(nearest: depth == .ansi16 ? [.indexed(4)] : [.indexed(25), .indexed(75)], depth)
  }

  private func on(nearest papers: [Color], _ depth: ColorDepth) -> Style? {
    guard let paper, let new = papers.min(by: { $0.distance(to: paper) < $1.distance(to: paper) })
    else { return nil }
    var style = self
    style.paper = new
    style.ink = Distinction.ink(
      WantedInk(ink ?? .rgb(0, 0, 0), isNeutral: true), on: [new], depth: depth)
    return style
  }
}

extension ThemeSheet {
  /// The styles that it has, by role.
  fileprivate var entries: [(Role, SheetStyle)] {
    Role.allCases.compactMap { role in styles[role.rawValue].map { (role, $0) } }
  }
}

extension Attributes {
  /// What a sheet says that text stands out by.
  init(_ attributes: Set<SheetAttribute>) {
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
