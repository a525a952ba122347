// What the real screen sends to a real terminal, and what that shows.

import Foundation
import PseudoTerminal
import Testing

@testable import Terminal

@Suite struct CursesDrawingTests {
  @Test func `a canvas arrives with its colors and attributes`() throws {
    let program = try RunningProgram.probe()
    #expect(program.lines[0] == "probe 80x24 indexed256 #0")
    let cell = program.cell(row: 0, column: 0)
    #expect(cell.ink == .indexed(196))
    #expect(cell.paper == .indexed(4))
    #expect(cell.isUnderlined && cell.isItalic && !cell.isBold)
    #expect(program.cell(row: 1, column: 0).ink == .standard)
    #expect(program.isAlternate && !program.isCursorVisible)
  }

  @Test(arguments: [
    ("linux", "ansi16", TerminalCell.Color.indexed(1), true),
    ("vt100", "mono", .standard, false),
    ("xterm-256color", "indexed256", .indexed(196), false),
  ])
  func `colors are derived for terminals with fewer`(
    term: String, depth: String, ink: TerminalCell.Color, isBold: Bool
  ) throws {
    let program = try RunningProgram.probe(environment: ["TERM": term])
    #expect(program.lines[0] == "probe 80x24 \(depth) #0")
    #expect(program.cell(row: 0, column: 0).ink == ink)
    #expect(program.cell(row: 0, column: 0).isBold == isBold)
  }

  @Test func `without color there is none, whatever the terminal has`() throws {
    let program = try RunningProgram.probe(environment: ["NO_COLOR": "1"])
    #expect(program.lines[0] == "probe 80x24 mono #0")
    #expect(program.cell(row: 0, column: 0).ink == .standard)
    #expect(program.cell(row: 0, column: 0).isUnderlined)
  }

  @Test func `24 bits are used where the terminal is described with them`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appendingPathComponent("source").path
    let number = "%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d"
    try """
    xterm-direct|xterm with 24 bits,
    \tRGB, colors#0x1000000, pairs#0x7FFF,
    \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38;2;\(number)%;m,
    \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48;2;\(number)%;m,
    \tuse=xterm-256color,

    """.write(toFile: source, atomically: true, encoding: .utf8)
    let tic = try RunningProgram("/usr/bin/tic", ["-x", "-o", folder.path, source])
    #expect(try tic.waitForEnd() == 0)
    let environment = ["TERMINFO": folder.path, "TERM": "xterm-direct"]
    let program = try RunningProgram.probe(environment: environment)
    #expect(program.lines[0] == "probe 80x24 direct #0")
    #expect(program.cell(row: 0, column: 0).ink == .rgb(0xFF0000))
    #expect(program.cell(row: 0, column: 0).paper == .indexed(4))
  }

  @Test(arguments: ["xterm-256color", "xterm", "tmux-256color"])
  func `24 bits are used where the terminal claims them, whatever its description`(
    term: String
  ) throws {
    let program = try RunningProgram.probe(environment: ["COLORTERM": "truecolor", "TERM": term])
    #expect(program.lines[0] == "probe 80x24 direct #0")
    #expect(program.cell(row: 0, column: 0).ink == .rgb(0xFF0000))
    #expect(program.cell(row: 0, column: 0).paper == .indexed(4))
  }

  @Test(arguments: ["screen-256color", "rxvt-unicode-256color"])
  func `what others than the terminal claim counts for nothing`(term: String) throws {
    let program = try RunningProgram.probe(environment: ["COLORTERM": "truecolor", "TERM": term])
    #expect(program.lines[0] == "probe 80x24 indexed256 #0")
  }

  @Test func `text takes the columns that it was measured to take`() throws {
    let texts = [
      "Contoso", "世界", "👨‍👩‍👧", "❤️", "e\u{301}", "한국어", "ﾊﾝｶｸ", "🇩🇪", "a\u{1B}[2Jb",
      "क्षि", "abc\u{202E}fed", "a" + String(repeating: "\u{301}", count: 50), "zero\u{200B}width",
    ]
    let program = try RunningProgram.probe(texts)
    for (row, text) in texts.enumerated() {
      let column = Legible.columns(of: text)
      #expect(program.cell(row: 1 + row, column: column).text == "|", "\(text)")
    }
  }

  @Test func `hostile text never reaches the terminal as control`() throws {
    let program = try RunningProgram.probe([
      "\u{1B}]0;evil\u{07}", "\u{9B}31m\u{9D}0;evil\u{9C}", "\u{1B}[?1049l\u{1B}c",
      "a\r\nb\tc\u{7F}",
      "\u{202E}evil\u{2066}\u{200F}\u{2028}", "x\u{E0041}\u{E0042}", "\u{1B}P+q\u{1B}\\",
    ])
    #expect(program.title == "probe ␛]0;other")
    #expect(program.isAlternate)
    let text = String(decoding: program.sent, as: UTF8.self)
    let harmful: Set<UInt32> = [0x9B, 0x9D, 0x9C, 0x7F, 0x202E, 0x2066, 0x200F, 0x2028, 0xE0041]
    #expect(!text.unicodeScalars.contains { harmful.contains($0.value) })
    #expect(!text.contains("\u{1B}]0;") && !text.contains("\u{1B}c") && !text.contains("\u{1B}P"))
    #expect(program.lines[1].hasPrefix("␛]0;evil␇|"))
    #expect(program.lines[4] == "a␍␊b␉c␡|")
  }

  @Test func `a frame that is the same sends nothing`() throws {
    let program = try RunningProgram.probe()
    program.type("B")
    try program.wait(for: "a bell") { $0.bells == 1 }
    let before = program.sent.count
    program.type("N")
    try program.wait(for: "another bell") { $0.bells == 2 }
    #expect(program.sent[before...] == [0x07])
  }

  @Test func `drawing again sends everything and changes nothing`() throws {
    let program = try RunningProgram.probe(["Contoso"])
    program.type("\u{0C}B")
    try program.wait(for: "a bell") { $0.bells == 1 }
    let text = String(decoding: program.sent, as: UTF8.self)
    #expect(text.components(separatedBy: "Contoso").count == 3)
    #expect(program.lines[1] == "Contoso|")
  }

  @Test(arguments: 1...6)
  func `whatever is drawn one after the other, the last frame is what is seen`(seed: Int) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let program = try RunningProgram.probe(
      ["random", "\(seed)", "60", file], rows: 4 + 5 * seed, columns: 7 + 20 * seed, showing: nil)
    try program.wait(for: "the last frame") { $0.bells == 1 }
    let drawn = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
    let rows = drawn.count / 2
    #expect(program.lines == Array(drawn.prefix(rows)))
    for row in 0..<rows {
      let looks = drawn[rows + row].split(separator: ";", omittingEmptySubsequences: false)
      for (column, look) in looks.enumerated() {
        let cell = program.cell(row: row, column: column)
        if cell.width == 0 { continue }
        #expect(cell.look == look, "\(row), \(column): “\(cell.text)”")
      }
    }
  }

  @Test func `without UTF-8 there are stand-ins, and UTF-8 that is not installed is still UTF-8`()
    throws
  {
    let latin = try RunningProgram.probe(["é ─ 世"], environment: ["LC_ALL": "de_DE.ISO-8859-1"])
    #expect(latin.lines[1] == "e - ? |")
    let missing = try RunningProgram.probe(["é ─ 世"], environment: ["LC_ALL": "xx_XX.UTF-8"])
    #expect(missing.lines[1] == "é ─ 世|")
    let posix = try RunningProgram.probe(["é ─ 世"], environment: ["LANG": nil])
    #expect(posix.lines[1] == "é ─ 世|")
  }

  @Test func `the clipboard is sent as OSC 52`() throws {
    let program = try RunningProgram.probe()
    program.type("YB")
    try program.wait(for: "a bell") { $0.bells == 1 }
    #expect(String(decoding: program.sent, as: UTF8.self).contains("\u{1B}]52;c;Y29waWVk\u{07}"))
  }
}

extension TerminalCell {
  /// What can be seen of it beside its text, as the probe says it of what it drew.
  fileprivate var look: String {
    func name(_ color: Color) -> String {
      switch color {
      case .standard: "-"
      case .indexed(let index): "\(index)"
      case .rgb(let word): "#\(word)"
      }
    }
    var look = name(paper)
    if isUnderlined { look += "u" }
    if isReverse { look += "r" }
    if text == " " { return isReverse ? look + name(ink) : look }
    if isBold { look += "b" }
    if isItalic { look += "i" }
    return look + " " + name(ink)
  }
}
