// Holds what is read from a file until it is written to the deck, so that the deck is locked for the
// writing alone: whoever else writes to it doesn't wait for a long file, or a slow one.

import Foundation

/// A value that can wait in a `Spool`.
protocol Spooled {
  /// Writes all of it.
  func write(to writer: inout SpoolWriter) throws
  /// Reads what `write(to:)` wrote.
  init(from reader: inout SpoolReader) throws
}

/// Values in the order in which they came. A few megabytes are kept in memory and the rest in a
/// temporary file without a name, which goes with the program.
final class Spool<Value: Spooled> {
  private let pieceSize: Int
  private var writer = SpoolWriter()
  /// The lengths of the pieces in the file, in bytes.
  private var pieces: [Int] = []
  private var file: FileHandle?

  /// No value yet.
  ///
  /// - Parameter pieceSize: the bytes that are kept in memory before they are written to the file.
  init(pieceSize: Int = 8 << 20) { self.pieceSize = pieceSize }

  /// Adds a value.
  ///
  /// - Throws: a `StoreFailure` if the temporary file can't be made, or there is no room for it.
  func append(_ value: Value) throws {
    try value.write(to: &writer)
    guard writer.bytes.count >= pieceSize else { return }
    let file = try file ?? Self.temporaryFile()
    self.file = file
    do { try file.write(contentsOf: writer.bytes) } catch {
      throw StoreFailure.fullTemporary(folder: NSTemporaryDirectory())
    }
    pieces.append(writer.bytes.count)
    writer.bytes.removeAll(keepingCapacity: true)
  }

  /// Gives all values to a closure.
  ///
  /// - Throws: whatever `take` throws; or a `StoreFailure` if the temporary file can't be read.
  func replay(into take: (Value) throws -> Void) throws {
    try file?.seek(toOffset: 0)
    for size in pieces {
      guard let bytes = try file?.read(upToCount: size), bytes.count == size else {
        throw StoreFailure.io(path: NSTemporaryDirectory(), detail: "a temporary file was cut off")
      }
      try Self.each(in: Array(bytes), take)
    }
    try Self.each(in: writer.bytes, take)
  }

  private static func each(in bytes: [UInt8], _ take: (Value) throws -> Void) throws {
    var reader = SpoolReader(bytes)
    while !reader.isAtEnd { try take(Value(from: &reader)) }
  }

  private static func temporaryFile() throws(StoreFailure) -> FileHandle {
    let folder = NSTemporaryDirectory()
    var name = "\(folder.hasSuffix("/") ? folder : folder + "/")offerdeck-import-XXXXXX".utf8CString
    let descriptor = name.withUnsafeMutableBufferPointer { buffer in
      guard let path = buffer.baseAddress else { return Int32(-1) }
      let descriptor = mkstemp(path)
      guard descriptor >= 0 else { return descriptor }
      unlink(path)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    }
    guard descriptor >= 0 else {
      throw .noTemporaryFolder(path: folder, reason: String(cString: strerror(errno)))
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}

/// Values as bytes: numbers take as few as they need.
struct SpoolWriter {
  fileprivate(set) var bytes: [UInt8] = []

  mutating func write(_ value: Int64) {
    var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// Exactly: a date is a number of seconds with a fraction.
  mutating func write(_ value: Date) {
    withUnsafeBytes(of: value.timeIntervalSinceReferenceDate.bitPattern) {
      bytes.append(contentsOf: $0)
    }
  }

  mutating func write(_ value: String) {
    write(Int64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  mutating func write<Value>(
    _ value: Value?, _ body: (inout SpoolWriter, Value) throws -> Void
  ) rethrows {
    write(value != nil)
    if let value { try body(&self, value) }
  }

  mutating func write<Value>(
    all values: some Collection<Value>, _ body: (inout SpoolWriter, Value) throws -> Void
  ) rethrows {
    write(Int64(values.count))
    for value in values { try body(&self, value) }
  }

  /// What is too rare or too deep to be written by hand.
  mutating func write(json value: some Encodable) throws {
    write(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
  }
}

/// Reads what a `SpoolWriter` wrote, in the same order.
struct SpoolReader {
  private let bytes: [UInt8]
  private var place = 0

  fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func number() -> Int64 {
    var (value, shift) = (UInt64(0), UInt64(0))
    while true {
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func flag() -> Bool {
    defer { place += 1 }
    return bytes[place] != 0
  }

  mutating func date() -> Date {
    defer { place += 8 }
    let bits = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
    return Date(timeIntervalSinceReferenceDate: Double(bitPattern: bits))
  }

  mutating func text() -> String {
    let count = Int(number())
    defer { place += count }
    return String(decoding: bytes[place..<place + count], as: UTF8.self)
  }

  /// One of a list of words. No other was written.
  mutating func word<Word: CaseIterable>(_ number: (Word) -> Int64) -> Word {
    let code = self.number()
    guard let word = Word.allCases.first(where: { number($0) == code }) else {
      preconditionFailure("Nothing else was written.")
    }
    return word
  }

  mutating func optional<Value>(
    _ body: (inout SpoolReader) throws -> Value
  ) rethrows -> Value? {
    flag() ? try body(&self) : nil
  }

  mutating func all<Value>(_ body: (inout SpoolReader) throws -> Value) rethrows -> [Value] {
    try (0..<number()).map { _ in try body(&self) }
  }

  mutating func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text().utf8))
  }
}
