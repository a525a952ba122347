// Splits a file into lines without holding more than one of them.

import Foundation

/// Reads a file line by line.
struct LineReader {
  /// The longest line that is read, in bytes.
  static let limit = 256 << 20

  /// A line.
  struct Line {
    /// Its bytes, without the line feed.
    fileprivate(set) var bytes: [UInt8] = []
    /// Its number, from 1.
    let number: Int
    /// A line feed follows it: a line that was cut off has none.
    fileprivate(set) var isEnded = false

    /// It has nothing but white space.
    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
    /// It has more bytes than are read.
    var isTooLong: Bool { bytes.count > LineReader.limit }
  }

  private let source: ByteSource
  private var piece: ArraySlice<UInt8> = []
  /// How many lines were read.
  private(set) var count = 0

  /// Reads from a source.
  init(_ source: ByteSource) { self.source = source }

  /// The next line; nil at the end of the file. A line that is too long is not read to its end.
  mutating func next() throws(FileFailure) -> Line? {
    var line = Line(number: count + 1)
    while true {
      if piece.isEmpty { piece = try source.next() }
      if piece.isEmpty || line.isTooLong { break }
      let length = piece.withUnsafeBytes { bytes -> Int? in
        guard let start = bytes.baseAddress, let end = memchr(start, 0x0A, bytes.count) else {
          return nil
        }
        return UnsafeRawPointer(end) - start
      }
      line.bytes.append(contentsOf: piece.prefix(length ?? piece.count))
      piece = piece.dropFirst(length.map { $0 + 1 } ?? piece.count)
      if length != nil {
        line.isEnded = true
        break
      }
    }
    guard line.isEnded || !line.bytes.isEmpty else { return nil }
    count += 1
    return line
  }
}
