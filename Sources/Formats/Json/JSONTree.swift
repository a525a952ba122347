// The values of a JSON text as a flat list of places. Values are decoded when they are asked for, so
// that a file of ten million small objects takes eight bytes for each and not a hundred.

/// A JSON text and the places of its values.
final class JSONTree: Sendable {
  /// The place of a value or of a key.
  struct Node {
    /// The place of its first byte.
    let start: UInt32
    /// The index of the node after it and all that is inside it.
    var end: UInt32
  }

  /// The text.
  let bytes: [UInt8]
  /// All values and keys in the order of the text, after one node for the text as a whole.
  let nodes: [Node]

  /// A text that was parsed.
  init(bytes: [UInt8], nodes: [Node]) {
    self.bytes = bytes
    self.nodes = nodes
  }

  /// The value that the text holds; a list if several follow each other.
  var root: JSONValue {
    let isOne = nodes.count > 1 && Int(nodes[1].end) == nodes.count
    return JSONValue(tree: self, index: isOne ? 1 : 0)
  }
}
