// offerdeck's own file, read back record by record, without holding it.

import Foundation
package import Lifecycle

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
    let decoder = decoder()
    var checks = DeckChecks()
    func use(_ record: DeckRecord, _ element: DeckElement) throws {
      if let fault = checks.fault(in: record, line: element.line) {
        let place = element.place(of: fault.path)
        log.add(fault.sentence, line: place.line, column: place.column)
      }
      if log.isEmpty { try take(record, DeckPlace(element)) }
    }
    switch version(of: try source.peek()) {
    case nil, EarlierDeckScanner.version:
      var scanner = EarlierDeckScanner(source, log: log)
      while let (part, element) = try scanner.next() {
        for record in records(part, element, decoder, log) { try use(record, element) }
      }
    case "", DeckWriter.version:
      var lines = DeckLines(source, decoder, log: log)
      try lines.read(use)
    case let other?:
      log.add(
        "the export has version \(other), and this program reads \(EarlierDeckScanner.version) and "
          + "\(DeckWriter.version); update offerdeck", line: 1)
    }
    try log.check()
  }

  /// The digits of the version that a file begins with; empty if they were cut off, nil if it begins
  /// otherwise.
  private static func version(of bytes: ArraySlice<UInt8>) -> String? {
    let head = bytes.prefix(1_024).filter { !$0.isBlankOrMark }
    let mark = Array("{\"offerdeck\":".utf8)
    guard head.starts(with: mark) else { return mark.starts(with: head) ? "" : nil }
    let digits = head.dropFirst(mark.count).prefix { (0x30...0x39).contains($0) }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      let text = try container.decode(String.self)
      if let moment = Moment(text) { return moment.date }
      let misfit = Misfit(reason: "use a time such as \(Moment.example)")
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: misfit.reason, underlyingError: misfit))
    }
    return decoder
  }

  /// The records that an element of version 1 holds: one, and the offers that an event added.
  private static func records(
    _ part: EarlierDeckScanner.Part, _ element: DeckElement, _ decoder: JSONDecoder,
    _ log: MistakeLog
  ) -> [DeckRecord] {
    let bytes = Data(element.bytes)
    do {
      switch part {
      case .publishers: return [.publisher(try decoder.decode(Publisher.self, from: bytes))]
      case .offers: return [.offer(try decoder.decode(Offer.self, from: bytes))]
      case .accounts: return [.account(try decoder.decode(AccountEntry.self, from: bytes))]
      case .history:
        var entry = try decoder.decode(HistoryEntry.self, from: bytes)
        let parts = entry.event?.parts ?? []
        entry.event?.parts = nil
        return [.history(entry)] + parts.map { .added(event: entry.id, offers: $0) }
      }
    } catch {
      log.add(error, in: element)
      return []
    }
  }
}
