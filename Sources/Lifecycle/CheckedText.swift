// Values that people write as one line of text, and that not every text is: an address, a domain, an
// ID. In files they are that text, and reading one checks it again.

/// A value that is written as a line of text.
package protocol CheckedText: Hashable, Codable, Sendable {
  /// Reads the value.
  ///
  /// - Throws: why the text is none.
  init(_ text: some StringProtocol) throws(Misfit)
  /// The value as people write it.
  var text: String { get }
}

/// Why a text is not what it should be.
package struct Misfit: Error, Hashable, Sendable {
  /// The sentence, without its place and its end.
  package let reason: String

  /// A reason.
  package init(reason: String) { self.reason = reason }
}

extension CheckedText {
  /// Reads the value as text.
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    do throws(Misfit) {
      try self.init(text)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: error.reason, underlyingError: error))
    }
  }

  /// Writes the value as text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
