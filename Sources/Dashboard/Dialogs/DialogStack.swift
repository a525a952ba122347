// The dialogs that are open, one over the other, and what they ask of the world.

import Foundation
import Lifecycle
import Terminal

/// The dialogs that are open; the last is on top.
struct DialogStack: Sendable {
  /// A dialog with what was asked for it.
  private struct Open: Sendable {
    var dialog: any Dialog
    var asked: Set<Question> = []
  }

  /// Something that a dialog needs; what depends on the deck is asked for each of its states.
  private struct Question: Hashable, Sendable {
    let effect: Effect
    let generation: Int
  }

  /// How long it takes until what is typed is saved, in seconds: not a write for each key.
  private static let draftDelay: TimeInterval = 0.5

  private var open: [Open] = []
  /// The wizard as it was left, with what was typed.
  private(set) var leftWizard: MigrationWizard?
  /// When what is typed is to be saved; nil if nothing waits for that.
  private(set) var draftMoment: Date?
  /// How many questions were asked of the directory.
  private var questionCount = 0

  /// All of them, from the first to the one on top.
  var all: [any Dialog] { open.map(\.dialog) }
  var isEmpty: Bool { open.isEmpty }
  var count: Int { open.count }
  /// The one on top; nil if none is open.
  var last: (any Dialog)? { open.last?.dialog }
  /// The pages that are open, from the first to the one on top.
  var pageTitles: [String] { open.compactMap(\.dialog.pageTitle) }
  /// The publisher whose page is on top; nil if none is.
  var publisher: Publisher? { open.reversed().lazy.compactMap(\.dialog.publisher).first }

  /// Opens one on top.
  mutating func push(_ dialog: any Dialog) { open.append(Open(dialog: dialog)) }

  /// Lets the one on top take something; nil if there is none. It is gone if it closes.
  mutating func top(_ take: (inout any Dialog) -> [DialogAction]) -> [DialogAction]? {
    guard !open.isEmpty else { return nil }
    let actions = take(&open[open.count - 1].dialog)
    if actions.contains(where: \.isClose) {
      let closed = open.removeLast().dialog
      if let wizard = closed as? MigrationWizard { leftWizard = wizard }
    }
    return actions
  }

  /// Changes all dialogs of a kind.
  mutating func change<Kind: Dialog>(_ kind: Kind.Type, _ change: (inout Kind) -> Void) {
    for place in open.indices {
      guard var dialog = open[place].dialog as? Kind else { continue }
      change(&dialog)
      open[place].dialog = dialog
    }
  }

  /// The one on top of a kind; nil if none is open.
  func last<Kind: Dialog>(_ kind: Kind.Type) -> Kind? {
    open.reversed().lazy.compactMap { $0.dialog as? Kind }.first
  }

  /// Opens the wizard of a publisher's account, as it was left if nothing has changed since.
  ///
  /// - Returns: whether it is a new one.
  mutating func openWizard(of publisher: Publisher) -> Bool {
    defer { leftWizard = nil }
    if let left = leftWizard, left.account == publisher.account, left.owner.id == publisher.id {
      push(left)
      return false
    }
    push(MigrationWizard(publisher))
    return true
  }

  // MARK: - The world

  /// What the dialogs need and have not asked for yet.
  mutating func missing(at generation: Int) -> [Effect] {
    var effects: [Effect] = []
    for place in open.indices {
      for effect in open[place].dialog.needs {
        let question = Question(effect: effect, generation: effect.isOfDeck ? generation : 0)
        if open[place].asked.insert(question).inserted { effects.append(effect) }
      }
    }
    return effects
  }

  /// Something happened.
  mutating func take(_ message: Message, in environment: Environment) {
    for place in open.indices { open[place].dialog.take(message, in: environment) }
  }

  // MARK: - The directory

  /// The number of the question that is being asked; nil if none is.
  var asking: Int? { last(MigrationWizard.self)?.asking }

  /// Begins a question to the directory, and returns its number.
  mutating func beginAsking() -> Int {
    questionCount += 1
    let number = questionCount
    change(MigrationWizard.self) { $0.asking = number }
    return number
  }

  // MARK: - Drafts

  /// Notes that something was typed that is to be saved soon.
  mutating func noteDraft(at now: Date) {
    if draftMoment == nil, last?.hasDraft == true { draftMoment = now + Self.draftDelay }
  }

  /// Saves what was typed, once the moment has come. While the directory is asked, it may be taken
  /// just now.
  mutating func keepDraftsInTime(at now: Date) -> [Effect] {
    guard let due = draftMoment, due <= now else { return [] }
    guard asking == nil else {
      draftMoment = now + Self.draftDelay
      return []
    }
    return keepDrafts()
  }

  /// Saves what is typed and not saved yet.
  mutating func keepDrafts() -> [Effect] {
    draftMoment = nil
    return open.indices.compactMap { open[$0].dialog.keepDraft() }
  }
}

extension Effect {
  /// Its answer may be another one when the deck has changed.
  fileprivate var isOfDeck: Bool {
    switch self {
    case .recallTyped, .account(.recallDrafts): false
    default: true
    }
  }
}
