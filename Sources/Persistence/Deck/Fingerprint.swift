// Tells whether the digests in a deck were computed by the playbook at hand. Only what digests
// depend on counts: a corrected title or help text recomputes nothing.

import Lifecycle

/// A short text that differs where a playbook gives other digests.
enum Fingerprint {
  /// Goes up by one when the rules themselves give other digests for the same playbook.
  private static let rulesRevision = 3

  /// The fingerprint of a playbook.
  static func of(_ playbook: Playbook) -> String {
    var parts = ["rules \(rulesRevision)"]
    for track in playbook.tracks {
      parts.append("track \(track.id)")
      parts += track.steps.map {
        "step \($0.id) \(text($0.kind)) \(text($0.when))"
          + ($0.impliedBy.map { " implied by \($0.rawValue)" } ?? "")
      }
    }
    parts += playbook.pages.map {
      "page \($0.id) \($0.types.map(\.name)) \(text($0.when))"
    }
    parts += playbook.deadlines.map {
      "deadline \($0.id) \($0.day) \($0.tracks) \(text($0.goal)) \(text($0.when)) "
        + "hold \($0.hold.map(text) ?? "")"
    }
    parts += playbook.consequences.map { "consequence \($0.id) \(text($0.when))" }
    return hash(parts.joined(separator: "\n"))
  }

  private static func text(_ kind: StepKind) -> String {
    switch kind {
    case .check: "check"
    case .account: "account"
    case .question(let question): "question \(question.fact.rawValue) \(question.required ?? "")"
    case .pages: "pages"
    case .event(let event, let needs): "event \(event.rawValue) \(needs.map { "\($0)" } ?? "all")"
    }
  }

  private static func text(_ goal: Goal) -> String {
    switch goal {
    case .complete: "complete"
    case .step(let id): "step \(id)"
    }
  }

  private static func text(_ condition: Condition) -> String {
    "\(text(condition.facts)) unless \(text(condition.exceptions))"
  }

  /// Sorted, since a dictionary has another order in every run.
  private static func text(_ facts: [Fact: String]) -> String {
    facts.map { "\($0.key.rawValue)=\($0.value)" }.sorted().joined(separator: ",")
  }

  /// FNV-1a with 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): the same in every run, as
  /// Swift's own hashes are not.
  private static func hash(_ text: String) -> String {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(value, radix: 16)
  }
}
