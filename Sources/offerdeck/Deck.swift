// A deck that a command works on: the store with the playbooks, the time and the person.

import Dashboard
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
  /// - Parameter learns: lead times are those that the history teaches; a large one takes seconds.
  init(
    _ common: CommonOptions, isReadOnly: Bool = false, learns: Bool = false
  ) throws(Failure) {
    // Opening it for writing would begin one.
    if !isReadOnly { try Failure.wrapping { try Store.expect(at: common.deck) } }
    try self.init(common, learns: learns) { library throws(Failure) in
      try common.store(library, isReadOnly: isReadOnly)
    }
  }

  /// Opens the deck that the flags name, and begins one where there is none. For a trial, none is
  /// begun: an empty one that is thrown away stands in for it.
  static func begun(_ common: CommonOptions, isTrial: Bool = false) throws(Failure) -> Deck {
    try Deck(common, learns: false) { library throws(Failure) in
      isTrial && !common.hasDeck
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
    let pace = try Failure.wrapping { learns ? try store.pace(zone: common.zone) : Pace() }
    self.pace = pace
    playbooks = library.playbooks.map { $0.learning(from: pace) }
  }

  /// The rules of an offer's playbook.
  func rules(of offer: Offer) throws(Failure) -> Rules {
    guard let playbook = playbooks.first(where: { $0.id == offer.playbook }) else {
      throw Failure(
        .badInput,
        "The offer \(offer.key.offer) goes by the playbook “\(offer.playbook)”, which is not here; "
          + "put its file into \(common.paths.playbooks).")
    }
    return Rules(playbook)
  }

  /// The one offer of an ID, or of `publisher/offer`, with its publisher and rules.
  func offer(
    named text: String
  ) throws(Failure) -> (offer: Offer, publisher: Publisher, rules: Rules) {
    let keys = try Failure.wrapping { try store.matches(text) }
    guard let key = keys.first else {
      throw Failure(
        .no, "There is no offer “\(text)” in the deck; `offerdeck list` shows those that there are."
      )
    }
    guard keys.count == 1 else {
      let names = keys.map { "\($0.publisher)/\($0.offer)" }.joined(separator: ", ")
      throw Failure(.usage, "Several offers are called “\(text)”: say which of \(names).")
    }
    let found = try Failure.wrapping { () -> (Offer, Publisher)? in
      guard let offer = try store.offer(key),
        let publisher = try store.publishers().first(where: { $0.id == key.publisher })
      else { return nil }
      return (offer, publisher)
    }
    guard let (offer, publisher) = found else {
      throw Failure(.no, "The offer “\(text)” was removed meanwhile.")
    }
    return (offer, publisher, try rules(of: offer))
  }

  /// The deadlines of the offers of a publisher, or of all, with what hurts first on top. Refuses where
  /// offers go by a playbook that is not here: to leave out their dates would be to say that there
  /// are none.
  func dueDates(of publisher: String?) throws(Failure) -> [DueDate] {
    let tally = try Failure.wrapping { try store.tally() }
    if let (playbook, offers) = tally.missing(from: playbooks, publisher: publisher).first {
      throw Failure(
        .badInput,
        "\(offers.counted("offer")) \(offers == 1 ? "goes" : "go") by the playbook “\(playbook)”, "
          + "which is not here; put its file into \(common.paths.playbooks).")
    }
    return DueDate.all(
      in: playbooks, tally: tally, publisher: publisher, at: clock.now, zone: common.zone)
  }

  /// The day that it is.
  var today: Day { Day(of: clock.now, in: common.zone) }

  /// Visits the offers that a query finds with their publishers, a window at a time.
  ///
  /// - Parameter limit: the most that are visited.
  func each(
    _ query: Query, atMost limit: Int = .max, _ visit: (Offer, Publisher) throws -> Void
  ) throws(Failure) {
    let publishers = try publishersByID()
    var place = 0
    while place < limit {
      let size = min(500, limit - place)
      let offers = try Failure.wrapping { try store.rows(query, from: place, count: size) }
      for offer in offers {
        guard !offer.isDamaged, let publisher = publishers[offer.key.publisher] else { continue }
        try Failure.wrapping { try visit(offer, publisher) }
      }
      if offers.count < size { return }
      place += size
    }
  }

  /// The publishers of the deck, by their IDs.
  func publishersByID() throws(Failure) -> [String: Publisher] {
    let publishers = try Failure.wrapping { try store.publishers() }
    return Dictionary(publishers.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  /// What an offer faces now.
  func outlook(of offer: Offer, _ publisher: Publisher) throws(Failure) -> OfferOutlook {
    OfferOutlook(offer, publisher, try rules(of: offer), at: clock.now, zone: common.zone)
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
    let known = try Failure.wrapping { try publishers() }
    guard known.contains(where: { $0.id == id }) else {
      throw Failure(.no, "There is no publisher “\(id)” in the deck.")
    }
  }
}
