// What is found out about a terminal: by its environment, and by what it answers.

import Foundation
import Testing

@testable import Terminal

@Suite struct `What a terminal can do` {
  private func capabilities(
    _ environment: [String: String], _ replies: [TerminalReply] = []
  ) -> Capabilities {
    var capabilities = Capabilities(environment: environment)
    for reply in replies { capabilities.take(reply) }
    return capabilities
  }

  @Test(arguments: [
    ("\u{1B}]11;rgb:1e1e/2020/ffff\u{1B}\\", TerminalReply.background(.rgb(0x1E, 0x20, 0xFF))),
    ("\u{1B}]11;rgb:f/8/0\u{07}", .background(.rgb(255, 136, 0))),
    ("\u{1B}]11;rgba:ff/80/00/7f\u{07}", .background(.rgb(255, 128, 0))),
    ("\u{1B}[?2026;2$y", .mode(2026, isKnown: true)),
    ("\u{1B}[?2026;0$y", .mode(2026, isKnown: false)),
    ("\u{1B}[?2031;4$y", .mode(2031, isKnown: false)),
    ("\u{1B}P>|tmux 3.4\u{1B}\\", .name("tmux 3.4")),
    ("\u{1B}[?62;22c", .attributes), ("\u{1B}[?6c", .attributes),
    ("\u{1B}[?997;1n", .scheme(.dark)), ("\u{1B}[?997;2n", .scheme(.light)),
  ]) func `is in its answers`(bytes: String, reply: TerminalReply) {
    #expect(TerminalReply(Array(bytes.utf8)) == reply)
  }

  @Test(arguments: [
    "\u{1B}]11;rgb:12345/0/0\u{07}", "\u{1B}]11;rgb:0/0\u{07}", "\u{1B}]11;#ffffff\u{07}",
    "\u{1B}]10;rgb:0/0/0\u{07}", "\u{1B}[?2026$y", "\u{1B}[?99999999999999999999;1$y",
    "\u{1B}[?997;3n", "\u{1B}[c", "\u{1B}[?1;2R", "\u{1B}]11;rgb:", "", "\u{1B}P>|tmux",
    "\u{1B}P>|" + String(repeating: "x", count: 5_000) + "\u{1B}\\",
  ]) func `is not in what is no answer`(bytes: String) {
    #expect(TerminalReply(Array(bytes.utf8)) == nil)
  }

  @Test func `has a name that is made harmless`() throws {
    let reply = TerminalReply(Array("\u{1B}P>|a\u{202E}b\u{9B}c\u{1B}\\".utf8))
    #expect(reply == .name("a\u{FFFD}b\u{FFFD}c"))
  }

  @Test func `is dark or light by its background`() {
    #expect(Scheme(background: .rgb(0x1E, 0x1E, 0x1E)) == .dark)
    #expect(Scheme(background: .rgb(0, 0x2B, 0x36)) == .dark)
    #expect(Scheme(background: .rgb(0xFD, 0xF6, 0xE3)) == .light)
    #expect(Scheme(background: .rgb(0x60, 0x60, 0x60)) == .dark)
  }

  @Test(arguments: ["vt100", "vt220", "linux", "screen", "northwind-term", ""])
  func `is not asked where the question could be shown`(term: String) {
    let capabilities = capabilities(["TERM": term])
    #expect(capabilities.questions.isEmpty)
    #expect(!capabilities.hasHyperlinks && capabilities.notification == nil)
    #expect((capabilities.clipboard != nil) == (term == "screen"))
  }

  @Test(arguments: ["xterm", "xterm-256color", "tmux-256color", "alacritty", "rxvt-unicode"])
  func `is asked in one piece that ends with what everything answers`(term: String) {
    let questions = capabilities(["TERM": term]).questions
    #expect(questions.hasPrefix("\u{1B}]11;?\u{1B}\\") && questions.hasSuffix("\u{1B}[c"))
    #expect(questions.contains("2026") == !term.hasPrefix("rxvt"))
  }

  @Test func `is nothing but what it said`() {
    let silent = capabilities(["TERM": "xterm-256color"])
    #expect(!silent.hasSynchronizedOutput && !silent.tellsScheme && !silent.hasHyperlinks)
    #expect(silent.background == nil && silent.notification == nil && !silent.hasAnswered)
    let said = capabilities(
      ["TERM": "xterm-256color"],
      [.mode(2026, isKnown: true), .mode(2031, isKnown: false), .attributes])
    #expect(said.hasSynchronizedOutput && !said.tellsScheme && said.hasAnswered)
  }

  @Test(arguments: [
    (["TERM": "xterm-kitty"], true, Capabilities.Notification?.some(.osc99)),
    (["TERM": "foot"], true, .some(.osc777)), (["TERM": "alacritty"], true, nil),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], true, .some(.osc9)),
    (["TERM": "xterm-256color", "VTE_VERSION": "7002"], true, nil),
    (["TERM": "xterm-256color", "VTE_VERSION": "4000"], false, nil),
    (["TERM": "xterm-256color"], false, nil),
    // What started tmux or screen is still in the environment, and is not what is talked to.
    (["TERM": "tmux-256color", "TMUX": "x", "TERM_PROGRAM": "WezTerm"], false, nil),
    (["TERM": "screen", "VTE_VERSION": "7002"], false, nil),
  ]) func `is known of some by the environment`(
    environment: [String: String], links: Bool, notification: Capabilities.Notification?
  ) {
    let capabilities = capabilities(environment)
    #expect(capabilities.hasHyperlinks == links)
    #expect(capabilities.notification == notification)
  }

  @Test(arguments: [
    ("WezTerm 20240203", true), ("kitty(0.36.1)", true), ("foot(1.16.2)", true),
    ("VTE(7002)", true), ("tmux 3.3a", false), ("tmux 3.4", true), ("tmux 4.0", true),
    ("XTerm(379)", false), ("", false),
  ]) func `is known by the name that it gives`(name: String, links: Bool) {
    #expect(capabilities(["TERM": "xterm-256color"], [.name(name)]).hasHyperlinks == links)
  }

  @Test func `answers are no keys, however they are cut and whatever the pauses`() {
    let answers =
      "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\\u{1B}[?2026;2$y\u{1B}P>|foot(1.16)\u{1B}\\\u{1B}[?62;4c"
    let bytes = Array(answers.utf8)
    for cut in 1..<bytes.count where bytes[cut - 1] != 0x1B {
      var parser = InputParser()
      parser.answersUntil = 2_000
      var inputs = parser.feed(bytes[..<cut], at: 0)
      inputs += parser.expire(at: 900)
      inputs += parser.feed(bytes[cut...], at: 900)
      #expect(inputs == [] && parser.replies.count == 4, "cut at \(cut)")
    }
  }

  @Test func `an Esc that is pressed while answers are awaited is a key soon`() {
    var parser = InputParser()
    parser.answersUntil = 2_000
    #expect(parser.feed([0x1B], at: 0) == [])
    #expect(parser.expire(at: 99) == [])
    #expect(parser.expire(at: 100) == [.key(Key(.escape))])
  }

  @Test func `a clipboard gets text as each terminal takes it`() {
    let direct = OperatingSystemCommand.copy("copied", by: .direct)
    #expect(direct == "\u{1B}]52;c;Y29waWVk\u{07}")
    let tmux = OperatingSystemCommand.copy("copied", by: .tmux)
    #expect(
      tmux == "\u{1B}]52;c;Y29waWVk\u{07}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Y29waWVk\u{07}\u{1B}\\")
    let long = String(repeating: "x", count: OperatingSystemCommand.copyLimit)
    let screen = OperatingSystemCommand.copy(long, by: .screen) ?? ""
    let pieces = screen.components(separatedBy: "\u{1B}\\").dropLast()
    #expect(pieces.count > 100)
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count < 768 })
    let joined = pieces.map { $0.dropFirst(2) }.joined()
    #expect(joined == OperatingSystemCommand.copy(long, by: .direct))
    #expect(OperatingSystemCommand.copy(long + "x", by: .direct) == nil)
  }

  @Test func `a message is harmless`() {
    for form in [Capabilities.Notification.osc9, .osc777, .osc99] {
      let text = OperatingSystemCommand.notify("a\u{1B}\\b\u{07}c\u{9C}", by: form)
      #expect(text.hasSuffix("a␛\\b␇c\u{FFFD}\u{1B}\\"))
      #expect(text.unicodeScalars.filter { $0.value < 0x20 }.count == 2)
    }
  }
}
