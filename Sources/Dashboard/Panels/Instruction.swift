// What to do: the instruction of the selected step, beside the steps where there is room, below them
// where there is less, and as a page of its own, before Enter completes anything, where there is none.

import Foundation
import Lifecycle
import Terminal

/// What a person has to know before a step is completed.
struct Instruction {
  /// A line in pieces.
  typealias Line = [TextDialog.Piece]

  /// The number of the step and its title.
  let title: String
  /// Who has to act.
  let turn: String
  /// What has to be read before the step can be completed: what blocks it, what to do, for whom it
  /// counts, and the page.
  private let sections: [[Line]]
  /// What is good to know, the most important first: a report, what is at stake, the keys.
  private let notes: [[Line]]

  /// Everything that has to be read, in order.
  var essential: [Line] { Array(sections.joined()) }

  /// The instruction of a step of an offer, in lines of so many columns.
  init(_ selected: SelectedStep, of status: OfferStatus, columns: Int, in environment: Environment)
  {
    let (offer, step, signs) = (status.offer, selected.progress.step, environment.signs)
    func text(_ text: String, _ role: Role = .text) -> [Line] {
      text.wrapped(to: columns).map { [TextDialog.Piece(text: $0, role: role)] }
    }
    var sections: [[Line]] = []
    if case .blocked(let requirements) = selected.progress.state {
      sections.append(
        requirements.real.flatMap {
          text("\(signs[.blocked]) \($0.sentence(in: environment.zone))", .stepBlocked)
        })
    }
    let help = step.help.trimmingWhitespace()
    sections.append(text(help.isEmpty ? "\(step.title)." : help))
    if let scope = environment.deck.scope(of: step, status.publisher) {
      sections.append(text(scope, .notice))
    }
    if let link = step.link(for: offer.type) {
      sections.append([
        [
          TextDialog.Piece(text: environment.keyName(.openPage) + "  ", role: .key),
          TextDialog.Piece(text: link.text, role: .link),
        ]
      ])
    }
    for further in step.furtherLinks {
      sections.append([
        [
          TextDialog.Piece(text: "\(further.title): ", role: .dim),
          TextDialog.Piece(text: further.link.text, role: .link),
        ]
      ])
    }
    var notes: [[Line]] = []
    if step.kind.event == .submit || step.kind.event == .certificationPassed,
      let failure = offer.publication.failure, !failure.reasons.isEmpty
    {
      notes.append(text("\(failure.kind.title):\n\(failure.report)", .error))
    }
    if let stake = Self.stake(of: offer, in: environment) { notes.append(text(stake.0, stake.1)) }
    if let keys = selected.progress.keysLine(in: environment) { notes.append([keys]) }
    title = "\(selected.place + 1)  \(step.title)"
    turn = selected.progress.turn
    self.sections = sections
    self.notes = notes
  }

  /// What is lost, or was, if the offer does not meet its nearest deadline.
  private static func stake(of offer: Offer, in environment: Environment) -> (String, Role)? {
    guard let (due, lost) = environment.pressing(offer, on: nil), due.level != .met, !lost.isEmpty
    else { return nil }
    let losses = lost.joined(separator: "; ")
    let (day, today) = (due.deadline.day, environment.today)
    let role = Role(due.level)
    if due.level == .onHold { return ("Due \(day.title(on: today)): \(losses).", role) }
    return due.level == .missed
      ? ("Since \((day + 1).title(on: today)): \(losses).", role)
      : ("If not done by \(day.title(on: today)): \(losses).", role)
  }

  /// The lines that so many rows have room for, with blank ones between the sections if they fit.
  private func lines(rows: Int) -> [Line] {
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

  /// Draws as much of it as there is room for.
  func draw(on canvas: inout Canvas, in place: Rectangle, _ environment: Environment) {
    for (row, line) in lines(rows: place.rows).enumerated() {
      canvas.write(
        line.map { ($0.text, $0.role) },
        at: Point(column: place.minColumn, row: place.minRow + row), columns: place.columns,
        theme: environment.theme)
    }
  }
}

extension TextDialog {
  /// The instruction of a step by itself: Enter goes on from there.
  static func instruction(
    of selected: SelectedStep, of status: OfferStatus, in environment: Environment
  ) -> TextDialog {
    let instruction = Instruction(
      selected, of: status, columns: min(environment.look.size.columns - 2, 110) - 4,
      in: environment)
    let step = selected.progress.step
    var page = TextDialog(
      title: instruction.title,
      lines: instruction.essential.map { Line($0.map { ($0.text, $0.role) }) })
    page.link = step.link(for: status.offer.type)
    page.next = Next(
      title: selected.progress.completion ?? "continue",
      action: .begin(step, [status.offer.key], isRead: true))
    return page
  }
}

extension StepProgress {
  /// What Enter does with the step, in a word or two; nil if nothing.
  fileprivate var completion: String? {
    if case .blocked = state, step.fact == nil { return "what blocks it" }
    switch step.kind {
    case .check, .account: return state.isOpen ? "mark done" : nil
    case .question, .event(.certificationPassed, _): return "answer"
    case .pages: return "set pages"
    case .event(let event, _): return state.isOpen ? event.title.lowercased() : nil
    }
  }

  /// Who has to act, for how the step is now.
  fileprivate var turn: String {
    switch state {
    case .done, .passed: "done"
    case .skipped: "not done"
    case .blocked: "blocked"
    case .next, .later:
      switch step.actor {
      case .microsoft: "waiting on Microsoft"
      case .owner: "an Owner's turn"
      case .publisher: "your turn"
      }
    }
  }

  /// The keys that act on the step; nil if none does.
  fileprivate func keysLine(in environment: Environment) -> Instruction.Line? {
    guard environment.unchangeable == nil else { return nil }
    var keys: [(String, String)] = []
    if let completion { keys.append((environment.keyName(.advance), completion)) }
    if state.isOver, step.isTicked { keys.append((environment.keyName(.untick), "undo it")) }
    return keys.isEmpty
      ? nil
      : keys.flatMap {
        [
          TextDialog.Piece(text: $0.0, role: .key),
          TextDialog.Piece(text: " \($0.1)   ", role: .dim),
        ]
      }
  }
}
