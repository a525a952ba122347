// Every shipped theme can be read by everybody: contrast by WCAG 2.1, at each depth of colour.

import Dashboard
import Formats
import Foundation
import Terminal
import Testing

@testable import offerdeck

@Suite struct `A shipped theme` {
  private static let coloured = Themes.names.filter { $0 != "mono" }
  private static let depths: [ColourDepth] = [.direct, .indexed256]
  private let wardrobe = Wardrobe(isASCII: false, folder: "/nonexistent")

  /// Roles that are lines and not text: WCAG 1.4.11 asks 3:1 of what has to be seen, and nothing of
  /// what only decorates.
  private static let lines: Set<Role> = [.border, .barEmpty]

  /// Relative luminance (WCAG 2.1).
  private func luminance(_ colour: Colour) -> Double {
    let (red, green, blue) = colour.components
    let parts = [red, green, blue].map { part -> Double in
      let value = Double(part) / 255
      return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func contrast(_ one: Colour, _ other: Colour) -> Double {
    let (light, dark) = (
      max(luminance(one), luminance(other)), min(luminance(one), luminance(other))
    )
    return (light + 0.05) / (dark + 0.05)
  }

  @Test(arguments: coloured, depths) func `has text that stands out by 4.5 to 1`(
    name: String, depth: ColourDepth
  ) throws {
    let theme = try #require(try wardrobe.theme(named: name, depth: depth))
    for role in Role.allCases where !Self.lines.contains(role) {
      let style = theme[role]
      let (ink, paper) = (try #require(style.ink), try #require(style.paper))
      #expect(contrast(ink, paper) >= 4.5, "\(role.rawValue) has \(contrast(ink, paper))")
    }
    // A key is named on the footer's paper, and what is selected keeps no ink of its own.
    let footer = try #require(theme[.footer].paper)
    for role in [Role.key, .footer, .notice, .error] {
      let ink = try #require(theme[role].ink)
      #expect(contrast(ink, footer) >= 4.5, "\(role.rawValue) in the footer")
    }
  }

  @Test(arguments: coloured) func `has a banner and a selection that are seen`(name: String) throws
  {
    let theme = try #require(try wardrobe.theme(named: name, depth: .direct))
    let paper = try #require(theme[.text].paper)
    let banner = try #require(theme[.banner].paper)
    // Yellow: much red and green, little blue.
    let (red, green, blue) = banner.components
    #expect(red > 180 && green > 140 && blue < 140)
    #expect(theme[.selection].paper != paper && theme[.selectionResting].paper != paper)
  }

  @Test(arguments: Themes.names) func `styles every stage and level`(name: String) throws {
    let sheet = try #require(try wardrobe.sheet(named: name, below: []))
    #expect(sheet.name == name && !sheet.title.isEmpty)
    #expect(sheet.styles["text"] != nil && sheet.styles["banner"] != nil)
  }

  @Test func `that inherits from itself is told, and not followed`() {
    #expect(throws: FileMistakes.self) {
      try Wardrobe.read("name: x\ntitle: y\ninherits: x\n", named: "x.yaml") {
        try? wardrobe.sheet(named: $0, below: ["x"])
      }
    }
  }
}
