// What the dashboard is given of the settings: its preferences, and the theme to begin with.

import Dashboard
import Formats
import Foundation
import Terminal

extension Settings {
  /// What the dashboard itself goes by.
  var preferences: Preferences {
    var preferences = Preferences()
    preferences.keys = keys
    preferences.hasMouse = isOn(.mouse, unlessSaid: true)
    preferences.hasMotion = isOn(.motion, unlessSaid: true)
    preferences.showsSeconds = preferences.hasMotion && isOn(.seconds, unlessSaid: true)
    preferences.alerts = isOn(.alerts, unlessSaid: true)
    preferences.themeSetter =
      switch self[.theme]?.origin {
      case .file, .variable: self[.theme]?.origin.title
      case .shipped, .chosen, .flag, nil: nil
      }
    return preferences
  }

  /// The wish for a theme. Where there are no colors, dark and light are one.
  func themeChoice(_ depth: ColorDepth) -> ThemeChoice {
    let (dark, light) = depth == .mono ? ("mono", "mono") : ("dark", "light")
    switch self[.theme]?.value {
    case .text(ConfigWords.automatic), .answer, nil: return ThemeChoice(dark: dark, light: light)
    case .text(let name): return ThemeChoice(name: name, dark: dark, light: light)
    case .pair(let light, let dark): return ThemeChoice(dark: dark, light: light)
    }
  }
}

extension ThemeLibrary {
  /// The theme to begin with: one that ships where the file of the one that was chosen is broken, or
  /// gone.
  ///
  /// - Returns: the theme, and what is wrong with the one that was chosen, in one sentence.
  func theme(
    _ choice: ThemeChoice, on scheme: Scheme, _ depth: ColorDepth
  ) -> (theme: Theme, complaint: String?) {
    switch message(named: choice.theme(for: scheme), depth) {
    case .themeChanged(let theme): return (theme, nil)
    case .themeFailed(let complaint):
      let shipped = depth == .mono ? "mono" : ThemeChoice().theme(for: scheme)
      return (self.shipped(shipped, depth: depth), complaint)
    default: preconditionFailure("A theme is there or not.")
    }
  }
}
