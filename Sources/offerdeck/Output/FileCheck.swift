// Checking files that people write: playbooks, themes and the configuration.

import Formats

/// Checks files.
enum FileCheck {
  /// What messages call a file.
  static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// A file that was checked, as programs read it.
  struct Record: Encodable {
    let file: String
    /// Nothing is wrong in it.
    let ok: Bool
    /// What it holds; nil if something is wrong.
    var result: String?
    var errors: [Place] = []

    /// Something that is wrong, and where.
    struct Place: Encodable {
      let line: Int?
      let column: Int?
      let error: String
    }
  }

  /// Something in a file that is no error and yet fails the check.
  struct Finding: Error {
    let mistakes: [Mistake]
  }

  /// Reads files, and says of each that is sound what it is.
  ///
  /// - Throws: everything that is wrong, all files together, or that there are findings.
  static func run(
    _ files: [String], json: Bool, _ read: (String) throws -> String
  ) throws(Failure) {
    var sentences: [String] = []
    var records: [Record] = []
    var code: ExitCode?
    for path in files {
      let file = name(of: path)
      do {
        let result = try read(path)
        records.append(Record(file: file, ok: true, result: result))
        if !json { Output.line("\(file): \(result)") }
      } catch let finding as Finding {
        records.append(Record(file: file, finding.mistakes))
        if !json { for mistake in finding.mistakes { Output.line(mistake.description) } }
        code = code ?? .no
      } catch {
        let failure = Failure(error)
        let mistakes = (error as? FileMistakes)?.mistakes
        records.append(
          mistakes.map { Record(file: file, $0) }
            ?? Record(
              file: file, ok: false,
              errors: [Record.Place(line: nil, column: nil, error: failure.sentence)]))
        sentences.append(failure.sentence)
        code = failure.code == .badInput && code != nil && code != .no ? code : failure.code
      }
    }
    if json { try Output.json(records) }
    if let code { throw Failure(code, sentences.joined(separator: "\n")) }
  }
}

extension FileCheck.Record {
  fileprivate init(file: String, _ mistakes: [Mistake]) {
    self.init(
      file: file, ok: false,
      errors: mistakes.map { Place(line: $0.line, column: $0.column, error: $0.sentence) })
  }
}
