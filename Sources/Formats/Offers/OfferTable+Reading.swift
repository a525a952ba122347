// Reads an offer table: the header says which column is which, and each row becomes a sighting.

import Foundation
import Lifecycle

extension OfferTable {
  /// Reads a table from a source, row by row.
  ///
  /// - Throws: all mistakes, when the last row has been read; or what `take` threw, at once.
  static func read(
    _ source: ByteSource, named name: String, _ take: (Sighting) throws -> Void
  ) throws -> OfferFileSummary {
    let log = MistakeLog(file: name)
    var header: TableHeader?
    var rows = SightingRows(log: log)
    try TableReader(source, log: log).read { row in
      guard let known = header else {
        header = TableHeader(row, file: name, log: log)
        // Without its columns nothing can be said of any row, nor need be.
        if header == nil { try log.check() }
        return
      }
      // Rows after a mistake are still read for theirs, and not handed on: nobody will keep them.
      if let sighting = rows.sighting(row, known), log.isEmpty { try take(sighting) }
    }
    if header == nil, log.isEmpty {
      log.add("the file is empty; its first line must name the columns", line: 1)
    }
    try log.check()
    return OfferFileSummary(format: .csv, warnings: header?.warnings ?? [])
  }
}

/// Which column of a table is which.
struct TableHeader {
  /// The columns of the table, in its order; nil for one that is not known.
  let columns: [OfferColumn?]
  /// The places of columns that hold a fact.
  let facts: [(index: Int, fact: Fact)]
  /// The places of the other columns that are known.
  let plain: [Int]
  /// The columns that were passed over.
  let warnings: [Mistake]

  /// Reads the first row; nil where nothing can be read by it.
  init?(_ row: TableRow, file: String, log: MistakeLog) {
    var columns: [OfferColumn?] = []
    var warnings: [Mistake] = []
    let vocabulary = Vocabulary(words: OfferColumn.allCases.map(\.rawValue))
    for index in 0..<row.count {
      let name = row.string(index).trimmingWhitespace().lowercased()
      let place = row.column(ofField: index)
      let column = OfferColumn(rawValue: name)
      if let column, columns.contains(column) {
        log.add("the column \(name) stands twice; leave one out", line: row.line, column: place)
      }
      if column == nil {
        let hint = vocabulary.nearest(to: name).map { "; did you mean “\($0)”?" } ?? ""
        let sentence = "the column “\(name)” is not known, and passed over\(hint)"
        warnings.append(Mistake(sentence: sentence, file: file, line: row.line, column: place))
      }
      columns.append(column)
    }
    self.columns = columns
    facts = columns.enumerated().compactMap { index, column in
      column?.fact.map { (index, $0) }
    }
    plain = columns.indices.filter { columns[$0].map { $0.fact == nil } ?? false }
    self.warnings = warnings
    let missing = OfferColumn.allCases.filter { $0.isRequired && !columns.contains($0) }
    for column in missing {
      let isSemicolon = row.count == 1 && row.string(0).contains(";")
      log.add(
        isSemicolon
          ? "the columns are separated by semicolons; save the table with commas"
          : "the column \(column.rawValue) is missing; the first line must name it",
        line: row.line)
      if isSemicolon { break }
    }
    if !missing.isEmpty { return nil }
  }
}
