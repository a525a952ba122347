// How the dashboard looks: its size, its theme, and what a person has chosen once for all.

package import Terminal

/// How the dashboard looks.
package struct Look: Sendable {
  /// The size of the screen.
  package internal(set) var size: Size
  /// The theme.
  package internal(set) var theme: Theme
  /// What a person has chosen once for all.
  package let preferences: Preferences
}
