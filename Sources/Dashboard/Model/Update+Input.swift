// What a person does: keys, pasted text, the mouse.

import Foundation
import Lifecycle
package import Terminal

extension Model {
  mutating func take(_ input: Input, at time: TimeInterval?) -> [Effect] {
    switch input {
    case .resize(let size):
      environment.look = environment.look.with(size)
      return []
    case .interrupt, .hangUp: return dialogs.keepDrafts() + [.quit]
    case .resumed:
      environment.deck.expire()
      return [.redraw]
    case .focus(let isThere):
      mouse.hasWindowFocus = isThere
      return []
    case .scheme(let scheme): return themes.follow(scheme, shown: environment.theme.name)
    case .key, .repeated, .paste, .mouse: break
    }
    if dialogs.asking != nil, isStop(input) { return stopAsking() }
    if writing.isActive {
      writing.wait(input, at: time)
      return []
    }
    let coversKeys = status.notice != nil && footer.coversKeys
    if input.isDeliberate { status.notice = nil }
    switch input {
    // What was covered is uncovered first.
    case .mouse(let mouse) where coversKeys && isOnFooter(mouse): return []
    case .key(let key):
      return press(key, Press(time: time, isRepeated: attention.isRepeated(key, at: time)))
    case .repeated(let key): return press(key, Press(time: time, isRepeated: true))
    case .paste(let text): return paste(text)
    case .mouse(let mouse): return point(mouse)
    default: return []
    }
  }

  // MARK: - Keys

  private mutating func press(_ key: Key, _ press: Press) -> [Effect] {
    if key == Key("c", .control) { return dialogs.keepDrafts() + [.quit] }
    if key == Key("l", .control) { return [.redraw] }
    if let answered = answerDialog(key, press) { return answered }
    let keys = environment.keys
    if panels.offers.filter.prompt != nil { return typeFilter(key) }
    if panels.offers.jump != nil { return panels.listing { $0.typeInJump(key) } }
    if status.takeDigit(key, keys) {
      status.notice = nil
      return []
    }
    defer { status.pendingCount = nil }
    if status.pendingCount != nil, keys[key] == .back { return [] }
    if keys[key]?.has(.number) != true { status.pendingCount = nil }
    guard let command = keys[key] else {
      status.say("\(key.name) does nothing here\(wayOut(of: key)).")
      return []
    }
    if command != .advance { panels.offers.refusedSelection = nil }
    if command == .advance, !letsThrough(press) {
      sayTooEarly(key)
      return []
    }
    return perform(command)
  }

  private mutating func typeFilter(_ key: Key) -> [Effect] {
    let before = panels.whereabouts
    let effects = panels.offers.typeFilter(key, &status, in: environment)
    panels.leave(before)
    if let effects { return effects }
    if let command = environment.keys[key] { panels.moveInOffers(command, in: environment) }
    return []
  }

  /// What to do instead where a key does nothing: a digit is meant for a number.
  private func wayOut(of key: Key) -> String {
    if case .character(let character) = key.symbol, character.isNumber {
      return "; Alt and a digit begin a number"
    }
    let help = [Command.help, .palette].compactMap { environment.keys.key(for: $0) }.first
    return help.map { "; \($0.name) lists all keys" } ?? ""
  }

  private mutating func paste(_ text: String) -> [Effect] {
    if let effects = answerDialog(.paste(text)) { return effects }
    if panels.offers.jump != nil { return panels.listing { $0.pasteIntoJump(text) } }
    guard panels.offers.filter.prompt != nil else {
      status.say("No field to paste into.")
      return []
    }
    panels.offers.filter.field.insert(text)
    return listing { $0.refilter(in: $1) }
  }

  /// Whether an input only goes on with the filter or down the list, for which the rows on the way
  /// need not be there.
  package func isOnTheWay(_ input: Input) -> Bool {
    guard dialogs.isEmpty, !writing.isActive else { return false }
    let key: Key
    switch input {
    case .key(let pressed), .repeated(let pressed): key = pressed
    default: return false
    }
    guard panels.offers.filter.prompt != nil else {
      return panels.focus == .offers && environment.keys[key]?.has(.motion) == true
    }
    if case .character = key.symbol { return true }
    return key.symbol == .backspace
  }

  // MARK: - The mouse

  private mutating func point(_ mouse: Mouse) -> [Effect] {
    if case .press = mouse.kind { self.mouse.pressedDepth = dialogs.count }
    // The second half of a double click is for what the first was for.
    if mouse.kind == .doubleClick && self.mouse.pressedDepth != dialogs.count { return [] }
    guard dialogs.isEmpty else { return pointInDialog(mouse) }
    let layout = layout
    switch mouse.kind {
    case .wheelUp, .wheelDown:
      panels.turnWheel(
        by: mouse.kind == .wheelUp ? -3 : 3, at: mouse.at, layout, in: environment)
    case .press(.left):
      self.mouse.pressed = mouse.at
      return click(at: mouse.at, layout)
    case .release:
      if self.mouse.endsDrag(at: mouse.at) {
        status.say(
          "In most terminals, Shift and drag select text. \(environment.keyName(.mouse)) turns the "
            + "mouse off here, for the terminal.")
      }
    case .doubleClick where panels.hasOffer(at: mouse.at, layout, in: environment):
      _ = click(at: mouse.at, layout)
      return advance()
    default: break
    }
    return []
  }

  private mutating func click(at point: Point, _ layout: Layout) -> [Effect] {
    if layout.moment.contains(point) { return perform(.present) }
    if layout.banner.contains(point) { return perform(header.bannerCommand) }
    if layout.header.contains(point) { return perform(.publishers) }
    if layout.footer.contains(point) {
      return footer.command(at: point.column).map { perform($0) } ?? []
    }
    return panels.click(at: point, layout, in: environment)
  }

  private mutating func pointInDialog(_ mouse: Mouse) -> [Effect] {
    switch mouse.kind {
    case .wheelUp, .wheelDown:
      let key = Key(mouse.kind == .wheelUp ? .up : .down)
      let lines = dialogs.last?.wheelLines ?? 0
      return (0..<lines).flatMap { _ in answerDialog(key) ?? [] }
    case .press(.right): return answerDialog(Key(.escape)) ?? []
    case .press(.left), .doubleClick:
      let isOnBanner = dialogs.last?.isPage == true && layout.banner.contains(mouse.at)
      if isOnBanner, header.bannerCommand == .migrate, dialogs.last(MigrationWizard.self) == nil {
        return perform(.migrate)
      }
      guard let target = target(at: mouse.at) else { return [] }
      switch target.press {
      case .key(let key): return answerDialog(key) ?? []
      case .command(let command):
        return environment.keys.key(for: command).flatMap { answerDialog($0) } ?? []
      case .entry(let number):
        return answerDialog(.entry(number, isDouble: mouse.kind == .doubleClick)) ?? []
      case .field: return answerDialog(.field(column: mouse.at.column, in: target.place)) ?? []
      }
    default: return []
    }
  }

  /// What can be clicked there in the dialog on top. What is drawn is what is clicked: the picture is
  /// asked, and nothing else knows its places.
  private func target(at point: Point) -> Target? {
    var canvas = Canvas(size: environment.look.size)
    let targets = dialogs.last?.draw(on: &canvas, in: layout.underBanner, environment) ?? []
    return targets.last { $0.place.contains(point) }
  }

  /// Whether an input gives up what is being asked: Esc, or a click on it.
  private func isStop(_ input: Input) -> Bool {
    switch input {
    case .key(let key), .repeated(let key): key == Key(.escape)
    case .mouse(let mouse):
      mouse.kind == .press(.left) && target(at: mouse.at)?.press == .key(Key(.escape))
    default: false
    }
  }

  /// A button goes down over the bottom line of the panels.
  private func isOnFooter(_ mouse: Mouse) -> Bool {
    dialogs.isEmpty && mouse.kind != .release && layout.footer.contains(mouse.at)
  }
}

/// Where the mouse is, and whose it is.
struct MouseState: Sendable {
  /// The mouse is the program's, not the terminal's.
  var isOn: Bool
  /// The terminal has told that its window takes the keys: what is on the screen is seen.
  var hasWindowFocus = false
  /// How many dialogs were open when a button went down last.
  var pressedDepth = 0
  /// Where the left button went down.
  var pressed: Point?
  /// It was said how to select text with the mouse.
  private var hasToldOfSelecting = false

  init(isOn: Bool) { self.isOn = isOn }

  /// The button comes up. Who drags wants to select text, which the terminal does; it is said how,
  /// once.
  ///
  /// - Returns: whether it has to be said.
  mutating func endsDrag(at point: Point) -> Bool {
    defer { pressed = nil }
    guard let pressed, pressed != point, !hasToldOfSelecting else { return false }
    hasToldOfSelecting = true
    return true
  }
}

extension Input {
  /// Somebody means something by it: a key, pasted text, a button or the wheel, and no button that
  /// comes up again.
  fileprivate var isDeliberate: Bool {
    switch self {
    case .key, .repeated, .paste: true
    case .mouse(let mouse): mouse.kind != .release
    default: false
    }
  }
}
