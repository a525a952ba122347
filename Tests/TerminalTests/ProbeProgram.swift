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
    columns: Int = 80, showing text: String? = "probe"
  ) throws -> RunningProgram {
    let program = try RunningProgram(
      probePath, arguments, environment: environment, rows: rows, columns: columns)
    if let text { try program.wait(for: "the whole first frame") { $0.shows(text) && $0.hasFrame } }
    return program
  }

  /// Whether the first frame has come as a whole: the terminal's modes are set after it.
  private var hasFrame: Bool {
    String(decoding: sent, as: UTF8.self).contains("\u{1B}[?1004h")
  }

  /// Starts a shell that runs a line, in which `$PROBE` is the probe.
  static func shell(_ line: String) throws -> RunningProgram {
    try RunningProgram("/bin/sh", ["-c", line], environment: ["PROBE": probePath])
  }

  /// Whether the terminal is as a shell wants it back.
  var isRestored: Bool {
    !isAlternate && isCursorVisible && !wantsMouse && modes == modesBefore
      && endsWithReset(of: "2004") && endsWithReset(of: "1004")
  }

  /// Whether the last word on a private mode was to reset it.
  private func endsWithReset(of mode: String) -> Bool {
    let text = String(decoding: sent, as: UTF8.self)
    let set = text.range(of: "\u{1B}[?\(mode)h", options: .backwards)?.lowerBound
    let reset = text.range(of: "\u{1B}[?\(mode)l", options: .backwards)?.lowerBound
    guard let set else { return true }
    return reset.map { $0 > set } == true
  }
}
