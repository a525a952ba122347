// Rows of a CSV file (RFC 4180), one after the other, each with its line. The fields are taken
// apart by libcsv; this file feeds it line by line, which is how lines are counted.

import CCSV

/// Reads a table row by row. Mistakes in its form go to the log, and the next line is tried.
final class TableReader {
  /// The longest row, in bytes: beyond it a quote was most likely left open.
  static let rowLimit = 1 << 20

  private let source: ByteSource
  private let log: MistakeLog
  private var parser = csv_parser()
  /// Calls that libcsv makes while it is fed land here.
  private let fields: TableRow
  /// A line that is not complete yet.
  private var rest: [UInt8] = []
  private var line = 0
  private var rowSize = 0
  private var isStopped = false
  private var delimiter: UInt8 = 0x2C

  /// Reads from a source.
  init(_ source: ByteSource, log: MistakeLog) {
    self.source = source
    self.log = log
    fields = TableRow()
    restart()
  }

  deinit { csv_free(&parser) }

  /// Reads all rows but those that spreadsheets and PowerShell add and that say nothing: rows of
  /// empty fields, `sep=;` and `#TYPE …`, and the line below the header of a table in Markdown.
  ///
  /// - Parameter take: Is given each row. The row is used again for the next one.
  func read(_ take: (TableRow) throws -> Void) throws {
    delimiter = TableDialect(head: try source.peek()).delimiter
    fields.delimiter = delimiter
    restart()
    while !isStopped {
      let piece = try source.next()
      if piece.isEmpty { break }
      try piece.withUnsafeBufferPointer { try feed($0, take) }
    }
    guard !isStopped else { return }
    try rest.withUnsafeBufferPointer { bytes in
      if !bytes.isEmpty { try feed(line: bytes, take) }
      try finish(take)
    }
  }

  // MARK: - Lines

  private func feed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ take: (TableRow) throws -> Void
  ) throws {
    if rest.last == 0x0D, bytes.first != 0x0A { try feedRest(take) }
    var start = 0
    while start < bytes.count, !isStopped {
      let end = Self.lineEnd(bytes, from: start)
      guard let end else {
        rest.append(contentsOf: bytes[start...])
        if rest.count > Self.rowLimit { stop() }
        return
      }
      let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if rest.isEmpty {
        try feed(line: part, take)
      } else {
        rest.append(contentsOf: part)
        try feedRest(take)
      }
      start = end
    }
  }

  /// Feeds a line that came in pieces.
  private func feedRest(_ take: (TableRow) throws -> Void) throws {
    let whole = rest
    rest.removeAll()
    try whole.withUnsafeBufferPointer { try feed(line: $0, take) }
  }

  /// The place behind the next line; nil where it is not complete. A line ends with LF, CRLF or CR.
  private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    for index in start..<bytes.count {
      if bytes[index] == 0x0A { return index + 1 }
      if bytes[index] == 0x0D {
        // A CR at the end of a piece may be half of a CRLF.
        guard index + 1 < bytes.count else { return nil }
        return bytes[index + 1] == 0x0A ? index + 2 : index + 1
      }
    }
    return nil
  }

  private func feed(
    line bytes: UnsafeBufferPointer<UInt8>, _ take: (TableRow) throws -> Void
  ) throws {
    line += 1
    var bytes = bytes
    if parser.pstate == 0 {
      // A mark within the file begins the next of several that were put together.
      while bytes.first == 0xEF, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst(3))
      }
      fields.begin(line: line, bytes)
      rowSize = 0
    } else {
      fields.isOnOneLine = false
    }
    rowSize += bytes.count
    check(bytes)
    let used = csv_parse(&parser, bytes.baseAddress, bytes.count, field, end, target)
    if used < bytes.count {
      let column = TableRow.column(ofByte: used, in: bytes)
      log.add(
        "unexpected quotation mark; quote the whole field and double any quotes inside it",
        line: line, column: column)
      restart()
    } else if fields.isComplete {
      fields.isComplete = false
      try hand(fields, to: take)
    } else if rowSize > Self.rowLimit {
      stop()
    }
  }

  private func finish(_ take: (TableRow) throws -> Void) throws {
    if csv_fini(&parser, field, end, target) != 0 {
      log.add(
        "the quotation mark that opens in this row is never closed; close it, or remove it",
        line: fields.line)
    } else if fields.isComplete {
      try hand(fields, to: take)
    }
  }

  private func hand(_ row: TableRow, to take: (TableRow) throws -> Void) rethrows {
    if row.isBlank || row.isSpreadsheetNote || row.isRule { return }
    try take(row)
  }

  private func stop() {
    isStopped = true
    log.add(
      "the row is longer than 1 MiB; a quotation mark may be missing in it",
      line: parser.pstate == 0 ? line + 1 : fields.line)
  }

  /// Makes the parser forget a row that it could not read.
  private func restart() {
    csv_free(&parser)
    let options = UInt8(CSV_STRICT) | UInt8(CSV_STRICT_FINI)
    precondition(csv_init(&parser, options) == 0, "libcsv knows strict mode.")
    csv_set_delim(&parser, delimiter)
    fields.begin(line: line, UnsafeBufferPointer(start: nil, count: 0))
  }

  // MARK: - Bytes

  /// Bytes that have no place in a text.
  private func check(_ bytes: UnsafeBufferPointer<UInt8>) {
    var union: UInt8 = 0
    var hasNull = false
    for byte in bytes {
      union |= byte
      hasNull = hasNull || byte == 0
    }
    if hasNull, let index = bytes.firstIndex(of: 0) {
      log.add(
        "there is a NUL byte here, as in UTF-16 text; save the whole file as UTF-8", line: line,
        column: TableRow.column(ofByte: index, in: bytes))
    }
    guard union >= 0x80, String(validating: bytes, as: UTF8.self) == nil else { return }
    let fault = EncodingFault(in: bytes)
    log.add(fault.sentence, line: line, column: fault.column)
  }

  // MARK: - libcsv

  private var target: UnsafeMutableRawPointer { Unmanaged.passUnretained(fields).toOpaque() }

  private let field:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      bytes, count, target in
      guard let target else { return }
      Unmanaged<TableRow>.fromOpaque(target).takeUnretainedValue().append(bytes, count)
    }

  private let end: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, target in
    guard let target else { return }
    Unmanaged<TableRow>.fromOpaque(target).takeUnretainedValue().isComplete = true
  }
}
