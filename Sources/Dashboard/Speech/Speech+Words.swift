// What the words mean where no dialog is open: those of the list of commands, and a few that read
// something out.

import Foundation
import Lifecycle
import Terminal

/// Something that can be read out.
enum Topic: String, CaseIterable {
  case overview, list, more, offer, steps, deadlines, help

  /// What it reads out.
  var title: String {
    switch self {
    case .overview: "The account and the deadlines"
    case .list: "The offers, ten at a time; a number selects one"
    case .more: "The next lines; so does Enter"
    case .offer: "The selected offer"
    case .steps: "The steps of the offer; with a number, what to do for one"
    case .deadlines: "All deadlines; with a number, the offers that have not met it"
    case .help: "These words; with a word, the lines that contain it"
    }
  }
}

extension Command {
  /// It is about places on a screen, of which a conversation has none.
  package var isVisual: Bool {
    switch self {
    case .up, .down, .pageUp, .pageDown, .first, .last, .nextPanel, .previousPanel, .copy, .themes,
      .help, .palette, .redraw, .mouse, .suspend:
      true
    default: false
    }
  }
}

extension Speech {
  /// Does what a line asks for.
  mutating func command(_ line: String) -> [Effect] {
    guard let first = line.split(separator: " ").first else { return [] }
    let word = first.lowercased()
    let after = line.dropFirst(first.count).trimmingWhitespace()
    if let number = Int(word) { return select(number) }
    let topics = Topic.allCases.filter { $0.rawValue.hasPrefix(word) }
    let commands = Command.allCases.filter { !$0.isVisual && $0.rawValue.hasPrefix(word) }
    if let exact = topics.first(where: { $0.rawValue == word }) { return read(exact, after) }
    if let exact = commands.first(where: { $0.rawValue == word }) { return perform(exact, after) }
    switch (topics.count, commands.count) {
    case (1, 0): return read(topics[0], after)
    case (0, 1): return perform(commands[0], after)
    case (0, 0): say("“\(first)” is not a command. Type “help” for a list.")
    default:
      let words = topics.map(\.rawValue) + commands.map(\.rawValue)
      say("“\(first)” can be \(words.map { "“\($0)”" }.joined(separator: ", ")).")
    }
    return []
  }

  // MARK: - Reading out

  private mutating func read(_ topic: Topic, _ after: String) -> [Effect] {
    switch topic {
    case .overview: sayAll(model.spokenOverview(deadlines: .max))
    case .list: return list(from: 0)
    case .more: return list(from: page.start + SpokenPage.size)
    case .offer: sayAll(model.spokenOffer ?? ["No offer is selected."])
    case .steps:
      sayAll(Int(after).map { model.spokenStep($0) } ?? model.spokenSteps)
      if let number = Int(after) { noteRead(step: number - 1) }
    case .deadlines:
      guard let number = Int(after) else {
        sayAll(model.spokenDeadlines(limit: .max))
        return []
      }
      guard model.dueDates.indices.contains(number - 1) else {
        say("There are \(model.dueDates.count.counted("deadline")).")
        return []
      }
      return watching { model in
        model.view = .panels
        model.focus = .deadlines
        let effects = model.select(deadline: number - 1) + model.perform(.advance)
        // Where every offer has met it, the list stays as it is, and the words are about it again.
        model.focus = .offers
        return effects
      }
    case .help: sayAll(help(on: after))
    }
    return []
  }

  private mutating func sayAll(_ lines: [String]) { for line in lines { say(line) } }

  private mutating func list(from start: Int) -> [Effect] {
    if model.view != .panels {
      sayAll(model.spokenView)
      return []
    }
    if start > 0, let count = model.count, start >= count {
      say("End of the list.")
      return []
    }
    return [page.open(model.query, from: start)]
  }

  private func help(on word: String) -> [String] {
    let topics = Topic.allCases.map { "\($0.rawValue): \($0.title)." }
    let commands = Command.allCases.filter { !$0.isVisual }.map { "\($0.rawValue): \($0.title)." }
    let lines = topics + ["a number: Selects the offer with that number in the list."] + commands
    let found = lines.filter { word.isEmpty || $0.lowercased().contains(word.lowercased()) }
    return found.isEmpty ? ["Nothing found for “\(word)”."] : found
  }

  // MARK: - Doing

  /// Selects an offer by the number with which it was read out.
  private mutating func select(_ number: Int) -> [Effect] {
    repeatOffer()
    if model.view.hasLanes {
      guard let (lane, place) = model.spokenPlaces[safely: number - 1] else {
        say("There is no offer number \(number).")
        return []
      }
      return watching { model in
        model.lanes.focused = lane
        model.stepSelection = nil
        model.lanes.all[lane].listing.move(to: place)
        return model.scroll()
      }
    }
    guard number > 0, model.count.map({ number <= $0 }) ?? true else {
      say("The list has \((model.count ?? 0).counted("offer")).")
      return []
    }
    return watching { model in
      model.focus = .offers
      return model.moveSelection(to: number - 1)
    }
  }

  private mutating func perform(_ command: Command, _ after: String) -> [Effect] {
    switch command {
    case .filter: return filter(by: after)
    case .mark: return mark(after)
    case .jump: return jump(to: after)
    case .quit: return end()
    case .advance, .untick, .openPage:
      guard let number = Int(after) else { break }
      guard let steps = model.progress?.steps, steps.indices.contains(number - 1) else {
        say("The offer has \((model.progress?.steps.count ?? 0).counted("step")).")
        return []
      }
      // Only what was read out can be completed.
      if command == .advance, !hasRead(step: number - 1) {
        sayAll(model.spokenStep(number))
        say("Type “advance \(number)” again to continue.")
        noteRead(step: number - 1)
        return []
      }
      return watching { model in
        defer { model.focus = .offers }
        model.focus = .steps
        model.stepSelection = number - 1
        return model.perform(command)
      }
    default: break
    }
    let effects = watching { $0.perform(command) }
    if effects.isEmpty && command == .back { say("Nothing to go back from.") }
    if command == .reload { say("Read again.") }
    return after.isEmpty ? effects : goOn(after, after: command, effects)
  }

  private mutating func filter(by text: String) -> [Effect] {
    let before = model.filter
    if text.isEmpty && !model.query.isFiltered {
      say(
        "Type what to look for, such as words or stage:draft track:new type:ce blocked:yes due:14d."
      )
      return []
    }
    let effects = watching { model in
      guard !text.isEmpty else { return model.clearFilter() }
      model.filter = TextField(text)
      return model.refilter()
    }
    if let mistake = model.filterMistake {
      say("\(mistake.sentence) (at \(mistake.column)).")
      model.filter = before
      model.filterMistake = nil
    }
    return effects
  }

  /// Selects the first offer whose ID begins so.
  private mutating func jump(to text: String) -> [Effect] {
    guard !text.isEmpty else {
      say("Type an ID after “jump”.")
      return []
    }
    repeatOffer()
    return watching { $0.perform(.jump) + $0.pasteIntoJump(text) }
  }

  /// Selects offers by the numbers with which they were read out, or the one that is selected.
  private mutating func mark(_ after: String) -> [Effect] {
    let numbers = after.split(whereSeparator: { " ,".contains($0) }).map { Int($0) ?? 0 }
    var keys = numbers.isEmpty ? [model.offer?.key].compactMap { $0 } : []
    for number in numbers {
      guard let offer = page.offers[safely: number - 1 - page.start] else {
        say("The last list has no offer number \(number).")
        return []
      }
      keys.append(offer.key)
    }
    for key in keys where model.marks.remove(key) == nil { model.marks.insert(key) }
    say(
      model.marks.isEmpty
        ? "No offer is marked."
        : "\(model.marks.count.counted("offer")) marked; “advance” acts on all of them.")
    return []
  }
}

extension Array {
  /// The element at a place; nil where there is none.
  subscript(safely place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
