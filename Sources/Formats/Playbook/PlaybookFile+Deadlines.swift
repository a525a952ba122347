// The deadlines of a playbook, held against its tracks and consequences.

import Lifecycle

extension PlaybookFile {
  private static let deadlineKeys = [
    "id", "title", "day", "opens", "tracks", "when", "unless", "on_hold", "hold_reason", "goal",
    "lead_days",
    "soon_days", "consequences", "safe_day", "note",
  ]

  /// Reads a deadline, with the value of its ID; nil where it can't be understood.
  static func deadline(
    _ value: YamlValue, _ tracks: [Track], _ consequences: [String]
  ) -> (Deadline, YamlValue)? {
    guard let entry = value.mapping("a deadline", keys: deadlineKeys) else { return nil }
    let id = entry.required("id")?.identifier("“id”")
    let title = entry.text("title")
    let day = entry.required("day")?.day("“day”")
    let opens = entry["opens"].flatMap { $0.day("“opens”") }
    if let day, let opens, opens > day {
      entry["opens"]?.report("the deadline opens on \(opens), after its last day, \(day)")
    }
    let names = (entry.required("tracks")?.list("“tracks”") ?? []).compactMap {
      $0.reference("track", among: tracks.map(\.id))
    }
    if let list = entry["tracks"], list.isEmptyList {
      list.report("a deadline needs at least one track")
    }
    let concerned = tracks.filter { names.contains($0.id) }
    let goal = entry.required("goal").flatMap { Self.goal($0, concerned) }
    let lead = entry.required("lead_days")?.days("“lead_days”")
    let soon = entry.required("soon_days")?.days("“soon_days”")
    let losses = entry.list("consequences").compactMap {
      $0.reference("consequence", among: consequences)
    }
    if let day, let opens, let lead, opens <= day, day - lead < opens {
      entry["lead_days"]?.report(
        "work would have to start by \(day - lead), before the deadline opens on \(opens); "
          + "\(day - opens) days are available")
    }
    let when = entry.condition
    if !when.canHold() {
      (entry["unless"] ?? value).report(
        "the deadline applies to no offer; “when” and “unless” exclude each other")
    }
    let hold = entry["on_hold"].map { _ in Condition(facts: entry.facts("on_hold")) }
    let reason = entry["hold_reason"].flatMap { $0.text("“hold_reason”") } ?? ""
    let safe = entry["safe_day"].flatMap { $0.day("“safe_day”") }
    if let day, let safe, safe >= day {
      entry["safe_day"]?.report("the safe day \(safe) must come before the last day, \(day)")
    }
    let note = entry["note"].flatMap { $0.text("“note”") } ?? ""
    guard let id, let title, let day, let goal, let lead, let soon else { return nil }
    let deadline = Deadline(
      id: id, title: title, day: day, opens: opens, tracks: names, when: when, hold: hold,
      holdReason: reason,
      goal: goal, leadDays: lead, soonDays: soon, consequences: losses, safeDay: safe, note: note)
    return (deadline, entry["id"] ?? value)
  }

  /// Every consequence has a deadline that names it, and an offer that can have it.
  static func checkConsequences(
    _ consequences: Identified<Consequence>, _ deadlines: [Deadline]
  ) {
    for (consequence, (id, place)) in zip(consequences.values, consequences.places) {
      let named = deadlines.filter { $0.consequences.contains(id) }
      if named.isEmpty {
        place.report("no deadline has the consequence \(id.inQuotes); add it to one, or remove it")
      } else if !named.contains(where: { $0.when.canHold(with: consequence.when) }) {
        place.report(
          "no offer can have the consequence \(id.inQuotes); every deadline that names it excludes "
            + "what it requires")
      }
    }
  }

  private static func goal(_ value: YamlValue, _ tracks: [Track]) -> Goal? {
    guard let text = value.text("“goal”") else { return nil }
    if text == StepEntry.complete { return .complete }
    for track in tracks where track.step(text) == nil {
      let hint = Vocabulary(words: [StepEntry.complete] + track.steps.map(\.id)).hint(for: text)
      value.report("unknown step \(text.inQuotes) in track \(track.id); \(hint)")
      return nil
    }
    return .step(text)
  }
}
