// What was typed into a field before, and what suggests itself: the arrows up and down walk through
// it, as in a shell.

import Terminal

/// Earlier texts of a field, the latest last.
package struct FieldHistory: Hashable, Sendable {
  /// The most texts that are kept.
  private static let limit = 50

  private var texts: [String] = []
  private var place: Int?
  private var current = ""

  /// A history that begins with suggestions, the likeliest last.
  init(_ suggestions: [String] = []) { for text in suggestions { remember(text) } }

  /// Keeps a text; one that is there already comes to the end.
  mutating func remember(_ text: String) {
    place = nil
    guard !text.isEmpty else { return }
    texts.removeAll { $0 == text }
    texts.append(text)
    texts = texts.suffix(Self.limit)
  }

  /// Does what an arrow does in a field.
  ///
  /// - Returns: whether the field has another text now.
  mutating func take(_ key: Key, in field: inout TextField) -> Bool {
    switch key.symbol {
    case .up:
      if place == nil { current = field.text }
      var next = (place ?? texts.count) - 1
      // What stands in the field is no other text.
      if place == nil, next >= 0, texts[next] == field.text { next -= 1 }
      guard texts.indices.contains(next) else { return false }
      place = next
      field = TextField(texts[next])
    case .down:
      guard let shown = place else { return false }
      place = shown + 1 < texts.count ? shown + 1 : nil
      field = TextField(place.map { texts[$0] } ?? current)
    default: return false
    }
    return true
  }
}
