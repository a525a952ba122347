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

  /// The name of the theme to begin with; nil where nobody chose one.
  fileprivate func themeName(onLight isLight: Bool) -> String? {
    switch self[.theme]?.value {
    case .text(ConfigWords.automatic), .answer, nil: nil
    case .text(let name): name
    case .pair(let light, let dark): isLight ? light : dark
    }
  }

  /// The terminal says that its background is light: `COLORFGBG`, as rxvt and others set it, ends
  /// with the number of the background among the 16 colours, of which 7 and 9 to 15 are light.
  static func isLight(_ environment: [String: String]) -> Bool {
    let number = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
    return number.map { $0 == 7 || (9...15).contains($0) } ?? false
  }
}

extension Wardrobe {
  /// The theme to begin with. One that a flag asks for has to be there; where the file of one that
  /// was chosen once for all is broken, the program starts all the same.
  ///
  /// - Returns: the theme, and what is wrong with the one that was chosen.
  func theme(
    chosenBy settings: Settings, _ depth: ColourDepth
  ) throws(Failure) -> (theme: Theme, mistakes: [String]) {
    let isLight = Settings.isLight(ProcessInfo.processInfo.environment)
    let shipped = depth == .mono ? "mono" : isLight ? "light" : "dark"
    let name = settings.themeName(onLight: isLight) ?? shipped
    do {
      if let theme = try theme(named: name, depth: depth) { return (theme, []) }
      throw Failure(
        .usage, "There is no theme “\(name)”; themes are \(names.joined(separator: ", ")).")
    } catch {
      let failure = Failure(error)
      if case .flag = settings[.theme]?.origin { throw failure }
      return (
        self.shipped(shipped, depth: depth),
        failure.sentence.split(separator: "\n").map(String.init)
      )
    }
  }
}
