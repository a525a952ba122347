// The keys that terminfo describes for this very terminal, by the sequences that they send.

/// Up to eight bytes in one word, so that a table of sequences is looked up without allocation.
struct PackedBytes: Hashable {
  private var word: UInt64

  /// The bytes; `nil` where there are more than eight or none.
  init?(_ bytes: some Collection<UInt8>) {
    guard (1...8).contains(bytes.count) else { return nil }
    word = bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Keys by the names that terminfo has for what they send.
enum TerminfoKeys {
  /// The sequences of this terminal. `capability` says what terminfo has under a name.
  static func known(_ capability: (String) -> String?) -> [PackedBytes: Key] {
    var known: [PackedBytes: Key] = [:]
    for (name, key) in names {
      // Only sequences: what a control character alone stands for is the same everywhere.
      guard let sequence = capability(name)?.utf8, sequence.count > 1, sequence.first == 0x1B,
        let packed = PackedBytes(sequence)
      else { continue }
      known[packed] = key
    }
    return known
  }

  private static let names: [(String, Key)] = {
    var names: [(String, Key)] = [
      ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
      ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
      ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kcbt", Key(.backTab)),
      ("kent", Key(.enter)), ("kri", Key(.up, .shift)), ("kind", Key(.down, .shift)),
    ]
    // F13 and above stand for Shift-F1 and so on in some descriptions; xterm's way tells them apart.
    for number in 1...12 { names.append(("kf\(number)", Key(.function(number)))) }
    let shifted: [(String, Key.Symbol)] = [
      ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home),
      ("kEND", .end), ("kPRV", .pageUp), ("kNXT", .pageDown), ("kIC", .insert), ("kDC", .delete),
    ]
    // The digit after the name is xterm's parameter: user_caps(5).
    let modifiers: [(String, Key.Modifiers)] = [
      ("", .shift), ("3", .alt), ("4", [.shift, .alt]), ("5", .control),
      ("6", [.shift, .control]), ("7", [.alt, .control]), ("8", [.shift, .alt, .control]),
    ]
    for (name, symbol) in shifted {
      for (digit, held) in modifiers { names.append((name + digit, Key(symbol, held))) }
    }
    return names
  }()
}
