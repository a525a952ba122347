// What a person has chosen once for all: the settings that the dashboard itself goes by.

/// What a person has chosen once for all.
package struct Preferences: Hashable, Sendable {
  /// The keys.
  package var keys = KeyMap.standard
  /// The mouse is the program's at the start, not the terminal's.
  package var hasMouse = true
  /// A level that changes is told to the terminal.
  package var alerts = true
  /// What was said goes by itself after a while; without it, only a key or a minute changes anything.
  package var hasMotion = true
  /// Countdowns show seconds, where they are close or looked at.
  package var showsSeconds = true

  /// What says which theme the next time begins with, whatever is chosen now; nil where the choice
  /// itself does.
  package var themeSetter: String?

  /// As it is where nobody has chosen anything but, perhaps, keys.
  package init(keys: KeyMap = .standard) { self.keys = keys }
}
