// The themes at hand, as a terminal can show them: those that ship, and the user's own, which take
// the place of one that ships under the same name.

import Dashboard
import Formats
import Foundation
import Lifecycle
import Terminal

/// The themes at hand.
struct ThemeLibrary: Sendable {
  /// Draw with ASCII alone.
  let isASCII: Bool
  /// The folder of the user's own themes.
  let folder: String

  /// Why the folder can't be read; nil if it can, or if there is none.
  var failure: FileFailure? {
    guard let entries = opendir(folder) else {
      return [ENOENT, ENOTDIR].contains(errno) ? nil : FileFailure(path: folder, code: errno)
    }
    closedir(entries)
    return nil
  }

  /// The names of the themes, the one first that is used unless another is.
  var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let own = files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    return Themes.names + own.filter { !Themes.names.contains($0) }.sorted()
  }

  /// The theme of a name, for a terminal of a depth; nil where there is none.
  ///
  /// - Throws: what is wrong in its file.
  func theme(named name: String, depth: ColorDepth) throws -> Theme? {
    guard let sheet = try sheet(named: name, below: []) else { return nil }
    return Theme(sheet, depth: depth, signs: isASCII ? .ascii : .unicode)
  }

  /// A theme as it ships, whatever the user's own say.
  func shipped(_ name: String, depth: ColorDepth) -> Theme {
    do {
      let text = Themes.text(named: name) ?? ""
      let sheet = try Self.read(text, named: name) { name in
        Themes.text(named: name).flatMap { try? Self.read($0, named: name) { _ in nil } }
      }
      return Theme(sheet, depth: depth, signs: isASCII ? .ascii : .unicode)
    } catch {
      preconditionFailure("A shipped theme has mistakes: \(error)")
    }
  }

  /// The answer to the wish for a theme.
  func message(named name: String, _ depth: ColorDepth) -> Message {
    do {
      return try theme(named: name, depth: depth).map { .themeChanged($0) }
        ?? .themeFailed("No theme \(name.inQuotes).")
    } catch {
      return .themeFailed(Self.sentence(error))
    }
  }

  /// What is wrong with a theme, in one sentence: the first mistake, and how to see the others.
  static func sentence(_ error: any Error) -> String {
    guard let mistakes = error as? FileMistakes, let first = mistakes.mistakes.first else {
      return "\(error)"
    }
    let rest = mistakes.mistakes.count - 1 + mistakes.further
    if rest == 0 { return first.description }
    return "\(first) (and \(rest) more; see `offerdeck theme check \(first.file)`)"
  }

  /// The sheet of a theme, with what it inherits; `below` are those that inherit from it.
  func sheet(named name: String, below: [String]) throws -> ThemeSheet? {
    guard !below.contains(name) else { return nil }
    let path = "\(folder)/\(name).yaml"
    let isOwn = !name.contains("/") && access(path, F_OK) == 0
    guard let text = isOwn ? try SmallFile.text(at: path) : Themes.text(named: name) else {
      return nil
    }
    return try Self.read(text, named: isOwn ? path : "\(name).yaml") {
      try? sheet(named: $0, below: below + [name])
    }
  }

  /// Reads a theme's text.
  static func read(
    _ text: String, named name: String, parent: (String) -> ThemeSheet?
  ) throws(FileMistakes) -> ThemeSheet {
    try ThemeFile.read(
      text, named: name, roles: Role.allCases.map(\.rawValue), parent: parent)
  }
}
