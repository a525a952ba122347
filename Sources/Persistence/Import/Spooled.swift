// What waits in a spool: rows of an offer list, and records of an export. All of their fields, in the
// order in which they are declared.

import Foundation
import Lifecycle

extension Sighting: Spooled {
  func write(to writer: inout SpoolWriter) {
    writer.write(publisher) { $0.write($1) }
    writer.write(offer)
    writer.write(name) { $0.write($1) }
    writer.write(type) { $0.write($1) }
    writer.write(track) { $0.write($1) }
    writer.write(observation) { $0.write($1) }
    writer.write(facts)
    writer.write(updatedAt) { $0.write($1) }
    writer.write(Int64(line))
  }

  init(from reader: inout SpoolReader) {
    self.init(
      publisher: reader.optional { $0.text() }, offer: reader.text(),
      name: reader.optional { $0.text() }, type: reader.optional { $0.offerType() },
      track: reader.optional { $0.text() }, observation: reader.optional { $0.observation() },
      facts: reader.facts(), line: 0)
    updatedAt = reader.optional { $0.date() }
    line = Int(reader.number())
  }
}

extension DeckRecord: Spooled {
  func write(to writer: inout SpoolWriter) throws {
    switch self {
    case .publisher(let publisher):
      writer.write(Int64(0))
      try writer.write(json: publisher)
    case .offer(let offer):
      writer.write(Int64(1))
      writer.write(offer)
    case .history(let entry):
      writer.write(Int64(2))
      try writer.write(entry)
    case .account(let entry):
      writer.write(Int64(3))
      try writer.write(json: entry)
    case .added(let event, let offers):
      writer.write(Int64(4))
      writer.write(event)
      writer.write(offers)
    }
  }

  init(from reader: inout SpoolReader) throws {
    switch reader.number() {
    case 0: self = .publisher(try reader.json(Publisher.self))
    case 1: self = .offer(reader.offer())
    case 2: self = .history(try reader.entry())
    case 3: self = .account(try reader.json(AccountEntry.self))
    default: self = .added(event: reader.number(), offers: reader.text())
    }
  }
}

extension SpoolWriter {
  fileprivate mutating func write(_ type: OfferType) {
    switch type {
    case .customerEngagement: write(Int64(0))
    case .operations: write(Int64(1))
    case .businessCentral: write(Int64(2))
    case .other(let name):
      write(Int64(3))
      write(name)
    }
  }

  fileprivate mutating func write(_ facts: [Fact: String]) {
    write(all: facts) {
      $0.write($1.key.rawValue)
      $0.write($1.value)
    }
  }

  fileprivate mutating func write(_ failure: SubmissionFailure) {
    write(failure.kind.code)
    write(failure.report)
  }

  fileprivate mutating func write(_ observation: Observation) {
    write(observation.stage) { $0.write($1.code) }
    write(observation.word)
    write(observation.failure) { $0.write($1) }
    write(observation.isGoingLive)
    write(observation.market.code)
    write(observation.isRecertified) { $0.write($1) }
    write(observation.source.rawValue)
    write(observation.at) { $0.write($1) }
  }

  fileprivate mutating func write(_ offer: Offer) {
    write(offer.key.publisher)
    write(offer.key.offer)
    write(offer.name)
    write(offer.type)
    write(offer.playbook)
    write(offer.track)
    write(offer.publication.stage.code)
    write(offer.publication.market.code)
    write(offer.publication.failure) { $0.write($1) }
    write(offer.publication.evidence.code)
    write(offer.publication.isGoingLive)
    write(offer.publication.word) { $0.write($1) }
    write(offer.facts)
    write(all: offer.ticks) {
      $0.write($1.key)
      $0.write($1.value.at)
      $0.write($1.value.by)
    }
    write(all: offer.pages) {
      $0.write($1.key)
      $0.write($1.value.rawValue)
    }
    write(offer.standsSince)
    write(offer.changedAt)
  }

  fileprivate mutating func write(_ entry: HistoryEntry) throws {
    write(entry.id)
    write(entry.at)
    write(entry.by)
    write(entry.publisher)
    write(entry.offer) { $0.write($1) }
    write(entry.kind)
    write(entry.subject) { $0.write($1) }
    write(entry.detail) { $0.write($1) }
    write(entry.from) { $0.write($1.code) }
    write(entry.to) { $0.write($1.code) }
    write(entry.source.rawValue)
    write(entry.undoes) { $0.write($1) }
    try write(entry.before) { try $0.write(json: $1) }
    write(entry.event) { writer, event in
      writer.write(event.id)
      writer.write(event.action)
      writer.write(event.replica)
      writer.write(event.scope)
      writer.write(event.type)
      writer.write(event.version)
      writer.write(event.payload) { $0.write($1) }
      writer.write(event.parts) { $0.write(all: $1) { $0.write($1) } }
    }
  }
}

extension SpoolReader {
  fileprivate mutating func offerType() -> OfferType {
    switch number() {
    case 0: .customerEngagement
    case 1: .operations
    case 2: .businessCentral
    default: .other(text())
    }
  }

  fileprivate mutating func raw<Word: RawRepresentable<String>>() -> Word {
    guard let word = Word(rawValue: text()) else { preconditionFailure("Only words are written.") }
    return word
  }

  fileprivate mutating func stage() -> Stage { word(\.code) }

  fileprivate mutating func facts() -> [Fact: String] {
    Dictionary(uniqueKeysWithValues: all { (Fact(name: $0.text()), $0.text()) })
  }

  fileprivate mutating func failure() -> SubmissionFailure {
    SubmissionFailure(word(\.code), text())
  }

  fileprivate mutating func observation() -> Observation {
    Observation(
      stage: optional { $0.stage() }, word: text(), failure: optional { $0.failure() },
      isGoingLive: flag(), market: word(\.code), isRecertified: optional { $0.flag() },
      source: raw(), at: optional { $0.date() })
  }

  fileprivate mutating func publication() -> Publication {
    Publication(
      stage: stage(), market: word(\.code), failure: optional { $0.failure() },
      evidence: word(\.code), isGoingLive: flag(), word: optional { $0.text() })
  }

  fileprivate mutating func offer() -> Offer {
    Offer(
      key: OfferKey(publisher: text(), offer: text()), name: text(), type: offerType(),
      playbook: text(), track: text(), publication: publication(), facts: facts(),
      ticks: Dictionary(
        uniqueKeysWithValues: all { ($0.text(), Tick(at: $0.date(), by: $0.text())) }),
      pages: Dictionary(uniqueKeysWithValues: all { ($0.text(), $0.raw()) }),
      standsSince: date(), changedAt: date())
  }

  fileprivate mutating func entry() throws -> HistoryEntry {
    var entry = HistoryEntry(
      id: number(), at: date(), by: text(), publisher: text(), offer: optional { $0.text() },
      kind: text(), subject: optional { $0.text() }, detail: optional { $0.text() },
      from: optional { $0.stage() }, to: optional { $0.stage() }, source: raw(),
      undoes: optional { $0.number() },
      before: try optional { try $0.json(HistoryEntry.Snapshot.self) })
    entry.event = optional { reader in
      var event = HistoryEntry.Event(
        id: reader.text(), action: reader.number(), replica: reader.text(),
        scope: reader.number(), type: reader.text(), version: reader.number(),
        payload: reader.optional { $0.text() })
      event.parts = reader.optional { $0.all { $0.text() } }
      return event
    }
    return entry
  }
}
