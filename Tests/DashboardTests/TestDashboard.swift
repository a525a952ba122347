// A dashboard over a deck that is a list in memory: it answers what the model asks for as the
// program would, and remembers what that was.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

struct TestDashboard {
  private(set) var model: Model
  /// Everything that was asked of the world.
  private(set) var asked: [Effect] = []
  /// The most offers that the model ever held.
  private(set) var mostHeld = 0
  var offers: [Offer]
  var publishers: [Publisher]
  let playbooks: [Playbook]
  /// The deck as it was, by the moments that the model can go to; the deck as it is at all others.
  var history: [(until: Date, offers: [Offer])] = []
  var visited: Date?
  /// Writes and counts are kept waiting until `answer` is called.
  var isSlow = false
  private var waiting: [Effect] = []
  /// When keys come, by their clock; nil for keys that are pressed one by one.
  var time: TimeInterval?
  /// How many offers met a deadline in the last weeks, one every second day.
  var arrivals = 7
  /// What each action changed, as it was before.
  var past: [[Rules.Subject]] = []
  /// What was undone, as it was before that.
  var undone: [[Rules.Subject]] = []

  /// A dashboard that has been opened on these offers.
  init(
    _ offers: [Offer] = [Sample.offer("fleet"), Sample.offer("field"), Sample.offer("fresh")],
    publishers: [Publisher] = [Sample.contoso], size: (columns: Int, rows: Int) = (120, 36),
    signs: Signs = .unicode, playbooks: [Playbook] = [Sample.playbook], now: Date = Sample.now,
    zone: TimeZone = .gmt, keys: KeyMap = .standard, alerts: Bool = true, seconds: Bool = true,
    hasLater: Bool = false,
    preparing: (inout Model) -> Void = { _ in }
  ) {
    self.playbooks = playbooks
    self.offers = offers.sorted { ($0.name, $0.key.offer) < ($1.name, $1.key.offer) }
    self.publishers = publishers
    var preferences = Preferences(keys: keys)
    preferences.alerts = alerts
    preferences.showsSeconds = seconds
    model = Model(
      playbooks: playbooks, now: now, isAsOf: true, zone: zone,
      size: Size(columns: size.columns, rows: size.rows),
      theme: Theme(name: "plain", styles: [:], signs: signs), themes: ["plain", "other"],
      preferences: preferences, hasLater: hasLater)
    preparing(&model)
    perform(model.start())
  }

  // MARK: - What a person does

  /// Presses keys, by their names.
  mutating func press(_ names: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    for name in names {
      guard let key = Key(name: name) else {
        Issue.record("There is no key \(name).", sourceLocation: sourceLocation)
        continue
      }
      send(.input(.key(key), at: time))
    }
  }

  /// Types a text, character by character.
  mutating func type(_ text: String) {
    for character in text { send(.input(.key(Key(character)))) }
  }

  mutating func click(_ column: Int, _ row: Int, _ kind: Mouse.Kind = .press(.left)) {
    send(.input(.mouse(Mouse(at: Point(column: column, row: row), kind: kind))))
  }

  mutating func resize(_ columns: Int, _ rows: Int) {
    send(.input(.resize(Size(columns: columns, rows: rows))))
  }

  /// Lets a message happen, and all that follows from it.
  mutating func send(_ message: Message) { perform(take(message)) }

  /// Answers what was kept waiting.
  mutating func answer() {
    let effects = waiting
    waiting = []
    for effect in effects { send(reply(effect)) }
  }

  /// Changes an offer behind the model's back, as another program would.
  mutating func change(_ id: String, _ change: (inout Offer) -> Void) {
    guard let place = offers.firstIndex(where: { $0.key.offer == id }) else { return }
    change(&offers[place])
  }

  // MARK: - What there is to see

  /// The picture, as one text.
  var screen: String { model.drawn().lines.joined(separator: "\n") }
  /// The last line of the screen: the keys.
  var footer: String { model.drawn().lines.last ?? "" }
  /// The line above the keys: what is said, and at its end what is under way.
  var message: String { model.drawn().lines.dropLast().last ?? "" }
  /// The picture of a part of the screen, without blanks at the ends of its lines.
  func picture(of place: Rectangle) -> [String] {
    let canvas = model.drawn()
    return (place.minRow..<place.maxRow).map { row in
      var line = (place.minColumn..<place.maxColumn).map { column in
        canvas[Point(column: column, row: row)].text
      }.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// What was asked of the world, without reading.
  var wishes: [Effect] {
    asked.filter {
      switch $0 {
      case .load, .count, .learn, .find, .locate, .recallTyped, .keepTyped: false
      default: true
      }
    }
  }

  /// The page of the timeline, whether it is shown or not.
  var timeline: TimelinePage {
    TimelinePage(
      timeline: model.panels.timeline, panel: model.panels.deadlines, environment: model.environment
    )
  }

  func offer(_ id: String) -> Offer? { offers.first { $0.key.offer == id } }

  /// Forgets what was asked so far.
  mutating func forget() { asked = [] }

  // MARK: - The world

  /// One effect after the other, in the order of the program's own loop.
  private mutating func perform(_ effects: [Effect]) {
    var pending = effects[...]
    repeat {
      while let effect = pending.popFirst() {
        asked.append(effect)
        switch effect {
        case .perform, .undo, .find, .travel, .locate:
          if isSlow { waiting.append(effect) } else { pending += take(reply(effect)) }
        case .load, .count, .match, .survey, .remember, .theme, .foresee:
          pending += take(reply(effect))
        default: break
        }
      }
      pending += model.missing()
    } while !pending.isEmpty
  }

  private mutating func take(_ message: Message) -> [Effect] {
    defer {
      mostHeld = max(mostHeld, model.panels.offers.listing.window?.offers.count ?? 0)
      _ = model.drawn()
      model.noteShown(at: time)
    }
    return model.update(message)
  }
}
