// Diagrams of the state machine, drawn from evaluating it.

/// A graph with named edges, as text for two common tools.
package struct Diagram: Sendable {
  /// An arrow from one node to another.
  package struct Arrow: Hashable, Sendable {
    /// Where it begins.
    package let from: String
    /// Where it ends.
    package let to: String
    /// What is written on it.
    package let label: String
  }

  /// The name of the graph.
  package let title: String
  /// The nodes, in order: a name that tools take, and what people read.
  package let nodes: [(name: String, title: String)]
  /// The arrows, in order, each once.
  package let arrows: [Arrow]

  /// The stages of an offer: every pair of stage and event, tried.
  package static let stages: Diagram = {
    var arrows: [Arrow] = []
    for stage in Stage.allCases {
      for event in StageEvent.allCases {
        let ends = Set(
          Market.allCases.compactMap {
            Publication(stage: stage, market: $0).after(event)?.stage
          })
        for end in Stage.allCases where ends.contains(end) {
          arrows.append(Arrow(from: stage.rawValue, to: end.rawValue, label: event.title))
        }
      }
    }
    return Diagram(
      title: "stages", nodes: Stage.allCases.map { ($0.rawValue, $0.rawValue) }, arrows: arrows)
  }()

  /// The steps of a track, in the order in which Enter leads through them, by every answer.
  package static func track(_ id: String, _ rules: Rules, from start: Rules.Subject) -> Diagram {
    var names: [String] = []
    var arrows: [Arrow] = []
    var pending = [start]
    var seen = Set(pending)
    while let subject = pending.popLast() {
      let from = node(rules, subject)
      if !names.contains(from) { names.append(from) }
      for (label, action) in choices(rules, subject) {
        guard
          let after = try? rules.applying(
            action, to: subject, at: subject.offer.changedAt, by: "anyone")
        else { continue }
        let arrow = Arrow(from: from, to: node(rules, after), label: label)
        if !arrows.contains(arrow) { arrows.append(arrow) }
        if seen.insert(after).inserted { pending.insert(after, at: 0) }
      }
    }
    let titles = Dictionary(
      (rules.playbook.track(id)?.steps ?? []).map { ($0.id, $0.title) }, uniquingKeysWith: { $1 })
    return Diagram(title: id, nodes: names.map { ($0, titles[$0] ?? $0) }, arrows: arrows)
  }

  private static func node(_ rules: Rules, _ subject: Rules.Subject) -> String {
    let progress = rules.progress(of: subject.offer, subject.publisher)
    if subject.offer.publication.stage == .retired { return "retired" }
    guard let next = progress.next else { return "complete" }
    if case .blocked = next.state { return "blocked" }
    return next.step.id
  }

  private static func choices(
    _ rules: Rules, _ subject: Rules.Subject
  ) -> [(String, Action)] {
    switch rules.advance(subject.offer, subject.publisher) {
    case .perform(let action, _): [("done", action)]
    case .ask(_, .choice(let choices)): choices.map { ($0.value, $0.action) }
    case .ask(let step, .text):
      rules.actions(onTrack: subject.offer.track).filter {
        if case .answer(step.id, _) = $0 { true } else { false }
      }.map { ("answered", $0) }
    case .ask(_, .pages(let pages)):
      pages.first { subject.offer.pages[$0.id] != .complete }.map {
        [("\($0.title) complete", .page(id: $0.id, state: .complete))]
      } ?? []
    case .confirm(let event, _): [(event.title, .event(event))]
    case .refused, .finished: []
    }
  }

  /// The graph for Mermaid.
  package var mermaid: String {
    let states = nodes.map { "  state \"\($0.title)\" as \(safe($0.name))" }
    let lines = arrows.map { "  \(safe($0.from)) --> \(safe($0.to)) : \($0.label)" }
    return (["stateDiagram-v2"] + states + lines).joined(separator: "\n") + "\n"
  }

  /// The graph for Graphviz.
  package var dot: String {
    let states = nodes.map { "  \"\(quoted($0.name))\" [label=\"\(quoted($0.title))\"];" }
    let lines = arrows.map {
      "  \"\(quoted($0.from))\" -> \"\(quoted($0.to))\" [label=\"\(quoted($0.label))\"];"
    }
    return (["digraph \"\(quoted(title))\" {"] + states + lines + ["}"]).joined(separator: "\n")
      + "\n"
  }

  private func safe(_ name: String) -> String { name.replacing("-", with: "_") }

  private func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
