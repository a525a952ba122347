// Pictures of a canvas: what drawing leaves in its cells.

import Testing

@testable import Terminal

@Suite struct CanvasTests {
  private func canvas(_ columns: Int, _ rows: Int) -> Canvas {
    Canvas(size: Size(columns: columns, rows: rows))
  }

  @Test func `text is clipped at the right edge and outside rows are not drawn`() {
    var canvas = canvas(8, 2)
    #expect(canvas.write("Contoso Fleet", at: .zero) == 8)
    #expect(canvas.write("Fabrikam", at: Point(column: 5, row: 1)) == 3)
    #expect(canvas.write("nowhere", at: Point(column: 0, row: 2)) == 0)
    #expect(canvas.write("nowhere", at: Point(column: 0, row: -1)) == 0)
    #expect(canvas.write("nowhere", at: Point(column: 8, row: 0)) == 0)
    #expect(canvas.lines == ["Contoso", "     Fab"])
  }

  @Test func `text that begins left of the canvas shows its end`() {
    var canvas = canvas(6, 2)
    canvas.write("Contoso", at: Point(column: -3, row: 0))
    canvas.write("世界é", at: Point(column: -1, row: 1))
    #expect(canvas.lines == ["toso", " 界é"])
  }

  @Test func `a limit of columns clips before the edge`() {
    var canvas = canvas(10, 1)
    #expect(canvas.write("Northwind", at: .zero, columns: 5) == 5)
    #expect(canvas.write("x", at: Point(column: 5, row: 0), columns: 0) == 0)
    #expect(canvas.write("x", at: Point(column: 5, row: 0), columns: -1) == 0)
    #expect(canvas.lines == ["North"])
  }

  @Test func `a wide character is never split by an edge or a limit`() {
    var canvas = canvas(5, 1)
    #expect(canvas.write("世界界", at: .zero) == 4)
    #expect(canvas[Point(column: 1, row: 0)].width == 0)
    #expect(canvas.lines == ["世界"])
    #expect(canvas.write("界界", at: .zero, columns: 3) == 2)
  }

  @Test(arguments: [(0, "x 界"), (1, " x界"), (2, "世x"), (3, "世 x")])
  func `a wide character that is half drawn over becomes a blank`(column: Int, line: String) {
    var canvas = canvas(4, 1)
    canvas.write("世界", at: .zero)
    canvas.write("x", at: Point(column: column, row: 0))
    #expect(canvas.lines == [line])
  }

  @Test func `marks stand on their base and take no column`() {
    var canvas = canvas(6, 1)
    #expect(canvas.write("e\u{301}a", at: .zero) == 2)
    #expect(canvas[.zero].text.unicodeScalars.map(\.value) == [0x65, 0x301])
    #expect(canvas[Point(column: 1, row: 0)].text == "a")
  }

  @Test func `a filled block is clipped, and wide characters fill it in pairs`() {
    var canvas = canvas(5, 3)
    canvas.fill(Rectangle(column: -1, row: 0, columns: 3, rows: 1), "·")
    canvas.fill(Rectangle(column: 0, row: 1, columns: 9, rows: 9), "界")
    #expect(canvas.lines == ["··", "界界", "界界"])
    canvas.fill(Rectangle(column: 9, row: 9, columns: 1, rows: 1), "x")
    canvas.fill(Rectangle(column: 1, row: 1, columns: 1, rows: 2))
    #expect(canvas.lines == ["··", "  界", "  界"])
  }

  @Test func `restyling changes the look and leaves the text`() {
    var canvas = canvas(4, 1)
    let red = Style(ink: .rgb(255, 0, 0), paper: .indexed(4), attributes: [.bold, .italic])
    canvas.write("世ab", at: .zero, style: red)
    canvas.restyle(Rectangle(column: 0, row: 0, columns: 3, rows: 1)) {
      $0.attributes.insert(.reverse)
      $0.ink = nil
    }
    #expect(canvas.lines == ["世ab"])
    let changed = Style(paper: .indexed(4), attributes: [.bold, .italic, .reverse])
    #expect(
      (0..<4).map { canvas[Point(column: $0, row: 0)].style == changed }
        == [true, true, true, false])
    #expect((0..<4).map { canvas[Point(column: $0, row: 0)].width } == [2, 0, 1, 1])
    #expect(canvas[Point(column: 3, row: 0)].style == red)
  }

  @Test func `canvases are equal by what they show`() {
    var one = canvas(3, 1)
    var other = canvas(3, 1)
    #expect(one == other)
    one.write("a", at: .zero, style: Style(attributes: .bold))
    other.write("a", at: .zero)
    #expect(one != other)
    other.restyle(other.bounds) { $0.attributes = .bold }
    #expect(one != other, "the blanks differ")
  }

  @Test func `what changed in a row is found, with whole characters`() {
    var before = canvas(8, 1)
    before.write("a世bc", at: .zero)
    var after = before
    #expect(after.columns(of: 0, changedFrom: before) == 0..<0)
    after.write("x", at: Point(column: 3, row: 0))
    #expect(after.columns(of: 0, changedFrom: before) == 3..<4)
    after.write("x", at: Point(column: 1, row: 0))
    #expect(after.columns(of: 0, changedFrom: before) == 1..<4)
    after = before
    after.restyle(Rectangle(column: 2, row: 0, columns: 1, rows: 1)) { $0.attributes = .bold }
    #expect(after.columns(of: 0, changedFrom: before) == 1..<3)
    after.restyle(Rectangle(column: 7, row: 0, columns: 1, rows: 1)) { $0.attributes = .bold }
    #expect(after.columns(of: 0, changedFrom: before) == 1..<8)
  }

  @Test func `a cell is eight words, as ncurses's side reads it`() {
    #expect(MemoryLayout<Cell>.size == 32)
    #expect(MemoryLayout<Cell>.stride == 32)
  }

  @Test func `a canvas without cells takes everything and shows nothing`() {
    var canvas = canvas(0, 0)
    canvas.write("Contoso", at: .zero)
    canvas.fill(canvas.bounds, "x")
    canvas.restyle(canvas.bounds) { $0.ink = .indexed(1) }
    #expect(canvas.lines.isEmpty)
    #expect(canvas[.zero].text == " ")
  }

  @Test func `ASCII has a stand-in of the same extent for everything`() {
    var canvas = canvas(14, 3)
    canvas.write("┌─╥─┐ ● é ‼ …", at: .zero)
    canvas.write("│世│ e\u{301} 👍 ¬", at: Point(column: 0, row: 1))
    canvas.write("plain", at: Point(column: 0, row: 2))
    #expect(canvas.inASCII.lines == ["+-+-+ * e ! ~", "|? | e ?  ?", "plain"])
  }

  @Test func `rectangles are cut without losing or doubling a cell`() {
    let whole = Rectangle(column: 2, row: 1, columns: 10, rows: 5)
    #expect(whole.split(top: 2).top == Rectangle(column: 2, row: 1, columns: 10, rows: 2))
    #expect(whole.split(top: 2).rest == Rectangle(column: 2, row: 3, columns: 10, rows: 3))
    #expect(whole.split(bottom: 2).bottom == Rectangle(column: 2, row: 4, columns: 10, rows: 2))
    #expect(whole.split(left: 3).rest == Rectangle(column: 5, row: 1, columns: 7, rows: 5))
    #expect(whole.split(right: 3).right == Rectangle(column: 9, row: 1, columns: 3, rows: 5))
    #expect(whole.split(right: 99).right == whole)
    #expect(whole.split(top: -1).top.isEmpty)
    #expect(whole.inset() == Rectangle(column: 3, row: 2, columns: 8, rows: 3))
    #expect(whole.inset(columns: 9, rows: 9).isEmpty)
    #expect(whole.contains(Point(column: 11, row: 5)))
    #expect(!whole.contains(Point(column: 12, row: 5)))
  }
}
