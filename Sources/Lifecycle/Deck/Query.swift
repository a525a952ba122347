// Which offers to show, and in which order: what a person writes into the filter, as a value that
// the store and the dashboard share.

/// A selection of offers and its order.
package struct Query: Hashable, Sendable {
  /// Only this publisher's offers; nil for all publishers.
  package var publisher: String?
  /// Words that the offer's name or ID has to contain, all of them, in any case.
  package var words: [String] = []
  /// Words that the offer's name has to contain, all of them, in any case.
  package var names: [String] = []
  /// Only these publishers' offers, by their IDs in any case; empty for all.
  package var publishers: Set<String> = []
  /// What must not hold.
  package var excluded = Exclusion()
  /// Only these stages; empty for all.
  package var stages: Set<Stage> = []
  /// Only these tracks; empty for all.
  package var tracks: Set<String> = []
  /// Only these types; empty for all.
  package var types: Set<OfferType> = []
  /// Only offers whose next step is blocked, or only those whose is not.
  package var isBlocked: Bool?
  /// Only offers with an unmet deadline on this day or earlier.
  package var dueBy: Day?
  /// Only offers that stand so with the deadlines of a playbook.
  package var standing: Standing?
  /// By what they are sorted.
  package var sort: Sort = .due
  /// From the last to the first.
  package var isDescending = false

  /// All offers of a publisher, or of all, by their deadlines.
  package init(publisher: String? = nil) { self.publisher = publisher }

  /// What must not hold for an offer.
  package struct Exclusion: Hashable, Sendable {
    /// Words that neither the name nor the ID may contain.
    package var words: [String] = []
    /// Words that the name may not contain.
    package var names: [String] = []
    /// Publishers, by their IDs.
    package var publishers: Set<String> = []
    /// Tracks.
    package var tracks: Set<String> = []
    /// Types.
    package var types: Set<OfferType> = []

    /// Nothing is excluded.
    package var isEmpty: Bool { self == Exclusion() }
  }

  /// By what offers are sorted. Ties are broken by name, then by ID.
  package enum Sort: String, CaseIterable, Sendable {
    case due, name, stage, track, type, changed
  }

  /// Names a deadline among all playbooks.
  package struct DeadlineKey: Hashable, Sendable {
    /// The playbook's ID.
    package let playbook: String
    /// The deadline's place in the playbook, from 0.
    package let index: Int

    /// The deadline at a place of a playbook.
    package init(playbook: String, index: Int) {
      self.playbook = playbook
      self.index = index
    }
  }

  /// Whether anything is left out, but by publisher.
  package var isFiltered: Bool {
    var plain = Query(publisher: publisher)
    plain.sort = sort
    plain.isDescending = isDescending
    return self != plain
  }
}

/// What a filter says, when it can't be understood: a sentence, and the place in the text.
package struct FilterMistake: Error, Hashable, Sendable {
  /// The sentence.
  package let sentence: String
  /// The column of the word in the filter's text, from 1.
  package let column: Int
  /// What was typed in the place of one of `known`.
  package var word = ""
  /// The words that are known there; empty if any word is.
  package var known: [String] = []
}

extension Query {
  /// The fields that a filter can name.
  package static let fields = ["stage", "track", "type", "blocked", "due", "publisher", "name"]

  /// The query with the filter that a person wrote, in place of what it filtered before:
  /// words, and `stage:draft,live track:new type:ce blocked:yes due:14d publisher:contoso
  /// name:fleet`. What begins with `-` or `!` must not hold.
  ///
  /// - Parameter today: the day from which `due:14d` counts.
  package func filtered(by text: String, today: Day) throws(FilterMistake) -> Query {
    var query = Query(publisher: publisher)
    query.sort = sort
    query.isDescending = isDescending
    for word in text.split(whereSeparator: \.isWhitespace) {
      let column = text.distance(from: text.startIndex, to: word.startIndex) + 1
      let isExcluded = word.count > 1 && (word.hasPrefix("-") || word.hasPrefix("!"))
      let word = isExcluded ? word.dropFirst() : word
      guard let colon = word.firstIndex(of: ":"), colon != word.startIndex else {
        if isExcluded {
          query.excluded.words.append(String(word))
        } else {
          query.words.append(String(word))
        }
        continue
      }
      let values = word[word.index(after: colon)...].lowercased()
      try query.narrow(by: word[..<colon].lowercased(), values, isExcluded, today, column)
    }
    return query
  }

  private mutating func narrow(
    by field: String, _ text: String, _ isExcluded: Bool, _ today: Day, _ column: Int
  ) throws(FilterMistake) {
    let values = text.split(separator: ",").map(String.init)
    guard !values.isEmpty else {
      throw FilterMistake(sentence: "“\(field):” needs a value", column: column)
    }
    switch field {
    case "stage":
      let named = try Set(
        values.map { value throws(FilterMistake) in try Self.stage(value, column) })
      if isExcluded {
        stages = (stages.isEmpty ? Set(Stage.allCases) : stages).subtracting(named)
      } else {
        stages.formUnion(named)
      }
    case "track":
      if isExcluded { excluded.tracks.formUnion(values) } else { tracks.formUnion(values) }
    case "type":
      let named = values.compactMap { OfferType($0) }
      if isExcluded { excluded.types.formUnion(named) } else { types.formUnion(named) }
    case "publisher":
      if isExcluded { excluded.publishers.formUnion(values) } else { publishers.formUnion(values) }
    case "name":
      if isExcluded { excluded.names += values } else { names += values }
    case "blocked":
      guard let answer = ["yes": true, "no": false][text] else {
        throw FilterMistake(
          sentence: "invalid blocked \(text.inQuotes) (yes, no)", column: column, word: text,
          known: ["yes", "no"])
      }
      isBlocked = answer != isExcluded
    case "due":
      guard !isExcluded else {
        throw FilterMistake(sentence: "“due:” can't be excluded", column: column)
      }
      dueBy = try Self.dueDay(text, today, column)
    default:
      throw FilterMistake(
        sentence: "unknown field “\(field)” (\(Self.fields.joined(separator: ", ")))",
        column: column, word: field, known: Self.fields)
    }
  }

  private static func stage(_ word: String, _ column: Int) throws(FilterMistake) -> Stage {
    if let stage = Stage(rawValue: word) ?? Stage.earlierWords[word] { return stage }
    let names = Stage.allCases.map(\.rawValue)
    throw FilterMistake(
      sentence: "unknown stage \(word.inQuotes) (\(names.joined(separator: ", ")))", column: column,
      word: word, known: names)
  }

  /// `14d`, `<2w` or a date.
  private static func dueDay(
    _ text: String, _ today: Day, _ column: Int
  ) throws(FilterMistake) -> Day {
    if let day = Day(text) { return day }
    if case .days(let count) = Span(text.drop { $0 == "<" }) { return today + count }
    throw FilterMistake(
      sentence: "invalid due \(text.inQuotes): use 14d, 2w or a date as 2019-10-15",
      column: column)
  }
}
