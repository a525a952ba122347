// Offers as records. The names of fields, and the words in them, are permanent: events of every deck
// have them.

package import Foundation

/// Permanent names of fields that more than one place needs.
package enum FieldName {
  /// The legal entity of an offer.
  package static let legalEntity = "fact.legal_entity"
  static let step = "step."
  static let page = "page."
  static let fact = "fact."
}

/// A record that can't be read: an event of a later version, or a damaged one.
package struct UnreadableRecord: Error, Hashable, Sendable {
  /// The field that is missing, unknown, or holds something that it can't hold.
  package let field: String
}

extension Stage {
  /// The permanent words in events.
  private static let words: [(Stage, String)] = [
    (.draft, "draft"), (.submitted, "submitted"), (.certified, "certified"), (.live, "live"),
    (.retired, "retired"), (.unrecognized, "unknown"),
  ]

  fileprivate var word: String {
    guard let word = Self.words.first(where: { $0.0 == self })?.1 else {
      preconditionFailure("Every stage has a word.")
    }
    return word
  }

  fileprivate init?(word: String) {
    guard let stage = Self.words.first(where: { $0.1 == word })?.0 else { return nil }
    self = stage
  }
}

extension FieldValue {
  /// A date.
  package init(_ date: Date) {
    self = .number(Int64((date.timeIntervalSince1970 * 1_000_000).rounded()))
  }

  fileprivate init(_ tick: Tick) { self = .list([FieldValue(tick.at), .text(tick.by)]) }
}

extension Tick {
  fileprivate init?(_ value: FieldValue) {
    guard case .list(let parts) = value, parts.count == 2, case .number(let at) = parts[0],
      case .text(let by) = parts[1]
    else { return nil }
    self.init(at: Date(microseconds1970: at), by: by)
  }
}

extension Date {
  fileprivate init(microseconds1970 number: Int64) {
    self.init(timeIntervalSince1970: Double(number) / 1_000_000)
  }
}

/// Takes a record apart, field by field, so that one that nobody asked for is noticed.
struct RecordReader {
  private var fields: Fields

  init(_ fields: Fields) { self.fields = fields }

  /// The text of a field; nil if it has none.
  mutating func text(_ name: String) throws(UnreadableRecord) -> String? {
    guard let value = fields.removeValue(forKey: name) else { return nil }
    guard case .text(let text) = value else { throw UnreadableRecord(field: name) }
    return text
  }

  /// The text of a field that has to be there.
  mutating func needed(_ name: String) throws(UnreadableRecord) -> String {
    guard let text = try text(name) else { throw UnreadableRecord(field: name) }
    return text
  }

  /// The word of a field; nil if it has none.
  mutating func word<Word: RawRepresentable<String>>(
    _ name: String
  ) throws(UnreadableRecord) -> Word? {
    guard let text = try text(name) else { return nil }
    guard let word = Word(rawValue: text) else { throw UnreadableRecord(field: name) }
    return word
  }

  /// Whether a flag is set.
  mutating func flag(_ name: String) throws(UnreadableRecord) -> Bool {
    try number(name) != nil
  }

  /// The number of a field; nil if it has none.
  mutating func number(_ name: String) throws(UnreadableRecord) -> Int64? {
    guard let value = fields.removeValue(forKey: name) else { return nil }
    guard case .number(let number) = value else { throw UnreadableRecord(field: name) }
    return number
  }

  /// The date of a field; nil if it has none.
  mutating func date(_ name: String) throws(UnreadableRecord) -> Date? {
    try number(name).map { Date(microseconds1970: $0) }
  }

  /// The texts of a field; empty if it has none.
  mutating func texts(_ name: String) throws(UnreadableRecord) -> [String] {
    guard let value = fields.removeValue(forKey: name) else { return [] }
    guard case .list(let values) = value else { throw UnreadableRecord(field: name) }
    var texts: [String] = []
    for value in values {
      guard case .text(let text) = value else { throw UnreadableRecord(field: name) }
      texts.append(text)
    }
    return texts
  }

  /// The fields whose names begin with a prefix, by the rest of their names.
  mutating func all<Value>(
    _ prefix: String, _ read: (FieldValue) -> Value?
  ) throws(UnreadableRecord) -> [String: Value] {
    var values: [String: Value] = [:]
    for (name, field) in fields where name.hasPrefix(prefix) {
      guard let value = read(field) else { throw UnreadableRecord(field: name) }
      values[String(name.dropFirst(prefix.count))] = value
      fields[name] = nil
    }
    return values
  }

  /// Makes sure that every field was asked for.
  func finish() throws(UnreadableRecord) {
    if let name = fields.keys.min() { throw UnreadableRecord(field: name) }
  }
}

extension RecordReader {
  /// The ticks of steps.
  mutating func ticks() throws(UnreadableRecord) -> [String: Tick] {
    try all(FieldName.step) { Tick($0) }
  }
}

extension Fields {
  /// Adds the ticks of steps.
  mutating func add(_ ticks: [String: Tick]) {
    for (step, tick) in ticks { self[FieldName.step + step] = FieldValue(tick) }
  }
}

extension Offer {
  /// A field that most offers have, or a fact.
  package struct Column: Sendable {
    /// Its permanent name.
    package let name: String
    /// Its value; nil if the offer has none.
    package let value: @Sendable (Offer) -> FieldValue?
  }

  /// All fields but those of `parts`.
  package static let columns: [Column] = {
    var columns = [
      Column(name: "name") { .text($0.name) },
      Column(name: "offer_type") { .text($0.type.name) },
      Column(name: "playbook") { .text($0.playbook) },
      Column(name: "track") { .text($0.track) },
      Column(name: "stage") { .text($0.publication.stage.word) },
      Column(name: "market") {
        $0.publication.market == .none ? nil : .text($0.publication.market.rawValue)
      },
      Column(name: "failure") { $0.publication.failure.map { .text($0.kind.rawValue) } },
      Column(name: "report") { $0.publication.failure.map { .text($0.report) } },
      Column(name: "evidence") {
        $0.publication.evidence == .none ? nil : .text($0.publication.evidence.rawValue)
      },
      Column(name: "going_live") { $0.publication.isGoingLive ? .number(1) : nil },
      Column(name: "word") { $0.publication.word.map { .text($0) } },
      Column(name: "changed_at") { FieldValue($0.changedAt) },
      Column(name: "stands_since") {
        $0.standsSince == $0.changedAt ? nil : FieldValue($0.standsSince)
      },
    ]
    columns += Fact.allCases.map { fact in
      Column(name: FieldName.fact + fact.rawValue) { offer in offer.facts[fact].map { .text($0) } }
    }
    return columns
  }()

  /// The offer as a record. `stands_since` is left out if it is the moment of the last change.
  package var fields: Fields {
    var fields: Fields = [:]
    for column in Self.columns {
      if let value = column.value(self) { fields[column.name] = value }
    }
    return fields.merging(parts) { $1 }
  }

  /// The fields that few offers have: steps, pages, and facts that this program does not know.
  var parts: Fields {
    var fields: Fields = [:]
    fields.add(ticks)
    for (page, state) in pages { fields[FieldName.page + page] = .text(state.rawValue) }
    for case (.other(let name), let value) in facts { fields[FieldName.fact + name] = .text(value) }
    return fields
  }

  /// The offer of a record.
  ///
  /// - Throws: a field is missing, or unknown to this version.
  package init(_ key: OfferKey, _ fields: Fields) throws(UnreadableRecord) {
    var reader = RecordReader(fields)
    let stage = try reader.needed("stage")
    guard let changed = try reader.date("changed_at") else {
      throw UnreadableRecord(field: "changed_at")
    }
    var publication = Publication()
    guard let known = Stage(word: stage) else { throw UnreadableRecord(field: "stage") }
    publication.stage = known
    publication.market = try reader.word("market") ?? .none
    publication.evidence = try reader.word("evidence") ?? .none
    publication.isGoingLive = try reader.flag("going_live")
    publication.word = try reader.text("word")
    let kind: SubmissionFailure.Kind? = try reader.word("failure")
    let report = try reader.text("report")
    if let kind { publication.failure = SubmissionFailure(kind, report ?? "") }
    var facts: [Fact: String] = [:]
    let texts = try reader.all(FieldName.fact) { value -> String? in
      if case .text(let text) = value { text } else { nil }
    }
    for (name, text) in texts { facts[Fact(name: name)] = text }
    let type = try reader.needed("offer_type")
    let name = try reader.needed("name")
    let (playbook, track) = (try reader.needed("playbook"), try reader.needed("track"))
    let ticks = try reader.ticks()
    let pages = try reader.all(FieldName.page) { value -> PageState? in
      if case .text(let text) = value { PageState(rawValue: text) } else { nil }
    }
    let since = try reader.date("stands_since")
    try reader.finish()
    self.init(
      key: key, name: name, type: OfferType(type) ?? .other(type), playbook: playbook, track: track,
      publication: publication, facts: facts, ticks: ticks, pages: pages, standsSince: since,
      changedAt: changed)
  }
}
