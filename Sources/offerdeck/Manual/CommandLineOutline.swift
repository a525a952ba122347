// The command line as the parser describes it: the one source of help, completions and the manual.

import ArgumentParser
import Foundation

/// The command line as the parser describes it.
struct CommandLineOutline: Decodable {
  let command: CommandOutline

  /// The outline of a program.
  static func outline(of program: any ParsableCommand.Type) -> CommandOutline {
    let json = Data(program._dumpHelp().utf8)
    guard let outline = try? JSONDecoder().decode(CommandLineOutline.self, from: json) else {
      preconditionFailure("The parser's description of the command line can't be read.")
    }
    return outline.command
  }
}

/// A command with what it takes.
struct CommandOutline: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let arguments: [ArgumentOutline]?
  let subcommands: [CommandOutline]?

  /// The commands that do something, each with the words that call it.
  func leaves(_ words: [String] = []) -> [(words: [String], command: CommandOutline)] {
    let shown = (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    return shown.isEmpty
      ? [(words, self)]
      : shown.flatMap { $0.leaves(words + [$0.commandName]) }
  }
}

/// Something that a command takes.
struct ArgumentOutline: Decodable, Hashable {
  /// A name of an option.
  struct Name: Decodable, Hashable {
    let kind: String
    let name: String

    /// The name as it is typed.
    var typed: String { (kind == "long" ? "--" : "-") + name }
  }

  let kind: String
  let names: [Name]?
  let valueName: String?
  let defaultValue: String?
  let allValueStrings: [String]?
  let abstract: String?
  /// The heading above it in help; nil if it has none.
  let sectionTitle: String?
  let isOptional: Bool
  let isRepeating: Bool
  let shouldDisplay: Bool

  /// It is known by its place.
  var isPositional: Bool { kind == "positional" }
  /// It is given a value.
  var hasValue: Bool { kind != "flag" }
}
