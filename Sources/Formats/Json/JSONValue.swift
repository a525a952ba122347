// A JSON value that knows where it stands, so that what is wrong with it can be said with a line.

/// A value of a JSON text.
struct JSONValue {
  /// What it is.
  enum Content {
    case null
    case bool(Bool)
    /// As it is written.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Pairs in the order of the text.
    case object([(key: String, value: JSONValue)])
  }

  let content: Content
  /// Where it begins, in bytes from the start of the text, and where it ends.
  let range: Range<Int>

  /// Its elements, where it is an array.
  var elements: [JSONValue]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  /// Its pairs, where it is an object.
  var pairs: [(key: String, value: JSONValue)]? {
    if case .object(let pairs) = content { pairs } else { nil }
  }

  /// Its text, where it is one that is not empty.
  var text: String? {
    if case .string(let text) = content, !text.isEmpty { text } else { nil }
  }

  /// Its text or its number as text.
  var scalar: String? {
    if case .number(let text) = content { text } else { text }
  }

  /// The value of a key, in any case, since portals spell the same key in several; nil where there
  /// is none, or null. A key that stands twice counts as its last.
  subscript(key: String) -> JSONValue? {
    guard let pairs else { return nil }
    let value =
      pairs.last { $0.key == key }?.value
      ?? pairs.last {
        $0.key.utf8.count == key.utf8.count && $0.key.lowercased() == key.lowercased()
      }?.value
    if case .null = value?.content { return nil }
    return value
  }
}
