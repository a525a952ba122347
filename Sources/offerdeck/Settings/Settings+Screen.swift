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
    return preferences
  }

  /// The wish for a theme. Where there are no colours, dark and light are one.
  func themeChoice(_ depth: ColourDepth) -> ThemeChoice {
    let (dark, light) = depth == .mono ? ("mono", "mono") : ("dark", "light")
    switch self[.theme]?.value {
    case .text(ConfigWords.automatic), .answer, nil: return ThemeChoice(dark: dark, light: light)
    case .text(let name): return ThemeChoice(name: name, dark: dark, light: light)
    case .pair(let light, let dark): return ThemeChoice(dark: dark, light: light)
    }
  }
}

extension Wardrobe {
  /// The theme to begin with. One that a flag asks for has to be there; where the file of one that
  /// was chosen once for all is broken, the program starts all the same.
  ///
  /// - Returns: the theme, and what is wrong with the one that was chosen.
  func theme(
    _ choice: ThemeChoice, on scheme: Scheme, chosenBy settings: Settings, _ depth: ColourDepth
  ) throws(Failure) -> (theme: Theme, mistakes: [String]) {
    let name = choice.theme(for: scheme)
    do {
      if let theme = try theme(named: name, depth: depth) { return (theme, []) }
      let names = ([ThemeChoice.automatic] + names).joined(separator: ", ")
      throw Failure(.usage, "There is no theme “\(name)”; themes are \(names).")
    } catch {
      let failure = Failure(error)
      if case .flag = settings[.theme]?.origin { throw failure }
      let shipped = depth == .mono ? "mono" : ThemeChoice().theme(for: scheme)
      return (
        self.shipped(shipped, depth: depth),
        failure.sentence.split(separator: "\n").map(String.init)
      )
    }
  }
}
