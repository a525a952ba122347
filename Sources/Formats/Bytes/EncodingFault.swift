// Bytes that are not UTF-8, with the encoding that they most likely have.

/// The first place of a text that is not UTF-8.
struct EncodingFault {
  /// What is wrong and what to do.
  let sentence: String
  /// The line, from 1.
  let line: Int
  /// The column, from 1, in Unicode scalars.
  let column: Int

  /// The first fault of bytes that are not UTF-8.
  init(in bytes: some RandomAccessCollection<UInt8>) {
    var valid = 0
    var (line, column) = (1, 1)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      valid += UTF8.width(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    self.line = line
    self.column = column
    sentence = Self.sentence(bytes.dropFirst(valid).first)
  }

  private static func sentence(_ byte: UInt8?) -> String {
    guard let byte, byte != 0xFF else {
      return "the text is not UTF-8 here, or it was cut off; save the file as UTF-8"
    }
    let hex = String(byte, radix: 16, uppercase: true)
    return "byte 0x\(hex) is not UTF-8; the file may be Windows-1252, save it as UTF-8"
  }
}
