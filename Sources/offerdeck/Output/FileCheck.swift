// Checking files that people write: each that is sound is said to be, and what is wrong in the
// others is gathered.

import Formats

/// Checks files.
enum FileCheck {
  /// What messages call a file.
  static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// Reads files, and says of each that is sound what it is; nil where that was said already.
  ///
  /// - Throws: everything that is wrong, all files together.
  static func run(_ files: [String], _ read: (String) throws -> String?) throws(Failure) {
    var sentences: [String] = []
    var code = ExitCode.badInput
    for file in files {
      do {
        if let sentence = try read(file) { Output.line("\(name(of: file)): \(sentence)") }
      } catch {
        let failure = Failure(error)
        sentences.append(failure.sentence)
        if failure.code != .badInput { code = failure.code }
      }
    }
    if !sentences.isEmpty { throw Failure(code, sentences.joined(separator: "\n")) }
  }
}
