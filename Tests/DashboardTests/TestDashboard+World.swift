// What stands in for the store and the performer: the answers to what the dashboard asks, from a
// list in memory.

import Foundation
import Lifecycle
import Testing

@testable import Dashboard

extension TestDashboard {
  /// What the program would answer.
  mutating func reply(_ effect: Effect) -> Message {
    switch effect {
    case .load(let request): .loaded(window(request))
    case .count: .counted(publishers, tally)
    case .travel(let moment): travel(to: moment)
    case .foresee(let request): foresee(request)
    case .locate(let sought, let query): .located(sought, query, place(of: sought, in: query))
    case .find(let query): .found(query, found(query).count)
    case .perform(let keys, let actions, let title): .performed(outcome(keys, actions, title))
    case .undo: .undone(revert(\.past, into: \.undone, "undo"))
    case .redo: .redone(revert(\.undone, into: \.past, "redo"))
    case .match(let query, let limit):
      .matched(query, found(query).count > limit ? nil : found(query).map(\.key))
    case .survey(let keys):
      .surveyed(offers.filter { keys.contains($0.key) }.map { Rules.Subject($0, owner(of: $0)) })
    case .remember(let key): .remembered(key, [])
    case .theme(let name):
      .themeChanged(Theme(name: name, styles: [:], signs: model.environment.theme.signs))
    default: .noted("")
    }
  }

  /// The way to a deadline: as many offers as are set met it every second day of the last weeks.
  private func foresee(_ request: OutlookRequest) -> Message {
    let (concerned, met) = request.tally.count(of: request.key, publisher: request.publisher)
    var pace = Pace()
    pace.begun = request.today - 28
    pace.arrivals = [
      .init(publisher: "contoso", deadline: request.key): Dictionary(
        uniqueKeysWithValues: (0..<arrivals).map { (request.today - 2 * $0, 1) })
    ]
    var outstanding = Outstanding()
    let rules = Rules(request.playbook)
    for offer in offers {
      let remainder = rules.remainder(of: offer, owner(of: offer), to: request.key.index)
      if let remainder { outstanding.groups[remainder, default: 0] += 1 }
    }
    let days = Burndown.days(from: request.today - 20, to: request.today)
    let group = Tally.Group(
      publisher: "contoso", playbook: request.key.playbook, track: "draft", stage: .draft,
      isBlocked: false, concerned: 1 << UInt64(request.key.index), met: 0)
    return .foreseen(
      request,
      Outlook(
        burndown: Burndown(
          of: request.key,
          tallies: days.map { day in
            (day, Tally(groups: [group: concerned - met + (request.today - day) / 2]))
          }),
        forecast: Forecast(
          Forecast.Question(
            playbook: request.playbook, index: request.key.index, concerned: concerned,
            outstanding: outstanding, pace: pace, today: request.today))))
  }

  private mutating func travel(to moment: Date?) -> Message {
    visited = moment
    return .arrived(moment, isPast: moment != nil)
  }

  /// The offers of the moment that was gone to.
  private var shownOffers: [Offer] {
    guard let visited else { return offers }
    return history.first { visited < $0.until }?.offers ?? offers
  }

  private func owner(of offer: Offer) -> Publisher {
    publishers.first { $0.id == offer.key.publisher }
      ?? Publisher(id: offer.key.publisher, name: offer.key.publisher)
  }

  private func found(_ query: Query) -> [Offer] {
    let found = shownOffers.filter { offer in
      let text = "\(offer.name) \(offer.key.offer)".lowercased()
      return (query.publisher == nil || query.publisher == offer.key.publisher)
        && (query.stages.isEmpty || query.stages.contains(offer.publication.stage))
        && (query.tracks.isEmpty || query.tracks.contains(offer.track))
        && query.words.allSatisfy { text.contains($0.lowercased()) }
        && (query.standing.map { stands(offer, $0) } ?? true)
    }
    return query.isDescending ? found.reversed() : found
  }

  private func stands(_ offer: Offer, _ standing: Standing) -> Bool {
    let digest = Rules(playbook(of: offer)).digest(of: offer, owner(of: offer))
    return standing.playbook == offer.playbook
      && standing.holds(concerned: digest.concerned, met: digest.met, held: digest.held)
      && (standing.isCertain
        ? standing.condition.applicability(to: offer) == .certain
        : standing.condition.applicability(to: offer) != .never)
  }

  private func playbook(of offer: Offer) -> Playbook {
    playbooks.first { $0.id == offer.playbook } ?? Sample.playbook
  }

  /// As the program reads a window: filtered lists are not counted unless their end was read.
  private func window(_ request: LoadRequest) -> OfferWindow {
    let all = found(request.query)
    let place = request.keeping.flatMap { key in all.firstIndex { $0.key == key } }
    var from = place.map { max(0, $0 - (request.selection - request.from)) } ?? request.from
    if !request.query.isFiltered { from = max(0, min(from, all.count - request.count)) }
    let offers = Array(all.dropFirst(from).prefix(request.count))
    let isEnd = offers.count < request.count && (from == 0 || !offers.isEmpty)
    return OfferWindow(
      query: request.query, start: from, offers: offers,
      count: !request.query.isFiltered || isEnd ? all.count : nil, selection: place,
      pane: request.pane, generation: request.generation)
  }

  private func place(of sought: Sought, in query: Query) -> Place {
    func isMeant(_ offer: Offer) -> Bool {
      switch sought {
      case .offer(let key): offer.key == key
      case .beginning(let text): offer.key.offer.hasPrefix(text)
      }
    }
    if let place = found(query).firstIndex(where: isMeant) { return .found(place) }
    return offers.contains(where: isMeant) ? .leftOut : .missing
  }

  private var tally: Tally {
    var tally = Tally()
    for offer in shownOffers {
      let digest = Rules(playbook(of: offer)).digest(of: offer, owner(of: offer))
      let group = Tally.Group(
        publisher: offer.key.publisher, playbook: offer.playbook, track: offer.track,
        stage: offer.publication.stage, isBlocked: digest.isBlocked,
        concerned: digest.concerned, met: digest.met, uncertain: digest.uncertain,
        held: digest.held)
      tally.groups[group, default: 0] += 1
    }
    return tally
  }

  private mutating func outcome(
    _ keys: [OfferKey], _ actions: [Action], _ title: String
  ) -> Outcome {
    var done: [Rules.Subject] = []
    var refused: [(key: OfferKey, refusal: Refusal)] = []
    var changed: [Rules.Subject] = []
    for key in keys {
      guard let before = offers.first(where: { $0.key == key }) else { continue }
      var subject = Rules.Subject(before, owner(of: before))
      do throws(Refusal) {
        for action in actions {
          subject = try Rules(playbook(of: before)).applying(
            action, to: subject, at: Sample.now, by: "tester")
        }
        changed.append(Rules.Subject(before, owner(of: before)))
        put(subject.offer, subject.publisher)
        done.append(subject)
      } catch {
        refused.append((key, error))
      }
    }
    if !changed.isEmpty {
      past.append(changed)
      undone = []
    }
    return Outcome(title: title, done: done, refused: refused)
  }

  /// Puts back what the last action changed, and keeps how it was for the way back.
  private mutating func revert(
    _ actions: WritableKeyPath<TestDashboard, [[Rules.Subject]]>,
    into others: WritableKeyPath<TestDashboard, [[Rules.Subject]]>, _ kind: String
  ) -> [HistoryEntry] {
    guard let subjects = self[keyPath: actions].popLast() else { return [] }
    self[keyPath: others].append(
      subjects.compactMap { before in
        offer(before.offer.key.offer).map { Rules.Subject($0, owner(of: $0)) }
      })
    return subjects.map { subject in
      let key = subject.offer.key
      let stage = offer(key.offer)?.publication.stage
      put(subject.offer, subject.publisher)
      return HistoryEntry(
        at: Sample.now, by: "tester", publisher: key.publisher, offer: key.offer, kind: kind,
        from: stage, to: subject.offer.publication.stage)
    }
  }

  private mutating func put(_ offer: Offer, _ publisher: Publisher) {
    if let place = offers.firstIndex(where: { $0.key == offer.key }) { offers[place] = offer }
    if let place = publishers.firstIndex(where: { $0.id == publisher.id }) {
      publishers[place] = publisher
    }
  }
}
