// Addresses as the standards have them (RFC 5321, 5322 and 6531), so that no real person is turned
// away: quoted names, signs such as + and ', international names and domains.

import Foundation

/// An address of one person.
package struct EmailAddress: CheckedText {
  /// What stands before the @, as it was written.
  package let local: String
  /// The domain.
  package let domain: DomainName

  /// Reads an address; blanks around it are passed over.
  ///
  /// - Throws: why it is none.
  package init(_ text: some StringProtocol) throws(Misfit) {
    let text = text.trimmingWhitespace()
    guard !text.isEmpty else { throw Misfit(reason: "the address is missing") }
    guard text.utf8.count <= 1_000 else {
      throw Misfit(reason: "the address is longer than 254 characters")
    }
    // A quoted name can hold an @ itself; a domain can't.
    guard let at = text.lastIndex(of: "@") else {
      throw Misfit(reason: "the @ between name and domain is missing")
    }
    local = try Self.local(text[..<at])
    domain = try DomainName(text[text.index(after: at)...])
    // RFC 5321, section 4.5.3.1.3: 256 with the angle brackets around it.
    guard local.utf8.count + 1 + domain.ascii.utf8.count <= 254 else {
      throw Misfit(reason: "the address is longer than 254 characters")
    }
  }

  /// The address as people write it.
  package var text: String { "\(local)@\(domain.unicode)" }

  /// The address by which it is known again: one person, however the letters are written. Mail
  /// systems may tell `Ann` from `ann`; neither portal does.
  package var key: String {
    "\(local.lowercased().precomposedStringWithCanonicalMapping)@\(domain.ascii)"
  }

  /// The ASCII form, to be shown beside an address that has other letters in its domain; nil where
  /// there is nothing to tell apart.
  package var asciiForm: String? { domain.isInternational ? "\(local)@\(domain.ascii)" : nil }

  /// What a reader is warned of, as a sentence; nil where there is nothing.
  package var warning: String? {
    let isNameMixed = WritingSystem.areMixed(in: local)
    guard isNameMixed || domain.mixesWritingSystems else { return nil }
    let systems = WritingSystem.all(in: isNameMixed ? local : domain.unicode).map(\.rawValue)
    let place = isNameMixed ? "name" : "domain"
    return "The \(place) mixes \(systems.joined(separator: " and ")) letters, some of which look "
      + "alike. Make sure it is the right one."
  }

  // MARK: - The name

  private static func local(_ text: Substring) throws(Misfit) -> String {
    guard !text.isEmpty else { throw Misfit(reason: "the part before the @ is missing") }
    // RFC 5321, section 4.5.3.1.1.
    guard text.utf8.count <= 64 else {
      throw Misfit(reason: "the part before the @ is longer than 64 characters")
    }
    for scalar in text.unicodeScalars where isHidden(scalar) {
      throw Misfit(reason: "\(scalar.shown) can't be part of an address")
    }
    if text.first == "\"" {
      try checkQuoted(text)
      return String(text)
    }
    guard text.first != ".", text.last != ".", !text.contains("..") else {
      throw Misfit(reason: "the part before the @ has a dot at an end, or two in a row")
    }
    for character in text where !isAtom(character) {
      let name = character.isWhitespace ? "a space" : "“\(character)”"
      throw Misfit(reason: "\(name) can be used before the @ only inside quotes")
    }
    return String(text).precomposedStringWithCanonicalMapping
  }

  /// Signs that can't be seen, and could show one address as another.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    let joiners: [Unicode.Scalar] = ["\u{200C}", "\u{200D}"]
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
      return true
    case .format: return !joiners.contains(scalar)
    default: return false
    }
  }

  /// RFC 5322, section 3.2.3, and every letter beyond ASCII (RFC 6531, section 3.3).
  private static func isAtom(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue else { return !character.isWhitespace }
    return character.isLetter || character.isNumber || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(ascii)
  }

  /// RFC 5321, section 4.1.2: any sign, with a backslash before a quote or another one.
  private static func checkQuoted(_ text: Substring) throws(Misfit) {
    var isEscaped = false
    let inner = text.dropFirst().dropLast()
    guard text.count >= 2, text.last == "\"" else {
      throw Misfit(reason: "the quotation mark is not closed before the @")
    }
    for character in inner {
      if !isEscaped && character == "\"" {
        throw Misfit(reason: "a quotation mark inside the name needs a backslash before it")
      }
      isEscaped = !isEscaped && character == "\\"
    }
    if isEscaped {
      throw Misfit(reason: "the quotation mark is not closed before the @")
    }
  }
}
