// From the rows of an offer table to sightings.

import Foundation
import Lifecycle

/// Makes sightings from rows.
struct SightingRows {
  private let log: MistakeLog
  private var seen = SeenOffers(ignoringCase: true)
  private var types = WordMemory<OfferType?>()
  private var stages = WordMemory<Stage?>()
  private var words = WordMemory<String?>()
  private var publishers = WordMemory<String>()
  private var moments = WordMemory<MomentReading>()
  private var facts = FactFields()
  private var warnsOfUnnamed = false
  /// The most warnings that are kept.
  private static let warningLimit = 20
  /// What was ignored in rows, or is doubtful.
  private(set) var warnings: [Mistake] = []

  /// Reports mistakes to a log.
  init(log: MistakeLog) { self.log = log }

  /// The sighting of a row; nil where the row has mistakes.
  mutating func sighting(_ row: TableRow, _ header: TableHeader) -> Sighting? {
    guard row.isEmpty(from: header.columns.count) else {
      log.add(
        "expected \(header.columns.count) fields, found \(row.count); quote fields that have a "
          + "separator inside", line: row.line)
      return nil
    }
    if !warnsOfUnnamed, let index = header.unnamed.first(where: { !row.isEmpty($0) }) {
      warnsOfUnnamed = true
      warnings.append(
        Mistake(
          sentence: "ignoring column \(index + 1), which has no name", file: log.file,
          line: row.line, column: row.column(ofField: index)))
    }
    var sighting = Sighting(offer: "", line: row.line)
    var stage: (word: String, value: Stage)?
    var stageFields = StageFields()
    var at: Date?
    var isWhole = true
    for index in header.plain where !row.isEmpty(index) {
      let raw = row.string(index)
      switch header.columns[index] {
      case .offer:
        do throws(Misfit) {
          sighting.offer = try PortalID.check(raw, "offer_id")
          if PortalID.isGUID(sighting.offer) { warnOfGUID(sighting.offer, row, index) }
        } catch {
          report(error.reason, row, index, &isWhole)
          sighting.offer = raw
        }
      case .name: sighting.name = raw
      case .publisher where !raw.trimmed.isEmpty:
        do throws(Misfit) {
          sighting.publisher = try publishers.meaning(of: raw) { (raw) throws(Misfit) in
            try PortalID.check(raw, "publisher_id")
          }
        } catch {
          report(error.reason, row, index, &isWhole)
        }
      case .type: sighting.type = types.meaning(of: raw) { OfferType($0.trimmingWhitespace()) }
      case .track: sighting.track = word(raw)?.lowercased()
      case .stage:
        if let value = self.stage(raw) {
          stage = (raw, value)
        } else if raw.trimmed.lowercased() == StageFields.unknown {
          stageFields.isUnknown = true
        } else {
          report(
            "unknown stage \(raw.inQuotes); use one of \(Self.stageWords)", row, index, &isWhole)
        }
      case .updatedAt:
        let reading = moments.meaning(of: raw) { MomentReading($0) }
        at = reading.date
        if case .unreadable(let reason) = reading { report(reason, row, index, &isWhole) }
      case .portalStatus: stageFields.portalStatus = word(raw)
      case .failure:
        stageFields.failureKind = StageFields.kind(raw)
        if stageFields.failureKind == nil {
          report(
            "unknown failure \(raw.inQuotes); use one of \(StageFields.kinds)", row, index, &isWhole
          )
        }
      case .report: stageFields.report = raw
      default: break
      }
    }
    let log = log
    sighting.facts = facts.facts(row, header) { index, reason in
      let name = header.columns[index]?.rawValue ?? ""
      log.add("\(name): \(reason)", line: row.line, column: row.column(ofField: index))
      isWhole = false
    }
    sighting.updatedAt = at
    guard isNamed(&sighting, row) else { return nil }
    if let stage {
      sighting.observation = Observation(
        stage: stage.value, word: stage.word, failure: stageFields.failure,
        isRecertified: sighting.facts[.recertifiedAt].map { _ in true }, source: .csv, at: at)
    } else {
      sighting.observation = stageFields.unknownStage(at: at)
    }
    return isWhole ? sighting : nil
  }

  /// Whether the row names an offer that no row named before.
  private mutating func isNamed(_ sighting: inout Sighting, _ row: TableRow) -> Bool {
    guard !sighting.offer.isEmpty else {
      log.add("missing offer_id; every row needs one", line: row.line)
      return false
    }
    let line = seen.insert(
      publisher: sighting.publisher, offer: sighting.offer, line: row.line)
    if let line {
      log.add(
        "duplicate offer_id \(sighting.offer.inQuotes) (first on line \(line))",
        line: row.line)
      return false
    }
    if sighting.name?.trimmed.isEmpty ?? true { sighting.name = sighting.offer }
    return true
  }

  /// Portals give products a GUID beside the ID that people chose: a row with one is most likely a
  /// second offer for what the deck has under its ID.
  private mutating func warnOfGUID(_ id: String, _ row: TableRow, _ index: Int) {
    guard warnings.count < Self.warningLimit else { return }
    warnings.append(
      Mistake(
        sentence: "offer_id \(id.inQuotes) looks like a product's GUID; use the offer's ID",
        file: log.file, line: row.line, column: row.column(ofField: index)))
  }

  private func report(_ sentence: String, _ row: TableRow, _ index: Int, _ isWhole: inout Bool) {
    log.add(sentence, line: row.line, column: row.column(ofField: index))
    isWhole = false
  }

  // MARK: - Words

  /// `unrecognized` is what the deck calls a word that it does not know: nobody can write it.
  private static let stageNames = Stage.allCases.filter { $0 != .unrecognized }
  private static let stageWords = stageNames.map(\.rawValue).joined(separator: ", ")

  private mutating func stage(_ raw: String) -> Stage? {
    stages.meaning(of: raw) { raw in
      let word = HeaderKey(raw)
      return Self.stageNames.first { HeaderKey($0.rawValue) == word }
    }
  }

  private mutating func word(_ raw: String) -> String? {
    words.meaning(of: raw) { raw in
      let word = raw.trimmingWhitespace()
      return word.isEmpty ? nil : word
    }
  }
}
