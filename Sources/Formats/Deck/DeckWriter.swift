// offerdeck's own file, written: JSON Lines, so that it can be written and read without holding it,
// compared line by line, and is recognized if it was cut off.
//
//   {"offerdeck":2}
//   {"publisher":{…}}
//   {"offer":{…}}
//   {"event":{…}}
//   {"added":{"event":1,"offers":"…"}}
//   {"account":{…}}
//   {"end":{"account":1,"added":1,"event":1,"offer":1,"publisher":1}}

import Foundation
package import Lifecycle

/// Writes a deck as text, line by line.
package struct DeckWriter {
  /// The version of the format that is written. Version 1 was a single JSON object.
  static let version = "2"

  private let put: (String) throws -> Void
  private let encoder = JSONEncoder()
  private var counts: [String: Int]

  /// Begins a file.
  ///
  /// - Parameter put: Takes the text, piece by piece.
  package init(into put: @escaping (String) throws -> Void) throws {
    self.put = put
    counts = Dictionary(uniqueKeysWithValues: DeckLineKind.records.map { ($0.rawValue, 0) })
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(Moment(date).text)
    }
    try put("{\"offerdeck\":\(Self.version)}\n")
  }

  /// Writes a record.
  package mutating func write(_ record: DeckRecord) throws {
    switch record {
    case .publisher(let publisher): try write(publisher, .publisher)
    case .offer(let offer): try write(offer, .offer)
    case .history(let entry): try write(entry, .event)
    case .added(let event, let offers):
      try write(DeckLine.Added(event: event, offers: offers), .added)
    case .account(let entry): try write(entry, .account)
    }
  }

  /// Ends the file. Nothing can be written after it.
  package func finish() throws { try line(counts, .end) }

  private mutating func write(_ record: some Encodable, _ kind: DeckLineKind) throws {
    try line(record, kind)
    counts[kind.rawValue, default: 0] += 1
  }

  private func line(_ content: some Encodable, _ kind: DeckLineKind) throws {
    let json = String(decoding: try encoder.encode(content), as: UTF8.self)
    try put("{\"\(kind.rawValue)\":\(json)}\n")
  }
}
