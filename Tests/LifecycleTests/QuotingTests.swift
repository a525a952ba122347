// Values of files as messages quote them.

import Lifecycle
import Testing

@Suite struct `A quoted value` {
  @Test func `is cut where it is too long`() {
    #expect("Contoso".inQuotes == "“Contoso”")
    #expect(String(repeating: "x", count: 60).inQuotes.count == 62)
    #expect(
      String(repeating: "x", count: 1_000_000).inQuotes
        == "“" + String(repeating: "x", count: 57) + "…”")
  }

  @Test func `shows a sign for what would move a cursor, break a line or turn a text`() {
    #expect("a\u{1B}[2Jb".inQuotes == "“a␛[2Jb”")
    #expect("a\nb\r\tc\u{7F}".inQuotes == "“a␊b␍␉c␡”")
    #expect("a\u{202E}b\u{2028}c\u{9B}".inQuotes == "“a\u{FFFD}b\u{FFFD}c\u{FFFD}”")
    #expect("Größe 🧑‍💻".inQuotes == "“Größe 🧑‍💻”")
  }
}
