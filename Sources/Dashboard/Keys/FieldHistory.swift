// What was typed into a field before, and what suggests itself: the arrows up and down walk through
// it, as in a shell.

/// Earlier texts of a field, the latest last.
package struct FieldHistory: Hashable, Sendable {
  /// A way through the texts.
  enum Way {
    /// To earlier ones.
    case back
    /// To later ones, and at last to what was being typed.
    case forth
  }

  /// The most texts that are kept.
  private static let limit = 50

  private var texts: [String] = []
  private var place: Int?
  private var current = ""

  /// A history that begins with suggestions, the likeliest last.
  init(_ suggestions: [String] = []) { for text in suggestions { remember(text) } }

  /// There is nothing to walk through.
  var isEmpty: Bool { texts.isEmpty }
  /// Whether what stands in the field is one of the texts, and not typed.
  func isWalking(at text: String) -> Bool { place.map { texts[$0] == text } ?? false }

  /// Keeps a text; one that is there already comes to the end.
  mutating func remember(_ text: String) {
    place = nil
    guard !text.isEmpty else { return }
    texts.removeAll { $0 == text }
    texts.append(text)
    texts = texts.suffix(Self.limit)
  }

  /// Puts earlier texts before those that are there; where one is in both, it stays where it is.
  mutating func recall(_ earlier: [String]) {
    let known = Set(texts)
    let new = earlier.filter { !known.contains($0) }
    texts = (new + texts).suffix(Self.limit)
    place = place.map { min($0 + new.count, texts.count - 1) }
  }

  /// Walks one text on.
  ///
  /// - Parameter text: what stands in the field.
  /// - Returns: what stands there then; nil where the way ends.
  mutating func walk(_ way: Way, from text: String) -> String? {
    // A text that was changed is one that is being typed.
    if let shown = place, texts[shown] != text { place = nil }
    switch way {
    case .back:
      if place == nil { current = text }
      var next = (place ?? texts.count) - 1
      // What stands in the field is no other text.
      if place == nil, next >= 0, texts[next] == text { next -= 1 }
      guard texts.indices.contains(next) else { return nil }
      place = next
      return texts[next]
    case .forth:
      guard let shown = place else { return nil }
      place = shown + 1 < texts.count ? shown + 1 : nil
      return place.map { texts[$0] } ?? current
    }
  }
}
