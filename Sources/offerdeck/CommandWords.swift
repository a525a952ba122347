// The words of the command line before the parser sees them: options may come before the command, and
// mistakes are told in the program's own words.

import ArgumentParser
import Formats
import Foundation
import Lifecycle

/// The words of the command line.
struct CommandWords {
  /// The words with all options behind the command.
  let arguments: [String]
  /// The names of the command.
  let names: [String]
  /// The command, as far as the words lead.
  let command: any ParsableCommand.Type
  /// The word that should be a command and is none; nil if there is no such word.
  private let stray: String?

  /// The options with a value that are commonly given before the command. (To ask the parser for all
  /// of them takes longer than a program may take to start.)
  private static let valued: Set = ["--deck", "--as-of", "--theme", "--publisher", "-p"]

  init(_ words: [String]) {
    var command: any ParsableCommand.Type = Offerdeck.self
    var names: [String] = []
    var options: [String] = []
    var rest = words[...]
    var stray: String?
    while let word = rest.first, !command.configuration.subcommands.isEmpty {
      if word == "--" || word.hasPrefix("---") { break }
      if word.hasPrefix("-") {
        rest = rest.dropFirst()
        options.append(word)
        if Self.valued.contains(word), let value = rest.popFirst() { options.append(value) }
      } else if let next = command.configuration.subcommands.first(where: {
        $0._commandName == word
      }) {
        command = next
        names.append(word)
        rest = rest.dropFirst()
      } else if let option = options.last, option.hasPrefix("-"), Self.takesValue(option) {
        options.append(word)
        rest = rest.dropFirst()
      } else {
        if !(names.isEmpty && word == "help") { stray = word }
        break
      }
    }
    // What a filter leaves out looks like options: the filter reads ! in the same way.
    if ["list", "check"].contains(names.last ?? "") {
      rest = rest.map { $0.contains(#/^-[a-z]{2,}:/#) ? "!" + $0.dropFirst() : $0 }[...]
    }
    arguments = names + (stray == nil && rest.first == "help" ? rest + options : options + rest)
    self.names = names
    self.command = command
    self.stray = stray
  }

  private static func takesValue(_ option: String) -> Bool {
    CommandLineOutline.outline(of: Offerdeck.self).leaves()
      .flatMap { $0.command.arguments ?? [] }
      .contains { argument in
        argument.hasValue && (argument.names ?? []).contains { $0.typed == option }
      }
  }

  /// Asks for the documentation of what `--json` prints.
  var isHelpOfJSON: Bool { names.isEmpty && arguments.starts(with: ["help", "json"]) }

  /// The command as it is typed.
  private var typed: String { (["offerdeck"] + names).joined(separator: " ") }

  /// The error that a word is no command; nil if there is no such word.
  var unknown: Failure? {
    guard let stray else { return nil }
    let known = command.configuration.subcommands.map { $0._commandName }
    let near = Vocabulary(words: known + (names.isEmpty ? ["help"] : [])).nearest(to: stray)
    return Failure(
      .usage, "unknown command \(stray.inQuotes)" + (names.isEmpty ? "" : " for “\(typed)”"),
      hint: near.map { "did you mean “\($0)”?" } ?? "“\(typed) --help” lists the commands")
  }

  /// What the parser found wrong, in the program's own form.
  func failure(_ message: String) -> Failure {
    let quoted = message.replacing(#/'([^']*)'/#) { "“\($0.1)”" }
    // The parser gives its advice as a second sentence.
    let parts = quoted.components(separatedBy: ". ")
    let advice = parts.dropFirst().joined(separator: ". ").replacing("Please provide", with: "use")
    let sentence = parts[0].hasSuffix(".") ? String(parts[0].dropLast()) : parts[0]
    var failure = Failure(
      .usage, sentence.withLowercaseStart,
      hint: advice.isEmpty
        ? "“\(typed) --help” explains the command"
        : (advice.hasSuffix(".") ? String(advice.dropLast()) : advice).withLowercaseStart)
    failure.usage = command.configuration.usage
    return failure
  }
}

extension String {
  var withLowercaseStart: String { prefix(1).lowercased() + dropFirst() }

  /// Help as people know it: what a command does, its own options, the common ones, examples.
  var inFamiliarOrder: String {
    let text = hasPrefix("OVERVIEW: ") ? String(dropFirst("OVERVIEW: ".count)) : self
    var blocks = text.trimmingCharacters(in: .newlines).components(separatedBy: "\n\n")
    for title in [CommonOptions.title.uppercased() + ":\n", "Examples:\n"] {
      guard let place = blocks.firstIndex(where: { $0.hasPrefix(title) }) else { continue }
      let block = blocks.remove(at: place)
      blocks.append(title.uppercased() + block.dropFirst(title.count))
    }
    return blocks.joined(separator: "\n\n")
  }
}

extension CommandConfiguration {
  /// A command: its words, what it takes, what it does, and how it is used.
  ///
  /// - Parameter examples: what may follow `offerdeck`.
  init(
    _ words: String, takes: String = "[options]", _ abstract: String, _ details: String = "",
    examples: [String], version: String = "", subcommands: [any ParsableCommand.Type] = [],
    default defaultSubcommand: (any ParsableCommand.Type)? = nil
  ) {
    let lines = examples.map { "  offerdeck \($0)" }.joined(separator: "\n")
    self.init(
      commandName: words.split(separator: " ").last.map(String.init) ?? "offerdeck",
      abstract: abstract,
      usage: ["offerdeck", words, takes].filter { !$0.isEmpty }.joined(separator: " "),
      discussion: (details.isEmpty ? "" : details + "\n\n") + "Examples:\n\(lines)",
      version: version, subcommands: subcommands, defaultSubcommand: defaultSubcommand)
  }
}
