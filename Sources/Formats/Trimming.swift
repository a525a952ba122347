// White space at the ends of a text, which is looked for in every field of every row.

import Lifecycle

extension String {
  /// The text without white space at either end; quick for one that has none.
  var trimmed: String {
    let isPlain = utf8.first.map { $0 > 0x20 && $0 < 0x80 } ?? true
    if isPlain, utf8.last.map({ $0 > 0x20 && $0 < 0x80 }) ?? true { return self }
    return trimmingWhitespace()
  }
}
