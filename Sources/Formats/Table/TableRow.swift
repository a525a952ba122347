// The fields of one row of a table, in memory that is used again for the next row.

/// One row of a table.
final class TableRow {
  /// The line that it begins in, from 1.
  private(set) var line = 0
  /// All of it has been read.
  var isComplete = false
  /// The row has no line break inside a field, so that places in its line can be told.
  var isOnOneLine = true
  /// The byte between two fields.
  var delimiter: UInt8 = 0x2C

  // One reader uses a row, one step after the other; checking that for each field takes a tenth of
  // the time of an import.
  @exclusivity(unchecked) private var bytes: [UInt8] = []
  @exclusivity(unchecked) private var ends: [Int] = []
  private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// How many fields it has.
  var count: Int { ends.count }

  /// Begins anew, at a line with this text, which must stay in place while the row is used.
  func begin(line: Int, _ text: UnsafeBufferPointer<UInt8>) {
    self.line = line
    self.text = text
    isComplete = false
    isOnOneLine = true
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Takes one more field.
  func append(_ pointer: UnsafeMutableRawPointer?, _ count: Int) {
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: pointer, count: count))
    ends.append(bytes.count)
  }

  /// Whether all fields are empty.
  var isBlank: Bool { bytes.isEmpty }

  /// The row is a note of a spreadsheet or of PowerShell to itself: `sep=;` or `#TYPE …`.
  var isSpreadsheetNote: Bool {
    guard bytes.first == 0x23 || bytes.first == 0x73 || bytes.first == 0x53 else { return false }
    if bytes.starts(with: TableDialect.typeMark) { return true }
    let text = String(decoding: bytes.prefix(6), as: UTF8.self).lowercased()
    return text.hasPrefix("sep=") && bytes.count <= 5
  }

  /// The row is the line below the header of a table in Markdown: `|---|:--|`.
  var isRule: Bool {
    delimiter == 0x7C && bytes.contains(0x2D)
      && bytes.allSatisfy { [0x2D, 0x3A, 0x20, 0x09].contains($0) }
  }

  /// Whether a field is empty. Spreadsheets leave out empty fields at the end of a row.
  func isEmpty(_ index: Int) -> Bool {
    index >= ends.count || ends[index] == (index == 0 ? 0 : ends[index - 1])
  }

  /// The bytes of a field.
  func size(_ index: Int) -> Int {
    index >= ends.count ? 0 : ends[index] - (index == 0 ? 0 : ends[index - 1])
  }

  /// Whether a field has the name of a column, whatever its case and its blanks: as `HeaderKey` says,
  /// and quick enough to be asked of every row.
  func isNamed(_ name: [UInt8], _ index: Int) -> Bool {
    guard index < ends.count else { return false }
    var place = index == 0 ? 0 : ends[index - 1]
    func next() -> UInt8? {
      while place < ends[index], [0x20, 0x2D, 0x5F].contains(bytes[place]) { place += 1 }
      guard place < ends[index] else { return nil }
      defer { place += 1 }
      return bytes[place]
    }
    for letter in name where letter != 0x5F {
      guard let own = next(), own | 0x20 == letter else { return false }
    }
    return next() == nil
  }

  /// Whether all fields from an index on are empty.
  func isEmpty(from index: Int) -> Bool {
    ends.isEmpty || index >= ends.count || bytes.count == (index == 0 ? 0 : ends[index - 1])
  }

  /// The text of a field, empty if the row ends before it; what is not UTF-8 becomes U+FFFD. An
  /// apostrophe that keeps spreadsheets from running the field is no part of it.
  func string(_ index: Int) -> String {
    guard index < ends.count else { return "" }
    let start = index == 0 ? 0 : ends[index - 1]
    let text = bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[start..<ends[index]]), as: UTF8.self)
    }
    return text.utf8.first == 0x27 ? Formula.restored(text) : text
  }

  // MARK: - Places

  /// The column at which a field begins; 1 where the row has line breaks inside.
  func column(ofField index: Int) -> Int {
    guard isOnOneLine, text.baseAddress != nil else { return 1 }
    var field = 0
    var isQuoted = false
    for (offset, byte) in text.enumerated() where field <= index {
      if field == index { return Self.column(ofByte: offset, in: text) }
      if byte == 0x22 { isQuoted.toggle() }
      if byte == delimiter, !isQuoted { field += 1 }
    }
    return Self.column(ofByte: text.count, in: text)
  }

  /// The column of a byte of a line: the Unicode scalars before it, and one.
  static func column(ofByte offset: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    line.prefix(max(0, offset)).count { $0 & 0xC0 != 0x80 } + 1
  }
}
