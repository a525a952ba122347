// A deck that a command works on: the store with the playbooks, the time and the person.

import Formats
import Foundation
import Lifecycle
import Persistence

/// What a command works on.
struct Deck {
  let store: Store
  let library: Library
  /// How quickly things went so far, where that was to be learned.
  let pace: Pace
  /// The playbooks at hand, with the lead times that are known of their deadlines.
  let playbooks: [Playbook]
  let clock: Clock
  let common: CommonOptions

  /// Opens the deck that the flags name, which has to be there.
  ///
  /// - Parameters:
  ///   - learns: lead times are those that the history teaches; a large one takes seconds.
  ///   - isTrial: nothing that is written is kept.
  init(
    _ common: CommonOptions, isReadOnly: Bool = false, learns: Bool = false, isTrial: Bool = false
  ) throws(Failure) {
    // Opening it for writing would begin one.
    if !isReadOnly { try Failure.wrapping { try Store.expect(at: common.deck) } }
    try self.init(common, learns: learns) { library throws(Failure) in
      let store = try common.store(library, isReadOnly: isReadOnly || isTrial)
      return isTrial && store.moment == nil ? try Failure.wrapping { try store.trial() } : store
    }
  }

  /// Opens the deck that the flags name, and creates it if there is none. A trial creates none: an
  /// empty one that is thrown away stands in for it.
  static func begun(_ common: CommonOptions, isTrial: Bool = false) throws(Failure) -> Deck {
    if isTrial && common.hasDeck { return try Deck(common, isTrial: true) }
    return try Deck(common, learns: false) { library throws(Failure) in
      isTrial
        ? try Failure.wrapping { try Store.temporary(playbooks: library.playbooks) }
        : try common.store(library)
    }
  }

  private init(
    _ common: CommonOptions, learns: Bool, opening open: (Library) throws(Failure) -> Store
  ) throws(Failure) {
    self.common = common
    clock = try common.clock().standing
    let library = common.library()
    self.library = library
    let store = try open(library)
    self.store = store
    let pace = try Failure.wrapping {
      learns ? try store.statistics.pace(zone: common.zone) : Pace()
    }
    self.pace = pace
    playbooks = library.playbooks.map { $0.learning(from: pace) }
  }

  /// The playbook of an offer is at hand.
  func knows(_ offer: Offer) -> Bool { playbooks.contains { $0.id == offer.playbook } }

  /// The rules of an offer's playbook.
  func rules(of offer: Offer) throws(Failure) -> Rules {
    guard let playbook = playbooks.first(where: { $0.id == offer.playbook }) else {
      throw Failure(
        .badInput,
        "\(offer.key.offer) uses playbook \(offer.playbook.inQuotes), which is not available",
        hint: "add its file to \(common.paths.playbooks)")
    }
    return Rules(playbook)
  }

  /// The one offer of an ID, or of `publisher/offer`, with its publisher and rules.
  ///
  /// - Parameter publisher: the publisher, if it was given apart.
  func offer(
    named text: String, of publisher: String? = nil
  ) throws(Failure) -> (offer: Offer, publisher: Publisher, rules: Rules) {
    let key = try key(named: text, of: publisher)
    let found = try Failure.wrapping { () -> (Offer, Publisher)? in
      guard let offer = try store.offers.find(key),
        let publisher = try store.publishers.find(key.publisher)
      else { return nil }
      return (offer, publisher)
    }
    guard let (offer, publisher) = found else {
      throw Failure(.notFound, "offer \(text.inQuotes) was removed meanwhile")
    }
    return (offer, publisher, try rules(of: offer))
  }

  /// The key of the one offer of an ID, or of `publisher/offer`.
  func key(named text: String, of publisher: String?) throws(Failure) -> OfferKey {
    try store.expect(publisher: publisher)
    let keys = try Failure.wrapping {
      try store.offers.matches(text).filter { publisher == nil || $0.publisher == publisher }
    }
    guard let key = keys.first else {
      let near = try offers(near: text, of: publisher)
      throw Failure(
        .notFound, "no offer \(text.inQuotes)",
        hint: (near.isEmpty ? "" : "did you mean \(near.joined(separator: ", "))? ")
          + "“offerdeck list” shows all offers")
    }
    guard keys.count == 1 else {
      let names = keys.map { "\($0.publisher)/\($0.offer)" }.joined(separator: ", ")
      throw Failure(
        .usage, "several publishers have an offer \(text.inQuotes)", hint: "use one of \(names)")
    }
    return key
  }

  /// At most three IDs that may be meant by one that no offer has.
  private func offers(near text: String, of publisher: String?) throws(Failure) -> [String] {
    let id = text.split(separator: "/").last.map(String.init) ?? text
    func ids(_ words: [String], _ limit: Int) throws(Failure) -> [String] {
      var query = Query(publisher: publisher)
      query.words = words
      query.sort = .name
      return try Failure.wrapping {
        try store.lists.rows(query, from: 0, count: limit).map(\.key.offer)
      }
    }
    let similar = try ids([id], 3)
    guard similar.isEmpty else { return similar }
    return Vocabulary(words: try ids([], 2_000)).nearest(to: id).map { [$0] } ?? []
  }

  /// The deadlines of the offers of a publisher, or of all, the most urgent first. Those of offers
  /// whose playbook is not here are missing: see `printing`.
  func dueDates(of publisher: String?) throws(Failure) -> [DueDate] {
    let tally = try Failure.wrapping { try store.statistics.tally() }
    return DueDate.all(
      in: playbooks, tally: tally, publisher: publisher, at: clock.now, zone: common.zone)
  }

  /// What is lost by a deadline, with how many offers of a publisher, or of all, have it to lose and
  /// to how many it may apply.
  func losses(
    of date: DueDate, publisher: String?
  ) throws(Failure) -> [(consequence: Consequence, title: String)] {
    guard date.level != .met, date.threatened > 0 else { return [] }
    var counts: [String: DueDate.LossCount] = [:]
    for consequence in date.consequences where consequence.when != .always {
      counts[consequence.id] = try Failure.wrapping {
        let (certain, all) = (
          try store.lists.count(date.query(of: consequence, publisher: publisher, isCertain: true)),
          try store.lists.count(date.query(of: consequence, publisher: publisher, isCertain: false))
        )
        return DueDate.LossCount(certain: certain, possible: max(0, all - certain))
      }
    }
    return date.losses { counts[$0.id] }
  }

  /// The playbooks of all offers of a publisher, or of all, are at hand.
  func isComplete(for publisher: String?) throws(Failure) -> Bool {
    try Failure.wrapping {
      try store.statistics.tally().missing(from: playbooks, publisher: publisher).isEmpty
    }
  }

  /// Prints what a command reads from the deck. Offers whose playbook is not here are hidden from it:
  /// a warning says so, also if the command is to be quiet, and it ends with 65.
  ///
  /// - Parameter publisher: whose offers are read; nil for all.
  func printing(of publisher: String? = nil, _ body: () throws -> Void) throws(Failure) {
    let hidden = try Failure.wrapping {
      try store.statistics.tally().missing(from: playbooks, publisher: publisher)
    }
    for (playbook, offers) in hidden {
      Output.warn(
        "playbook \(playbook.inQuotes) is not available; \(offers.counted("offer")) hidden")
    }
    if !hidden.isEmpty { Output.complain("hint: add its file to \(common.paths.playbooks)") }
    do { try body() } catch {
      let failure = Failure(error)
      // Something is due, and perhaps more than could be seen.
      guard failure.code == .no, !hidden.isEmpty else { throw failure }
    }
    if !hidden.isEmpty { throw Failure(.badInput, "") }
  }

  /// The day that it is.
  var today: Day { Day(of: clock.now, in: common.zone) }

  /// Visits the offers that a query finds with their publishers, a window at a time.
  ///
  /// - Parameters:
  ///   - limit: the most that are visited.
  ///   - all: also those whose playbook is not here.
  func each(
    _ query: Query, atMost limit: Int = .max, all: Bool = false,
    _ visit: (Offer, Publisher) throws -> Void
  ) throws(Failure) {
    let publishers = try publishersByID()
    var place = 0
    while place < limit {
      let size = min(500, limit - place)
      let offers = try Failure.wrapping { try store.lists.rows(query, from: place, count: size) }
      for offer in offers where all || knows(offer) {
        guard !offer.isDamaged, let publisher = publishers[offer.key.publisher] else { continue }
        try Failure.wrapping { try visit(offer, publisher) }
      }
      if offers.count < size { return }
      place += size
    }
  }

  /// The publishers of the deck, by their IDs.
  func publishersByID() throws(Failure) -> [String: Publisher] {
    let publishers = try Failure.wrapping { try store.publishers.all() }
    return Dictionary(publishers.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  /// What an offer faces now.
  func outlook(of offer: Offer, _ publisher: Publisher) throws(Failure) -> OfferOutlook {
    OfferOutlook(offer, publisher, try rules(of: offer), at: clock.now, zone: common.zone)
  }

  /// The record of the offer that has a key now, for programs.
  func record(of key: OfferKey) throws(Failure) -> OfferRecord? {
    let offer = try Failure.wrapping { try store.offers.find(key) }
    guard let offer, let publisher = try publishersByID()[key.publisher] else { return nil }
    return try record(of: offer, publisher)
  }

  /// The record of an offer, for programs.
  func record(of offer: Offer, _ publisher: Publisher) throws(Failure) -> OfferRecord {
    OfferRecord(
      offer, publisher, try rules(of: offer), at: clock.now, zone: common.zone)
  }
}

extension Store {
  /// Makes sure that the deck has a publisher that was asked for.
  func expect(publisher id: String?) throws(Failure) {
    guard let id else { return }
    _ = try publisher(id)
  }

  /// A publisher that has to be there.
  func publisher(_ id: String) throws(Failure) -> Publisher {
    if let found = try Failure.wrapping({ try publishers.find(id) }) { return found }
    let known = try Failure.wrapping { try publishers.all().map(\.id) }
    let near = Vocabulary(words: known).nearest(to: id)
    throw Failure(
      .notFound, "no publisher \(id.inQuotes)",
      hint: near.map { "did you mean \($0.inQuotes)?" }
        ?? "“offerdeck publisher list” shows all publishers"
    )
  }
}
