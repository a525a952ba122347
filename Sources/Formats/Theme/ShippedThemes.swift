// The themes that ship inside the program.

/// The themes of the program.
package enum Themes {
  /// The text of a shipped theme, by its name or by that of an earlier version; nil if there is none.
  package static func text(named name: String) -> String? {
    let name = earlierNames[name] ?? name
    return files.first { $0.name == name }.map { String(decoding: $0.bytes(), as: UTF8.self) }
  }

  /// Names of earlier versions, with today's.
  static let earlierNames = [
    "colour-blind-dark": "color-blind-dark", "colour-blind-light": "color-blind-light",
  ]

  /// The names of the shipped themes; the first is used unless another is asked for.
  package static let names = files.map(\.name)

  private static let files: [(name: String, bytes: @Sendable () -> [UInt8])] = [
    ("dark", { PackageResources.dark_yaml }),
    ("light", { PackageResources.light_yaml }),
    ("catppuccin", { PackageResources.catppuccin_yaml }),
    ("dracula", { PackageResources.dracula_yaml }),
    ("github-light", { PackageResources.github_light_yaml }),
    ("gruvbox", { PackageResources.gruvbox_yaml }),
    ("nord", { PackageResources.nord_yaml }),
    ("one-dark", { PackageResources.one_dark_yaml }),
    ("solarized-dark", { PackageResources.solarized_dark_yaml }),
    ("solarized-light", { PackageResources.solarized_light_yaml }),
    ("tokyo-night", { PackageResources.tokyo_night_yaml }),
    ("color-blind-dark", { PackageResources.color_blind_dark_yaml }),
    ("color-blind-light", { PackageResources.color_blind_light_yaml }),
    ("high-contrast", { PackageResources.high_contrast_yaml }),
    ("mono", { PackageResources.mono_yaml }),
  ]
}
