// `offerdeck info`: the version, every path in use, and what is known of the terminal.

import ArgumentParser
import Foundation
import Lifecycle
import Terminal

/// Says what the program found.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "info", "Show version, paths and terminal capabilities.",
    examples: ["info", "info --json"])

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let paths = common.paths
    let environment = ProcessInfo.processInfo.environment
    let library = common.library()
    let memory = TerminalMemory(folder: paths.state, environment: environment)
    var lines = [
      ("offerdeck", Version.text), ("deck", common.deck),
      ("configuration", paths.config), ("playbooks", paths.playbooks),
      ("themes", paths.themes), ("state", paths.state),
      ("session", SessionFile(folder: paths.state, deck: common.deck).path), ("log", paths.log),
      ("chosen theme", ThemeMemory(folder: paths.state).path), ("terminals", memory.path),
      ("temporary decks", NSTemporaryDirectory()),
      ("zone", common.zone.identifier),
    ]
    lines += library.playbooks.map { ("playbook \($0.id)", library.origins[$0.id] ?? "") }
    lines += ["TERM", "COLORTERM", "COLORFGBG", "LANG", "LC_ALL", "NO_COLOR"].map {
      ($0, environment[$0] ?? "not set")
    }
    lines.append(("input", isatty(0) == 1 ? "a terminal" : "no terminal"))
    lines.append(("output", isatty(1) == 1 ? "a terminal" : "no terminal"))
    var capabilities = Capabilities(environment: environment)
    capabilities.ask()
    lines += capabilities.described(memory.answer)
    if json {
      // Names of variables are names already; the others become keys.
      return try Output.json(
        Dictionary(
          lines.map { name, value in
            (name == name.uppercased() ? name : name.replacing(" ", with: "_"), value)
          }, uniquingKeysWith: { $1 }))
    }
    let width = (lines.map(\.0.count).max() ?? 0) + 2
    for (name, value) in lines {
      Output.line(name + String(repeating: " ", count: width - name.count) + value)
    }
  }
}

extension Capabilities {
  /// What was found, a line for each.
  fileprivate func described(_ kept: Scheme?) -> [(String, String)] {
    let unasked = hasAnswered ? "no" : "not known"
    let scheme = background.map { colour in
      let (red, green, blue) = colour.components
      return "\(Scheme(background: colour)): it answered \(red), \(green), \(blue)"
    }
    return [
      ("terminal", name ?? (hasAnswered ? "does not tell its name" : "did not answer")),
      ("background", scheme ?? kept.map { "\($0), as it answered before" } ?? "not known"),
      ("tells light and dark", tellsScheme ? "yes" : unasked),
      ("synchronized output", hasSynchronizedOutput ? "yes" : unasked),
      ("hyperlinks", hasHyperlinks ? "OSC 8" : "not known"),
      ("clipboard", clipboard?.rawValue ?? "not known"),
      ("messages", notification?.rawValue ?? "the bell alone"),
    ]
  }
}
