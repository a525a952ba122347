// Addresses that could be taken for others: how they are shown, wherever they are.

import Lifecycle

extension String {
  /// What a reader has to know of an address or a domain: how it is written in ASCII, where that
  /// differs, and whether letters are mixed that look alike. Empty for every other text.
  var lookalikes: [String] {
    guard utf8.count <= 1_000, !utf8.allSatisfy({ $0 < 0x80 }) else { return [] }
    var notes: [String] = []
    for part in split(whereSeparator: { ",; <>".contains($0) }) {
      guard let address = try? EmailAddress(part) else { continue }
      if let ascii = address.asciiForm { notes.append("In ASCII: \(ascii)") }
      if let warning = address.warning { notes.append(warning) }
    }
    if notes.isEmpty, let domain = try? DomainName(trimmingWhitespace()), domain.isInternational {
      notes.append("In ASCII: \(domain.ascii)")
    }
    return notes
  }
}
