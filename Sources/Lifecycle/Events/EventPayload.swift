// The text of an event's changes, written and read by hand: the keys are permanent, and no type of
// the program can change them.
//
//   {"changes":[
//     {"offer":["contoso","fleet"],"set":{"name":["Fleet","Contoso Fleet"],"fact.tier":[null,"premium"]}},
//     {"renamed":["contoso","Contoso Ltd","Contoso AG"],"others":[]}]}
//
// An import's offers are written by column, since most of them have the same values in most fields:
//
//   {"publisher":"contoso","offers":["fleet","sales"],"same":{"track":"draft"},
//    "columns":{"name":["Fleet","Sales"]}}

import Foundation

/// The changes of an event as text.
package enum EventPayload {
  /// The version of the payload that is written.
  package static let version: Int64 = 1

  /// A text that is no payload of this version.
  package struct Unreadable: Error, Hashable, Sendable {}

  /// Writes changes; equal changes have equal texts.
  package static func text(_ changes: [Change]) -> String {
    var json = JSONText()
    json.raw("{\"changes\":[")
    for (place, change) in changes.enumerated() {
      if place > 0 { json.raw(",") }
      json.add(change)
    }
    json.raw("]}")
    return json.text
  }

  /// Reads changes.
  ///
  /// - Throws: the text is damaged, or of a later version.
  package static func changes(_ text: String) throws(Unreadable) -> [Change] {
    guard case .object(let root) = try Node.parse(text), root.count == 1,
      case .list(let nodes) = root["changes"]
    else { throw Unreadable() }
    var changes: [Change] = []
    for node in nodes { changes.append(try change(node)) }
    return changes
  }

  private static func change(_ node: Node) throws(Unreadable) -> Change {
    guard case .object(var object) = node else { throw Unreadable() }
    if case .list(let names) = object["renamed"], case .list(let others) = object["others"] {
      let (names, others) = (try texts(names), try texts(others))
      guard names.count == 3, object.count == 2 else { throw Unreadable() }
      return .renaming(publisher: names[0], from: names[1], to: names[2], others: Set(others))
    }
    guard case .object(let set) = object.removeValue(forKey: "set"), object.count == 1,
      let (kind, value) = object.first
    else { throw Unreadable() }
    var changes: [String: FieldChange] = [:]
    for (name, pair) in set {
      guard case .list(let values) = pair, values.count == 2 else { throw Unreadable() }
      changes[name] = FieldChange(try values[0].optional, try values[1].optional)
    }
    return .fields(try subject(kind, value), changes)
  }

  private static func subject(_ kind: String, _ value: Node) throws(Unreadable) -> Subject {
    switch (kind, value) {
    case ("publisher", .text(let id)): return .publisher(id)
    case ("tenant", .text(let id)): return .tenant(id)
    case ("domain", .text(let id)): return .domain(id)
    case ("mpn_id", .text(let id)): return .membership(id)
    case ("offer", .list(let parts)) where parts.count == 2:
      let parts = try texts(parts)
      return .offer(OfferKey(publisher: parts[0], offer: parts[1]))
    case ("user", .list(let parts)) where parts.count == 2:
      let parts = try texts(parts)
      return .user(publisher: parts[0], key: parts[1])
    default: throw Unreadable()
    }
  }

  private static func texts(_ nodes: [Node]) throws(Unreadable) -> [String] {
    var texts: [String] = []
    for node in nodes {
      guard case .text(let text) = node else { throw Unreadable() }
      texts.append(text)
    }
    return texts
  }

  // MARK: - Many new offers

  /// Writes offers of one publisher that were added.
  ///
  /// - Precondition: all of them are of the publisher.
  package static func text(adding offers: [Offer], of publisher: String) -> String {
    var json = JSONText()
    json.raw("{\"publisher\":")
    json.add(publisher)
    json.raw(",\"offers\":[")
    for (place, offer) in offers.enumerated() {
      if place > 0 { json.raw(",") }
      json.add(offer.key.offer)
    }
    json.raw("]")
    var (same, columns): ([(String, FieldValue)], [(String, [FieldValue?])]) = ([], [])
    for column in Offer.columns {
      sort(column.name, offers.map(column.value), &same, &columns)
    }
    let parts = offers.map(\.parts)
    for name in Set(parts.flatMap(\.keys)).sorted() {
      sort(name, parts.map { $0[name] }, &same, &columns)
    }
    json.add(same, columns)
    return json.text
  }

  /// Writes records of offers of one publisher that were added.
  package static func text(
    adding records: [(offer: String, fields: Fields)], of publisher: String
  ) -> String {
    var json = JSONText()
    json.raw("{\"publisher\":")
    json.add(publisher)
    json.raw(",\"offers\":")
    json.add(.list(records.map { .text($0.offer) }))
    var (same, columns): ([(String, FieldValue)], [(String, [FieldValue?])]) = ([], [])
    for name in Set(records.flatMap(\.fields.keys)).sorted() {
      sort(name, records.map { $0.fields[name] }, &same, &columns)
    }
    json.add(same, columns)
    return json.text
  }

  private static func sort(
    _ name: String, _ values: [FieldValue?], _ same: inout [(String, FieldValue)],
    _ columns: inout [(String, [FieldValue?])]
  ) {
    guard let first = values.first else { return }
    if values.allSatisfy({ $0 == first }) {
      if let first { same.append((name, first)) }
    } else {
      columns.append((name, values))
    }
  }

  /// Reads offers that were added, in the order in which they were.
  ///
  /// - Throws: the text is damaged, or of a later version.
  package static func added(
    _ text: String
  ) throws(Unreadable) -> [(key: OfferKey, fields: Fields)] {
    guard case .object(let root) = try Node.parse(text), root.count == 4,
      case .text(let publisher) = root["publisher"], case .list(let offers) = root["offers"],
      case .object(let same) = root["same"], case .object(let columns) = root["columns"]
    else { throw Unreadable() }
    var common: Fields = [:]
    for (name, node) in same { common[name] = try node.value }
    let ids = try texts(offers)
    var records = ids.map {
      (key: OfferKey(publisher: publisher, offer: $0), fields: common)
    }
    for (name, node) in columns {
      guard case .list(let values) = node, values.count == records.count else { throw Unreadable() }
      for (place, value) in values.enumerated() {
        if let value = try value.optional { records[place].fields[name] = value }
      }
    }
    return records
  }
}

// MARK: - JSON

/// Writes JSON.
struct JSONText {
  private var bytes: [UInt8] = []

  /// What was written.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds JSON as it is.
  mutating func raw(_ json: StaticString) {
    json.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Adds a string.
  mutating func add(_ string: String) {
    bytes.append(0x22)
    for byte in string.utf8 {
      switch byte {
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0..<0x20:
        bytes.append(contentsOf: Array("\\u00".utf8))
        for half in [byte >> 4, byte & 15] { bytes.append(half < 10 ? 0x30 + half : 0x57 + half) }
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  /// Adds a value; `null` if there is none.
  mutating func add(_ value: FieldValue?) {
    switch value {
    case nil: raw("null")
    case .text(let text): add(text)
    case .number(let number): bytes.append(contentsOf: String(number).utf8)
    case .list(let values):
      raw("[")
      for (place, value) in values.enumerated() {
        if place > 0 { raw(",") }
        add(value)
      }
      raw("]")
    }
  }

  /// Adds the values of many records, those that all of them share apart from the others.
  mutating func add(_ same: [(String, FieldValue)], _ columns: [(String, [FieldValue?])]) {
    raw(",\"same\":{")
    for (place, (name, value)) in same.enumerated() {
      if place > 0 { raw(",") }
      add(name)
      raw(":")
      add(value)
    }
    raw("},\"columns\":{")
    for (place, (name, values)) in columns.enumerated() {
      if place > 0 { raw(",") }
      add(name)
      raw(":[")
      for (place, value) in values.enumerated() {
        if place > 0 { raw(",") }
        add(value)
      }
      raw("]")
    }
    raw("}}")
  }

  /// Adds a change; its fields in the order of their names.
  mutating func add(_ change: Change) {
    switch change {
    case .renaming(let publisher, let from, let to, let others):
      raw("{\"renamed\":")
      add(.list([publisher, from, to].map { .text($0) }))
      raw(",\"others\":")
      add(.list(others.sorted().map { .text($0) }))
    case .fields(let subject, let changes):
      raw("{")
      add(subject)
      raw(",\"set\":{")
      for (place, (name, change)) in changes.sorted(by: { $0.key < $1.key }).enumerated() {
        if place > 0 { raw(",") }
        add(name)
        raw(":[")
        add(change.old)
        raw(",")
        add(change.new)
        raw("]")
      }
      raw("}")
    }
    raw("}")
  }

  private mutating func add(_ subject: Subject) {
    switch subject {
    case .publisher(let id):
      raw("\"publisher\":")
      add(id)
    case .offer(let key):
      raw("\"offer\":")
      add(.list([.text(key.publisher), .text(key.offer)]))
    case .user(let publisher, let key):
      raw("\"user\":")
      add(.list([.text(publisher), .text(key)]))
    case .tenant(let id):
      raw("\"tenant\":")
      add(id)
    case .domain(let id):
      raw("\"domain\":")
      add(id)
    case .membership(let id):
      raw("\"mpn_id\":")
      add(id)
    }
  }
}

/// JSON that was read.
private enum Node: Decodable {
  case null
  case text(String)
  case number(Int64)
  case list([Node])
  case object([String: Node])

  static func parse(_ text: String) throws(EventPayload.Unreadable) -> Node {
    do { return try JSONDecoder().decode(Node.self, from: Data(text.utf8)) } catch {
      throw EventPayload.Unreadable()
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Int64.self) {
      self = .number(number)
    } else if let list = try? container.decode([Node].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: Node].self))
    }
  }

  /// The value; nil for `null`.
  var optional: FieldValue? {
    get throws(EventPayload.Unreadable) {
      if case .null = self { return nil }
      return try value
    }
  }

  /// The value.
  var value: FieldValue {
    get throws(EventPayload.Unreadable) {
      switch self {
      case .text(let text): return .text(text)
      case .number(let number): return .number(number)
      case .list(let nodes):
        var values: [FieldValue] = []
        for node in nodes { values.append(try node.value) }
        return .list(values)
      case .null, .object: throw EventPayload.Unreadable()
      }
    }
  }
}
