// What the values of a playbook can be: IDs, links, days, conditions, offer types.

import Lifecycle

extension YamlValue {
  /// The value as a short name: of lower-case letters, digits, `-` and `_`.
  func identifier(_ what: String) -> String? {
    guard let text = text(what) else { return nil }
    let isFit = text.utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2d || byte == 0x5f
    }
    guard isFit, text.utf8.count <= 64 else {
      report("invalid ID \(text.inQuotes); use up to 64 lowercase letters, digits, - and _")
      return nil
    }
    return text
  }

  /// The value as an https address.
  func link(_ what: String) -> Link? {
    guard let text = text(what) else { return nil }
    if let link = Link(text) { return link }
    report("\(text.inQuotes) is not an https address")
    return nil
  }

  /// The value as a day that exists.
  func day(_ what: String) -> Day? {
    guard let text = text(what) else { return nil }
    if let day = Day(text) { return day }
    let shape = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    let isNumeric = text.utf8.allSatisfy { $0 == 0x2d || (0x30...0x39).contains($0) }
    report(
      isNumeric && shape == [4, 2, 2]
        ? "invalid date \(text.inQuotes); use one that exists, such as \(Self.day(near: text))"
        : "invalid date \(text.inQuotes); use YYYY-MM-DD")
    return nil
  }

  /// The last day of the month that a text names as `2019-02-30`; another where there is no such month.
  private static func day(near text: String) -> String {
    let days = (28...31).reversed().lazy.compactMap { Day("\(text.prefix(8))\($0)") }
    return days.first?.description ?? "2019-10-15"
  }

  /// The value as a number of days, up to a year.
  func days(_ what: String) -> Int? {
    guard let text = text(what) else { return nil }
    if let number = Int(text), (0...366).contains(number) { return number }
    report("\(what) must be a number of days from 0 to 366, not \(text.inQuotes)")
    return nil
  }

  /// The value as a fact.
  func fact(_ what: String) -> Fact? {
    word(what, of: Fact.allCases.map(\.rawValue)) { Fact(rawValue: $0) }
  }

  /// The value as a value of a fact.
  func value(of fact: Fact) -> String? {
    guard let text = text("“\(fact.rawValue)”") else { return nil }
    do throws(Misfit) {
      return try fact.value(text)
    } catch {
      report(error.reason)
      return nil
    }
  }

  /// The value as offer types; where the playbook is for some only, as some of these.
  func offerTypes(_ what: String, among known: [OfferType] = []) -> [OfferType] {
    (list(what) ?? []).compactMap { value in
      value.text("an offer type").flatMap { value.offerType($0, among: known) }
    }
  }

  /// The offer type of that name.
  func offerType(_ name: String, among known: [OfferType]) -> OfferType? {
    guard let type = OfferType(name) else {
      report("unknown offer type \(name.inQuotes)")
      return nil
    }
    guard known.isEmpty || known.contains(type) else {
      report("the playbook is not for the offer type \(name.inQuotes); list it under “types”")
      return nil
    }
    return type
  }

  /// The value as one of these IDs.
  func reference(_ what: String, among ids: [String]) -> String? {
    guard let id = text("a \(what)") else { return nil }
    if ids.contains(id) { return id }
    report("unknown \(what) \(id.inQuotes); \(Vocabulary(words: ids).hint(for: id))")
    return nil
  }
}

extension YamlMapping {
  /// The condition that `when` and `unless` make.
  var condition: Condition {
    Condition(facts: facts("when"), exceptions: facts("unless"))
  }

  func facts(_ key: String) -> [Fact: String] {
    var facts: [Fact: String] = [:]
    for (name, value) in self[key]?.pairs("\(key.inQuotes)") ?? [] {
      guard let fact = name.fact("fact") else { continue }
      facts[fact] = value.value(of: fact)
    }
    return facts
  }
}
