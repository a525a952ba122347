// The probe, started for a test.

import Foundation
import PseudoTerminal

extension RunningProgram {
  /// Where the probe was built: beside the tests.
  static let probePath: String = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("CursesProbe").path
  }()

  /// Starts the probe, and waits for its first frame where one is wanted.
  static func probe(
    _ arguments: [String] = [], environment: [String: String?] = [:], rows: Int = 24,
    columns: Int = 80, answers: [(question: String, answer: String)] = [],
    showing text: String? = "probe"
  ) throws -> RunningProgram {
    let program = try RunningProgram(
      probePath, arguments, environment: environment, rows: rows, columns: columns,
      answers: answers)
    let isPlain = ["vt100", "linux", "screen", "rxvt", "northwind"].contains {
      environment["TERM"]??.hasPrefix($0) == true
    }
    if let text {
      try program.wait(for: "the whole first frame") { $0.shows(text) && (isPlain || $0.hasFrame) }
    }
    return program
  }

  /// Whether the first frame has come as a whole: modes that only some terminals have are set after
  /// it.
  private var hasFrame: Bool {
    String(decoding: sent, as: UTF8.self).contains("\u{1B}[?1004h")
  }

  /// Starts a shell that runs a line, in which `$PROBE` is the probe.
  static func shell(_ line: String) throws -> RunningProgram {
    try RunningProgram("/bin/sh", ["-c", line], environment: ["PROBE": probePath])
  }
}
