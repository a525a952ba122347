// Words that a shell can complete which only the deck, or the folders of the user, know. Whatever is
// wrong there, nothing is said: somebody is in the middle of typing.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

extension CompletionKind {
  /// The IDs of the deck's offers.
  static let offers = custom { words, _, prefix in
    store(words).map { store in
      var query = Query()
      query.words = prefix.isEmpty ? [] : [prefix]
      query.sort = .name
      let offers = (try? store.lists.rows(query, from: 0, count: 200)) ?? []
      return offers.map(\.key.offer).filter { $0.hasPrefix(prefix) && $0.isPlain }.sorted()
    } ?? []
  }

  /// The IDs of the deck's publishers.
  static let publishers = custom { words, _, _ in
    ((try? store(words)?.publishers.all()) ?? []).map(\.id).filter(\.isPlain)
  }

  /// The names of the themes.
  static let themes = custom { _, _, _ in themeNames }

  /// What can be said for a theme: a name, or that it is to be as the terminal is.
  static let themeChoices = custom { _, _, _ in ["auto"] + themeNames }

  private static var themeNames: [String] {
    ThemeLibrary(isASCII: true, folder: Paths().themes).names.filter(\.isPlain)
  }

  /// The IDs of the playbooks.
  static let playbooks = custom { _, _, _ in library.playbooks.map(\.id).filter(\.isPlain) }

  /// The IDs of all steps of the playbooks.
  static let steps = custom { _, _, _ in
    let steps = library.playbooks.flatMap(\.tracks).flatMap(\.steps).map(\.id)
    return Set(steps).sorted().filter(\.isPlain)
  }

  /// The IDs of all tracks of the playbooks.
  static let tracks = custom { _, _, _ in
    Set(library.playbooks.flatMap(\.tracks).map(\.id)).sorted().filter(\.isPlain)
  }

  private static var library: Library {
    Library(folders: [Paths().playbooks] + [Settings.current.path(.playbooks)].compactMap { $0 })
  }

  /// The deck that the words of a line name, to be read.
  private static func store(_ words: [String]) -> Store? {
    var deck = Settings.current.path(.deck) ?? Paths().deck
    for (place, word) in words.enumerated() {
      if word == "--deck", place + 1 < words.count { deck = words[place + 1] }
      if word.hasPrefix("--deck=") { deck = String(word.dropFirst(7)) }
    }
    guard FileManager.default.fileExists(atPath: deck) else { return nil }
    return try? Store(at: deck, playbooks: library.playbooks, isReadOnly: true)
  }
}

extension String {
  /// It means nothing to a shell but itself.
  fileprivate var isPlain: Bool {
    !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
  }
}
