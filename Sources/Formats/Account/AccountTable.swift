// Small tables about accounts: a header that names the columns, and rows that are held whole.

/// A table whose rows are looked up by the names of their columns.
struct AccountTable {
  /// A row of it.
  struct Line {
    fileprivate let cells: [String: (text: String, column: Int)]
    /// The line that it begins in.
    let number: Int

    /// The text of a column, without blanks around it; nil where it is empty.
    func text(_ column: String) -> String? {
      guard let text = cells[column]?.text, !text.isEmpty else { return nil }
      return text
    }

    /// Where the text of a column begins.
    func place(_ column: String) -> Int { cells[column]?.column ?? 1 }
  }

  /// The rows.
  private(set) var lines: [Line] = []

  /// Reads a table; what is wrong goes to the log.
  ///
  /// - Parameters:
  ///   - columns: the columns that there can be.
  ///   - required: those that there have to be.
  init(
    _ source: ByteSource, columns: [String], required: [String], log: MistakeLog
  ) throws {
    var header: [String]?
    var lines: [Line] = []
    try TableReader(source, log: log).read { row in
      guard let names = header else {
        let names = (0..<row.count).map { row.string($0).trimmed.lowercased() }
        header = names
        let vocabulary = Vocabulary(words: columns)
        for (index, name) in names.enumerated() {
          if !columns.contains(name) {
            log.add(
              "there is no column “\(name.prefix(60))”; \(vocabulary.hint(for: name))",
              line: row.line, column: row.column(ofField: index))
          } else if names.firstIndex(of: name) != index {
            log.add(
              "the column \(name) stands twice; leave one out", line: row.line,
              column: row.column(ofField: index))
          }
        }
        for name in required where !names.contains(name) {
          log.add("the column \(name) is missing; the first line must name it", line: row.line)
        }
        return
      }
      guard row.count == names.count else {
        log.add(
          "the row has \(row.count) fields, and the first line \(names.count)", line: row.line)
        return
      }
      var cells: [String: (text: String, column: Int)] = [:]
      for (index, name) in names.enumerated() {
        cells[name] = (row.string(index).trimmed, row.column(ofField: index))
      }
      lines.append(Line(cells: cells, number: row.line))
    }
    if header == nil, log.isEmpty {
      log.add("the file is empty; its first line must name the columns", line: 1)
    }
    self.lines = lines
  }
}

extension ByteSource {
  /// Whether the file begins as JSON does.
  func isJSON() throws(FileFailure) -> Bool {
    let first = try peek().first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    return first == 0x7B || first == 0x5B
  }
}
