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

extension LineCommands {
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
    case .overview: sayAll(panels.overview(deadlines: .max))
    case .list: return list(from: 0)
    case .more: return list(from: page.start + SpokenPage.size)
    case .offer: sayAll(panels.offer ?? ["No offer is selected."])
    case .steps:
      let (status, environment) = (model.current, model.environment)
      sayAll(
        Int(after).map { StepsPanel.spoken(step: $0, of: status, in: environment) }
          ?? StepsPanel.spoken(status, in: environment))
      if let number = Int(after) { noteRead(step: number - 1) }
    case .deadlines:
      guard let number = Int(after) else {
        sayAll(panels.deadlines(limit: .max))
        return []
      }
      let count = model.environment.overview.dates.count
      guard (1...max(1, count)).contains(number), count > 0 else {
        say("There are \(count.counted("deadline")).")
        return []
      }
      return watching { model in
        model.panels.view = .panels
        model.panels.focus = .deadlines
        model.panels.deadlines.select(number - 1, in: model.environment.overview)
        let effects = model.perform(.advance)
        // Where every offer has met it, the list stays as it is, and the words are about it again.
        model.panels.focus = .offers
        return effects
      }
    case .help: sayAll(help(on: after))
    }
    return []
  }

  /// The panels in words.
  private var panels: SpokenPanels { SpokenPanels(model: model) }

  private var boardPage: BoardPage {
    model.panels.boardPage(model.layout, in: model.environment)
  }

  private mutating func sayAll(_ lines: [String]) { for line in lines { say(line) } }

  private mutating func list(from start: Int) -> [Effect] {
    if model.panels.view != .panels {
      sayAll(panels.view)
      return []
    }
    if start > 0, let count = model.panels.offers.listing.window?.count, start >= count {
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
    if model.panels.view.hasLanes {
      guard let (lane, place) = boardPage.spokenPlaces[safely: number - 1] else {
        say("There is no offer number \(number).")
        return []
      }
      return watching { model in
        model.panels.board.focused = lane
        model.panels.steps.selection = nil
        model.panels.board.lanes[lane].listing.move(to: place)
        return []
      }
    }
    let count = model.panels.offers.listing.window?.count
    guard number > 0, count.map({ number <= $0 }) ?? true else {
      say("The list has \((count ?? 0).counted("offer")).")
      return []
    }
    return watching { model in
      model.panels.focus = .offers
      model.panels.listing { $0.move(to: number - 1) }
      return []
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
      let count = model.current?.progress.steps.count ?? 0
      guard number > 0, number <= count else {
        say("The offer has \(count.counted("step")).")
        return []
      }
      // Only what was read out can be completed.
      if command == .advance, !hasRead(step: number - 1) {
        sayAll(
          StepsPanel.spoken(step: number, of: model.current, in: model.environment))
        say("Type “advance \(number)” again to continue.")
        noteRead(step: number - 1)
        return []
      }
      return watching { model in
        defer { model.panels.focus = .offers }
        model.panels.focus = .steps
        model.panels.steps.selection = number - 1
        return model.perform(command)
      }
    default: break
    }
    let wasBack =
      command == .back && !model.panels.hasWayBack && model.environment.asOf.offset == nil
    let effects = watching { $0.perform(command) }
    if wasBack { say("Nothing to go back from.") }
    if command == .reload { say("Read again.") }
    return after.isEmpty ? effects : goOn(after, after: command, effects)
  }

  private mutating func filter(by text: String) -> [Effect] {
    let before = model.panels.offers.filter
    if text.isEmpty && !model.query.isFiltered {
      say(
        "Type what to look for, such as words or stage:draft track:new type:ce blocked:yes due:14d."
      )
      return []
    }
    let effects = watching { model in
      guard !text.isEmpty else { return model.listing { $0.clearFilter(in: $1) } }
      model.panels.offers.filter.field = TextField(text)
      return model.listing { $0.refilter(in: $1) }
    }
    if let mistake = model.panels.offers.filter.mistake {
      say("\(mistake.sentence) (at \(mistake.column)).")
      model.panels.offers.filter = before
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
    return watching { model in
      _ = model.perform(.jump)
      return model.panels.listing { $0.pasteIntoJump(text) }
    }
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
    for key in keys { model.panels.offers.mark(key) }
    say(
      model.panels.offers.marks.isEmpty
        ? "No offer is marked."
        : "\(model.panels.offers.marks.count.counted("offer")) marked; “advance” acts on all of them."
    )
    return []
  }
}

extension Array {
  /// The element at a place; nil where there is none.
  subscript(safely place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
