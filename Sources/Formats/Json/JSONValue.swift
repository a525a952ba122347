// A JSON value with its place, so that a mistake in it can be reported with a line.

/// A value of a JSON text.
struct JSONValue {
  /// What a value can be.
  enum Kind {
    case null, bool, number, string, array, object
  }

  private let tree: JSONTree
  private let index: Int

  /// The value of a node.
  init(tree: JSONTree, index: Int) {
    self.tree = tree
    self.index = index
  }

  /// Where it begins, in bytes from the start of the text.
  var offset: Int { Int(tree.nodes[index].start) }

  /// What it is.
  var kind: Kind {
    // Node 0 is the list of all texts, if several follow each other.
    if index == 0 { return .array }
    switch tree.bytes[offset] {
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x22: return .string
    case 0x74, 0x66: return .bool
    case 0x6E: return .null
    default: return .number
    }
  }

  /// The elements of an array; nil for anything else.
  var elements: Elements? { kind == .array ? inside(stride: 1) : nil }

  /// The elements of the array that a key has; none if it has no array.
  func elements(of key: String) -> Elements {
    self[key]?.elements ?? Elements(tree: tree, from: 0, to: 0, stride: 1)
  }

  /// The pairs of an object in the order of the text; nil for anything else.
  var pairs: Pairs? { kind == .object ? Pairs(values: inside(stride: 2)) : nil }

  /// The text of a string; nil for anything else, and for one that is empty.
  var text: String? { string.flatMap { $0.isEmpty ? nil : $0 } }

  /// The text of a string; nil for anything else.
  var string: String? { kind == .string ? JSONString.text(tree.bytes, at: offset) : nil }

  /// Its text, or its number as it is written.
  var scalar: String? {
    guard kind == .number else { return text }
    return String(
      decoding: tree.bytes[offset...].prefix(while: JSONParser.isOfNumber), as: UTF8.self)
  }

  /// Whether it is `true`.
  var isTrue: Bool { kind == .bool && tree.bytes[offset] == 0x74 }

  /// The value of a key, in any case, since portals spell the same key in several; nil if there is
  /// none, or null. A key that occurs twice counts as its last.
  subscript(key: String) -> JSONValue? {
    guard kind == .object else { return nil }
    var exact: JSONValue?
    var similar: JSONValue?
    for (name, value) in inside(stride: 2).nodes {
      switch JSONString.likeness(tree.bytes, at: Int(tree.nodes[name].start), to: key) {
      case .equal: exact = JSONValue(tree: tree, index: value)
      case .equalButForCase: similar = JSONValue(tree: tree, index: value)
      case .different: break
      }
    }
    guard let value = exact ?? similar, value.kind != .null else { return nil }
    return value
  }

  /// What is inside: each element, or each key with the value after it.
  private func inside(stride: Int) -> Elements {
    Elements(tree: tree, from: index + 1, to: Int(tree.nodes[index].end), stride: stride)
  }

  /// The elements of an array.
  struct Elements: Sequence, IteratorProtocol {
    private let tree: JSONTree
    private let stride: Int
    private let end: Int
    private var place: Int

    fileprivate init(tree: JSONTree, from place: Int, to end: Int, stride: Int) {
      self.tree = tree
      self.place = place
      self.end = end
      self.stride = stride
    }

    /// There are none.
    var isEmpty: Bool { place >= end }

    /// The first of them.
    var first: JSONValue? { isEmpty ? nil : JSONValue(tree: tree, index: place) }

    mutating func next() -> JSONValue? {
      guard place < end else { return nil }
      defer { place = Int(tree.nodes[place + stride - 1].end) }
      return JSONValue(tree: tree, index: place)
    }

    /// The nodes of keys and of their values.
    fileprivate var nodes: some Sequence<(key: Int, value: Int)> {
      let (tree, end) = (tree, end)
      return sequence(state: place) { place -> (key: Int, value: Int)? in
        guard place < end else { return nil }
        defer { place = Int(tree.nodes[place + 1].end) }
        return (place, place + 1)
      }
    }
  }

  /// The pairs of an object.
  struct Pairs: Sequence, IteratorProtocol {
    fileprivate var values: Elements

    /// There are none.
    var isEmpty: Bool { values.isEmpty }

    mutating func next() -> (key: String, value: JSONValue)? {
      values.next().map { key in
        (
          JSONString.text(key.tree.bytes, at: key.offset),
          JSONValue(tree: key.tree, index: key.index + 1)
        )
      }
    }
  }
}
