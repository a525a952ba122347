// Where a command writes: results to standard output, everything else to standard error. Text that
// came from files is made harmless before it can reach a terminal.

import Foundation
import Synchronization
import Terminal

/// The two streams of a command.
enum Output {
  private static let results = Mutex(WriteBuffer(STDOUT_FILENO))
  fileprivate static let isTerminal = isatty(STDOUT_FILENO) == 1

  /// Writes a line of a result, made harmless for a terminal.
  static func line(_ text: String = "") { verbatim(Legible.legible(text) + "\n") }

  /// Writes JSON, CSV and other formats: unchanged to a file or a pipe, displayable to a terminal.
  static func raw(_ text: String) { verbatim(isTerminal ? displayable(text) : text) }

  /// Lines of a format as a terminal may get them: without control characters, and ended by LF.
  static func displayable(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.map { Legible.legible($0) }.joined(separator: "\n")
  }

  /// Writes text of the program's own as it is.
  static func verbatim(_ text: String) { results.withLock { $0.put(text) } }

  /// Writes a message to standard error, made harmless for a terminal.
  static func complain(_ text: String) {
    results.withLock { $0.flush() }
    var stream = WriteBuffer(STDERR_FILENO)
    stream.put(Legible.legible(text) + "\n")
    stream.flush()
  }

  /// Writes what is left of the results now, for somebody who waits for it.
  static func flush() { results.withLock { $0.flush() } }

  /// Writes what is left of the results.
  ///
  /// - Throws: a part of the results could not be written, now or before.
  static func finish() throws(Failure) {
    let reason = results.withLock { buffer in
      buffer.flush()
      return buffer.code == 0 ? nil : buffer.reason
    }
    if let reason {
      throw Failure(.inputOutput, "standard output can't be written: \(reason).")
    }
  }

  /// JSON with control and direction characters written by their numbers, so that no terminal can
  /// take them for a command.
  static func harmless(_ json: String) -> String {
    var text = ""
    for scalar in json.unicodeScalars {
      let category = scalar.properties.generalCategory
      let isHarmless =
        scalar == "\n"
        || ![.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
      if isHarmless {
        text.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return text
  }
}

extension Output {
  /// Prints an error: a line that begins with a space continues the one before.
  static func error(_ sentence: String, hint: String? = nil) {
    for line in sentence.split(separator: "\n") {
      complain(line.hasPrefix(" ") ? String(line) : "error: \(line)")
    }
    if let hint { complain("hint: \(hint)") }
  }

  /// Prints a warning: the command goes on.
  static func warn(_ sentence: String) { complain("warning: \(sentence)") }

  /// Standard output is a terminal, whose columns are these; nil if it is a file or a pipe.
  static let columns: Int? = {
    guard isTerminal else { return nil }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    let said = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 0
    return said > 0 ? said : 80
  }()

  /// The terminal that standard output is can show colors, or CLICOLOR_FORCE asks for them anyway.
  static let canColor: Bool = {
    let environment = ProcessInfo.processInfo.environment
    if let force = environment["CLICOLOR_FORCE"], !force.isEmpty { return force != "0" }
    return isTerminal && !["dumb", ""].contains(environment["TERM"] ?? "")
  }()
}
