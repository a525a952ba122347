// Every shipped theme can be read by everybody: contrast by WCAG 2.1, and stages and levels told apart
// with any color vision, at each depth of color. Of the first 16 colors, which are the user's to
// set, xterm's own are assumed.

import Dashboard
import Formats
import Foundation
import Terminal
import Testing

@testable import offerdeck

@Suite struct `A shipped theme` {
  private static let colored = Themes.names.filter { $0 != "mono" }
  private static let depths: [ColorDepth] = [.direct, .indexed256, .ansi16]
  private let themeLibrary = ThemeLibrary(isASCII: false, folder: "/nonexistent")

  @Test(arguments: colored, depths) func `has text that stands out by 4.5 to 1`(
    name: String, depth: ColorDepth
  ) throws {
    let theme = try #require(try themeLibrary.theme(named: name, depth: depth))
    for role in Role.allCases where !role.isLine {
      let style = theme[role]
      let (ink, paper) = (try #require(style.ink), try #require(style.paper))
      #expect(ink.contrast(with: paper) >= 4.5, "\(role.rawValue): \(style)")
    }
    // A key is named on the footer's paper, and what is selected keeps no ink of its own.
    let footer = try #require(theme[.footer].paper)
    for role in [Role.key, .footer, .notice, .error] {
      let ink = try #require(theme[role].ink)
      #expect(ink.contrast(with: footer) >= 4.5, "\(role.rawValue) in the footer")
    }
  }

  @Test(arguments: colored, depths)
  func `has stages and levels that are told apart with any color vision`(
    name: String, depth: ColorDepth
  ) throws {
    let theme = try #require(try themeLibrary.theme(named: name, depth: depth))
    for group in Role.sideBySide {
      for (place, one) in group.enumerated() {
        for other in group[(place + 1)...] {
          let (look, second) = (theme[one], theme[other])
          #expect(
            Distinction.areDistinct(look, second, depth: depth),
            "\(one.rawValue) \(look), \(other.rawValue) \(second)")
        }
      }
    }
  }

  @Test(arguments: colored, depths)
  func `has levels that ordinary and secondary text do not look like`(
    name: String, depth: ColorDepth
  ) throws {
    let theme = try #require(try themeLibrary.theme(named: name, depth: depth))
    for level in [Role.levelMissed, .levelStartNow, .levelDueSoon, .levelMet] {
      for text in [Role.text, .dim] {
        let (look, second) = (theme[level], theme[text])
        let (ink, other) = (try #require(look.ink), try #require(second.ink))
        #expect(ink.distance(to: other) >= 0.05, "\(level.rawValue) \(look), \(text) \(second)")
      }
    }
  }

  @Test(arguments: colored) func `has plain text and the hues that levels are known by among 16`(
    name: String
  ) throws {
    let theme = try #require(try themeLibrary.theme(named: name, depth: .ansi16))
    func number(_ role: Role) throws -> UInt8 {
      guard case .indexed(let number) = theme[role].ink else {
        throw Trouble.notIndexed(role)
      }
      return number % 8
    }
    for role in [Role.text, .dim, .title, .footer, .stageDraft, .stageRetired, .levelComfortable] {
      #expect([0, 7].contains(try number(role)), "\(role.rawValue): \(theme[role])")
    }
    // Red, or yellow; the light paper has no yellow that can be read.
    #expect(try number(.levelMissed) == 1)
    #expect([1, 3].contains(try number(.levelStartNow)))
    #expect([1, 3].contains(try number(.levelDueSoon)))
    // Green, or a blue where green can't be read or is not for everybody.
    #expect([2, 4, 6].contains(try number(.levelMet)))
    for role in [Role.stageSubmitted, .stageCertified, .stageLive, .stageUnrecognized] {
      #expect(![0, 7].contains(try number(role)), "\(role.rawValue): \(theme[role])")
    }
    // A ground that is hardly another than the paper is none here.
    #expect(theme[.footer].paper == theme[.text].paper)
    // What is second is weaker than the first.
    #expect(theme[.dim] != theme[.text])
  }

  private enum Trouble: Error { case notIndexed(Role) }

  @Test(arguments: colored) func `has nothing for its check to find`(name: String) throws {
    let sheet = try #require(try themeLibrary.sheet(named: name, below: []))
    #expect(sheet.findings == [])
  }

  @Test func `of one's own that is hard to see is told so, with the line that makes it so`() throws
  {
    let program = try Program()
    try program.file(
      "pale.yaml",
      """
      name: pale
      title: Hardly to be read
      inherits: dark
      palette:
        faint: "#444a55"
      styles:
        level.met: {ink: yellow}
        key: {ink: "#303030"}

      """)
    let result = try program.run("theme", "check", "pale.yaml")
    #expect(result.code == 1 && result.errors == "")
    #expect(
      result.lines.contains(
        "pale.yaml:7:3: “level.met” and “level.due_soon” look alike in 24-bit color"))
    #expect(
      result.lines.contains {
        $0.hasPrefix("pale.yaml:8:3: “key” has a contrast of 1.")
      })
    #expect(result.lines.contains { $0.hasPrefix("pale.yaml:5:3: “dim” has a contrast") })
  }

  @Test func `has colors that are seen as the model of color blindness says`() {
    // Red and green are one hue to most who are color-blind; blue and yellow are not.
    let (red, green) = (Color.rgb(190, 60, 20), Color.rgb(110, 100, 20))
    let (blue, yellow) = (Color.rgb(40, 60, 200), Color.rgb(220, 200, 40))
    for vision in [ColorVision.protan, .deutan] {
      #expect(red.distance(to: green, for: vision) < red.distance(to: green) / 2)
      #expect(blue.distance(to: yellow, for: vision) > 0.3)
    }
    for vision in ColorVision.allCases {
      for gray in [0, 100, 255] as [UInt8] {
        let color = Color.rgb(gray, gray, gray)
        #expect(color.distance(to: color, for: vision) == 0)
      }
      #expect(abs(Color.rgb(0, 0, 0).distance(to: .rgb(255, 255, 255), for: vision) - 1) < 0.001)
    }
    #expect(abs(Color.rgb(0, 0, 0).contrast(with: .rgb(255, 255, 255)) - 21) < 0.001)
  }

  @Test(arguments: colored, depths)
  func `has a banner and a selection that are seen`(name: String, depth: ColorDepth) throws {
    let theme = try #require(try themeLibrary.theme(named: name, depth: depth))
    for role in [Role.banner, .bannerDone, .info, .selection, .selectionResting] {
      let style = theme[role]
      let isSeen =
        style.paper != theme[.text].paper
        || !style.attributes.isDisjoint(with: [.reverse, .underline])
      #expect(isSeen, "\(role.rawValue): \(style)")
    }
    let (selection, text) = (theme[.selection], theme[.text])
    let isReversed = selection.attributes.contains(.reverse)
    let contrast = try #require(selection.paper).contrast(with: try #require(text.paper))
    #expect(contrast >= 1.8 || isReversed, "\(selection)")
    guard depth != .ansi16 else { return }
    let ground = try #require(theme[.footer].paper)
    #expect(ground.contrast(with: try #require(text.paper)) >= 1.1, "\(theme[.footer])")
  }

  @Test(arguments: colored, depths)
  func `has a banner that is yellow in both of its cases, and a moment that is blue`(
    name: String, depth: ColorDepth
  ) throws {
    let theme = try #require(try themeLibrary.theme(named: name, depth: depth))
    for role in [Role.banner, .bannerDone] {
      let paper = try #require(theme[role].paper)
      switch depth {
      case .indexed256: #expect([.indexed(220), .indexed(227)].contains(paper), "\(role.rawValue)")
      case .ansi16: #expect([.indexed(3), .indexed(11)].contains(paper), "\(role.rawValue)")
      case .direct, .mono:
        let (hue, saturation) = paper.hueAndSaturation
        #expect(
          (45...60).contains(hue) && saturation > 0.55, "\(role.rawValue): \(hue), \(saturation)")
      }
    }
    let (hue, _) = try #require(theme[.info].paper).hueAndSaturation
    #expect((170...260).contains(hue), "info: \(hue)")
  }

  @Test func `of one's own with a faint selection is told so`() throws {
    let program = try Program()
    try program.file(
      "faint.yaml",
      """
      name: faint
      title: A faint selection
      inherits: dark
      palette:
        chosen: "#2b313d"

      """)
    let result = try program.run("theme", "check", "faint.yaml")
    #expect(result.code == 1)
    #expect(
      result.lines.contains(
        "faint.yaml:5:3: “selection” has a contrast of 1.26 to 1 with the background in 24-bit "
          + "color; 1.8 to 1 is needed"), "\(result)")
  }

  @Test func `of one's own with an orange banner is told that it is not yellow`() throws {
    let program = try Program()
    try program.file(
      "orange.yaml",
      """
      name: orange
      title: An orange banner
      inherits: dark
      palette:
        warning: "#ffaf00"

      """)
    let result = try program.run("theme", "check", "orange.yaml")
    #expect(result.code == 1)
    #expect(
      result.lines.contains(
        "orange.yaml:5:3: “banner” is not yellow in 24-bit color (hue 41, saturation 100 %); use a hue of "
          + "45 to 60 and more than 55 %"))
    #expect(result.lines.contains { $0.contains("“banner.done” is not yellow") })
  }

  @Test(arguments: Themes.names) func `styles every stage and level`(name: String) throws {
    let sheet = try #require(try themeLibrary.sheet(named: name, below: []))
    #expect(sheet.name == name && !sheet.title.isEmpty)
    #expect(sheet.styles["text"] != nil && sheet.styles["banner"] != nil)
  }

  @Test func `that inherits from itself is told, and not followed`() {
    #expect(throws: FileMistakes.self) {
      try ThemeLibrary.read("name: x\ntitle: y\ninherits: x\n", named: "x.yaml") {
        try? themeLibrary.sheet(named: $0, below: ["x"])
      }
    }
  }
}
