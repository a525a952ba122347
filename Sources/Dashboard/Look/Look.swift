// How the dashboard looks: its size, its theme, and what a person has chosen once for all.

package import Terminal

/// How the dashboard looks. A value that is shared: every part of a picture is given it, and it is
/// replaced as a whole.
package final class Look: Sendable {
  /// The size of the screen.
  package let size: Size
  /// The theme.
  package let theme: Theme
  /// What a person has chosen once for all.
  package let preferences: Preferences

  /// A look of a size in a theme.
  init(size: Size, theme: Theme, preferences: Preferences) {
    self.size = size
    self.theme = theme
    self.preferences = preferences
  }

  /// The same look in another size.
  func with(_ size: Size) -> Look { Look(size: size, theme: theme, preferences: preferences) }

  /// The same look in another theme.
  func with(_ theme: Theme) -> Look { Look(size: size, theme: theme, preferences: preferences) }
}
