// What a terminal answers when it is asked, and what it tells without being asked any more.

/// Whether text is dark on light, or light on dark.
package enum Scheme: String, CaseIterable, Sendable {
  case dark, light

  /// The scheme of a terminal whose background is this color.
  package init(background: Color) {
    // Half way between black and white for an eye.
    self = background.lightness > 0.5 ? .light : .dark
  }
}

/// One answer.
enum TerminalReply: Hashable, Sendable {
  /// The color behind text (OSC 11).
  case background(Color)
  /// Whether it has a private mode (DECRQM).
  case mode(Int, isKnown: Bool)
  /// What it is called, and its version (XTVERSION).
  case name(String)
  /// What kind of terminal it is (DA1). Everything answers this, so that it ends the answers.
  case attributes
  /// Its user has switched between light and dark (private mode 2031).
  case scheme(Scheme)

  /// Reads a whole sequence; nil for one that is no answer to a question of ours.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count <= 256 else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    if let body = text.body(after: "\u{1B}]11;", before: ["\u{07}", "\u{1B}\\"]) {
      guard let color = Self.color(body) else { return nil }
      self = .background(color)
    } else if let body = text.body(after: "\u{1B}P>|", before: ["\u{1B}\\", "\u{07}"]) {
      self = .name(Legible.clipped(body, to: 60))
    } else if let body = text.body(after: "\u{1B}[?", before: ["$y"]) {
      let numbers = body.split(separator: ";").map { Int($0) }
      guard numbers.count == 2, let mode = numbers[0], let state = numbers[1] else { return nil }
      // 0: it knows no such mode. 4: it knows it, and will never have it.
      self = .mode(mode, isKnown: (1...3).contains(state))
    } else if text == "\u{1B}[?997;1n" {
      self = .scheme(.dark)
    } else if text == "\u{1B}[?997;2n" {
      self = .scheme(.light)
    } else if let body = text.body(after: "\u{1B}[?", before: ["c"]),
      body.allSatisfy({ $0.isNumber || $0 == ";" })
    {
      self = .attributes
    } else {
      return nil
    }
  }

  /// A color as X writes it: `rgb:` and three parts of one to four hexadecimal digits each, or
  /// `rgba:` and one more.
  private static func color(_ text: Substring) -> Color? {
    guard let colon = text.firstIndex(of: ":"), ["rgb", "rgba"].contains(text[..<colon]) else {
      return nil
    }
    let parts = text[text.index(after: colon)...].split(
      separator: "/", omittingEmptySubsequences: false)
    guard (3...4).contains(parts.count) else { return nil }
    let values = parts.prefix(3).compactMap { part -> UInt8? in
      guard (1...4).contains(part.count), let value = Int(part, radix: 16) else { return nil }
      return UInt8(value * 255 / ((1 << (4 * part.count)) - 1))
    }
    return values.count == 3 ? .rgb(values[0], values[1], values[2]) : nil
  }
}

extension String {
  /// What stands between a beginning and one of several ends.
  fileprivate func body(after start: String, before ends: [String]) -> Substring? {
    guard hasPrefix(start), let end = ends.first(where: hasSuffix) else { return nil }
    let body = dropFirst(start.count)
    return body.count >= end.count ? body.dropLast(end.count) : nil
  }
}
