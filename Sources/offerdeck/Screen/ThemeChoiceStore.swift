// Which theme was chosen in the dashboard, for the next time.

import Foundation

/// Remembers the theme that was chosen in the dashboard, where no setting names one.
struct ThemeChoiceStore: Sendable {
  private let file: StateFile

  /// The memory in a folder.
  init(folder: String) { file = StateFile(path: folder + "/theme") }

  /// Where it is written down.
  var path: String { file.path }

  /// The name of the theme; nil where the terminal decides.
  var name: String? {
    let name = file.text.split(separator: "\n").first.map(String.init)
    return name?.isEmpty == false ? name : nil
  }

  /// Keeps a name, or nil that the terminal decides.
  ///
  /// - Returns: why that was not possible; nil if it was.
  func keep(_ name: String?) -> String? {
    if let name { file.write(name + "\n") } else { file.remove() }
  }
}
