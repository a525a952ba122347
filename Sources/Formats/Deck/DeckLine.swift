// A line of an export, as JSON.

import Foundation
import Lifecycle

/// What a line holds, by the only key of its object. The names are permanent.
enum DeckLineKind: String, CaseIterable {
  case publisher, offer, event, added, account
  /// How many lines there are of each kind: the last line.
  case end

  /// Those that hold a record.
  static let records = allCases.filter { $0 != .end }
}

/// A line after the first.
struct DeckLine: Decodable {
  /// The key that a line is read by.
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ kind: DeckLineKind) { stringValue = kind.rawValue }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// What is wrong with the keys of a line.
  struct Fault: Error {
    let sentence: String
  }

  /// What a line holds.
  enum Content {
    case record(DeckRecord)
    /// How many lines of each kind come before the end.
    case end([String: Int])
  }

  /// Offers that an event added.
  struct Added: Codable {
    let event: Int64
    let offers: String
  }

  let kind: DeckLineKind
  let content: Content

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let names = container.allKeys.map(\.stringValue)
    guard names.count == 1, let kind = DeckLineKind(rawValue: names[0]) else {
      let words = Vocabulary(words: DeckLineKind.allCases.map(\.rawValue))
      let name = names.sorted().first { DeckLineKind(rawValue: $0) == nil }
      throw Fault(
        sentence: name.map { "unknown record “\($0)”; \(words.hint(for: $0))" }
          ?? "a line holds one record, and not \(names.count)")
    }
    self.kind = kind
    let key = Key(kind)
    content =
      switch kind {
      case .publisher: .record(.publisher(try container.decode(Publisher.self, forKey: key)))
      case .offer: .record(.offer(try container.decode(Offer.self, forKey: key)))
      case .event: .record(.history(try container.decode(HistoryEntry.self, forKey: key)))
      case .account: .record(.account(try container.decode(AccountEntry.self, forKey: key)))
      case .added:
        {
          .record(.added(event: $0.event, offers: $0.offers))
        }(try container.decode(Added.self, forKey: key))
      case .end: .end(try container.decode([String: Int].self, forKey: key))
      }
  }
}
