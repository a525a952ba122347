// The themes that can be chosen, and which one was.

import Terminal

/// The themes that can be chosen, and which one was.
package struct ThemeSelection: Sendable {
  /// Names of the themes that can be chosen.
  var names: [String]
  /// Which theme was asked for.
  package private(set) var choice: ThemeChoice
  /// Whether the terminal is dark or light, as far as is known.
  private(set) var scheme: Scheme

  init(names: [String], choice: ThemeChoice, scheme: Scheme) {
    self.names = names
    self.choice = choice
    self.scheme = scheme
  }

  /// The name of the theme to show.
  var wanted: String { choice.theme(for: scheme) }

  /// Chooses a theme by its name, or leaves it to the terminal.
  mutating func choose(_ name: String) -> [Effect] {
    choice.name = name == ThemeChoice.automatic ? nil : name
    return [.theme(wanted)]
  }

  /// Chooses a theme for the next time too.
  mutating func keep(
    _ name: String, _ status: inout StatusLine, _ preferences: Preferences
  ) -> [Effect] {
    let effects = choose(name)
    if let setter = preferences.themeSetter {
      status.say("“\(name)” applies until you quit; \(setter) sets the default.")
    } else {
      status.say("“\(name)” is your theme from now on.")
    }
    return effects + [.keepTheme(choice.name)]
  }

  /// The terminal has said what it is: it is kept, so that the next first frame is right at once.
  ///
  /// - Parameter shown: the name of the theme that is shown.
  mutating func follow(_ scheme: Scheme, shown: String) -> [Effect] {
    self.scheme = scheme
    let isRight = choice.name != nil || wanted == shown
    return [.keep(scheme)] + (isRight ? [] : [.theme(wanted)])
  }
}
