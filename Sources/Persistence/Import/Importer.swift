// Takes what a file says, offer by offer, inside one transaction: what is new is added, what is
// known is held against the deck by `Offer.reconciliation`, and what is the same writes nothing.

import Foundation
import GRDB
import Lifecycle

/// An import that is under way.
final class Importer {
  let writing: Writing
  let settings: ImportSettings
  private(set) var report = ImportReport()
  private var publishers: [String: Intake] = [:]
  private var memory: DigestMemory
  private var lines = SeenLines()
  private var bulk: BulkInsertion
  /// How many offers are one part of an event.
  private static let partSize = 1_000
  /// How many new offers had neither a type nor a track, by the playbook that they got.
  private var untyped: [String: Int] = [:]

  /// An import into the deck of a transaction.
  init(_ writing: Writing, _ settings: ImportSettings) throws {
    self.writing = writing
    self.settings = settings
    memory = DigestMemory(writing.shelf)
    bulk = try BulkInsertion(writing.db)
  }

  /// What an import did for one publisher.
  private final class Intake {
    let owner: PublisherRecord
    /// The event that stands for the import; nil until something changes.
    var event: HistoryTable.Event?
    /// Offers that were added and are not part of the event yet.
    var pending: [Offer] = []
    /// The ID of the first offer that was added.
    var firstAdded: String?
    var added = 0
    var changed = 0
    var same = 0

    init(_ owner: PublisherRecord) { self.owner = owner }
  }

  // MARK: - Taking

  /// Takes one offer of the file.
  func take(_ sighting: Sighting) throws {
    guard let publisher = sighting.publisher ?? settings.publisher else {
      throw rejected(
        sighting.line,
        "missing publisher_id; add the column, or pass --publisher for the whole file")
    }
    guard !sighting.offer.isEmpty else { throw rejected(sighting.line, "the offer has no ID") }
    let intake = try publishers[publisher] ?? begin(publisher, line: sighting.line)
    let sighting = dated(sighting, intake)
    if !bulk.isIdentitySuspended,
      let known = try OfferTable.fetch(
        writing.db, publisher: intake.owner.number, offer: sighting.offer, ignoringCase: true)
    {
      if known.offer.key.offer != sighting.offer {
        report.add(
          .init(
            key: known.offer.key, line: sighting.line,
            sentence: "\(sighting.offer.inQuotes) differs only in case; treated as this offer"))
      }
      try see(known.id, sighting)
      try update(known, by: sighting, intake)
    } else {
      try add(sighting, intake)
    }
  }

  /// What a file says, without a date that is yet to come: it would keep every later one out. Files
  /// without a zone may be ahead by some hours: what they say is so now at the latest.
  private func dated(_ sighting: Sighting, _ intake: Intake) -> Sighting {
    guard let at = sighting.observation?.at, at > settings.moment else { return sighting }
    var undated = sighting
    guard at.timeIntervalSince(settings.moment) > 86_400 else {
      undated.observation?.at = settings.moment
      return undated
    }
    report.add(
      .init(
        key: OfferKey(publisher: intake.owner.publisher.id, offer: sighting.offer),
        line: sighting.line,
        sentence: "ignoring the date \(Day(of: at, in: .gmt)), which is in the future"))
    undated.observation?.at = nil
    return undated
  }

  private func see(_ number: Int64, _ sighting: Sighting) throws {
    if let earlier = lines.see(number, at: sighting.line) {
      throw rejected(
        sighting.line, "duplicate offer \(sighting.offer.inQuotes) (first on line \(earlier))")
    }
  }

  private func begin(_ id: String, line: Int) throws -> Intake {
    guard !id.isEmpty else { throw rejected(line, "the publisher's ID is empty") }
    let owner =
      try PublisherTable.fetch(writing.db, id, ignoringCase: true)
      ?? writing.add(
        Publisher(id: id, name: id), at: settings.moment, by: settings.actor,
        source: settings.source)
    if owner.publisher.id != id {
      report.warnings.append(
        "\(settings.file):\(line): publisher \(id.inQuotes) differs only in case from "
          + "\(owner.publisher.id.inQuotes), and is taken for it")
    }
    let intake = publishers[owner.publisher.id] ?? Intake(owner)
    publishers[owner.publisher.id] = intake
    publishers[id] = intake
    return intake
  }

  private func rejected(_ line: Int, _ reason: String) -> StoreFailure {
    .rejected(file: settings.file, line: line, reason: reason)
  }

  // MARK: - New offers

  private func add(_ sighting: Sighting, _ intake: Intake) throws {
    guard
      let offer = writing.shelf.offer(
        from: sighting, of: intake.owner.publisher.id, settings)
    else { throw rejected(sighting.line, "no playbook for it; add one") }
    let event = try event(of: intake)
    let number =
      bulk.mayHaveRemoved ? try writing.takeNumber(ofRemoved: sighting.offer, intake.owner) : nil
    let record = try writing.newRecord(
      offer, number: number ?? bulk.nextNumber(), intake.owner, addedBy: event.entry.id, &memory)
    try bulk.insert(record)
    intake.pending.append(offer)
    if intake.pending.count == Self.partSize { try flush(intake) }
    try see(record.id, sighting)
    if sighting.type == nil && sighting.track == nil && !settings.source.isPortal {
      untyped[offer.playbook, default: 0] += 1
    }
    intake.firstAdded = intake.firstAdded ?? sighting.offer
    intake.added += 1
    report.added += 1
  }

  // MARK: - Known offers

  private func update(
    _ known: OfferRecord, by sighting: Sighting, _ intake: Intake
  ) throws {
    let change = OfferChange(
      known.offer, sighting, settings,
      in: writing.shelf.knownRules(known.offer.playbook)?.playbook)
    if let remark = change.remark {
      report.add(.init(key: known.offer.key, line: sighting.line, sentence: remark))
    }
    if change.isKeptOut { report.keptOut += 1 }
    guard change.after != known.offer else {
      intake.same += 1
      if !change.isKeptOut { report.same += 1 }
      return
    }
    _ = try event(of: intake)
    var after = known
    after.offer = change.after
    try writing.update(after, from: known, intake.owner.publisher)
    try bulk.noteWrite()
    try writing.record(
      change.entry(settings), change.changes, .offer, publisher: intake.owner.number,
      offer: known.id)
    intake.changed += 1
    report.changed += 1
  }

  // MARK: - The entry of the import

  // One for each publisher whose offers changed. Its subject is the first offer that was added.

  private func event(of intake: Intake) throws -> HistoryTable.Event {
    if let event = intake.event { return event }
    let numbers = try writing.nextEventNumbers()
    let moment = settings.moment.atDeckResolution
    // Written at the end, when it is known how many there are.
    let event = HistoryTable.Event(
      entry: HistoryEntry(
        id: numbers.event, at: moment, by: settings.actor, publisher: intake.owner.publisher.id,
        kind: "imported", source: settings.source),
      publisher: intake.owner.number, scope: .imported, type: EventType.imported.name,
      id: EventID(at: moment), action: numbers.action, payload: EventPayload.text([]))
    intake.event = event
    return event
  }

  /// Adds the offers that are pending to the event.
  private func flush(_ intake: Intake) throws {
    guard let event = intake.event, !intake.pending.isEmpty else { return }
    try HistoryTable.write(
      writing.db,
      part: EventPayload.text(adding: intake.pending, of: intake.owner.publisher.id),
      of: event.entry.id)
    intake.pending.removeAll(keepingCapacity: true)
  }

  /// Ends the import.
  ///
  /// - Throws: an offer stands in the file twice.
  func finish() throws -> ImportReport {
    try writing.tally.write(writing.db)
    if let twice = try bulk.finish() {
      throw rejected(
        lines.line(of: twice.second),
        "duplicate offer \(twice.offer.inQuotes) (first on line \(lines.line(of: twice.first)))")
    }
    // The type decides the playbook, and with it the deadlines: nobody chose those.
    for (playbook, count) in untyped.sorted(by: { $0.key < $1.key }) {
      report.warnings.append(
        "\(settings.file): \(count.counted("new offer")) without offer_type; using the playbook "
          + "\(playbook). Add the column offer_type (CE, Ops, BC) to choose another")
    }
    for (id, intake) in publishers where id == intake.owner.publisher.id {
      try flush(intake)
      guard var event = intake.event else { continue }
      event.entry.subject = intake.firstAdded
      event.entry.detail =
        "\(settings.file): \(intake.added) added, \(intake.changed) changed, \(intake.same) same"
      try HistoryTable.write(writing.db, event)
    }
    return report
  }
}
