// `offerdeck info`: the version, every path in use, and what is known of the terminal.

import ArgumentParser
import Foundation
import Lifecycle
import Terminal

/// Says what the program found.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say the version, every path in use, and what the terminal can do.")

  @OptionGroup var common: CommonOptions

  func run() {
    let paths = common.paths
    let environment = ProcessInfo.processInfo.environment
    let library = common.library()
    var lines = [
      ("offerdeck", Version.text), ("deck", common.deck),
      ("configuration", paths.config), ("playbooks", paths.playbooks),
      ("themes", paths.themes), ("state", paths.state),
      ("session", SessionFile(folder: paths.state, deck: common.deck).path),
      ("zone", common.zone.identifier),
    ]
    lines += library.playbooks.map { ("playbook \($0.id)", library.origins[$0.id] ?? "") }
    lines += ["TERM", "COLORTERM", "LANG", "LC_ALL", "NO_COLOR"].map {
      ($0, environment[$0] ?? "not set")
    }
    lines.append(("input", isatty(0) == 1 ? "a terminal" : "no terminal"))
    lines.append(("output", isatty(1) == 1 ? "a terminal" : "no terminal"))
    let width = (lines.map(\.0.count).max() ?? 0) + 2
    for (name, value) in lines {
      Output.line(name + String(repeating: " ", count: width - name.count) + value)
    }
  }
}
