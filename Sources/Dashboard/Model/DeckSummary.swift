// What the dashboard holds of the deck as a whole: publishers, counts and rules, but no offers.

package import Lifecycle

/// What the deck says as a whole.
package struct DeckSummary: Sendable {
  /// Its publishers, by name.
  package private(set) var publishers: [Publisher] = []
  /// The counts of its offers.
  package private(set) var tally = Tally()
  /// The playbooks in their order, with the lead times that are known of their deadlines.
  package private(set) var playbooks: [Playbook]
  /// How quickly things went so far.
  private(set) var pace: Pace
  /// Publishers and counts were read.
  private(set) var isCounted = false
  /// Goes up with each change of the deck: an answer from before may be another one now.
  private(set) var generation = 0
  /// The states of the deck that counts and the history were asked of; nil for none.
  private var counted: Int?
  private var learned: Int?
  /// Goes up with each change of this value.
  private(set) var revision = 0
  /// The steps of the longest track.
  let mostSteps: Int
  /// The rules of each playbook, by its ID.
  private var rules: [String: Rules]

  /// Offers from which on a deck is so large that what few of its offers fulfill is not found at once,
  /// and to walk along its deadlines could pass over nearly all of it.
  private static let largeCount = 20_000

  /// A deck that was not read yet.
  init(playbooks: [Playbook], pace: Pace) {
    self.playbooks = playbooks
    self.pace = pace
    mostSteps = playbooks.flatMap(\.tracks).map(\.steps.count).max() ?? 0
    rules = Self.rules(of: playbooks)
  }

  private static func rules(of playbooks: [Playbook]) -> [String: Rules] {
    Dictionary(playbooks.map { ($0.id, Rules($0)) }, uniquingKeysWith: { $1 })
  }

  /// Lead times were learned from how quickly things went.
  mutating func learn(_ pace: Pace) {
    self.pace = pace
    playbooks = playbooks.map { $0.learning(from: pace) }
    rules = Self.rules(of: playbooks)
    revision += 1
  }

  /// The deck was counted.
  mutating func count(_ publishers: [Publisher], _ tally: Tally) {
    self.publishers = publishers
    self.tally = tally
    isCounted = true
    revision += 1
  }

  /// A publisher is another one now.
  mutating func replace(_ publisher: Publisher) {
    guard let place = publishers.firstIndex(where: { $0.id == publisher.id }) else { return }
    publishers[place] = publisher
    revision += 1
  }

  // MARK: - What it needs

  /// The deck has changed.
  mutating func expire() { generation += 1 }

  /// Another deck is read from now on.
  mutating func change() {
    expire()
    learned = nil
  }

  /// Counts that were not asked for since the deck changed, and what its history teaches, if that was
  /// never asked.
  mutating func missing() -> [Effect] {
    let pace = learned == nil ? missingPace() : nil
    guard counted != generation else { return pace.map { [$0] } ?? [] }
    counted = generation
    return [.count] + (pace.map { [$0] } ?? [])
  }

  /// What the history teaches, if it was not asked since the deck changed.
  mutating func missingPace() -> Effect? {
    guard learned != generation else { return nil }
    learned = generation
    return .learn
  }

  // MARK: - What is in it

  /// A publisher by its ID; nil if there is none.
  func publisher(_ id: String) -> Publisher? { publishers.first { $0.id == id } }

  /// The publisher of an offer.
  func publisher(of offer: Offer) -> Publisher {
    publisher(offer.key.publisher)
      ?? Publisher(id: offer.key.publisher, name: offer.key.publisher)
  }

  /// The rules that an offer goes by. A deck can name a playbook that is not here any more: then
  /// nothing is known of its tracks, and the rules say so.
  func rules(of offer: Offer) -> Rules {
    if let known = rules[offer.playbook] { return known }
    guard var none = playbooks.first else {
      preconditionFailure("The dashboard needs at least one playbook.")
    }
    none.tracks = []
    none.deadlines = []
    none.pages = []
    return Rules(none)
  }

  /// A playbook by its ID; nil if it is not here.
  func playbook(_ id: String) -> Playbook? { rules[id]?.playbook }

  /// The progress of an offer.
  func progress(of offer: Offer) -> OfferProgress {
    rules(of: offer).progress(of: offer, publisher(of: offer))
  }

  /// The titles of all steps and pages, by their IDs.
  var titles: [String: String] { playbooks.titles }

  /// Whether a subject of the history is a step that counts for all offers of a publisher.
  func isAccountStep(_ id: String?) -> Bool {
    playbooks.flatMap(\.tracks).flatMap(\.steps).contains { $0.id == id && $0.kind == .account }
  }

  /// It has so many offers that some questions take a while.
  var isLarge: Bool { tally.count() > Self.largeCount }

  /// Which playbook is not installed though offers use it, in a sentence; nil if all are. That nothing
  /// is known of their dates is not the same as that there are none.
  var missingPlaybook: String? {
    guard let (playbook, offers) = tally.missing(from: playbooks).first else { return nil }
    return "\(offers.counted("offer")) \(offers == 1 ? "uses" : "use") playbook “\(playbook)”, "
      + "which is not installed. Their steps and deadlines are unknown."
  }

  // MARK: - In sentences

  /// For how many offers a step counts; nil if for one.
  func scope(of step: Step, _ publisher: Publisher) -> String? {
    guard step.kind == .account else { return nil }
    let count = tally.count(publisher: publisher.id)
    return "Done once for \(count == 1 ? "the offer" : "all \(count.grouped) offers") "
      + "of \(publisher.name)."
  }

  /// What an undo took back, and for whom.
  func undoNotice(_ entry: HistoryEntry) -> String {
    let owner = publisher(entry.publisher)?.name ?? entry.publisher
    return entry.sentence(titles)
      + (isAccountStep(entry.subject) ? ", for all offers of \(owner)." : ".")
  }
}
