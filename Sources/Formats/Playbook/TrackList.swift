// The tracks of a playbook: pointers between them followed, and each held against the rules that
// all tracks obey.

import Lifecycle

/// The tracks of a playbook, with all their steps.
struct TrackList {
  /// The tracks, in the order of the file.
  private(set) var tracks: [Track] = []

  /// A track as the file has it.
  private struct Entry {
    let id: String
    let title: String
    let steps: [StepEntry]
    let place: YamlValue
  }

  /// A step of a track, and the entry that it came from.
  private struct Placed {
    let step: Step
    let entry: StepEntry
  }

  /// Reads the list; mistakes go to the log.
  init(_ value: YamlValue?, types: [OfferType], hasPages: Bool) {
    guard let value, let list = value.list("“tracks”") else { return }
    if list.isEmpty { value.report("a playbook needs at least one track") }
    var entries: [Entry] = []
    for entry in list.compactMap({ Self.entry($0, types) }) {
      if let first = entries.first(where: { $0.id == entry.id }) {
        entry.place.report(
          "duplicate track \(entry.id.inQuotes) (first on line \(first.place.place.line))")
      } else {
        entries.append(entry)
      }
    }
    let written = Self.written(entries)
    for entry in entries {
      let steps = Self.steps(of: entry, entries, written)
      Self.check(steps, hasPages: hasPages)
      tracks.append(Track(id: entry.id, title: entry.title, steps: steps.map(\.step)))
    }
  }

  private static func entry(_ value: YamlValue, _ types: [OfferType]) -> Entry? {
    guard let track = value.mapping("a track", keys: ["id", "title", "steps"]) else { return nil }
    let id = track.required("id")?.identifier("“id”")
    let title = track.text("title")
    let list = track.required("steps")?.list("“steps”")
    if list?.isEmpty == true { track["steps"]?.report("a track needs at least one step") }
    let steps = list?.compactMap { StepEntry($0, types: types) }
    guard let id, let title, let steps else { return nil }
    return Entry(id: id, title: title, steps: steps, place: track["id"] ?? value)
  }

  // MARK: - Pointers

  /// The first entry that writes a step out, by its ID. Account-wide steps are done once for all
  /// tracks, so a step can't be account-wide in one and its own in another.
  private static func written(_ entries: [Entry]) -> [String: Placed] {
    var written: [String: Placed] = [:]
    for entry in entries.flatMap(\.steps) {
      guard case .step(let step) = entry.content else { continue }
      guard let first = written[step.id] else {
        written[step.id] = Placed(step: step, entry: entry)
        continue
      }
      let isComparable = first.entry.isWhole && entry.isWhole
      if isComparable, (first.step.kind == .account) != (step.kind == .account) {
        entry.place.report(
          "the step \(step.id.inQuotes) is of kind account here but not on line "
            + "\(first.entry.place.place.line)")
      }
    }
    return written
  }

  private static func steps(
    of entry: Entry, _ entries: [Entry], _ written: [String: Placed]
  ) -> [Placed] {
    var steps: [Placed] = []
    for part in entry.steps {
      for placed in Self.steps(of: part, entry, entries, written) {
        guard let first = steps.first(where: { $0.step.id == placed.step.id }) else {
          steps.append(placed)
          continue
        }
        if case .stepsOf = part.content { continue }
        part.place.report(
          "duplicate step \(placed.step.id.inQuotes) in this track; first on line "
            + "\(first.entry.place.place.line)")
      }
    }
    return steps
  }

  private static func steps(
    of part: StepEntry, _ entry: Entry, _ entries: [Entry], _ written: [String: Placed]
  ) -> [Placed] {
    switch part.content {
    case .step(let step):
      return [Placed(step: step, entry: part)]
    case .sameAs(let id, let when):
      guard let found = written[id] else {
        let hint = Vocabulary(words: written.keys.sorted()).hint(for: id)
        part.place.report("no track defines the step \(id.inQuotes); \(hint)")
        return []
      }
      var step = found.step
      step.when = when
      var pointer = part
      pointer.needs = found.entry.needs
      pointer.isWhole = found.entry.isWhole
      return [Placed(step: step, entry: pointer)]
    case .stepsOf(let id):
      guard let other = entries.first(where: { $0.id == id }), other.id != entry.id else {
        let others = entries.map(\.id).filter { $0 != entry.id }
        part.place.report(
          "no other track \(id.inQuotes); \(Vocabulary(words: others).hint(for: id))")
        return []
      }
      return other.steps.flatMap { inner -> [Placed] in
        if case .stepsOf = inner.content {
          part.place.report(
            "the track \(id.inQuotes) takes its steps from another track; name that one")
          return []
        }
        return Self.steps(of: inner, other, entries, written)
      }
    }
  }

  // MARK: - Rules

  private static func check(_ steps: [Placed], hasPages: Bool) {
    let ids = steps.map(\.step.id)
    var events = Set<StageEvent>()
    let isWhole = steps.allSatisfy(\.entry.isWhole)
    for placed in steps {
      for need in placed.entry.needs {
        _ = need.reference("step of this track", among: ids)
      }
      if placed.step.kind == .pages, !hasPages {
        placed.entry.place.report("the step needs pages, and the playbook lists none")
      }
      guard case .event(let event, _) = placed.step.kind else { continue }
      if !events.insert(event).inserted {
        placed.entry.place.report("this track already has a step for the event \(event.rawValue)")
      }
      if event == .goLive, isWhole, !events.contains(.submit) {
        placed.entry.place.report("an offer can't go live before a step with the event submit")
      }
    }
  }
}
