// Which offers to show, and in which order: what a person writes into the filter, as a value that
// the store and the dashboard share.

/// A selection of offers and its order.
package struct Query: Hashable, Sendable {
  /// Only this publisher's offers; nil for all publishers.
  package var publisher: String?
  /// Words that the offer's name or ID has to contain, all of them, in any case.
  package var words: [String] = []
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
}

extension Query {
  /// The query with the filter that a person wrote, in place of what it filtered before:
  /// words, and `stage:draft,live track:new type:ce blocked:yes due:<14d`.
  ///
  /// - Parameter today: the day from which `due:<14d` counts.
  package func filtered(by text: String, today: Day) throws(FilterMistake) -> Query {
    var query = Query(publisher: publisher)
    query.sort = sort
    query.isDescending = isDescending
    for word in text.split(whereSeparator: \.isWhitespace) {
      let column = text.distance(from: text.startIndex, to: word.startIndex) + 1
      guard let colon = word.firstIndex(of: ":"), colon != word.startIndex else {
        query.words.append(String(word))
        continue
      }
      let values = word[word.index(after: colon)...].lowercased()
      try query.narrow(by: word[..<colon].lowercased(), values, today, column)
    }
    return query
  }

  private mutating func narrow(
    by field: String, _ text: String, _ today: Day, _ column: Int
  ) throws(FilterMistake) {
    let values = text.split(separator: ",").map(String.init)
    guard !values.isEmpty else {
      throw FilterMistake(sentence: "“\(field):” needs a value after the colon", column: column)
    }
    switch field {
    case "stage":
      for value in values {
        guard let stage = Stage(rawValue: value) else {
          let names = Stage.allCases.map(\.rawValue).joined(separator: ", ")
          throw FilterMistake(
            sentence: "“\(value)” is no stage; stages are \(names)", column: column)
        }
        stages.insert(stage)
      }
    case "track": tracks.formUnion(values)
    case "type": types.formUnion(values.compactMap { OfferType($0) })
    case "blocked":
      guard let answer = ["yes": true, "no": false][text] else {
        throw FilterMistake(sentence: "“blocked:” takes yes or no", column: column)
      }
      isBlocked = answer
    case "due":
      dueBy = try Self.dueDay(text, today, column)
    default:
      throw FilterMistake(
        sentence: "“\(field):” is no field; fields are stage, track, type, blocked, due",
        column: column)
    }
  }

  /// `<14d`, `<2w` or a date.
  private static func dueDay(
    _ text: String, _ today: Day, _ column: Int
  ) throws(FilterMistake) -> Day {
    if let day = Day(text) { return day }
    if case .days(let count) = Span(text.drop { $0 == "<" }) { return today + count }
    throw FilterMistake(
      sentence: "“due:” takes a number of days or weeks as in <14d or <2w, or a date as 2019-10-15",
      column: column)
  }
}
