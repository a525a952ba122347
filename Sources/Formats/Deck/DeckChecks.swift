// What no decoder can know of a record and the deck still can't hold, so that each such value is
// refused at its place, before anything is written.

import Lifecycle

/// Checks the records of a deck, one after the other.
struct DeckChecks {
  /// Something wrong with a record: the keys that lead to the value, and what to say of it.
  struct Fault {
    let path: [String]
    let sentence: String
  }

  /// The highest ID of a history entry: any JSON reader can hold it, and others can follow it.
  private static let highestID = Int64(1) << 53

  private var publishers = SeenOffers()
  private var offers = SeenOffers()
  /// The IDs of entries, which ascend.
  private var entries: [Int64] = []
  private var undone: Set<Int64> = []

  /// What is wrong with a record that was decoded; nil if nothing is.
  ///
  /// - Parameter line: the line of the record, for those that repeat it.
  mutating func fault(in record: DeckRecord, line: Int) -> Fault? {
    switch record {
    case .publisher(let publisher):
      if publisher.id.isEmpty { return Fault(path: ["id"], sentence: "“id” can't be empty") }
      let first = publishers.insert(publisher: nil, offer: publisher.id, line: line)
      return first.map {
        Fault(
          path: [], sentence: "duplicate publisher \(publisher.id.inQuotes) (first on line \($0))")
      }
    case .offer(let offer): return fault(in: offer, line: line)
    case .history(let entry): return fault(in: entry)
    case .added(let event, _):
      guard event != entries.last else { return nil }
      return Fault(path: ["event"], sentence: "“event” is not the history entry before this one")
    case .account: return nil
    }
  }

  private mutating func fault(in offer: Offer, line: Int) -> Fault? {
    let key = offer.key
    if key.offer.isEmpty {
      return Fault(path: ["key", "offer"], sentence: "“offer” can't be empty")
    }
    if let first = offers.insert(publisher: key.publisher, offer: key.offer, line: line) {
      return Fault(
        path: [], sentence: "duplicate offer \(key.offer.inQuotes) (first on line \(first))")
    }
    return Self.fault(in: offer.facts, under: ["facts"])
  }

  private static func fault(in facts: [Fact: String], under path: [String]) -> Fault? {
    for (fact, value) in facts.sorted(by: { $0.key < $1.key }) {
      guard case .choice(let words) = fact.form, !words.contains(value) else { continue }
      return Fault(
        path: path + [fact.rawValue],
        sentence: "“\(fact.rawValue)” must be one of \(words.joined(separator: ", "))")
    }
    return nil
  }

  private mutating func fault(in entry: HistoryEntry) -> Fault? {
    // What a deck began with is an event before the first.
    let last = entries.last ?? (entry.event?.type == EventType.beginning.name ? -1 : 0)
    guard (last + 1...Self.highestID).contains(entry.id) else {
      let sentence =
        entries.isEmpty
        ? "a history “id” must be a whole number of 1 or more"
        : "“id” must be higher than \(last), the one before"
      return Fault(path: ["id"], sentence: sentence)
    }
    entries.append(entry.id)
    guard let cause = entry.undoes else {
      if case .offer(let offer)? = entry.before {
        return Self.fault(in: offer.facts, under: ["before", "offer", "_0", "facts"])
      }
      return nil
    }
    guard cause < entry.id, isKnown(cause) else {
      return Fault(path: ["undoes"], sentence: "no earlier history entry \(cause) to undo")
    }
    guard undone.insert(cause).inserted else {
      return Fault(path: ["undoes"], sentence: "history entry \(cause) is already undone")
    }
    return nil
  }

  private func isKnown(_ id: Int64) -> Bool {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low] == id
  }
}
