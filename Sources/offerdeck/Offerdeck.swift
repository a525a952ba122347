// The program: its commands, and how it ends.

import ArgumentParser
import Formats
import Foundation
import Terminal

/// The root of the command line.
@main
struct Offerdeck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offerdeck",
    abstract: "Takes a publisher's offers from Cloud Partner Portal to live in Partner Center.",
    discussion: """
      Without a command, and on a terminal, it opens the dashboard, and takes the options of that:
      --deck, --as-of, --theme, --accessible and more, which “offerdeck help open” lists.

      Exit codes: \(ExitCode.meanings.map { "\($0.code) \($0.meaning)" }.joined(separator: ", ")).
      """,
    version: Version.text,
    subcommands: [
      OpenCommand.self, DemoCommand.self, ImportCommand.self, ExportCommand.self,
      ListCommand.self, ShowCommand.self, AdvanceCommand.self, UndoCommand.self,
      RedoCommand.self, AddCommand.self, EditCommand.self, HistoryCommand.self,
      DeadlinesCommand.self,
      ForecastCommand.self, CheckCommand.self, CalendarCommand.self, ReportCommand.self,
      PublisherCommand.self, AccountCommand.self, UsersCommand.self, PlaybookCommand.self,
      ThemeCommand.self,
      ConfigCommand.self, FrameCommand.self, InfoCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)

  static func main() {
    // A limit to the size of files is a full disk, which is said, and no reason to be killed.
    signal(SIGXFSZ, SIG_IGN)
    // Reading the playbooks takes as long as all else before the first frame: it is done meanwhile.
    Thread.detachNewThread { _ = Playbooks.shipped }
    do {
      var command = try parseAsRoot()
      try command.run()
      try Output.finish()
      if DamageReport.complain() { Foundation.exit(ExitCode.incomplete.rawValue) }
    } catch let failure as Failure {
      failure.end()
    } catch {
      end(with: error)
    }
  }

  /// Ends as the parser of the command line wants it, with help or with what was typed wrongly,
  /// which is repeated and therefore made harmless.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    if !code.isSuccess, let complaint = unknownCommand { Failure(.usage, complaint).end() }
    let text = fullMessage(for: error)
    if code.isSuccess {
      if !text.isEmpty { Output.verbatim(text + "\n") }
      do { try Output.finish() } catch { error.end() }
    } else {
      for line in text.split(separator: "\n") { Output.complain(String(line)) }
    }
    Foundation.exit(code.rawValue)
  }

  /// What is to be said of a first word that is no command: without one the dashboard is meant, which
  /// takes no words.
  private static var unknownCommand: String? {
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-") else {
      return nil
    }
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    guard !names.contains(word) else { return nil }
    let near = Vocabulary(words: names).nearest(to: word).map { "did you mean “\($0)”? " } ?? ""
    return "There is no command “\(word)”; \(near)“offerdeck --help” lists them."
  }
}

/// The version of the program.
enum Version {
  static let text = "0.1.0"
  /// The day on which it was made, for the manual.
  static let date = "2026-11-24"
}
