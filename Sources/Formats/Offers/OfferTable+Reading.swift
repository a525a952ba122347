// Reads an offer table: the header says which column is which, and each row becomes a sighting.

import Foundation
import Lifecycle

extension OfferTable {
  /// Reads a table from a source, row by row. A header that comes again, as where tables were put
  /// together, holds for the rows after it.
  ///
  /// - Parameter warn: Is told of what is ignored, before the rows are read.
  /// - Throws: all mistakes, when the last row has been read; or what `take` threw, at once.
  static func read(
    _ source: ByteSource, named name: String, warn: (Mistake) -> Void = { _ in },
    _ take: (Sighting) throws -> Void
  ) throws -> OfferFileSummary {
    let log = MistakeLog(file: name)
    var header: TableHeader?
    var rows = SightingRows(log: log)
    var warnings: [Mistake] = []
    func note(_ mistakes: [Mistake]) {
      warnings += mistakes
      for mistake in mistakes { warn(mistake) }
    }
    try TableReader(source, log: log).read { row in
      guard let known = header else {
        header = TableHeader(row, file: name, log: log)
        note(header?.warnings ?? [])
        // Without its columns nothing can be said of any row, nor need be.
        if header == nil { try log.check() }
        return
      }
      if known.mayBeHeader(row),
        let next = TableHeader(row, file: name, log: MistakeLog(file: name))
      {
        if next.columns != known.columns { note(next.warnings) }
        header = next
        return
      }
      // Rows after a mistake are still read for theirs, and not handed on: nobody will keep them.
      if let sighting = rows.sighting(row, known), log.isEmpty { try take(sighting) }
    }
    if header == nil, log.isEmpty { log.add("the file is empty", line: 1) }
    try log.check()
    note(rows.warnings)
    return OfferFileSummary(format: .csv, warnings: warnings)
  }
}

/// Which column of a table is which.
struct TableHeader {
  /// The most columns that are named in warnings, one by one.
  private static let warningLimit = 20

  /// The columns of the table, in its order; nil for one that is not known.
  let columns: [OfferColumn?]
  /// The places of columns that hold a fact.
  let facts: [(index: Int, fact: Fact)]
  /// The places of the other columns that are known.
  let plain: [Int]
  /// The places of columns without a name.
  let unnamed: [Int]
  /// The columns that are ignored.
  let warnings: [Mistake]
  private let offerPlace: Int
  private static let names = OfferColumn.allCases.map { Array($0.rawValue.utf8) }

  /// Reads the first row; nil if nothing can be read by it, which the log then says.
  init?(_ row: TableRow, file: String, log: MistakeLog) {
    var columns: [OfferColumn?] = []
    var found: [OfferColumn: Int] = [:]
    var unnamed: [Int] = []
    var unknown: [Int] = []
    for index in 0..<row.count {
      let name = row.string(index)
      let column = OfferColumn(header: name)
      if let column {
        if found[column] != nil {
          log.add(
            "duplicate column \(column.rawValue); remove one", line: row.line,
            column: row.column(ofField: index))
        }
        found[column] = index
      } else if HeaderKey(name) == HeaderKey("") {
        unnamed.append(index)
      } else {
        unknown.append(index)
      }
      columns.append(column)
    }
    self.columns = columns
    self.unnamed = unnamed
    facts = columns.enumerated().compactMap { index, column in column?.fact.map { (index, $0) } }
    plain = columns.indices.filter { columns[$0].map { $0.fact == nil } ?? false }
    warnings = Self.warnings(unknown, row, file)
    offerPlace = found[.offer] ?? 0
    guard !found.isEmpty else {
      log.add(
        "\(row.string(0).inQuotes) is not the header of an offer list; the first line must name "
          + "columns, such as offer_id,name", line: row.line)
      return nil
    }
    let missing = OfferColumn.allCases.filter { $0.isRequired && found[$0] == nil }
    let names = Vocabulary(words: unknown.prefix(Self.warningLimit).map(row.string))
    for column in missing {
      let hint =
        names.nearest(to: column.rawValue).map { "rename \($0.inQuotes) if that is meant" }
        ?? "add it to the first line"
      log.add("missing column \(column.rawValue); \(hint)", line: row.line)
    }
    if !missing.isEmpty { return nil }
  }

  /// Whether a row can be a header again: it has the name of a column for the offer's ID.
  func mayBeHeader(_ row: TableRow) -> Bool {
    (4...30).contains(row.size(offerPlace))
      && Self.names.contains { row.isNamed($0, offerPlace) }
  }

  private static func warnings(_ unknown: [Int], _ row: TableRow, _ file: String) -> [Mistake] {
    let vocabulary = Vocabulary(words: OfferColumn.allCases.map(\.rawValue))
    var warnings = unknown.prefix(warningLimit).map { index in
      let name = row.string(index).trimmingWhitespace()
      let hint = vocabulary.nearest(to: name).map { "; did you mean \($0.inQuotes)?" } ?? ""
      return Mistake(
        sentence: "ignoring unknown column \(name.inQuotes)\(hint)", file: file, line: row.line,
        column: row.column(ofField: index))
    }
    if unknown.count > warningLimit {
      warnings.append(
        Mistake(
          sentence: "ignoring \(unknown.count - warningLimit) more unknown columns", file: file,
          line: row.line, column: row.column(ofField: unknown[warningLimit])))
    }
    return warnings
  }
}
