// Text from outside: made harmless, measured and clipped.

import Testing

@testable import Terminal

@Suite struct LegibleTests {
  @Test(arguments: [
    ("Contoso Field Sales", "Contoso Field Sales"),
    ("Größe 世界", "Größe 世界"),
    ("a\u{1B}[2Jb", "a␛[2Jb"),
    ("tab\tnew\nnull\0del\u{7F}", "tab␉new␊null␀del␡"),
    ("\u{9B}31m", "\u{FFFD}31m"),
    ("line\u{2028}para\u{2029}", "line\u{FFFD}para\u{FFFD}"),
    ("abc\u{202E}fdp.exe", "abc\u{FFFD}fdp.exe"),
    ("\u{2066}a\u{2069}\u{200F}\u{061C}", "\u{FFFD}a\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("zero\u{200B}width\u{FEFF}\u{AD}", "zerowidth"),
    ("x\u{E0041}\u{E0042}\u{E007F}y", "x\u{FFFD}y"),
    ("\u{301}mark first", "\u{25CC}\u{301}mark first"),
    ("क्षि", "क्षि"), ("क्\u{200D}ष", "क्\u{200D}ष"),
    ("👨‍👩‍👧", "👨👩👧"), ("❤️", "❤"), ("👍🏽 up", "👍 up"), ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"),
    ("", ""),
  ])
  func `what could harm is shown as a stand-in`(text: String, shown: String) {
    #expect(Legible.legible(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test func `nothing that is shown needs to be made legible again`() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = Legible.legible("a\(Character(scalar))b")
      #expect(Legible.legible(shown).unicodeScalars.elementsEqual(shown.unicodeScalars))
      let isHarmless = shown.unicodeScalars.allSatisfy {
        !(0..<0x20).contains($0.value) && !(0x7F..<0xA0).contains($0.value)
          && !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
      }
      #expect(isHarmless, "U+\(String(value, radix: 16))")
    }
  }

  @Test func `towers of marks are cut to four`() {
    let tower = "a" + String(repeating: "\u{301}", count: 100) + "b"
    #expect(Legible.legible(tower).unicodeScalars.count == 6)
    #expect(Legible.columns(of: tower) == 2)
  }

  @Test(arguments: [
    ("Contoso", 7), ("世界", 4), ("👨‍👩‍👧", 6), ("❤️", 1), ("e\u{301}", 1), ("\u{1B}[2J", 4), ("🇩🇪", 2),
    ("\u{200B}", 0), ("한국어", 6), ("", 0), ("ﾊﾝｶｸ", 4),
  ])
  func `columns are those that the C library gives`(text: String, columns: Int) {
    #expect(Legible.columns(of: text) == columns)
    #expect(Legible.columns(of: Legible.legible(text)) == columns)
    var canvas = Canvas(size: Size(columns: 20, rows: 1))
    #expect(canvas.write(text, at: .zero) == columns)
  }

  @Test(arguments: [
    ("Contoso", 7, "Contoso"), ("Contoso", 6, "Conto…"), ("Contoso", 1, "…"), ("Contoso", 0, ""),
    ("Contoso", -3, ""), ("世界世界", 8, "世界世界"), ("世界世界", 7, "世界世…"), ("世界世界", 6, "世界…"),
    ("世界", 1, "…"), ("ab\ncd", 4, "ab␊…"), ("", 5, ""), ("é", 0, ""),
  ])
  func `clipped text fits and says that it was cut`(text: String, columns: Int, shown: String) {
    let clipped = Legible.clipped(text, to: columns)
    #expect(clipped == shown)
    #expect(Legible.columns(of: clipped) <= max(0, columns))
  }

  @Test func `an ellipsis that does not fit itself is left out`() {
    #expect(Legible.clipped("Contoso", to: 2, ellipsis: "...") == "Co")
    #expect(Legible.clipped("Contoso", to: 5, ellipsis: "...") == "Co...")
    #expect(Legible.clipped("Contoso"[...], to: 5, ellipsis: "") == "Conto")
  }
}
