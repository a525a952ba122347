// Words of which there are only so many: a stage, a role, a source. In files they are written as they
// are called in the code, and one that is none of them says which there are.

/// One of a list of words.
package protocol ListedWord: RawRepresentable<String>, CaseIterable, Codable, Sendable {
  /// Words that files of earlier versions have in the place of today's.
  static var earlierWords: [String: Self] { get }
}

extension ListedWord {
  package static var earlierWords: [String: Self] { [:] }
}

/// Why a text is none of them. A `DecodingError` has it under it.
package struct UnlistedWord: Error, Hashable, Sendable {
  /// The words that there are.
  package let words: [String]
}

extension ListedWord {
  /// Reads the word as text.
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let word = Self(rawValue: text) ?? Self.earlierWords[text] else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "unknown value \(text.inQuotes); use one of",
          underlyingError: UnlistedWord(words: Self.allCases.map(\.rawValue))))
    }
    self = word
  }
}
