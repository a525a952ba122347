// Makes UTF-8 of the encodings that Windows writes: PowerShell's `>` and `Export-Csv -Encoding
// Unicode` give UTF-16, often without saying so.

/// Decodes a file piece by piece.
struct UnicodeDecoder {
  /// Bytes of a code unit: 1, 2 or 4.
  private let width: Int
  private let isBigEndian: Bool
  /// Bytes of a code unit that is not complete yet.
  private var unit: [UInt8] = []
  /// The first half of a surrogate pair.
  private var high: UInt32?
  /// Nothing but byte order marks was read so far.
  private var isAtStart = true

  /// What a byte order mark is.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  /// What stands for bytes that are no text: UTF-8 never has it, so that readers name the place.
  private static let invalid: UInt8 = 0xFF

  /// Decides by the first bytes of a file, by its mark or by where its zero bytes are.
  init(head: ArraySlice<UInt8>) {
    let bytes = Array(head.prefix(256))
    switch bytes {
    case _ where bytes.starts(with: [0xFF, 0xFE, 0, 0]): (width, isBigEndian) = (4, false)
    case _ where bytes.starts(with: [0, 0, 0xFE, 0xFF]): (width, isBigEndian) = (4, true)
    case _ where bytes.starts(with: [0xFF, 0xFE]): (width, isBigEndian) = (2, false)
    case _ where bytes.starts(with: [0xFE, 0xFF]): (width, isBigEndian) = (2, true)
    default:
      // A list begins with ASCII: in UTF-16 every other byte of it is 0, in UTF-32 three of four.
      func isZero(_ place: Int, of width: Int) -> Bool {
        let units = Array(stride(from: 0, to: bytes.count - width + 1, by: width).prefix(4))
        return units.count > 1 && units.allSatisfy { bytes[$0 + place] == 0 }
      }
      func isText(_ place: Int, of width: Int) -> Bool {
        !(0..<width).contains { isZero($0, of: width) != ($0 != place) }
      }
      if isText(0, of: 4) {
        (width, isBigEndian) = (4, false)
      } else if isText(3, of: 4) {
        (width, isBigEndian) = (4, true)
      } else if isText(0, of: 2) {
        (width, isBigEndian) = (2, false)
      } else if isText(1, of: 2) {
        (width, isBigEndian) = (2, true)
      } else {
        (width, isBigEndian) = (1, false)
      }
    }
  }

  /// The UTF-8 of the next bytes.
  mutating func utf8(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = width == 1 ? bytes : wide(bytes)[...]
    guard isAtStart else { return text }
    // A mark may be cut by the end of a piece, and several files may have been put together.
    var rest = unit.isEmpty || width > 1 ? text : unit + text
    if width == 1 { unit = [] }
    while rest.starts(with: Self.mark) { rest = rest.dropFirst(3) }
    if rest.count < 3, Self.mark.starts(with: rest), width == 1 {
      unit = Array(rest)
      return []
    }
    isAtStart = rest.isEmpty
    return rest
  }

  /// What is left at the end: something that was cut off.
  mutating func rest() -> ArraySlice<UInt8> {
    defer { (unit, high) = ([], nil) }
    if width == 1 { return unit[...] }
    return unit.isEmpty && high == nil ? [] : [Self.invalid]
  }

  private mutating func wide(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      unit.append(byte)
      guard unit.count == width else { continue }
      let value = (isBigEndian ? unit : unit.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      unit.removeAll(keepingCapacity: true)
      take(value, into: &text)
    }
    return text
  }

  private mutating func take(_ value: UInt32, into text: inout [UInt8]) {
    var value = value
    if width == 2 {
      if let first = high {
        high = nil
        if (0xDC00...0xDFFF).contains(value) {
          value = 0x10000 + (first - 0xD800) << 10 + (value - 0xDC00)
        } else {
          text.append(Self.invalid)
        }
      }
      if (0xD800...0xDBFF).contains(value) {
        high = value
        return
      }
    }
    guard let scalar = Unicode.Scalar(value) else { return text.append(Self.invalid) }
    text.append(contentsOf: UTF8.encode(scalar) ?? .init())
  }
}
