// Which theme is shown: one that was chosen, or the one of two that fits the terminal.

package import Terminal

/// The wish for a theme.
package struct ThemeChoice: Hashable, Sendable {
  /// What stands for the choice by the terminal, where a theme can be named.
  package static let automatic = "auto"

  /// The theme that is always shown; nil where the terminal decides.
  package var name: String?
  /// The theme for a dark terminal.
  package let dark: String
  /// The theme for a light one.
  package let light: String

  /// A theme of this name, or by the terminal without one.
  package init(name: String? = nil, dark: String = "dark", light: String = "light") {
    self.name = name
    self.dark = dark
    self.light = light
  }

  /// Another theme is shown where the terminal is light than where it is dark.
  package var followsTerminal: Bool { name == nil && dark != light }

  /// The name of the theme to show on a terminal.
  package func theme(for scheme: Scheme) -> String {
    name ?? (scheme == .light ? light : dark)
  }
}
