// offerdeck's own file, read back: record by record, whatever its layout, without holding it.

import Foundation
package import Lifecycle

/// One record of a deck.
package enum DeckRecord: Hashable, Sendable {
  /// A publisher.
  case publisher(Publisher)
  /// An offer.
  case offer(Offer)
  /// An entry of the history.
  case history(HistoryEntry)
  /// A person of an account, or an entry of the directory.
  case account(AccountEntry)
}

/// Where a record stands in the file of a deck.
package struct DeckPlace {
  /// Its line, from 1.
  package var line: Int { element.line }
  private let element: DeckScanner.Element

  fileprivate init(_ element: DeckScanner.Element) { self.element = element }

  /// The line and the column of the value of a key; those of the record where it has no such key.
  package func place(of key: String) -> (line: Int, column: Int) {
    element.place(of: DeckMistake.offset(of: [key], in: element.bytes))
  }
}

/// offerdeck's own files.
package enum DeckFile {
  /// Whether a file says of itself that it is a deck; false for any other, and for none.
  package static func isDeck(path: String) -> Bool {
    guard let bytes = try? ByteSource(path: path).peek() else { return false }
    return isDeck(bytes)
  }

  /// Reads a deck from a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What the file is called in mistakes; else its path.
  ///   - take: Is given each record with its place, in the order of the file.
  /// - Throws: `FileFailure`, `FileMistakes` with all that is wrong, or what `take` threw.
  package static func read(
    path: String, named name: String? = nil, into take: (DeckRecord, DeckPlace) throws -> Void
  ) throws {
    try read(ByteSource(path: path), named: name, into: take)
  }

  /// Reads a deck from memory, as `read(path:named:into:)` does from a file.
  package static func read(
    bytes: some Sequence<UInt8>, named name: String,
    into take: (DeckRecord, DeckPlace) throws -> Void
  ) throws {
    try read(ByteSource(bytes, path: name), into: take)
  }

  static func isDeck(_ bytes: ArraySlice<UInt8>) -> Bool {
    let mark = Array("{\"offerdeck\"".utf8)
    return bytes.prefix(1_024).filter { !$0.isBlankOrMark }.starts(with: mark)
  }

  /// Reads a deck from a source, as `read(path:named:into:)` does from a file.
  package static func read(
    _ source: ByteSource, named name: String? = nil,
    into take: (DeckRecord, DeckPlace) throws -> Void
  ) throws {
    let log = MistakeLog(file: name ?? source.name)
    var scanner = DeckScanner(source, log: log)
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      let text = try container.decode(String.self)
      if let moment = Moment(text) { return moment.date }
      let misfit = Misfit(reason: "write a moment that there is, as \(Moment.example)")
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: misfit.reason, underlyingError: misfit))
    }
    var checks = DeckChecks()
    while let (part, element) = try scanner.next() {
      guard let record = record(part, element, decoder, log) else { continue }
      if let fault = checks.fault(in: record, line: element.line) {
        let place = element.place(of: DeckMistake.offset(of: fault.path, in: element.bytes))
        log.add(fault.sentence, line: place.line, column: place.column)
      }
      if log.isEmpty { try take(record, DeckPlace(element)) }
    }
    try log.check()
  }

  private static func record(
    _ part: DeckWriter.Part, _ element: DeckScanner.Element, _ decoder: JSONDecoder,
    _ log: MistakeLog
  ) -> DeckRecord? {
    let bytes = Data(element.bytes)
    do {
      return switch part {
      case .publishers: .publisher(try decoder.decode(Publisher.self, from: bytes))
      case .offers: .offer(try decoder.decode(Offer.self, from: bytes))
      case .history: .history(try decoder.decode(HistoryEntry.self, from: bytes))
      case .accounts: .account(try decoder.decode(AccountEntry.self, from: bytes))
      }
    } catch {
      let (sentence, offset) = DeckMistake.place(of: error, in: element.bytes)
      let place = element.place(of: offset)
      log.add(sentence, line: place.line, column: place.column)
      return nil
    }
  }
}
