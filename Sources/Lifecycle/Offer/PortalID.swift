// The IDs of offers and publishers, by one rule for every way into a deck: tables, the portals'
// answers, the command line and the screen. Decks and exports of earlier versions keep what they
// have.

/// An ID as portals give them.
package enum PortalID {
  /// The longest ID, in characters; portals allow 50.
  private static let limit = 200

  /// The ID of an offer or a publisher: letters, digits, `-`, `_` and `.`, without white space
  /// around it.
  ///
  /// - Parameter what: what the text is called in the reason.
  /// - Throws: why the text is none.
  package static func check(_ raw: String, _ what: String) throws(Misfit) -> String {
    let text = raw.trimmingWhitespace()
    guard !text.isEmpty else { throw Misfit(reason: "missing \(what)") }
    // A spreadsheet's number can be made of the right signs, so it is looked for first.
    if text.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false,
      text.utf8.count < 40, text.wholeMatch(of: /\d+([.,]\d+)?[eE]\+?\d+/) != nil
    {
      throw Misfit(
        reason: "\(what) \(text.inQuotes) is a number that a spreadsheet shortened; format the "
          + "column as text and export it again")
    }
    guard text.utf8.count <= limit else {
      throw Misfit(reason: "\(what) \(text.inQuotes) is longer than \(limit) characters")
    }
    if let scalar = text.unicodeScalars.first(where: { !isAllowed($0) }) {
      throw Misfit(
        reason:
          "\(what) \(text.visible.inQuotes) can't contain \(scalar.shown); use letters, digits, "
          + "“-”, “_” and “.”")
    }
    return text
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
    default: scalar.properties.isAlphabetic
    }
  }

  /// Whether an ID is a GUID, which portals give to products beside the ID that people chose.
  package static func isGUID(_ text: String) -> Bool {
    guard text.utf8.count == 36 else { return false }
    return text.utf8.enumerated().allSatisfy { place, byte in
      switch place {
      case 8, 13, 18, 23: byte == 0x2D
      default:
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
      }
    }
  }
}

extension String {
  /// The text without what can't be seen.
  fileprivate var visible: String {
    String(unicodeScalars.filter { ![.control, .format].contains($0.properties.generalCategory) })
  }
}
