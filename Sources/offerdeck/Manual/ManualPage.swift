// The manual page, from the lists that the program itself goes by: the parser's commands and options,
// the dashboard's commands and keys, the settings, the exit codes.

import Dashboard
import Formats
import Foundation
import Terminal

/// The manual page offerdeck(1).
struct ManualPage {
  private let program: CommandOutline
  private let common: [ArgumentOutline]
  private var page = Roff(
    "offerdeck", section: 1, date: Version.date, source: "offerdeck \(Version.text)",
    volume: "User Commands")

  /// The text of the page.
  static var text: String {
    var manual = ManualPage(CommandLineOutline.outline(of: Offerdeck.self))
    manual.write()
    return manual.page.text
  }

  private init(_ program: CommandOutline) {
    self.program = program
    // The common options are described once, with what every command has of the parser's own.
    let all = program.leaves().map { $0.command.arguments ?? [] }
    let list = program.leaves().first { $0.words == ["list"] }?.command.arguments ?? []
    common = list.filter { argument in
      argument.sectionTitle == CommonOptions.title || all.allSatisfy { $0.contains(argument) }
    }
  }

  private mutating func write() {
    page.section("NAME")
    page.line("offerdeck \\- \((program.abstract ?? "").asTitle)")
    page.section("SYNOPSIS")
    page.line("*offerdeck* [_options_]")
    for (words, command) in program.leaves() {
      page.lineBreak()
      page.line(synopsis(words, command))
    }
    writeDescription()
    page.section("COMMANDS")
    for (words, command) in program.leaves() { write(words, command) }
    page.part(CommonOptions.title)
    for argument in common { write(argument) }
    writeKeys()
    writeConfiguration()
    writeFiles()
    writeEnvironment()
    page.section("EXIT STATUS")
    for (code, meaning) in ExitCode.meanings { page.item("*\(code)*", "\(meaning.asSentence)") }
    writeExamples()
    page.section("SEE ALSO")
    page.line("*sqlite3*(1), *cron*(8), *terminfo*(5)")
  }

  private mutating func writeDescription() {
    page.section("DESCRIPTION")
    page.line(
      "*offerdeck* is a terminal dashboard for software publishers who move an account and its "
        + "offers from Microsoft's Cloud Partner Portal to Partner Center before fixed deadlines, "
        + "and take each offer from draft to live. It shows what to do next, what is blocking it, "
        + "the deadline, and what you lose if you miss it.")
    page.paragraph(
      "Without a command it opens the dashboard. With *\\-\\-accessible* it reads commands from "
        + "standard input and answers line by line, for screen readers and scripts; *help* lists "
        + "them. The other commands print results to standard output, and everything else to "
        + "standard error.")
  }

  // MARK: - Commands

  private func own(_ command: CommandOutline) -> [ArgumentOutline] {
    (command.arguments ?? []).filter { $0.shouldDisplay && !common.contains($0) }
  }

  private func synopsis(_ words: [String], _ command: CommandOutline) -> String {
    let head = "*offerdeck \(words.joined(separator: " "))*"
    let tail = own(command).filter { $0.isPositional || !$0.isOptional }.map { argument in
      let name = value(of: argument) + (argument.isRepeating ? "..." : "")
      let typed = argument.isPositional ? name : "\(title(of: argument))"
      return argument.isOptional ? "[\(typed)]" : typed
    }
    let options = own(command).contains { !$0.isPositional && $0.isOptional } ? ["[_options_]"] : []
    return ([head] + options + tail).joined(separator: " ")
  }

  private mutating func write(_ words: [String], _ command: CommandOutline) {
    page.part("offerdeck \(words.joined(separator: " "))")
    page.line((command.abstract ?? "").literal)
    if let discussion = command.discussion, !discussion.isEmpty {
      for paragraph in discussion.components(separatedBy: "\n\n") {
        let lines = paragraph.split(separator: "\n").map(String.init)
        if lines.first == "Examples:" {
          page.example(lines.dropFirst().map { $0.trimmingCharacters(in: .whitespaces) })
        } else {
          page.paragraph(lines.joined(separator: " ").literal)
        }
      }
    }
    for argument in own(command) { write(argument) }
  }

  private mutating func write(_ argument: ArgumentOutline) {
    var words = (argument.abstract ?? "").literal
    if let values = argument.allValueStrings, !values.isEmpty {
      words += " One of " + values.map { "*\($0.literal)*" }.joined(separator: ", ") + "."
    }
    if let value = argument.defaultValue, !value.isEmpty, argument.hasValue {
      words += " Without it: *\(value.literal)*."
    }
    page.item(title(of: argument), words)
  }

  private func title(of argument: ArgumentOutline) -> String {
    guard !argument.isPositional else {
      return value(of: argument) + (argument.isRepeating ? "..." : "")
    }
    let names = (argument.names ?? []).map { "*\($0.typed)*" }.joined(separator: ", ")
    return argument.hasValue ? "\(names) \(value(of: argument))" : names
  }

  private func value(of argument: ArgumentOutline) -> String {
    "_\((argument.valueName ?? "value").uppercased().literal.replacing("\\_", with: "-"))_"
  }

  // MARK: - What the program goes by

  private mutating func writeKeys() {
    page.section("KEYS")
    page.line("Keys can be changed in the configuration, by the name in parentheses.")
    for command in Command.allCases {
      let keys = command.keys.map { "*\($0.name.literal)*" }.joined(separator: ", ")
      page.item(
        keys.isEmpty ? "(no key)" : keys, "\(command.title.literal) (\(command.rawValue)).")
    }
    page.paragraph(
      "Click to select, double-click to advance, scroll what is under the pointer, click a heading to "
        + "sort, or click a key in the footer to press it. In *\\-\\-accessible* the names in "
        + "parentheses are the commands.")
  }

  private mutating func writeConfiguration() {
    page.section("CONFIGURATION")
    page.line(
      "_config.yaml_ may have these lines; *offerdeck config example* prints all of them with "
        + "comments, and *offerdeck config check* verifies a file.")
    for setting in Setting.allCases {
      page.item(
        "*\(setting.rawValue):* _\(setting.example.literal)_", setting.meaning.literal)
    }
    page.item("*keys:*", "The keys of commands, by their names.")
  }

  private mutating func writeFiles() {
    page.section("FILES")
    for (path, meaning) in Paths.places {
      page.item("_\(path.literal)_", meaning)
    }
    page.paragraph(
      "If the variables are not set, they are _\(String("~/.config").literal)_, "
        + "_\(String("~/.local/share").literal)_ and _\(String("~/.local/state").literal)_.")
  }

  private mutating func writeEnvironment() {
    page.section("ENVIRONMENT")
    for setting in Setting.allCases {
      page.item(
        "*\(setting.variable.literal)*", "Overrides *\(setting.rawValue)* in the configuration.")
    }
    page.item("*NO\\_COLOR*", "If it is not empty, no color is used.")
    page.item(
      "*CLICOLOR\\_FORCE*", "If it is not empty or 0, tables are colored in a pipe too.")
    page.item(
      "*XDG\\_CONFIG\\_HOME*, *XDG\\_DATA\\_HOME*, *XDG\\_STATE\\_HOME*",
      "Folders for the configuration, the deck and what is remembered.")
    page.item("*TERM*", "The type of the terminal.")
    page.item("*COLORTERM*, *COLORFGBG*", "What colors the terminal has.")
  }

  private mutating func writeExamples() {
    page.section("EXAMPLES")
    for (place, (sentence, line)) in Self.examples.enumerated() {
      // A section begins a paragraph by itself.
      if place == 0 { page.line(sentence) } else { page.paragraph(sentence) }
      page.example([line])
    }
  }

  /// Things that are often wanted, each with the line that does it.
  static let examples = [
    ("Try the dashboard on sample data:", "offerdeck demo"),
    ("Show what an import would change:", "offerdeck import offers.csv --dry-run"),
    ("Complete the next step of an offer:", "offerdeck advance contoso-fleet"),
    ("List the drafts that are due within two weeks:", "offerdeck list stage:draft due:14d"),
    ("List what is due within a week:", "offerdeck check --within 7d"),
    ("List the offers as of a past day:", "offerdeck list --as-of 2019-09-20"),
    ("Use the dashboard line by line:", "offerdeck --accessible"),
  ]
}

extension String {
  /// The sentence as a title: no capital, no full stop.
  fileprivate var asTitle: String {
    prefix(1).lowercased() + (hasSuffix(".") ? dropFirst().dropLast() : dropFirst())
  }

  /// The words as a sentence.
  fileprivate var asSentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
