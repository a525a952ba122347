// How a table separates its fields, which its first line tells: spreadsheets write semicolons where
// the comma is the decimal sign, and tabs as “Text (tab delimited)”.

/// How the fields of a table are separated.
struct TableDialect {
  /// The byte between two fields.
  let delimiter: UInt8

  /// The dialect of a table that begins so. A line `sep=;` names it, as Excel reads it; otherwise it
  /// is the sign that the header has most of, outside quotes.
  init(head: ArraySlice<UInt8>) {
    var counts: [UInt8: Int] = [:]
    for line in head.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      if let named = Self.delimiter(named: line) {
        delimiter = named
        return
      }
      counts = [:]
      var isQuoted = false
      for byte in line {
        if byte == 0x22 { isQuoted.toggle() }
        if !isQuoted, [0x2C, 0x3B, 0x09, 0x7C].contains(byte) { counts[byte, default: 0] += 1 }
      }
      // A title, a type line of PowerShell's and a row of commas alone come before the header.
      let isHeader = line.contains { $0 > 0x20 && counts[$0] == nil && $0 != 0x22 }
      if isHeader, !line.starts(with: Self.typeMark) { break }
    }
    let commas = counts[0x2C] ?? 0
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    delimiter = most.map { $0.value > commas ? $0.key : 0x2C } ?? 0x2C
  }

  /// How a line of `Export-Csv` begins that names a type of PowerShell's.
  static let typeMark = Array("#TYPE ".utf8)

  /// The delimiter that a line `sep=;` names; nil for any other line.
  private static func delimiter(named line: ArraySlice<UInt8>) -> UInt8? {
    let bytes = line.filter { $0 != 0x22 && $0 != 0x20 }
    guard bytes.count == 5, String(decoding: bytes.prefix(4), as: UTF8.self).lowercased() == "sep="
    else { return nil }
    return bytes[4]
  }
}
