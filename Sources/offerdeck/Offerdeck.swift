// The program: its commands, and how it ends.

import ArgumentParser
import Formats
import Foundation

/// The root of the command line.
@main
struct Offerdeck: ParsableCommand {
  static let configuration = CommandConfiguration(
    "", takes: "[<command>] [options]",
    "Move a publisher's offers from Cloud Partner Portal to live in Partner Center.",
    """
    Without a command, offerdeck opens the dashboard; “offerdeck help open” lists its options. \
    Options may come before or after the command. “offerdeck help json” describes what --json prints.

    Exit codes: \(ExitCode.meanings.map { "\($0.code) \($0.meaning)" }.joined(separator: ", ")).
    """,
    examples: ["demo", "import offers.csv", "list stage:draft due:14d", "check --within 7d"],
    version: Version.text,
    subcommands: [
      OpenCommand.self, DemoCommand.self, ImportCommand.self, ExportCommand.self,
      ListCommand.self, ShowCommand.self, AdvanceCommand.self, UndoCommand.self,
      RedoCommand.self, AddCommand.self, EditCommand.self, HistoryCommand.self,
      DeadlinesCommand.self,
      ForecastCommand.self, CheckCommand.self, WatchCommand.self, CalendarCommand.self,
      ReportCommand.self,
      PublisherCommand.self, AccountCommand.self, UsersCommand.self, PlaybookCommand.self,
      ThemeCommand.self,
      ConfigCommand.self, FrameCommand.self, InfoCommand.self, ManualCommand.self,
    ],
    default: OpenCommand.self)

  static func main() {
    // A limit to the size of files is a full disk, which is said, and no reason to be killed.
    signal(SIGXFSZ, SIG_IGN)
    // Reading the playbooks takes as long as all else before the first frame: it is done meanwhile.
    Thread.detachNewThread { _ = Playbooks.shipped }
    let line = CommandWords(Array(CommandLine.arguments.dropFirst()))
    if line.isHelpOfJSON { end(with: JSONSchema.text) }
    do {
      var command = try parseAsRoot(line.arguments)
      try command.run()
      try Output.finish()
      if DamageReport.complain() { Foundation.exit(ExitCode.incomplete.rawValue) }
    } catch let failure as Failure {
      failure.end()
    } catch {
      end(with: error, line)
    }
  }

  /// Prints a text of the program's own, and ends it.
  private static func end(with text: String) -> Never {
    if !text.isEmpty { Output.verbatim(text + "\n") }
    do { try Output.finish() } catch { error.end() }
    Foundation.exit(0)
  }

  /// Ends as the parser of the command line wants it, with help or with what was typed wrongly.
  private static func end(with error: any Error, _ line: CommandWords) -> Never {
    let code = exitCode(for: error)
    if code.isSuccess { end(with: fullMessage(for: error).inFamiliarOrder) }
    if let unknown = line.unknown { unknown.end() }
    let message = message(for: error)
    // As when a signal ended the dashboard.
    guard !message.isEmpty else { Foundation.exit(code.rawValue) }
    line.failure(message).end()
  }
}

/// The version of the program.
enum Version {
  static let text = "0.1.0"
  /// The day on which it was made, for the manual.
  static let date = "2026-11-24"
}
