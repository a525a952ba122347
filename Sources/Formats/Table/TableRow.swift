// The fields of one row of a table, in memory that is used again for the next row.

/// One row of a table.
final class TableRow {
  /// The line that it begins in, from 1.
  private(set) var line = 0
  /// All of it has been read.
  var isComplete = false
  /// The row has no line break inside a field, so that places in its line can be told.
  var isOnOneLine = true

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

  /// Whether a field is empty.
  func isEmpty(_ index: Int) -> Bool {
    ends[index] == (index == 0 ? 0 : ends[index - 1])
  }

  /// The text of a field; what is not UTF-8 becomes U+FFFD. An apostrophe that keeps spreadsheets
  /// from running the field is no part of it.
  func string(_ index: Int) -> String {
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
      if byte == 0x2C, !isQuoted { field += 1 }
    }
    return Self.column(ofByte: text.count, in: text)
  }

  /// The column of a byte of a line: the Unicode scalars before it, and one.
  static func column(ofByte offset: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    line.prefix(max(0, offset)).count { $0 & 0xC0 != 0x80 } + 1
  }
}
