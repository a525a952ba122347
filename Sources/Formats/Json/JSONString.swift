// Decodes the strings of a JSON text that was parsed, so that nothing in them can be wrong any more.

import Foundation

/// Strings of a JSON text.
enum JSONString {
  /// How a string compares with a key.
  enum Likeness {
    case equal, equalButForCase, different
  }

  /// The text of the string whose opening quote is at a place. Half a surrogate pair becomes U+FFFD,
  /// and so does a NUL: a text in the deck would end there.
  static func text(_ bytes: [UInt8], at quote: Int) -> String {
    let start = quote + 1
    var place = start
    while bytes[place] != 0x22 {
      if bytes[place] == 0x5C { return escaped(bytes, from: start, to: place) }
      place += 1
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// The byte at which the first escape of a NUL begins; nil if there is none.
  static func nul(in bytes: [UInt8]) -> Int? {
    let rest = Array("u0000".utf8)
    return bytes.withUnsafeBytes { buffer -> Int? in
      var place = 0
      while place < buffer.count, let start = buffer.baseAddress,
        let found = memchr(start + place, 0x5C, buffer.count - place)
      {
        place = UnsafeRawPointer(found) - start
        if buffer[(place + 1)...].starts(with: rest) { return place }
        // What follows a backslash begins no escape.
        place += 2
      }
      return nil
    }
  }

  /// Compares the string whose opening quote is at a place with a key, mostly without decoding it.
  static func likeness(_ bytes: [UInt8], at quote: Int, to key: String) -> Likeness {
    var place = quote + 1
    var result = Likeness.equal
    for letter in key.utf8 {
      let byte = bytes[place]
      if byte == 0x5C { return likeness(of: text(bytes, at: quote), to: key) }
      guard byte != 0x22 else { return .different }
      if byte != letter {
        guard lower(byte) == lower(letter) else { return .different }
        result = .equalButForCase
      }
      place += 1
    }
    if bytes[place] == 0x5C { return likeness(of: text(bytes, at: quote), to: key) }
    return bytes[place] == 0x22 ? result : .different
  }

  private static func likeness(of text: String, to key: String) -> Likeness {
    if text == key { return .equal }
    return text.lowercased() == key.lowercased() ? .equalButForCase : .different
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func escaped(_ bytes: [UInt8], from start: Int, to escape: Int) -> String {
    var units = Array(bytes[start..<escape])
    var place = escape
    while bytes[place] != 0x22 {
      if bytes[place] == 0x5C {
        units.append(contentsOf: String(scalar(bytes, &place)).utf8)
      } else {
        units.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: units, as: UTF8.self)
  }

  /// The scalar of an escape, which `place` moves past.
  private static func scalar(_ bytes: [UInt8], _ place: inout Int) -> Unicode.Scalar {
    let letter = bytes[place + 1]
    place += 2
    guard letter == 0x75 else { return escapes[letter] ?? "\u{FFFD}" }
    let first = unit(bytes, at: place)
    place += 4
    if first == 0 { return "\u{FFFD}" }
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, bytes[place] == 0x5C, bytes[place + 1] == 0x75 else { return "\u{FFFD}" }
    let second = unit(bytes, at: place + 2)
    guard (0xDC00...0xDFFF).contains(second) else { return "\u{FFFD}" }
    place += 6
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private static func unit(_ bytes: [UInt8], at place: Int) -> UInt32 {
    bytes[place..<place + 4].reduce(0) { value, byte in
      value << 4 + UInt32(Character(Unicode.Scalar(byte)).hexDigitValue ?? 0)
    }
  }

  /// The letters after a backslash, other than `u`, and what they mean.
  static let escapes: [UInt8: Unicode.Scalar] = [
    0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
    0x74: "\t",
  ]
}
