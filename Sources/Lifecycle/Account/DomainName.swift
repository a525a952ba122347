// Domains of addresses, international ones too: as people write them, and as the domain name system
// has them (RFC 5890 to 5892). Two spellings of one domain are one.

import Foundation

/// A domain name of at least two labels.
package struct DomainName: CheckedText {
  /// As the domain name system has it: ASCII letters in lower case, digits and hyphens.
  package let ascii: String
  /// As people write it.
  package let unicode: String
  /// As people write it.
  package var text: String { unicode }

  /// Reads a domain in either form.
  ///
  /// - Throws: why it is none.
  package init(_ text: some StringProtocol) throws(Misfit) {
    // Three further signs are typed for the dot (IDNA mapping, UTS 46, section 2.3).
    let dotted = String(text).precomposedStringWithCompatibilityMapping.lowercased()
      .precomposedStringWithCanonicalMapping
      .replacing("\u{3002}", with: ".")
    guard !dotted.isEmpty else { throw Misfit(reason: "the part after the @ is missing") }
    guard !dotted.hasPrefix("[") else {
      throw Misfit(reason: "IP addresses are not accepted; enter a domain name")
    }
    let parts = dotted.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2 else {
      throw Misfit(reason: "\(dotted.inQuotes) is missing a top-level domain such as .com")
    }
    var ascii: [String] = []
    var unicode: [String] = []
    for part in parts {
      let label = try Self.label(String(part))
      ascii.append(label.ascii)
      unicode.append(label.unicode)
    }
    guard let last = ascii.last, last.contains(where: { !$0.isNumber }) else {
      throw Misfit(reason: "a domain does not end with a number")
    }
    self.ascii = ascii.joined(separator: ".")
    self.unicode = unicode.joined(separator: ".")
    guard self.ascii.utf8.count <= 253 else {
      throw Misfit(reason: "the domain is longer than 253 characters")
    }
  }

  /// The domain has letters beyond ASCII, so that its ASCII form tells it from one that looks alike.
  package var isInternational: Bool { ascii != unicode }

  /// A label of the domain mixes writing systems.
  package var mixesWritingSystems: Bool {
    unicode.split(separator: ".").contains { WritingSystem.areMixed(in: $0) }
  }

  // MARK: - Labels

  private static func label(
    _ text: String
  ) throws(Misfit) -> (ascii: String, unicode: String) {
    guard !text.isEmpty else {
      throw Misfit(reason: "the domain has a dot at an end, or two in a row")
    }
    guard text.utf8.count <= 1_000 else {
      throw Misfit(reason: "a part of the domain is longer than 63 characters")
    }
    guard !text.hasPrefix("-"), !text.hasSuffix("-") else {
      throw Misfit(reason: "\(text.inQuotes) begins or ends with a hyphen")
    }
    var unicode = text
    if text.hasPrefix(Punycode.prefix) {
      let encoded = String(text.dropFirst(Punycode.prefix.count))
      guard let decoded = Punycode.decoded(encoded), !decoded.allSatisfy(\.isASCII),
        Punycode.encoded(decoded) == encoded
      else { throw Misfit(reason: "\(text.inQuotes) is not a valid international name") }
      unicode = decoded
    }
    for scalar in unicode.unicodeScalars where !isAllowed(scalar) {
      let name = scalar.properties.isWhitespace ? "a blank" : scalar.shown
      throw Misfit(reason: "\(name) can't be part of a domain")
    }
    if let first = unicode.unicodeScalars.first, first.isMark {
      throw Misfit(reason: "a part of the domain begins with a combining accent")
    }
    var ascii = unicode
    if !unicode.allSatisfy(\.isASCII) {
      guard let encoded = Punycode.encoded(unicode) else {
        throw Misfit(reason: "a part of the domain is longer than 63 characters")
      }
      ascii = Punycode.prefix + encoded
    }
    guard ascii.utf8.count <= 63 else {
      throw Misfit(reason: "a part of the domain is longer than 63 characters")
    }
    return (ascii, unicode)
  }

  /// Letters, marks and decimal digits, the hyphen, and the few signs that languages write inside
  /// words (RFC 5892, appendix A).
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar == "-" || ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    if "\u{B7}\u{375}\u{5F3}\u{5F4}\u{30FB}\u{200C}\u{200D}".unicodeScalars.contains(scalar) {
      return true
    }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
      .decimalNumber:
      return true
    default: return false
    }
  }
}

extension Unicode.Scalar {
  /// A sign that goes over or beside the one before it.
  fileprivate var isMark: Bool {
    [.nonspacingMark, .spacingMark, .enclosingMark].contains(properties.generalCategory)
  }

  /// The sign as it can be shown: invisible ones by their numbers.
  var shown: String {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned, .nonspacingMark, .enclosingMark:
      let digits = String(value, radix: 16, uppercase: true)
      return "the invisible character U+" + String(repeating: "0", count: max(0, 4 - digits.count))
        + digits
    default: return "“\(self)”"
    }
  }
}
