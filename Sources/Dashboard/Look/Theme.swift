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

/// Signs that mean something, in a form that the terminal can show. A table that is shared, since every
/// part of a picture is given it.
package final class Signs: Sendable, Equatable {
  let done: String
  let passed: String
  let skipped: String
  let next: String
  let blocked: String
  let later: String
  let selected: String
  let marked: String
  let full: String
  let empty: String
  let barFull: String
  let barEmpty: String
  let dot: String
  let dash: String
  let none: String
  let arrow: String
  let crumb: String
  let back: String
  let ahead: String
  let more: String
  let down: String
  let up: String
  let ascending: String
  let descending: String
  let tick: String
  let ellipsis: String
  let lines: Lines
  private let levels: [String]
  private let strokes: [String]

  private init(
    done: String, passed: String, skipped: String, next: String, blocked: String, later: String,
    selected: String, marked: String, full: String, empty: String, barFull: String,
    barEmpty: String, dot: String, dash: String, none: String, arrow: String, crumb: String,
    back: String, ahead: String, more: String, down: String, up: String, ascending: String,
    descending: String, tick: String, ellipsis: String, lines: Lines, levels: [String],
    strokes: [String]
  ) {
    self.done = done
    self.passed = passed
    self.skipped = skipped
    self.next = next
    self.blocked = blocked
    self.later = later
    self.selected = selected
    self.marked = marked
    self.full = full
    self.empty = empty
    self.barFull = barFull
    self.barEmpty = barEmpty
    self.dot = dot
    self.dash = dash
    self.none = none
    self.arrow = arrow
    self.crumb = crumb
    self.back = back
    self.ahead = ahead
    self.more = more
    self.down = down
    self.up = up
    self.ascending = ascending
    self.descending = descending
    self.tick = tick
    self.ellipsis = ellipsis
    self.lines = lines
    self.levels = levels
    self.strokes = strokes
  }

  package static func == (one: Signs, other: Signs) -> Bool { one === other }

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
    done: "✓", passed: "✓", skipped: "–", next: "▸", blocked: "✗", later: "·", selected: "▸",
    marked: "◆",
    full: "●", empty: "○", barFull: "█", barEmpty: "░", dot: "·", dash: "–", none: "–", arrow: "→",
    crumb: "›",
    back: "←", ahead: "→", more: "▾", down: "↓", up: "↑", ascending: "▴", descending: "▾",
    tick: "┴", ellipsis: "…",
    lines: Lines(
      horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
      bottomRight: "┘", teeLeft: "├", teeRight: "┤"),
    levels: Level.allCases.map(\.sign), strokes: ["▀▀", "▘▗", "░░"])

  /// ASCII alone. What is well has one sign, what is not has others, and arrows are letters.
  package static let ascii = Signs(
    done: "+", passed: "+", skipped: "-", next: ">", blocked: "!", later: ".", selected: ">",
    marked: "*",
    full: "#", empty: "-", barFull: "#", barEmpty: ".", dot: "-", dash: "-", none: "-", arrow: "->",
    crumb: ">",
    back: "<-", ahead: "->", more: "v", down: "v", up: "^", ascending: "^",
    descending: "v", tick: "+", ellipsis: "~",
    lines: Lines(
      horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
      bottomRight: "+", teeLeft: "+", teeRight: "+"),
    levels: ["X", "!", "~", ".", "=", "+"], strokes: ["##", "oo", ".."])

  /// Words in place of signs, for what is read out; what only adorns a screen is nothing.
  package static let words = Signs(
    done: "done:", passed: "implied:", skipped: "not done:", next: "next:", blocked: "blocked:",
    later: "open:",
    selected: "", marked: "marked", full: "", empty: "", barFull: "", barEmpty: "", dot: ",",
    dash: ":", none: "not known", arrow: "to", crumb: ",", back: "", ahead: "", more: "", down: "",
    up: "",
    ascending: "", descending: "", tick: "", ellipsis: "…",
    lines: Signs.ascii.lines, levels: ["", "", "", "", "", ""],
    strokes: ["", "", ""])
}
