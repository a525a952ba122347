// Addresses that may be opened or kept: https alone, with a host, and nothing that a shell or a
// terminal could take for something else.

/// A checked https address.
package struct Link: Hashable, Codable, Sendable {
  /// The address as it was given.
  package let text: String
  /// Its host, in lower case.
  package let host: String

  /// Takes an address; nil where it is not https, has no host, or has a character that has no
  /// place in an address (RFC 3986, section 2).
  package init?(_ text: String) {
    let scheme = "https://"
    guard text.utf8.count <= 2_048, text.lowercased().hasPrefix(scheme) else { return nil }
    let allowed = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7f
        && !"\"<>\\^`{|}".unicodeScalars.contains(scalar)
    }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
    // A user part would let a look-alike host pass for a known one.
    guard allowed, host.contains("."), !host.contains("@"), host.first != ".", host.last != "."
    else { return nil }
    self.text = text
    self.host = host
  }

  /// Reads the address as text.
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let link = Link(text) else {
      let misfit = Misfit(reason: "use an https address, such as https://contoso.com/guide")
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: misfit.reason, underlyingError: misfit))
    }
    self = link
  }

  /// Writes the address as text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
