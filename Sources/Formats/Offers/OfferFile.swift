// The way into every offer list: it recognizes the form of a file, and reads it as sightings.

import Foundation
package import Lifecycle

/// Offer lists as files.
package enum OfferFile {
  /// Reads an offer list from a file. Tables and decks are streamed; the portals' JSON is read
  /// whole. A list of products says nothing of stages: read it together with the submissions.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What the file is called in mistakes; else its path.
  ///   - format: Its form; nil where it is to be recognized.
  ///   - take: Is given each offer, in the order of the file.
  /// - Throws: `FileFailure`, `FileMistakes` with all that is wrong, or what `take` threw. Offers
  ///   may have been given to `take` before: whoever keeps them has to take them back.
  package static func read(
    path: String, named name: String? = nil, format: FileFormat? = nil,
    into take: (Sighting) throws -> Void
  ) throws -> OfferFileSummary {
    try read(ByteSource(path: path), named: name, format: format, into: take)
  }

  /// Reads an offer list from memory, as `read(path:named:format:into:)` does from a file.
  package static func read(
    bytes: some Sequence<UInt8>, named name: String, format: FileFormat? = nil,
    into take: (Sighting) throws -> Void
  ) throws -> OfferFileSummary {
    try read(ByteSource(bytes, path: name), format: format, into: take)
  }

  /// Reads files that were given together, as `read(_:format:into:)` does.
  package static func read(
    paths: [String], format: FileFormat? = nil, into take: (Sighting) throws -> Void
  ) throws -> [OfferFileSummary] {
    try read(paths.map { try ByteSource(path: $0) }, format: format, into: take)
  }

  /// Reads files that were given together. Answers of a portal are joined: products from one
  /// file, submissions or status answers from others, which the product's ID in the name or in
  /// the file ties to it.
  ///
  /// - Parameters:
  ///   - sources: The files.
  ///   - format: The form of all of them; nil where it is to be recognized.
  ///   - take: Is given each offer: those of tables and decks first, then those of the portal.
  /// - Returns: one summary for each table or deck, and one for all answers of a portal.
  /// - Throws: as `read(path:named:format:into:)`.
  package static func read(
    _ sources: [ByteSource], format: FileFormat? = nil, into take: (Sighting) throws -> Void
  ) throws -> [OfferFileSummary] {
    var summaries: [OfferFileSummary] = []
    var answers: [JSONFile] = []
    for source in sources {
      if let whole = try wholeFormat(of: source, format) {
        summaries.append(try read(source, format: whole, into: take))
      } else {
        answers.append(try JSONFile(source, named: source.name))
      }
    }
    if !answers.isEmpty { summaries.append(try read(answers, format, into: take)) }
    return summaries
  }

  /// Reads an offer list from a source, as `read(path:named:format:into:)` does from a file.
  ///
  /// - Parameter warn: Is told of what is ignored in a table, before its rows are read.
  package static func read(
    _ source: ByteSource, named other: String? = nil, format: FileFormat? = nil,
    warn: (Mistake) -> Void = { _ in }, into take: (Sighting) throws -> Void
  ) throws -> OfferFileSummary {
    let name = other ?? source.name
    switch try wholeFormat(of: source, format) {
    case .csv:
      return try OfferTable.read(source, named: name, warn: warn, take)
    case .offerdeck:
      try DeckFile.read(source, named: name) { record, place in
        if case .offer(let offer) = record { try take(Sighting(offer, line: place.line)) }
      }
      return OfferFileSummary(format: .offerdeck)
    default:
      return try read([JSONFile(source, named: name)], format, into: take)
    }
  }

  /// The form of a file that stands for itself: a table, or a deck; nil for an answer of a portal,
  /// which is read together with others.
  ///
  /// - Throws: `FileFailure` if the file can't be read; `FileMistakes` that name what it is, if it
  ///   is empty or no text.
  package static func wholeFormat(
    of source: ByteSource, _ format: FileFormat? = nil
  ) throws -> FileFormat? {
    if let format {
      _ = try source.isJSON()
      return [.csv, .offerdeck].contains(format) ? format : nil
    }
    let bytes = try source.peek()
    // An answer of a portal can be no list at all: an error, or nothing.
    let isNothing = ["null", "\"\""].contains(
      String(decoding: bytes.prefix(64), as: UTF8.self).trimmed)
    if isNothing || PortalErrorResponse(page: bytes) != nil { return nil }
    guard try source.isJSON() else { return .csv }
    return DeckFile.isDeck(bytes) ? .offerdeck : nil
  }

  private static func read(
    _ answers: [JSONFile], _ format: FileFormat?, into take: (Sighting) throws -> Void
  ) throws -> OfferFileSummary {
    let files = try PortalFiles(answers, format: format)
    guard let format = files.format ?? emptyFormat(answers) else {
      let sentence = "no offers or products found; pass --format, or use CSV"
      throw FileMistakes([
        Mistake(sentence: sentence, file: answers[0].name, line: 1, column: 1)
      ])
    }
    for sighting in try files.sightings() { try take(sighting) }
    return OfferFileSummary(format: format, warnings: files.warnings)
  }
}

extension OfferFile {
  /// The form of answers that hold nothing: the old portal answers with a bare list, the new one
  /// with a page.
  private static func emptyFormat(_ answers: [JSONFile]) -> FileFormat? {
    guard let root = answers.first?.root else { return nil }
    if root.elements != nil { return .cpp }
    return root["value"]?.elements == nil ? nil : .ingestion
  }
}

extension Sighting {
  /// What a deck says of an offer, to one that keeps only what a list can tell.
  fileprivate init(_ offer: Offer, line: Int) {
    let publication = offer.publication
    let isKnown = publication.stage != .unrecognized
    self.init(
      publisher: offer.key.publisher, offer: offer.key.offer, name: offer.name, type: offer.type,
      track: offer.track,
      observation: Observation(
        stage: isKnown ? publication.stage : nil,
        word: publication.word ?? publication.stage.rawValue, failure: publication.failure,
        isGoingLive: publication.isGoingLive, market: publication.market,
        isRecertified: publication.market == .current, source: .offerdeck,
        at: offer.changedAt),
      facts: offer.facts, line: line)
  }
}
