// One entry under `steps` of a track: a step that is written out, or a pointer to others.

import Lifecycle

/// An entry of a track's list of steps.
struct StepEntry {
  /// What an entry says.
  enum Content {
    /// A step, written out.
    case step(Step)
    /// The step of this ID as another entry has it, where this holds.
    case sameAs(String, Condition)
    /// The steps of another track.
    case stepsOf(String)
  }

  let content: Content
  /// The value to report mistakes at: the one that names the step or the track.
  let place: YamlValue
  /// The values of `needs`, which can be checked only when all steps are known.
  var needs: [YamlValue] = []
  /// Nothing is wrong with the step itself, so that rules on its kind have something to go by.
  var isWhole = true

  private static let common = [
    "id", "title", "kind", "help", "link", "links", "see_also", "actor", "when", "unless",
  ]
  private static let byKind = [
    "account": ["implied_by"],
    "question": ["fact", "required", "blocker", "hosts"], "event": ["event", "needs"],
  ]

  /// Reads an entry; nil where it can't be understood.
  init?(_ value: YamlValue, types: [OfferType]) {
    if value.has("same_as") {
      let entry = value.mapping("an entry with same_as", keys: ["same_as", "when", "unless"])
      guard let entry, let place = entry["same_as"], let id = place.text("“same_as”") else {
        return nil
      }
      self.init(content: .sameAs(id, entry.condition), place: place)
    } else if value.has("steps_of") {
      let entry = value.mapping("an entry with steps_of", keys: ["steps_of"])
      guard let place = entry?["steps_of"], let id = place.text("“steps_of”") else { return nil }
      self.init(content: .stepsOf(id), place: place)
    } else {
      self.init(step: value, types: types)
    }
  }

  private init(content: Content, place: YamlValue) {
    self.content = content
    self.place = place
  }

  private init?(step value: YamlValue, types: [OfferType]) {
    let kindKeys = Self.byKind.values.flatMap { $0 }.sorted()
    guard let entry = value.mapping("a step", keys: Self.common + kindKeys) else { return nil }
    let id = entry.required("id")?.identifier("“id”")
    if id == Self.complete {
      entry["id"]?.report("“complete” is a goal; it can't be the ID of a step")
    }
    let title = entry.text("title")
    let help = entry["help"].map { $0.text("“help”") ?? "" } ?? ""
    let link = entry["link"].flatMap { $0.link("“link”") }
    let actor = entry["actor"].flatMap { $0.word("actor", of: Actor.self) } ?? .publisher
    let when = entry.condition
    let impliedBy = entry["implied_by"].flatMap {
      $0.word("milestone", of: Milestone.self)
    }
    let typeLinks = Self.typeLinks(entry, types)
    let further = entry.list("see_also").compactMap(PlaybookFile.namedLink)
    let kind = Self.kind(entry)
    guard let id else { return nil }
    // A step whose ID is known can be pointed at, whatever else is wrong with it.
    isWhole = title != nil && kind != nil
    content = .step(
      Step(
        id: id, title: title ?? id, help: help, link: link, furtherLinks: further,
        typeLinks: typeLinks, actor: actor, kind: kind ?? .check, when: when,
        impliedBy: impliedBy))
    place = entry["id"] ?? value
    needs = entry.list("needs")
  }

  /// The goal that is no step.
  static let complete = "complete"

  private static func typeLinks(
    _ entry: YamlMapping, _ types: [OfferType]
  ) -> [OfferType: Link] {
    var links: [OfferType: Link] = [:]
    for (name, value) in entry["links"]?.pairs("“links”") ?? [] {
      let type = name.text("an offer type").flatMap { name.offerType($0, among: types) }
      let link = value.link("the link")
      if let type { links[type] = link }
    }
    return links
  }

  // MARK: - Kinds

  private enum Kind: String, CaseIterable {
    case check, account, question, pages, event
  }

  private static func kind(_ entry: YamlMapping) -> StepKind? {
    guard let kind = entry.required("kind")?.word("kind", of: Kind.self) else { return nil }
    for (owner, keys) in byKind where owner != kind.rawValue {
      for key in keys {
        entry[key]?.report(
          "\(key.inQuotes) is for steps of kind \(owner); this one is \(kind.rawValue)")
      }
    }
    switch kind {
    case .check: return .check
    case .account: return .account
    case .pages: return .pages
    case .question: return question(entry).map { .question($0) }
    case .event:
      let needs = entry["needs"].map { _ in
        entry.list("needs").compactMap { $0.text("the ID of a step") }
      }
      let event = entry.required("event")?.word("event", of: StageEvent.self)
      return event.map { .event($0, needs: needs) }
    }
  }

  private static func question(_ entry: YamlMapping) -> Question? {
    guard let fact = entry.required("fact")?.fact("fact") else { return nil }
    let required = entry["required"].flatMap { $0.value(of: fact) }
    let blocker = entry["blocker"].flatMap { $0.text("“blocker”") }
    if entry["required"] != nil, entry["blocker"] == nil {
      entry["required"]?.report(
        "“required” needs a “blocker” that says what any other answer means")
    }
    if entry["required"] == nil, let place = entry["blocker"] {
      place.report("“blocker” needs a “required” answer")
    }
    let hosts = entry.list("hosts").compactMap { value -> String? in
      guard let host = value.text("a host") else { return nil }
      if Link("https://\(host)/")?.host == host { return host }
      value.report("invalid host \(host.inQuotes); use a name such as appsource.microsoft.com")
      return nil
    }
    if fact.form != .link, let place = entry["hosts"] {
      place.report("“hosts” is for addresses; \(fact.rawValue) is not one")
    }
    return Question(fact: fact, required: required, blocker: blocker ?? "", hosts: hosts)
  }
}
