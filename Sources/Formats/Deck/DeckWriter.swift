// offerdeck's own file, written: one JSON document that holds everything, one record a line, so
// that it can be written and read without holding it, and compared line by line.
//
//   {"offerdeck":1,"publishers":[
//   {…},
//   {…}
//   ],"offers":[
//   {…}
//   ],"history":[
//   {…}
//   ],"accounts":[
//   {…}
//   ]}

import Foundation
package import Lifecycle

/// Writes a deck as text, piece by piece: publishers first, then offers, the history, and
/// what is known for accounts.
package struct DeckWriter {
  /// The parts of a file, in its order.
  enum Part: String, CaseIterable {
    case publishers
    case offers
    case history
    /// Left out where there are none.
    case accounts
  }

  /// The version of the format that is written, and the only one that is read.
  static let version = 1

  private let put: (String) throws -> Void
  private let encoder = JSONEncoder()
  private var part = Part.publishers
  private var isFirst = true

  /// Begins a file.
  ///
  /// - Parameter put: Takes the text, piece by piece.
  package init(into put: @escaping (String) throws -> Void) throws {
    self.put = put
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(Moment(date).text)
    }
    try put("{\"offerdeck\":\(Self.version),\"\(part.rawValue)\":[")
  }

  /// Writes a publisher.
  package mutating func write(_ publisher: Publisher) throws {
    try write(publisher, in: .publishers)
  }

  /// Writes an offer.
  package mutating func write(_ offer: Offer) throws { try write(offer, in: .offers) }

  /// Writes an entry of the history.
  package mutating func write(_ entry: HistoryEntry) throws { try write(entry, in: .history) }

  /// Writes a person of an account, or an entry of the directory.
  package mutating func write(_ entry: AccountEntry) throws { try write(entry, in: .accounts) }

  /// Ends the file. Nothing can be written after it.
  package mutating func finish() throws {
    if part != .accounts { try advance(to: .history) }
    try put("\n]}\n")
  }

  private mutating func write(_ record: some Encodable, in part: Part) throws {
    try advance(to: part)
    let line = String(decoding: try encoder.encode(record), as: UTF8.self)
    try put((isFirst ? "\n" : ",\n") + line)
    isFirst = false
  }

  private mutating func advance(to next: Part) throws {
    let all = Part.allCases
    guard let from = all.firstIndex(of: part), let to = all.firstIndex(of: next), from <= to else {
      preconditionFailure("A deck is written in the order publishers, offers, history, accounts.")
    }
    for part in all[from..<to].indices.map({ all[$0 + 1] }) {
      try put("\n],\"\(part.rawValue)\":[")
      self.part = part
      isFirst = true
    }
  }
}
