// The themes that ship inside the program.

/// The themes of the program.
package enum Themes {
  /// The text of a shipped theme; nil where none is called so.
  package static func text(named name: String) -> String? {
    files.first { $0.name == name }.map { String(decoding: $0.bytes(), as: UTF8.self) }
  }

  /// The names of the shipped themes; the first is used unless another is asked for.
  package static let names = files.map(\.name)

  private static let files: [(name: String, bytes: @Sendable () -> [UInt8])] = [
    ("dark", { PackageResources.dark_yaml }),
    ("light", { PackageResources.light_yaml }),
    ("high-contrast", { PackageResources.high_contrast_yaml }),
    ("mono", { PackageResources.mono_yaml }),
  ]
}
