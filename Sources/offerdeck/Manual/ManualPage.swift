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
    // What every command takes is described once.
    let all = program.leaves().map { Set($0.command.arguments ?? []) }
    let shared = all.dropFirst().reduce(all.first ?? []) { $0.intersection($1) }
    common = (program.leaves().first?.command.arguments ?? []).filter(shared.contains)
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
    page.part("Options of every command")
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
        + "offers from Microsoft's Cloud Partner Portal to Partner Center before the dates that "
        + "the programme sets, and take every offer from draft through submitted and certified "
        + "to live. It shows what is next, what blocks it, when it is too late, and what is lost "
        + "then.")
    page.paragraph(
      "Without a command it opens the dashboard. With *\\-\\-accessible* the dashboard is a "
        + "conversation: it reads lines from standard input, says what it did line by line, and "
        + "draws nothing; the word *help* lists its words. Results of the other commands go to "
        + "standard output, and everything else to standard error.")
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
      page.paragraph(discussion.replacing("\n", with: " ").literal)
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
      "The mouse selects, advances by a double click, scrolls what it points at, sorts by a click "
        + "on a heading, and presses the keys of the bottom line. In *\\-\\-accessible* the names "
        + "in parentheses are the words to say.")
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
      "Where the variables are not set, they are _\(String("~/.config").literal)_, "
        + "_\(String("~/.local/share").literal)_ and _\(String("~/.local/state").literal)_.")
  }

  private mutating func writeEnvironment() {
    page.section("ENVIRONMENT")
    for setting in Setting.allCases {
      page.item(
        "*\(setting.variable.literal)*", "Stands above *\(setting.rawValue)* in the configuration.")
    }
    page.item("*NO\\_COLOR*", "Where it is not empty, no colours are used.")
    page.item(
      "*XDG\\_CONFIG\\_HOME*, *XDG\\_DATA\\_HOME*, *XDG\\_STATE\\_HOME*",
      "Folders for the configuration, the deck and what is remembered.")
    page.item("*TERM*", "The terminal; one that can't move its cursor is refused.")
    page.item("*COLORTERM*, *COLORFGBG*", "What the terminal says of its colours.")
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
    ("See what the program is for, on a sample:", "offerdeck demo"),
    ("See what a table would bring:", "offerdeck import offers.csv --dry-run"),
    ("Do the next step of an offer:", "offerdeck advance contoso-fleet"),
    ("List the drafts that are due within two weeks:", "offerdeck list stage:draft 'due:<14d'"),
    ("Say in the morning what is due within a week:", "offerdeck check --within 7d"),
    ("Look at the deck as it was:", "offerdeck list --as-of 2019-09-20"),
    ("Talk instead of drawing:", "offerdeck --accessible"),
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
