// The dialog on top as what takes keys, pasted text and the mouse. Where the mouse points at is
// asked of the same drawing that a person sees.

import Lifecycle
import Terminal

/// A place of a dialog that can be clicked.
struct Target: Hashable {
  /// What a click does.
  enum Press: Hashable {
    /// What a key does.
    case key(Key)
    /// What the key of a command does.
    case command(Command)
    /// Goes to an entry of a list, by its number; what it stands for may follow.
    case entry(Int)
    /// Puts the cursor of the field there.
    case field
  }

  /// The place.
  let place: Rectangle
  /// What a click does there.
  let press: Press
}

extension Dialog {
  /// Takes a key; `command` is what it means on the panels.
  mutating func take(_ key: Key, _ command: Command?, rows: Int) -> Answer {
    switch self {
    case .menu(var menu):
      defer { self = .menu(menu) }
      return menu.take(key, command)
    case .confirmation(let confirmation): return confirmation.take(key)
    case .entry(var entry):
      defer { self = .entry(entry) }
      return entry.take(key)
    case .pages(var form):
      defer { self = .pages(form) }
      return form.take(key, command)
    case .reader(var reader):
      defer { self = .reader(reader) }
      return reader.take(key, command, rows: rows)
    case .wizard(var wizard):
      defer { self = .wizard(wizard) }
      return wizard.take(key)
    case .profile(var page):
      defer { self = .profile(page) }
      return page.take(key, command)
    case .users(var list):
      defer { self = .users(list) }
      return list.take(key, command)
    }
  }

  /// Takes pasted text, if a field has the cursor.
  mutating func paste(_ text: String) {
    switch self {
    case .entry(var entry):
      entry.field.insert(text)
      entry.mistake = nil
      self = .entry(entry)
    case .menu(var menu) where menu.search != nil:
      menu.search?.insert(text)
      self = .menu(menu)
    case .wizard(var wizard):
      wizard.paste(text)
      self = .wizard(wizard)
    default: break
    }
  }

  /// Goes to an entry of its list, as a click does.
  ///
  /// - Parameter isDouble: it was clicked twice.
  mutating func press(entry number: Int, isDouble: Bool) -> Answer {
    switch self {
    case .menu(var menu):
      defer { self = .menu(menu) }
      return menu.press(number, isDouble: isDouble)
    case .pages(var form):
      defer { self = .pages(form) }
      return form.press(number)
    case .wizard(var wizard):
      defer { self = .wizard(wizard) }
      return wizard.press(number)
    case .profile(var page):
      defer { self = .profile(page) }
      return page.press(number, isDouble: isDouble)
    case .users(var list):
      defer { self = .users(list) }
      return list.press(number, isDouble: isDouble)
    case .confirmation, .entry, .reader: return .open
    }
  }

  /// Puts the cursor of its field to a column.
  mutating func point(at column: Int, in place: Rectangle) {
    switch self {
    case .entry(var entry):
      entry.field.point(at: column, in: place)
      self = .entry(entry)
    case .menu(var menu):
      menu.search?.point(at: column, in: place)
      self = .menu(menu)
    case .wizard(var wizard):
      wizard.point(at: column, in: place)
      self = .wizard(wizard)
    default: break
    }
  }

  /// Whether keys type text here.
  var isTyping: Bool {
    switch self {
    case .entry: true
    case .menu(let menu): menu.search != nil
    case .wizard(let wizard): wizard.stop == .field
    case .confirmation, .pages, .reader, .profile, .users: false
    }
  }

  /// How many lines a turn of the wheel is: none where the arrows do something else.
  var wheelLines: Int {
    switch self {
    case .reader: 3
    case .menu, .pages, .profile, .users: 1
    case .confirmation, .entry, .wizard: 0
    }
  }
}
