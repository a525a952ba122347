// What is hard to read or to tell apart in a theme: a file without a mistake can still be one that
// some people can't use.

import Dashboard
import Formats
import Terminal

/// Something in a theme that is hard to see.
struct ThemeFinding: Hashable {
  /// The role that it is about.
  let role: Role
  /// What it is, without its place.
  let sentence: String
}

extension ThemeSheet {
  /// What is hard to see in the theme, as it is with 24 bits and as it is fitted to fewer colors.
  var findings: [ThemeFinding] {
    var findings: [ThemeFinding] = []
    for depth in [ColorDepth.direct, .indexed256, .ansi16] {
      let theme = Theme(self, depth: depth, signs: .unicode)
      for finding in unreadable(theme, depth) + alike(theme, depth) + notYellow(theme, depth)
        + faint(theme, depth)
      where !findings.contains(where: { $0.role == finding.role }) {
        findings.append(finding)
      }
    }
    return findings
  }

  private func unreadable(_ theme: Theme, _ depth: ColorDepth) -> [ThemeFinding] {
    Role.allCases.filter { !$0.isLine }.compactMap { role in
      var papers = [(name: "its background", color: theme[role].paper)]
      if Role.onFooter.contains(role) { papers.append(("the footer", theme[.footer].paper)) }
      for paper in papers {
        guard let ink = theme[role].ink, let color = paper.color else { continue }
        let contrast = ink.contrast(with: color)
        if contrast >= Distinction.leastContrast { continue }
        let tenths = Int(contrast * 10)
        return ThemeFinding(
          role: role,
          sentence:
            "“\(role.rawValue)” has a contrast of \(tenths / 10).\(tenths % 10) "
            + "to 1 with \(paper.name) in \(depth.words); 4.5 to 1 is needed")
      }
      return nil
    }
  }

  /// A selected row that hardly stands out.
  private func faint(_ theme: Theme, _ depth: ColorDepth) -> [ThemeFinding] {
    guard let paper = theme[.text].paper, let chosen = theme[.selection].paper,
      !theme[.selection].attributes.contains(.reverse)
    else { return [] }
    let contrast = chosen.contrast(with: paper)
    if contrast >= Distinction.leastSelectionContrast { return [] }
    let hundredths = Int(contrast * 100)
    return [
      ThemeFinding(
        role: .selection,
        sentence: "“selection” has a contrast of \(hundredths / 100).\(hundredths % 100 / 10)"
          + "\(hundredths % 10) to 1 with the background in \(depth.words); 1.8 to 1 is needed")
    ]
  }

  /// Banners that people would not call yellow.
  private func notYellow(_ theme: Theme, _ depth: ColorDepth) -> [ThemeFinding] {
    Role.yellow.compactMap { role in
      // A sheet without colors has its banner reversed.
      guard let paper = theme[role].paper, !paper.isYellow else { return nil }
      let (hue, saturation) = paper.hueAndSaturation
      return ThemeFinding(
        role: role,
        sentence:
          "“\(role.rawValue)” is not yellow in \(depth.words) (hue \(Int(hue.rounded())), saturation "
          + "\(Int((saturation * 100).rounded())) %); use a hue of 45 to 60 and more than 55 %")
    }
  }

  private func alike(_ theme: Theme, _ depth: ColorDepth) -> [ThemeFinding] {
    Role.sideBySide.flatMap { group in
      group.enumerated().flatMap { place, one in
        group[(place + 1)...].compactMap { other -> ThemeFinding? in
          let (first, second) = (theme[one], theme[other])
          if Distinction.areDistinct(first, second, depth: depth) { return nil }
          return ThemeFinding(
            role: other,
            sentence: "“\(other.rawValue)” and “\(one.rawValue)” look alike in \(depth.words)"
              + Self.eyes(first, second))
        }
      }
    }
  }

  /// To whom two looks are alike.
  private static func eyes(_ one: Style, _ other: Style) -> String {
    guard let ink = one.ink, let second = other.ink else { return "" }
    let visions = ColorVision.allCases.filter {
      ink.distance(to: second, for: $0) < Distinction.leastDistance
    }
    if visions.contains(.usual) { return "" }
    return " to \(visions.map(\.rawValue).joined(separator: " and ")) vision"
  }
}

extension ColorDepth {
  /// The depth in words.
  fileprivate var words: String {
    switch self {
    case .mono: "no colors"
    case .ansi16: "16 colors"
    case .indexed256: "256 colors"
    case .direct: "24-bit color"
    }
  }
}
