// `offerdeck info`: the version, every path in use, and what is known of the terminal.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Says what the program found.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "info", "Show version, paths and terminal capabilities, or check the deck.",
    examples: ["info", "info --json", "info --check"])

  @Flag(
    name: .long, help: "Check the deck: the file, its rows, references, counts and deadlines.")
  var check = false

  @Flag(name: .long, help: "Check the deck, and recompute its counts and deadlines.")
  var repair = false

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if json && (check || repair) {
      throw ValidationError("--json can't be used with --check or --repair")
    }
  }

  func run() throws {
    if check || repair { return try examine() }
    let paths = common.paths
    let environment = ProcessInfo.processInfo.environment
    let library = common.library()
    let memory = TerminalStore(folder: paths.state, environment: environment)
    var lines = [
      ("offerdeck", Version.text), ("deck", common.deck),
      ("configuration", paths.config), ("playbooks", paths.playbooks),
      ("themes", paths.themes), ("state", paths.state),
      ("session", SessionFile(folder: paths.state, deck: common.deck).path), ("log", paths.log),
      ("chosen theme", ThemeChoiceStore(folder: paths.state).path), ("terminals", memory.path),
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

extension InfoCommand {
  /// Checks the deck, says what is wrong and what to do about it, and repairs what can be.
  private func examine() throws {
    let library = common.library()
    let store = try Failure.wrapping { () throws -> Store in
      if repair { try Store.expect(at: common.deck) }
      return try Store(at: common.deck, playbooks: library.playbooks, isReadOnly: !repair)
    }
    var findings = try Failure.wrapping { try store.integrity.findings() }
    if repair, findings.contains(where: { $0.remedy == .repair }) {
      let before = findings
      try Failure.wrapping { try store.integrity.repair() }
      findings = try Failure.wrapping { try store.integrity.findings() }
      for finding in before where !findings.contains(finding) {
        Output.line("repaired: \(finding.sentence)")
      }
    }
    for finding in findings {
      Output.line(finding.sentence)
      switch finding.remedy {
      case .repair:
        Output.line("  It can be computed anew: run “offerdeck info --repair”.")
      case .restore:
        Output.line(
          "  It can't be repaired. Save the rest with “offerdeck export”, then restore an earlier "
            + "export or copy, or import the rest into a new deck.")
      }
    }
    guard findings.isEmpty else { throw Failure(.badInput, "") }
    Output.line("\(common.deck): no problems found")
  }
}

extension Capabilities {
  /// What was found, a line for each.
  fileprivate func described(_ kept: Scheme?) -> [(String, String)] {
    let unasked = hasAnswered ? "no" : "not known"
    let scheme = background.map { color in
      let (red, green, blue) = color.components
      return "\(Scheme(background: color)): it answered \(red), \(green), \(blue)"
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
