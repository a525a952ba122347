// The dashboard as a conversation, for people who do not look at a screen: a line that was heard does
// what a key would have done, and what has changed by that is read out. It is the dashboard's own
// model, so that nothing is possible here that is not possible there, and the sentences are the same.

import Foundation
import Lifecycle
import Terminal

/// A conversation over the dashboard's model.
package struct LineCommands: Sendable {
  /// The model.
  package internal(set) var model: Model
  /// What is to be said first: what the model has noted, in the order in which it did.
  private var sentences: [String] = []
  /// What is left of a long answer; “more” goes on with it.
  private var rest: ArraySlice<String> = []
  /// The part of the list that is read out.
  var page: SpokenPage
  /// What was said last, so that nothing is said twice.
  private var told = Told()

  /// What was said of the model.
  private struct Told: Sendable {
    /// What was read out of the dialog on top.
    var dialog: [String]?
    var view = View.panels
    var moment: String?
    var offer: [String]?
    var isGreeted = false
    /// The step out of turn whose instruction was read out last.
    var step: Prompt?
  }

  /// More lines than these are said in parts.
  private static let pageRows = 20

  /// A conversation over a model whose signs are words.
  package init(_ model: Model) {
    self.model = model
    page = SpokenPage(query: model.query)
  }

  // MARK: - What happens

  /// What to do before the first word.
  package mutating func start() -> [Effect] { model.start() }

  /// What is needed and was not asked for.
  package mutating func missing() -> [Effect] {
    let list = model.query == page.query ? [] : [page.open(model.query, from: 0)]
    return list + model.missing()
  }

  /// Takes a message.
  package mutating func update(_ message: Message) -> [Effect] {
    if case .loaded(let window) = message, window.pane == .speech {
      page.take(window)
      return []
    }
    return watching { $0.update(message) }
  }

  /// Takes a line that somebody typed.
  package mutating func hear(_ line: String) -> [Effect] {
    let words = line.trimmingWhitespace()
    let isMore = words.isEmpty || words.lowercased() == "more"
    if isMore && !rest.isEmpty { return [] }
    rest = []
    // What was said before can be said again: it is the answer to another line.
    model.status.notice = nil
    let word = words.lowercased()
    if word == "quit" || word == "exit" { return end() }
    guard !model.dialogs.isEmpty else { return command(words) }
    guard word == "help" || word == "?" else { return answer(words) }
    // All of it again, and what is true of every question.
    told.dialog = nil
    say("“back” closes this, “quit” ends the program; text in \"quotes\" is taken literally.")
    return []
  }

  /// Ends, with everything saved that was typed.
  package mutating func end() -> [Effect] { model.dialogs.keepDrafts() + [.quit] }

  /// Lets something happen to the model, and notes what it says and what it lists then.
  mutating func watching(_ change: (inout Model) -> [Effect]) -> [Effect] {
    let before = model.status.notice
    let effects = change(&model)
    if let notice = model.status.notice, notice != before { say(notice.text) }
    return effects
  }

  /// Whether the instruction of a step of the selected offer was read out: that of the next one is
  /// part of how the offer stands.
  func hasRead(step place: Int) -> Bool {
    guard let progress = model.current?.progress, let step = progress.steps[safely: place] else {
      return true
    }
    return step.step == progress.next?.step || told.step == prompt(step: place)
  }

  /// Notes that the instruction of a step of the selected offer is read out.
  mutating func noteRead(step place: Int) { told.step = prompt(step: place) }

  private func prompt(step place: Int) -> Prompt? {
    guard let current = model.current, let step = current.progress.steps[safely: place]?.step else {
      return nil
    }
    return .step(current.offer.key, step.id)
  }

  /// Says how the selected offer stands, even where that was said before.
  mutating func repeatOffer() { told.offer = nil }

  /// Says a sentence at the next occasion.
  mutating func say(_ sentence: String) { sentences.append(sentence) }

  /// Answers the dialog on top.
  private mutating func answer(_ words: String) -> [Effect] {
    let isAnswered = model.dialogs.last?.isInformation ?? true
    var isClosed = false
    let effects = watching { model in
      let environment = model.environment
      let actions = model.dialogs.top { $0.hear(words, in: environment) } ?? []
      isClosed = actions.count == 1 && actions[0].isClose
      return model.perform(actions)
    }
    if isClosed && sentences.isEmpty {
      say(isAnswered ? "Closed." : "Closed. Nothing was changed.")
    }
    return effects
  }

  /// Answers what a command has just opened by the words that came after it.
  mutating func goOn(_ words: String, after command: Command, _ effects: [Effect]) -> [Effect] {
    switch model.dialogs.last {
    case is Menu, is LossMenu, is TextEntry: return effects + answer(words)
    default:
      say("“\(command.rawValue)” takes no “\(words)” here.")
      return effects
    }
  }

  // MARK: - What is said

  /// The sentences that there are to say at once, while something longer is waited for.
  package mutating func said() -> [String] {
    defer { sentences = [] }
    return sentences
  }

  /// Everything that there is to say, now that all that was asked of the world is answered.
  package mutating func spoken() -> [String] {
    if !rest.isEmpty { return nextPart() }
    var lines = said()
    while let page = model.dialogs.last as? TextDialog, !page.isLoading {
      lines += page.spoken
      _ = model.answerDialog(Key(.escape))
    }
    if let dialog = model.dialogs.last {
      let all = dialog.spoken
      lines += (all == told.dialog ? [] : all) + dialog.spokenNotes
    } else {
      lines += news()
    }
    told.dialog = model.dialogs.last?.spoken
    guard lines.count > Self.pageRows + 4 else { return lines }
    rest = lines[...]
    return nextPart()
  }

  private mutating func nextPart() -> [String] {
    defer { rest = rest.dropFirst(Self.pageRows) }
    return Array(rest.prefix(Self.pageRows))
  }

  /// What is asked for now.
  package var prompt: String {
    if !rest.isEmpty { return "More? \(rest.count.counted("line")) to come." }
    if let dialog = model.dialogs.last { return dialog.spokenPrompt }
    return (model.offer.map { "\($0.name). " } ?? "") + "What next?"
  }

  /// What is new beneath all dialogs.
  private mutating func news() -> [String] {
    var lines: [String] = []
    if let jump = model.panels.offers.jump {
      lines += jump.mistake.map { ["“\(jump.field.text)”: \($0)."] } ?? []
      model.panels.offers.jump = nil
    }
    let panels = SpokenPanels(model: model)
    let offer = panels.offer
    if !told.isGreeted {
      told.isGreeted = true
      lines += panels.overview(deadlines: 3)
      lines.append("“help” lists the words.")
    } else {
      let moment = model.header.momentTitles.first?.ended
      if moment != told.moment { lines.append(moment?.spoken ?? "Back to today.") }
      if model.panels.view != told.view { lines += panels.view }
      if page.isWanted { lines += panels.list(page) }
    }
    if offer != told.offer, let offer { lines += offer }
    page.isWanted = false
    told.view = model.panels.view
    told.moment = model.header.momentTitles.first?.ended
    told.offer = offer
    return lines
  }
}

/// The part of the list that is read out.
struct SpokenPage: Sendable {
  /// How many offers are read out at once.
  static let size = 10

  /// What is listed.
  var query: Query
  /// The place of the first offer that is wanted, from 0.
  private(set) var start = 0
  /// The offers.
  private(set) var offers: [Offer] = []
  /// It was asked for, and not read out yet.
  var isWanted = false

  /// Asks for the part from a place on.
  mutating func open(_ query: Query, from start: Int) -> Effect {
    self.query = query
    self.start = start
    isWanted = true
    return .load(
      LoadRequest(
        query: query, from: start, count: Self.size, keeping: nil, selection: start, pane: .speech))
  }

  /// Takes what was read; what answers another query came too late.
  mutating func take(_ window: OfferWindow) {
    guard window.query == query else { return }
    offers = Array(window.offers.dropFirst(max(0, start - window.start)))
  }
}

extension String {
  /// As it stands above what it is about.
  var asHeading: String { hasSuffix("?") ? self : self + ":" }

  /// As it is read out: what blanks set apart on a screen, commas do here.
  var spoken: String {
    let parts = replacing(#/ {2,}/#, with: "\u{0}").split(separator: "\u{0}")
      .map { $0.trimmingWhitespace() }
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
      .replacing(" · ", with: ", ").replacing(" ,", with: ",").replacing(#/,{2,}/#, with: ",")
      .replacing(" :", with: ":").replacing(":,", with: ":")
  }

  /// A time that is told by letters, in words: `25 d 9 h` is `25 days 9 hours`.
  var spokenTime: String {
    var words: [String] = []
    for word in split(separator: " ") {
      let unit = ["d": "day", "h": "hour", "y": "year"][word.prefix { $0 != "," }]
      if let unit, let count = words.last, let number = Int(count) {
        words.append((number == 1 ? unit : unit + "s") + word.dropFirst())
      } else {
        words.append(String(word))
      }
    }
    return words.joined(separator: " ")
  }

  /// As a sentence, which ends with one full stop.
  var ended: String { hasSuffix(".") ? self : self + "." }
}

extension StringProtocol {
  /// The words say that one wants to go back.
  var isBack: Bool { ["back", "cancel"].contains(lowercased()) }

  /// A text for a field: in quotes it is taken as it is, whatever word it is.
  var unquoted: String {
    count >= 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : String(self)
  }
}

extension TextField {
  /// A field into which a text was typed.
  init(typing text: String) {
    self.init()
    insert(text)
  }
}

extension Theme {
  /// A look for what is read out: words in place of signs, and no styles.
  package static let spoken = Theme(name: "spoken", styles: [:], signs: .words)
}
