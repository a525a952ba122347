// Where the records of an export are in its file.

/// The bytes that hold a record, and where they begin.
struct DeckElement {
  var bytes: [UInt8] = []
  let line: Int
  var column = 1
  /// The keys that lead from the bytes to the record.
  var keys: [String] = []

  /// The place of a byte of it.
  func place(of offset: Int) -> (line: Int, column: Int) {
    let before = bytes.prefix(offset)
    let breaks = before.count { $0 == 0x0A }
    let tail = before.reversed().prefix { $0 != 0x0A }
    let scalars = tail.count { $0 & 0xC0 != 0x80 }
    return (line + breaks, (breaks == 0 ? column : 1) + scalars)
  }

  /// The place of a value by the keys that lead to it from the record; as far as there are values.
  func place(of path: [String]) -> (line: Int, column: Int) {
    place(of: DeckMistake.offset(of: keys + path, in: bytes))
  }
}

/// Where a record stands in the file of a deck.
package struct DeckPlace {
  /// Its line, from 1.
  package var line: Int { element.line }
  private let element: DeckElement

  init(_ element: DeckElement) { self.element = element }

  /// The line and the column of the value of a key; those of the record if it has no such key.
  package func place(of key: String) -> (line: Int, column: Int) { element.place(of: [key]) }
}
