// Small tables about accounts: a header that names the columns, and rows that are held whole.

import Lifecycle

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
  /// Columns that are not known, each with a sentence that begins with its name.
  private(set) var unknown: [Mistake] = []

  /// Reads a table; what is wrong goes to the log.
  ///
  /// - Parameters:
  ///   - columns: the columns that there can be.
  ///   - aliases: other names that portals give to them.
  ///   - required: those that there have to be.
  init(
    _ source: ByteSource, columns: [String], aliases: [String: String] = [:], required: [String],
    log: MistakeLog
  ) throws {
    var known: [HeaderKey: String] = [:]
    for column in columns { known[HeaderKey(column)] = column }
    for (alias, column) in aliases { known[HeaderKey(alias)] = column }
    var header: [String?]?
    var lines: [Line] = []
    var unknown: [Mistake] = []
    try TableReader(source, log: log).read { row in
      guard let names = header else {
        let names = (0..<row.count).map { known[HeaderKey(row.string($0))] }
        header = names
        guard names.contains(where: { $0 != nil }) else {
          log.add(
            "\(row.string(0).inQuotes) is not a header; the first line must name columns, such as "
              + columns.joined(separator: ","), line: row.line)
          return
        }
        unknown = Self.unknown(names, row, Vocabulary(words: columns), log)
        for name in required where !names.contains(name) {
          log.add("missing column \(name); add it to the first line", line: row.line)
        }
        return
      }
      // A header again, as where tables were put together.
      if (0..<names.count).allSatisfy({ known[HeaderKey(row.string($0))] == names[$0] }) { return }
      guard row.isEmpty(from: names.count) else {
        log.add("expected \(names.count) fields, found \(row.count)", line: row.line)
        return
      }
      var cells: [String: (text: String, column: Int)] = [:]
      for (index, name) in names.enumerated() {
        if let name { cells[name] = (row.string(index).trimmed, row.column(ofField: index)) }
      }
      lines.append(Line(cells: cells, number: row.line))
    }
    self.lines = log.isEmpty ? lines : []
    self.unknown = unknown
  }

  /// The columns of a header that are not known; those that come twice are mistakes.
  private static func unknown(
    _ names: [String?], _ row: TableRow, _ vocabulary: Vocabulary, _ log: MistakeLog
  ) -> [Mistake] {
    var seen = Set<String>()
    var unknown: [Mistake] = []
    for (index, name) in names.enumerated() {
      if let name {
        guard !seen.insert(name).inserted, !log.isFull else { continue }
        log.add(
          "duplicate column \(name); remove one", line: row.line,
          column: row.column(ofField: index))
      } else if unknown.count < 20, HeaderKey(row.string(index)) != HeaderKey("") {
        let text = row.string(index).trimmed
        unknown.append(
          Mistake(
            sentence: "unknown column \(text.inQuotes); \(vocabulary.hint(for: text))",
            file: log.file, line: row.line, column: row.column(ofField: index)))
      }
    }
    return unknown
  }
}
