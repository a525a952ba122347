// Reports as Markdown: tables that stay tables, and texts that stay texts.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct `A report as Markdown` {
  private func lines(_ hostile: String? = nil, isASCII: Bool = false) throws -> [String] {
    SampleReport.text(
      try SampleReport.report(hostile), SampleReport.rows(hostile),
      in: MarkdownReport(isASCII: isASCII)
    ).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `has a heading for each part, and a table in it`() throws {
    let lines = try lines()
    #expect(lines[0] == "# Contoso Ltd")
    #expect(
      lines.filter { $0.hasPrefix("## ") } == [
        "## Progress", "## Accounts", "## Deadlines", "## Offers", "## Blocked offers",
        "## What happened since 23 Aug 2019",
      ])
    #expect(
      lines.contains(
        "| **Tue 15 Oct 2019** | △ due soon, 25 d 9 h left | Publish draft offers | 3/7 | "
          + "████░░░░░░ | Tue 8 Oct 2019, in 18 days | if missed: out of the catalog |"))
    #expect(
      lines.contains(
        "| **Contoso Fleet** contoso/fleet · Ops · published | draft (failed) | "
          + "**blocked:** Submit | △ due soon, 2019-10-15 |"))
    #expect(lines.contains { $0.contains("[Program](<https://contoso.com/guide?a=1&b='2'>)") })
    let ascii = try self.lines(isASCII: true).joined()
    #expect(ascii.contains("| ####...... |"))
  }

  @Test(
    arguments: SampleOffers.hostile + [
      "a | b", "\\|", "# h\n- l", "[x](y)", "www.x.y http://x", "a@b.example",
    ])
  func `keeps its lines and columns, whatever stands in its cells`(hostile: String) throws {
    let (usual, lines) = (try lines(), try lines(hostile))
    #expect(lines.count == usual.count)
    for (line, expected) in zip(lines, usual) {
      #expect(columns(line) == columns(expected), "\(line)")
      #expect(
        line.prefix { "#|-* ".contains($0) }.first == expected.prefix { "#|-* ".contains($0) }.first
      )
      // What would begin HTML, an entity, a link or a picture is escaped.
      let bare = unescaped(
        line.replacing("<br>", with: "").replacing("@<wbr>", with: "").replacing(
          /\]\(<https:[^>]*>\)/, with: ""))
      #expect(!bare.contains("<") && !bare.contains("`") && !bare.contains("&"), "\(line)")
      #expect(!bare.contains("://") && !bare.contains("www."), "\(line)")
      #expect(!bare.contains("@"), "\(line)")
    }
  }

  /// How many cells a line has.
  private func columns(_ line: String) -> Int { unescaped(line).count { $0 == "|" } }

  /// A line without what is escaped in it.
  private func unescaped(_ line: String) -> String {
    line.replacing(/\\[!-\/:-@\[-`{-~]/, with: "")
  }
}
