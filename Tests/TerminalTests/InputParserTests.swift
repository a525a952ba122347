// Bytes from a terminal, and what they mean, however they are cut.

import Testing

@testable import Terminal

@Suite struct InputParserTests {
  /// Feeds all at once, and lets what is kept expire.
  private func inputs(_ text: String, _ parser: InputParser = InputParser()) -> [Input] {
    var parser = parser
    let inputs = parser.feed(Array(text.utf8), at: 0)
    return inputs + parser.expire(at: 10_000)
  }

  private func keys(_ text: String) -> [String] {
    inputs(text).map { input in
      if case .key(let key) = input { key.name } else { "\(input)" }
    }
  }

  @Test func `characters, controls and sequences become keys in order`() {
    #expect(
      keys("aÄ世 \r\t\u{7F}\u{08}") == [
        "a", "Ä", "世", "Space", "Enter", "Tab", "Backspace", "Backspace",
      ])
    #expect(keys("\u{01}\u{0C}\u{1A}\0\u{1F}") == ["C-a", "C-l", "C-z", "C-Space", "C-_"])
    #expect(
      keys("\u{1B}[A\u{1B}OB\u{1B}[1;5D\u{1B}[3~\u{1B}[5;2~\u{1B}[Z") == [
        "Up", "Down", "C-Left", "Del", "S-PgUp", "S-Tab",
      ])
    #expect(
      keys("\u{1B}OP\u{1B}[15~\u{1B}[24~\u{1B}[1;2P\u{1B}[1;8A") == [
        "F1", "F5", "F12", "S-F1", "C-A-S-Up",
      ])
    #expect(keys("\u{1B}x\u{1B}é\u{1B}\r\u{1B}\u{01}") == ["A-x", "A-é", "A-Enter", "C-A-a"])
    #expect(keys("\u{1B}[97;5u\u{1B}[27;6;65~\u{1B}[13;2u") == ["C-a", "C-a", "S-Enter"])
  }

  @Test func `a cluster of scalars is one key`() {
    #expect(inputs("👨‍👩‍👧e\u{301}") == [.key(Key("👨‍👩‍👧")), .key(Key("é"))])
  }

  @Test func `Ctrl-C and Ctrl-Backslash are interrupts, in their place among the keys`() {
    #expect(
      inputs("a\u{03}b\u{1C}") == [
        .key(Key("a")), .interrupt(2), .key(Key("b")), .interrupt(3),
      ])
  }

  @Test func `Esc alone is known after a moment, and at once where another key follows`() {
    var parser = InputParser()
    #expect(parser.feed(Array("\u{1B}".utf8), at: 100) == [])
    #expect(parser.deadline == 100 + InputParser.patience)
    #expect(parser.expire(at: 101) == [])
    #expect(parser.expire(at: 100 + InputParser.patience) == [.key(Key(.escape))])
    #expect(parser.deadline == nil)
    #expect(keys("\u{1B}\u{1B}") == ["Esc", "Esc"])
    #expect(keys("\u{1B}\u{1B}[A") == ["Esc", "Up"])
    #expect(keys("\u{1B}[") == ["A-["])
    #expect(keys("\u{1B}O") == ["A-O"])
  }

  @Test func `what is not for us is passed over as a whole`() {
    #expect(keys("\u{1B}[?2026;2$yx") == ["x"])
    #expect(keys("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\x") == ["x"])
    #expect(keys("\u{1B}]11;rgb:ffff/ffff/ffff\u{07}x") == ["x"])
    #expect(keys("\u{1B}P1+r436f=323536\u{1B}\\x") == ["x"])
    #expect(keys("\u{1B}[99999999999999999999~x") == ["x"])
    #expect(keys("\u{1B}[1;\u{1B}[Ax") == ["Up", "x"])
    #expect(keys("\u{1B}[[Ax") == ["x"])
    #expect(inputs("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }

  @Test func `a key that is released is no press, and one that is held says so`() {
    #expect(
      inputs("\u{1B}[106u\u{1B}[106;1:2u\u{1B}[106;1:3u") == [
        .key(Key("j")), .repeated(Key("j")),
      ])
    #expect(
      inputs("\u{1B}[1;1:1B\u{1B}[1;1:2B\u{1B}[1;1:3B\u{1B}[3;5:3~\u{1B}[13;1:3u\u{1B}[13;1:2u")
        == [.key(Key(.down)), .repeated(Key(.down)), .repeated(Key(.enter))])
  }

  @Test func `of the keys without a character only those of the number pad mean something`() {
    #expect(keys("\u{1B}[57441;2u\u{1B}[57358u\u{1B}[57414u\u{1B}[57403u") == ["Enter", "4"])
  }

  @Test func `an answer that comes late and in pieces is no key`() {
    for answer in [
      "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\", "\u{1B}[?2026;2$y", "\u{1B}P>|XTerm(390)\u{1B}\\",
      "\u{1B}[?64;1;2c",
    ] {
      let bytes = Array(answer.utf8)
      for cut in 3..<bytes.count {
        var parser = InputParser()
        var inputs = parser.feed(bytes[..<cut], at: 5_000)
        inputs += parser.expire(at: 5_000 + InputParser.answerPatience - 1)
        inputs += parser.feed(bytes[cut...], at: 5_000 + InputParser.answerPatience - 1)
        #expect(inputs == [], "\(answer.debugDescription) cut at \(cut)")
        #expect(parser.feed(Array("q".utf8), at: 9_000) == [.key(Key("q"))])
      }
    }
  }

  @Test func `bytes that are no text are no keys`() {
    var parser = InputParser()
    #expect(
      parser.feed([0x61, 0xFF, 0xC3, 0x62, 0xC2, 0x9B, 0xED, 0xA0, 0x80, 0x63], at: 0) == [
        .key(Key("a")), .key(Key("b")), .key(Key("c")),
      ])
  }

  @Test func `in a Latin-1 locale a byte is a character`() {
    var parser = InputParser()
    parser.utf8 = false
    #expect(parser.feed([0xE9, 0x61], at: 0) == [.key(Key("é")), .key(Key("a"))])
  }

  @Test func `terminfo's word goes before xterm's`() {
    var parser = InputParser()
    parser.known = TerminfoKeys.known { ["kf1": "\u{1B}[[A", "khome": "\u{1B}[7~"][$0] }
    #expect(inputs("\u{1B}[[A\u{1B}[7~", parser) == [.key(Key(.function(1))), .key(Key(.home))])
  }

  @Test func `the mouse is understood in both ways`() {
    #expect(
      inputs("\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<64;1;1M\u{1B}[<65;1;1M\u{1B}[<2;1;1M") == [
        .mouse(Mouse(at: Point(column: 4, row: 2), kind: .press(.left))),
        .mouse(Mouse(at: Point(column: 4, row: 2), kind: .release)),
        .mouse(Mouse(at: .zero, kind: .wheelUp)),
        .mouse(Mouse(at: .zero, kind: .wheelDown)),
        .mouse(Mouse(at: .zero, kind: .press(.right))),
      ])
    #expect(
      inputs("\u{1B}[M \u{25}\u{23}x") == [
        .mouse(Mouse(at: Point(column: 4, row: 2), kind: .press(.left))), .key(Key("x")),
      ])
    #expect(inputs("\u{1B}[<32;5;3M\u{1B}[<35;5;3M") == [], "motion is not asked for")
  }

  @Test(arguments: [(Int64(399), Mouse.Kind.doubleClick), (Int64(401), Mouse.Kind.press(.left))])
  func `two presses on one cell in time are a double click`(after: Int64, kind: Mouse.Kind) {
    var parser = InputParser()
    let press = Array("\u{1B}[<0;5;3M".utf8)
    #expect(parser.feed(press, at: 0).count == 1)
    #expect(
      parser.feed(press, at: after) == [
        .mouse(Mouse(at: Point(column: 4, row: 2), kind: kind))
      ])
    let elsewhere = parser.feed(Array("\u{1B}[<0;6;3M".utf8), at: after)
    #expect(elsewhere == [.mouse(Mouse(at: Point(column: 5, row: 2), kind: .press(.left)))])
  }

  @Test func `a paste is one input, with unix line ends, and its keys are no keys`() {
    #expect(
      inputs("\u{1B}[200~a\rb\r\nc\u{03}\u{1B}[A\u{1B}[201~q") == [
        .paste("a\nb\nc\u{03}\u{1B}[A"), .key(Key("q")),
      ])
  }

  @Test func `however the bytes are cut, the inputs are the same`() {
    let text =
      "aé世\u{1B}[1;5A\u{1B}OP\u{1B}[200~paste é\r\u{1B}[20\u{1B}[201~z"
      + "\u{1B}[<0;5;3M\u{1B}]0;x\u{07}\u{1B}xend"
    let bytes = Array(text.utf8)
    var whole = InputParser()
    let expected = whole.feed(bytes, at: 0)
    #expect(expected.count == 12)
    for cut in 1..<bytes.count {
      var parser = InputParser()
      let first = parser.feed(bytes[..<cut], at: 0)
      #expect(first + parser.feed(bytes[cut...], at: 1) == expected, "cut at \(cut)")
    }
    var parser = InputParser()
    #expect(bytes.flatMap { parser.feed([$0], at: 0) } == expected)
  }

  @Test func `a paste whose end never comes is given after a time`() {
    var parser = InputParser()
    #expect(parser.feed(Array("\u{1B}[200~half".utf8), at: 0) == [])
    #expect(parser.feed(Array(" and half".utf8), at: 900) == [])
    #expect(parser.expire(at: 1500) == [])
    #expect(parser.expire(at: 900 + InputParser.pastePatience) == [.paste("half and half")])
    #expect(parser.feed(Array("q".utf8), at: 5000) == [.key(Key("q"))])
  }

  @Test func `a paste beyond the limit is cut and ends where it ends`() {
    var parser = InputParser()
    var inputs = parser.feed(Array("\u{1B}[200~".utf8), at: 0)
    let piece = [UInt8](repeating: 0x78, count: 100_000)
    for _ in 0..<12 { inputs += parser.feed(piece, at: 0) }
    inputs += parser.feed(Array("\u{1B}[201~q".utf8), at: 0)
    #expect(inputs.count == 2)
    guard case .paste(let text) = inputs.first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == InputParser.pasteLimit)
    #expect(inputs.last == .key(Key("q")))
  }

  @Test func `any bytes at all leave the parser well`() {
    var random = Seeded(state: 0x5EED)
    for _ in 0..<2000 {
      let bytes = (0..<40).map { _ in
        let choice = random.next() % 4
        return choice == 0 ? 0x1B : choice == 1 ? UInt8(ascii: "[") : UInt8(random.next() % 256)
      }
      var parser = InputParser()
      _ = parser.feed(bytes, at: 0)
      _ = parser.expire(at: 10_000)
      _ = parser.feed(Array("\u{1B}[201~\u{07}\u{1B}\\".utf8), at: 10_000)
      _ = parser.expire(at: 20_000)
      #expect(parser.feed(Array("q".utf8), at: 30_000) == [.key(Key("q"))])
    }
  }
}

/// Numbers that look like chance and are the same in each run (SplitMix64).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
