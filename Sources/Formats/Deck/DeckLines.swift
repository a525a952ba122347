// Reads an export: one record a line, between a line that names the format and a line that counts
// the others, so that a file that was cut off is recognized.

import Foundation
import Lifecycle

/// Goes over the lines of an export.
struct DeckLines {
  /// The first line, of which the version was looked at before.
  private struct Header: Decodable {
    let offerdeck: Int
  }

  private let decoder: JSONDecoder
  private let log: MistakeLog
  private var lines: LineReader
  private var counts: [String: Int] = [:]
  private var isOver = false

  init(_ source: ByteSource, _ decoder: JSONDecoder, log: MistakeLog) {
    self.decoder = decoder
    self.log = log
    lines = LineReader(source)
  }

  /// Reads all lines. What is wrong goes into the log.
  ///
  /// - Parameter take: Is given each record with the line that holds it.
  mutating func read(_ take: (DeckRecord, DeckElement) throws -> Void) throws {
    guard let first = try visibleLine() else { return reportCut() }
    let header = DeckElement(bytes: first.bytes, line: first.number)
    guard value(Header.self, of: header) != nil else { return }
    while let line = try visibleLine() {
      guard !isOver else {
        return log.add("something follows the end of the deck", line: line.number)
      }
      var element = DeckElement(bytes: line.bytes, line: line.number)
      if let offset = JSONString.nul(in: element.bytes) {
        let place = element.place(of: offset)
        log.add(
          "a text can't hold a NUL; take “\\u0000” out", line: place.line, column: place.column)
      }
      guard let line = value(DeckLine.self, of: element) else { continue }
      counts[line.kind.rawValue, default: 0] += 1
      element.keys = [line.kind.rawValue]
      switch line.content {
      case .record(let record): try take(record, element)
      case .end(let expected):
        isOver = true
        compare(expected, element)
      }
    }
    if !isOver, !isCut { reportCut() }
  }

  private var isCut = false

  /// The next line that isn't blank; nil at the end, and if the line was cut off.
  private mutating func visibleLine() throws(FileFailure) -> LineReader.Line? {
    while let line = try lines.next() {
      if line.isTooLong {
        isCut = true
        log.add("the line is longer than \(LineReader.limit >> 20) MiB", line: line.number)
        return nil
      }
      if line.isBlank { continue }
      guard line.isEnded else {
        isCut = true
        log.add(
          "the file ends in the middle of this line, so it was cut off; export the deck again",
          line: line.number)
        return nil
      }
      return line
    }
    return nil
  }

  private func reportCut() {
    guard !isCut else { return }
    log.add(
      "the file ends before its last line, so it was cut off; export the deck again",
      line: lines.count + 1)
  }

  private func value<Value: Decodable>(_ type: Value.Type, of element: DeckElement) -> Value? {
    do {
      return try decoder.decode(type, from: Data(element.bytes))
    } catch {
      log.add(error, in: element)
      return nil
    }
  }

  /// Lines that are missing, or there twice, are noticed at the end.
  private func compare(_ expected: [String: Int], _ element: DeckElement) {
    guard log.isEmpty else { return }
    for kind in DeckLineKind.records.map(\.rawValue)
    where counts[kind, default: 0] != expected[kind] {
      let place = element.place(of: [kind])
      log.add(
        "the file has \(counts[kind, default: 0]) lines of “\(kind)”, and its last line says "
          + "\(expected[kind] ?? 0); export the deck again", line: place.line, column: place.column)
    }
  }
}

extension MistakeLog {
  /// Takes down why the decoder can't read a record.
  func add(_ error: any Error, in element: DeckElement) {
    let (sentence, offset) = DeckMistake.place(of: error, in: element.bytes)
    let place = element.place(of: offset)
    add(sentence, line: place.line, column: place.column)
  }
}
