// From the rows of an offer table to sightings.

import Foundation
import Lifecycle

/// Makes sightings from rows.
struct SightingRows {
  private let log: MistakeLog
  private var seen = SeenOffers()
  private var types = WordMemory<OfferType?>()
  private var stages = WordMemory<Stage?>()
  private var words = WordMemory<String?>()
  private var moments = WordMemory<Date?>()
  private var facts = FactFields()

  /// Reports mistakes to a log.
  init(log: MistakeLog) { self.log = log }

  /// The sighting of a row; nil where the row has mistakes.
  mutating func sighting(_ row: TableRow, _ header: TableHeader) -> Sighting? {
    guard row.count == header.columns.count else {
      let count = row.count == 1 ? "1 field" : "\(row.count) fields"
      log.add("the row has \(count), and the first line \(header.columns.count)", line: row.line)
      return nil
    }
    var sighting = Sighting(offer: "", line: row.line)
    var stage: (word: String, value: Stage)?
    var stageFields = StageFields()
    var at: Date?
    var isWhole = true
    for index in header.plain where !row.isEmpty(index) {
      let raw = row.string(index)
      switch header.columns[index] {
      case .offer: sighting.offer = raw.trimmed
      case .name: sighting.name = raw
      case .publisher: sighting.publisher = word(raw)
      case .type: sighting.type = types.meaning(of: raw) { OfferType($0.trimmingWhitespace()) }
      case .track: sighting.track = word(raw)?.lowercased()
      case .stage:
        if let value = self.stage(raw) {
          stage = (raw, value)
        } else if raw.trimmed.lowercased() == StageFields.unknown {
          stageFields.isUnknown = true
        } else {
          report("“\(raw)” is no stage; stages are \(Self.stageWords)", row, index, &isWhole)
        }
      case .updatedAt:
        at = moments.meaning(of: raw) { Moment($0.trimmingWhitespace())?.date }
        if at == nil {
          report(
            "“\(raw)” is no date; write it as in 2019-09-20 or 2019-09-20T14:02:00Z", row, index,
            &isWhole)
        }
      case .portalStatus: stageFields.portalStatus = word(raw)
      case .failure:
        stageFields.failureKind = StageFields.kind(raw)
        if stageFields.failureKind == nil {
          report(
            "unknown failure “\(raw.prefix(60))”; use one of \(StageFields.kinds)", row, index,
            &isWhole)
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
      log.add("the offer_id is empty; each row needs one", line: row.line)
      return false
    }
    let line = seen.insert(
      publisher: sighting.publisher, offer: sighting.offer, line: row.line)
    if let line {
      log.add(
        "the offer “\(sighting.offer)” stands in line \(line) already; leave one of them out",
        line: row.line)
      return false
    }
    if sighting.name?.trimmed.isEmpty ?? true { sighting.name = sighting.offer }
    return true
  }

  private func report(_ sentence: String, _ row: TableRow, _ index: Int, _ isWhole: inout Bool) {
    log.add(sentence, line: row.line, column: row.column(ofField: index))
    isWhole = false
  }

  // MARK: - Words

  /// `unrecognised` is what the deck calls a word that it does not know: nobody can write it.
  private static let stageNames = Stage.allCases.filter { $0 != .unrecognised }
  private static let stageWords = stageNames.map(\.rawValue).joined(separator: ", ")

  private mutating func stage(_ raw: String) -> Stage? {
    stages.meaning(of: raw) { raw in
      let word = raw.trimmingWhitespace().lowercased()
      return Self.stageNames.first { $0.rawValue == word }
    }
  }

  private mutating func word(_ raw: String) -> String? {
    words.meaning(of: raw) { raw in
      let word = raw.trimmingWhitespace()
      return word.isEmpty ? nil : word
    }
  }
}
