// What to do: the instruction of the selected step, beside the steps where there is room, below them
// where there is less, and as a page of its own, before Enter completes anything, where there is none.

import Foundation
import Lifecycle
import Terminal

/// What a person has to know before a step is completed.
struct Instruction: Equatable, Sendable {
  /// A line in pieces.
  typealias Line = [Reader.Piece]

  /// The number of the step and its title.
  let title: String
  /// Who has to act.
  let turn: String
  /// What has to be read before the step can be completed: what blocks it, what to do, for whom it
  /// counts, and the page.
  let sections: [[Line]]
  /// What is good to know, the most important first: a report, what is at stake, the keys.
  let notes: [[Line]]

  /// Everything that has to be read, in order.
  var essential: [Line] { Array(sections.joined()) }

  /// The lines that so many rows have room for, with blank ones between the sections if they fit.
  func lines(rows: Int) -> [Line] {
    var shown = sections
    var room = rows - essential.count
    for note in notes where note.count <= room {
      shown.append(note)
      room -= note.count
    }
    let gaps = shown.count - 1
    let lines = gaps <= room ? Array(shown.joined(separator: [[]])) : Array(shown.joined())
    return Array(lines.prefix(max(0, rows)))
  }
}

extension Model {
  /// The instruction of a step, in lines of so many columns.
  func instruction(of selected: (place: Int, progress: StepProgress), columns: Int) -> Instruction?
  {
    guard let current, columns > 0 else { return nil }
    let step = selected.progress.step
    func text(_ text: String, _ role: Role = .text) -> [Instruction.Line] {
      text.wrapped(to: columns).map { [Reader.Piece(text: $0, role: role)] }
    }
    var sections: [[Instruction.Line]] = []
    if case .blocked(let requirements) = selected.progress.state {
      sections.append(
        requirements.real.flatMap {
          text("\(theme.signs.blocked) \($0.sentence(in: zone))", .stepBlocked)
        })
    }
    let help = step.help.trimmingWhitespace()
    sections.append(text(help.isEmpty ? "\(step.title)." : help))
    if let scope = environment.deck.scope(of: step, current.publisher) {
      sections.append(text(scope, .notice))
    }
    if let link = step.link(for: current.offer.type) {
      sections.append([
        [
          Reader.Piece(text: keyName(.openPage) + "  ", role: .key),
          Reader.Piece(text: link.text, role: .link),
        ]
      ])
    }
    for further in step.furtherLinks {
      sections.append([
        [
          Reader.Piece(text: "\(further.title): ", role: .dim),
          Reader.Piece(text: further.link.text, role: .link),
        ]
      ])
    }
    var notes: [[Instruction.Line]] = []
    if step.kind.event == .submit || step.kind.event == .certificationPassed,
      let failure = current.offer.publication.failure, !failure.reasons.isEmpty
    {
      notes.append(text("\(failure.kind.title):\n\(failure.report)", .error))
    }
    if let stake = stake(of: current.offer) { notes.append(text(stake.0, stake.1)) }
    if let keys = keysLine(for: selected.progress) { notes.append([keys]) }
    return Instruction(
      title: "\(selected.place + 1)  \(step.title)", turn: turn(of: selected.progress),
      sections: sections, notes: notes)
  }

  /// Who has to act, for how a step is now.
  private func turn(of progress: StepProgress) -> String {
    switch progress.state {
    case .done, .passed: "done"
    case .skipped: "not done"
    case .blocked: "blocked"
    case .next, .later:
      switch progress.step.actor {
      case .microsoft: "waiting on Microsoft"
      case .owner: "an Owner's turn"
      case .publisher: "your turn"
      }
    }
  }

  /// What is lost, or was, if the offer does not meet its nearest deadline.
  private func stake(of offer: Offer) -> (String, Role)? {
    guard let pressing = pressing(offer), pressing.level != .met, !pressing.losses.isEmpty else {
      return nil
    }
    let losses = pressing.losses.joined(separator: "; ")
    let day = pressing.deadline.day
    if pressing.level == .onHold {
      return ("Due \(day.title(on: today)): \(losses).", Role(pressing.level))
    }
    return pressing.level == .missed
      ? ("Since \((day + 1).title(on: today)): \(losses).", Role(pressing.level))
      : ("If not done by \(day.title(on: today)): \(losses).", Role(pressing.level))
  }

  /// The keys that act on a step.
  private func keysLine(for progress: StepProgress) -> Instruction.Line? {
    guard environment.unchangeable == nil else { return nil }
    var keys: [(String, String)] = []
    if let label = completion(of: progress) { keys.append((keyName(.advance), label)) }
    if progress.state.isOver, progress.step.isTicked { keys.append((keyName(.untick), "undo it")) }
    return keys.isEmpty
      ? nil
      : keys.flatMap {
        [Reader.Piece(text: $0.0, role: .key), Reader.Piece(text: " \($0.1)   ", role: .dim)]
      }
  }

  /// What Enter does with a step, in a word or two; nil if nothing.
  func completion(of progress: StepProgress) -> String? {
    if case .blocked = progress.state, progress.step.fact == nil { return "what blocks it" }
    switch progress.step.kind {
    case .check, .account: return progress.state.isOpen ? "mark done" : nil
    case .question, .event(.certificationPassed, _): return "answer"
    case .pages: return "set pages"
    case .event(let event, _): return progress.state.isOpen ? event.title.lowercased() : nil
    }
  }

  /// The step whose instruction is on the screen as a whole, apart from the dialogs.
  var shownInstruction: Step? {
    guard dialogs.isEmpty, theme.signs != .words, let selected = selectedStep else { return nil }
    let place = layout.instruction.inset(columns: 2, rows: 1)
    guard let instruction = instruction(of: selected, columns: place.columns),
      instruction.essential.count <= place.rows
    else { return nil }
    return selected.progress.step
  }

  func drawInstruction(_ instruction: Instruction, on canvas: inout Canvas, in place: Rectangle) {
    for (row, line) in instruction.lines(rows: place.rows).enumerated() {
      canvas.write(
        line.map { ($0.text, $0.role) },
        at: Point(column: place.minColumn, row: place.minRow + row), columns: place.columns,
        theme: theme)
    }
  }

  /// Shows the instruction of a step by itself: Enter goes on from there.
  mutating func showInstruction(of selected: (place: Int, progress: StepProgress)) {
    guard let offer,
      let instruction = instruction(of: selected, columns: min(size.columns - 2, 110) - 4)
    else { return }
    let lines = instruction.essential.map { Reader.Line($0.map { ($0.text, $0.role) }) }
    let step = selected.progress.step
    var reader = Reader(title: instruction.title, lines: lines)
    reader.link = step.link(for: offer.type)
    reader.next = Reader.Next(
      title: completion(of: selected.progress) ?? "continue",
      action: .begin(step, [offer.key], isRead: true))
    dialogs.push(reader)
  }
}

extension [Requirement] {
  /// What really blocks a step: causes outside, and otherwise the steps that can be done now. A step
  /// that only comes later blocks nothing.
  var real: [Requirement] {
    let causes = filter {
      switch $0 {
      case .step, .page: false
      default: true
      }
    }
    guard causes.isEmpty else { return causes }
    // Pages are done together, in one step.
    return first?.isPage == true ? Array(prefix { $0.isPage }) : Array(prefix(1))
  }
}
