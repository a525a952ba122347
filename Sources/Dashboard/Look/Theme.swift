// The look of the program: a style for each role, and the signs to draw with.

import Lifecycle
package import Terminal

/// A style for each role, as the terminal can show it.
package struct Theme: Equatable, Sendable {
  /// The name that people choose it by.
  package let name: String
  /// The signs to draw with.
  package var signs: Signs
  private let styles: [Style]

  /// A theme of these styles. What a style leaves open (its ink, its paper) it takes from that of
  /// `text`, so that each is complete.
  package init(name: String, styles: [Role: Style], signs: Signs = .unicode) {
    self.name = name
    self.signs = signs
    let base = styles[.text] ?? .plain
    self.styles = Role.allCases.map { role in
      var style = styles[role] ?? base
      style.ink = style.ink ?? base.ink
      style.paper = style.paper ?? base.paper
      return style
    }
  }

  /// The style of a role.
  package subscript(role: Role) -> Style { styles[role.place] }
}

extension Role {
  /// The place among all roles; a table by role is an array.
  fileprivate var place: Int { Self.places[self] ?? 0 }
  private static let places = Dictionary(
    uniqueKeysWithValues: Role.allCases.enumerated().map { ($1, $0) })
}

extension Style {
  /// This style laid over another: a selection over a row keeps what it leaves open.
  func over(_ other: Style) -> Style {
    Style(
      ink: ink ?? other.ink, paper: paper ?? other.paper,
      attributes: other.attributes.union(attributes))
  }
}

/// Something that is told by a sign.
enum Sign: Int, CaseIterable, Sendable {
  // The states of steps.
  case done, passed, skipped, next, blocked, later
  // What is selected, and what is one of several selected.
  case selected, marked
  // Steps of a stage, and bars.
  case full, empty, barFull, barEmpty
  // Between words.
  case dot, dash, none, arrow, crumb, ellipsis
  // Where there is more.
  case back, ahead, more, down, up
  // The order of a column, and a day of a chart.
  case ascending, descending, tick
}

/// Signs that mean something, in a form that the terminal can show. A table that is shared, since every
/// part of a picture is given it.
package final class Signs: Sendable, Equatable {
  private let texts: [String]
  private let levels: [String]
  private let strokes: [String]
  let lines: Lines

  private init(
    lines: Lines, levels: [String], strokes: [String], _ text: (Sign) -> String
  ) {
    texts = Sign.allCases.map(text)
    self.lines = lines
    self.levels = levels
    self.strokes = strokes
  }

  package static func == (one: Signs, other: Signs) -> Bool { one === other }

  /// What stands for something.
  subscript(sign: Sign) -> String { texts[sign.rawValue] }

  /// The pieces that boxes are made of.
  struct Lines: Hashable, Sendable {
    let horizontal: Character
    let vertical: Character
    let topLeft: String
    let topRight: String
    let bottomLeft: String
    let bottomRight: String
    let teeLeft: String
    let teeRight: String
  }

  /// How a line of a chart is drawn.
  enum Stroke: Int, Sendable {
    case solid, broken, shade
  }

  /// The sign of a line of a chart, for its legend.
  func line(_ stroke: Stroke) -> String { strokes[stroke.rawValue] }

  /// The sign of a level; never the only thing that tells it.
  func sign(_ level: Level) -> String { levels[level.rawValue] }

  /// Signs that most fonts have, one cell each.
  package static let unicode = Signs(
    lines: Lines(
      horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
      bottomRight: "┘", teeLeft: "├", teeRight: "┤"),
    levels: Level.allCases.map(\.sign), strokes: ["▀▀", "▘▗", "░░"]
  ) { sign in
    switch sign {
    case .done: "✓"
    case .passed: "✓"
    case .skipped: "–"
    case .next: "▸"
    case .blocked: "✗"
    case .later: "·"
    case .selected: "▸"
    case .marked: "◆"
    case .full: "●"
    case .empty: "○"
    case .barFull: "█"
    case .barEmpty: "░"
    case .dot: "·"
    case .dash: "–"
    case .none: "–"
    case .arrow: "→"
    case .crumb: "›"
    case .back: "←"
    case .ahead: "→"
    case .more: "▾"
    case .down: "↓"
    case .up: "↑"
    case .ascending: "▴"
    case .descending: "▾"
    case .tick: "┴"
    case .ellipsis: "…"
    }
  }

  /// ASCII alone. What is well has one sign, what is not has others, and arrows are letters.
  package static let ascii = Signs(
    lines: Lines(
      horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
      bottomRight: "+", teeLeft: "+", teeRight: "+"),
    levels: ["X", "!", "~", ".", "=", "+"], strokes: ["##", "oo", ".."]
  ) { sign in
    switch sign {
    case .done: "+"
    case .passed: "+"
    case .skipped: "-"
    case .next: ">"
    case .blocked: "!"
    case .later: "."
    case .selected: ">"
    case .marked: "*"
    case .full: "#"
    case .empty: "-"
    case .barFull: "#"
    case .barEmpty: "."
    case .dot: "-"
    case .dash: "-"
    case .none: "-"
    case .arrow: "->"
    case .crumb: ">"
    case .back: "<-"
    case .ahead: "->"
    case .more: "v"
    case .down: "v"
    case .up: "^"
    case .ascending: "^"
    case .descending: "v"
    case .tick: "+"
    case .ellipsis: "~"
    }
  }

  /// Words in place of signs, for what is read out; what only adorns a screen is nothing.
  package static let words = Signs(
    lines: Signs.ascii.lines, levels: ["", "", "", "", "", ""],
    strokes: ["", "", ""]
  ) { sign in
    switch sign {
    case .done: "done:"
    case .passed: "implied:"
    case .skipped: "not done:"
    case .next: "next:"
    case .blocked: "blocked:"
    case .later: "open:"
    case .selected: ""
    case .marked: "marked"
    case .full: ""
    case .empty: ""
    case .barFull: ""
    case .barEmpty: ""
    case .dot: ","
    case .dash: ":"
    case .none: "not known"
    case .arrow: "to"
    case .crumb: ","
    case .back: ""
    case .ahead: ""
    case .more: ""
    case .down: ""
    case .up: ""
    case .ascending: ""
    case .descending: ""
    case .tick: ""
    case .ellipsis: "…"
    }
  }
}
