// Addresses under text: which sequences go out, and when.

import Testing

@testable import Terminal

@Suite struct `A link on a canvas` {
  private let address = "https://contoso.com/fleet"

  private func canvas(_ text: String = "see the page", linked: Bool = true) -> Canvas {
    var canvas = Canvas(size: Size(columns: 20, rows: 2))
    canvas.write(text, at: Point(column: 0, row: 1))
    if linked {
      canvas.link(Rectangle(column: 8, row: 1, columns: 4, rows: 1), to: address)
    }
    return canvas
  }

  @Test func `is written once more with its address, and everything is as it was after it`() {
    #expect(
      canvas().hyperlinks(after: nil, depth: .direct)
        == "\u{1B}7\u{1B}[2;9H\u{1B}[0m\u{1B}]8;;\(address)\u{1B}\\page\u{1B}]8;;\u{1B}\\\u{1B}8")
  }

  @Test func `is not written again where nothing changed`() {
    #expect(canvas().hyperlinks(after: canvas(), depth: .direct) == "")
    #expect(canvas("see the page!").hyperlinks(after: canvas(), depth: .direct) == "")
  }

  @Test func `is taken away where the text stays`() {
    #expect(
      canvas(linked: false).hyperlinks(after: canvas(), depth: .direct)
        == "\u{1B}7\u{1B}[2;9H\u{1B}[0mpage\u{1B}8")
  }

  @Test func `has the look of its text`() {
    var canvas = canvas()
    canvas.restyle(canvas.bounds) {
      $0 = Style(ink: .rgb(1, 2, 3), paper: .indexed(4), attributes: [.bold, .underline])
    }
    let text = canvas.hyperlinks(after: nil, depth: .direct)
    #expect(text.contains("\u{1B}[0;1;4;38;2;1;2;3;44m"))
    #expect(canvas.hyperlinks(after: nil, depth: .ansi16) == "")
  }

  @Test func `goes where something is drawn over it`() {
    var canvas = canvas()
    canvas.write("over", at: Point(column: 8, row: 1))
    #expect(canvas.hyperlinks(after: nil, depth: .direct) == "")
  }

  @Test(arguments: [
    "http://contoso.com", "https://contoso.com/\u{1B}\\", "https://contoso.com/ü", "javascript:x",
    "https://" + String(repeating: "x", count: 2_050),
  ]) func `is none where the address is not fit`(address: String) {
    var canvas = canvas(linked: false)
    canvas.link(canvas.bounds, to: address)
    #expect(canvas.links.isEmpty && canvas.hyperlinks(after: nil, depth: .direct) == "")
  }

  @Test func `keeps what the cells show`() {
    #expect(canvas().lines == canvas(linked: false).lines)
    #expect(canvas()[Point(column: 8, row: 1)].width == 1)
    #expect(canvas().inASCII.hyperlinks(after: nil, depth: .mono).contains(address))
  }
}
