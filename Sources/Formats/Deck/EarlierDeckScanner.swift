// Finds the records of an export of version 1, a single JSON object in any layout:
//
//   {"offerdeck":1,"publishers":[{…}],"offers":[{…}],"history":[{…}],"accounts":[{…}]}
//
// It knows only as much JSON as it takes to tell where a record ends, since such a file can be larger
// than what can be held; the record itself is parsed elsewhere.

import Foundation
import Lifecycle

/// Goes over the bytes of an export of version 1.
struct EarlierDeckScanner {
  /// The parts of a file.
  enum Part: String, CaseIterable {
    case publishers, offers, history, accounts
  }

  /// The version that has this form.
  static let version = "1"

  /// The longest record, in bytes.
  static let recordLimit = 256 << 20

  /// The longest key between the parts, in bytes; the longest that has a meaning has ten.
  private static let keyLimit = 200

  private let source: ByteSource
  private let log: MistakeLog
  private var piece: ArraySlice<UInt8> = []
  private var line = 1
  private var column = 0
  private var part: Part?
  private var isBegun = false
  private var hasVersion = false
  private var isOver = false

  init(_ source: ByteSource, log: MistakeLog) {
    self.source = source
    self.log = log
  }

  /// The next record and the part of the file that it stands in; nil at the end, or where nothing
  /// more can be read, which the log then says.
  mutating func next() throws(FileFailure) -> (Part, DeckElement)? {
    while !isOver {
      if let part {
        if let element = try element() { return (part, element) }
        self.part = nil
      } else {
        try openPart()
      }
    }
    return nil
  }

  // MARK: - Parts

  /// Goes on to the next array, or to the end of the file.
  private mutating func openPart() throws(FileFailure) {
    guard let byte = try visible() else {
      return stop("the file ends before its JSON does; it may have been cut off")
    }
    switch (byte, isBegun) {
    case (0x7B, false):
      isBegun = true
      if try visible(peek: true) == 0x7D { return }
      try openKey()
    case (0x2C, true): try openKey()
    case (0x7D, true):
      isOver = true
      if try visible() != nil { return stop("something follows the end of the deck") }
      if !hasVersion {
        log.add("not an offerdeck export", line: 1)
      }
    default: stop(isBegun ? "a comma or “}” is expected here" : "a deck begins with “{”")
    }
  }

  private mutating func openKey() throws(FileFailure) {
    guard let begin = try visible(), begin == 0x22 else {
      return stop("a key in quotes is expected here")
    }
    let place = column
    var key: [UInt8] = []
    while let byte = try byte(), byte != 0x22 {
      key.append(byte)
      if key.count > Self.keyLimit { return stop("a key of a deck is not as long as this") }
    }
    let name = String(decoding: key, as: UTF8.self)
    guard try visible() == 0x3A else { return stop("a colon is expected here") }
    if name == "offerdeck" {
      var digits: [UInt8] = []
      while let next = try visible(peek: true), (0x30...0x39).contains(next), digits.count < 9 {
        digits.append(next)
        _ = try byte()
      }
      hasVersion = true
      if String(decoding: digits, as: UTF8.self) != Self.version {
        stop(
          "the deck is of another version than \(Self.version), which is the one known here")
      }
      return
    }
    guard let part = Part(rawValue: name) else {
      let words = ["offerdeck"] + Part.allCases.map(\.rawValue)
      log.add(
        "a deck has no \(name.inQuotes); \(Vocabulary(words: words).hint(for: name))", line: line,
        column: place)
      isOver = true
      return
    }
    guard try visible() == 0x5B else { return stop("“[” is expected here") }
    self.part = part
    isFirst = true
  }

  // MARK: - Records

  private var isFirst = true

  /// The next element of the array; nil at its end.
  private mutating func element() throws(FileFailure) -> DeckElement? {
    guard var byte = try visible() else {
      stop("the file ends before its JSON does; it may have been cut off")
      return nil
    }
    if byte == 0x5D { return nil }
    if !isFirst {
      guard byte == 0x2C, let next = try visible() else {
        stop("a comma or “]” is expected here")
        return nil
      }
      byte = next
    }
    isFirst = false
    guard byte == 0x7B else {
      stop("a record in braces is expected here")
      return nil
    }
    return try record()
  }

  /// The record whose opening brace was just read.
  private mutating func record() throws(FileFailure) -> DeckElement? {
    var element = DeckElement(line: line, column: column)
    element.bytes.append(0x7B)
    var depth = 1
    var isInString = false
    var isEscaped = false
    // The zeros of an escape that have come; nil outside of one.
    var zeros: Int?
    while depth > 0 {
      guard let byte = try byte(), element.bytes.count < Self.recordLimit else {
        stop("the file ends before its JSON does; it may have been cut off")
        return nil
      }
      element.bytes.append(byte)
      if isInString {
        zeros = isEscaped && byte == 0x75 ? 0 : byte == 0x30 ? zeros.map { $0 + 1 } : nil
        if zeros == 4 {
          // SQLite's texts end at the first, so that names could become one another.
          log.add("a text can't hold a NUL; take “\\u0000” out", line: line, column: column - 5)
        }
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
        continue
      }
      switch byte {
      case 0x22: isInString = true
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D: depth -= 1
      default: break
      }
    }
    return element
  }

  // MARK: - Bytes

  private mutating func stop(_ sentence: String) {
    log.add(sentence, line: line, column: max(1, column))
    isOver = true
  }

  /// The next byte that is no space; with `peek`, it stays in place.
  private mutating func visible(peek: Bool = false) throws(FileFailure) -> UInt8? {
    while true {
      if piece.isEmpty { piece = try source.next() }
      guard let next = piece.first else { return nil }
      let isMark = !isBegun && [0xEF, 0xBB, 0xBF].contains(next)
      let isSpace = next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 || isMark
      if !isSpace { return peek ? next : try byte() }
      _ = try byte()
    }
  }

  private mutating func byte() throws(FileFailure) -> UInt8? {
    if piece.isEmpty { piece = try source.next() }
    guard let byte = piece.popFirst() else { return nil }
    if byte == 0x0A {
      line += 1
      column = 0
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
    return byte
  }
}
