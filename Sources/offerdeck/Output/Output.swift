// Where a command writes: results to standard output, everything else to standard error. Text that
// came from files is made harmless before it can reach a terminal.

import Foundation
import Synchronization
import Terminal

/// The two streams of a command.
enum Output {
  private static let results = Mutex(WriteBuffer(STDOUT_FILENO))
  private static let isTerminal = isatty(STDOUT_FILENO) == 1

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
      throw Failure(.inputOutput, "Standard output can't be written: \(reason).")
    }
  }

  /// Writes a value as JSON: sorted keys, and no character that a terminal could take for a
  /// command. (JSON lets any character be written by its number.)
  static func json(_ value: some Encodable) throws(Failure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .wholeSeconds
    let data = try Failure.wrapping { try encoder.encode(value) }
    raw(harmless(String(decoding: data, as: UTF8.self)) + "\n")
  }

  /// JSON with control and direction characters written by their numbers.
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
  /// Writes a value as JSON on one line, without its end.
  static func jsonLine(_ value: some Encodable) throws(Failure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .wholeSeconds
    let data = try Failure.wrapping { try encoder.encode(value) }
    raw(harmless(String(decoding: data, as: UTF8.self)))
  }
}
