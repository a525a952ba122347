// Tables as they are written while they are made.

import Testing

@testable import offerdeck

@Suite struct `A table` {
  /// The lines that a table has written.
  private final class Lines {
    var all: [String] = []
  }

  private let lines = Lines()

  private func table(
    _ columns: [Table.Column], width: Int?, hasColor: Bool = false, ellipsis: String = "…"
  ) -> Table {
    Table(columns, form: .init(columns: width, hasColor: hasColor, ellipsis: ellipsis)) {
      [lines] in lines.all.append($0)
    }
  }

  @Test func `on a terminal is as wide as its first rows, and writes them before it is whole`() {
    var table = table(["ID", "NAME", "END"], width: 40)
    for number in 0..<(Table.sampleSize - 1) { table.add(["\(number)", "short", "end"]) }
    #expect(lines.all.isEmpty)
    table.add(["last", "longer", "end"])
    table.add(["x", "y", "z"])
    #expect(lines.all.count == Table.sampleSize + 2)
    #expect(lines.all[0] == "ID    NAME    END")
    #expect(lines.all[1] == "0     short   end")
    // A later row keeps to the columns.
    table.add(["and one", "", ""])
    table.finish()
    #expect(lines.all.suffix(2) == ["x     y       z", "and…"])
  }

  @Test func `with few rows is written when it is finished, and once`() {
    var table = table(["A", "B"], width: 80)
    table.add(["日本", "x\u{1B}y"])
    table.finish()
    table.finish()
    #expect(lines.all == ["A     B", "日本  x␛y"])
  }

  @Test(arguments: [80, nil]) func `without rows is nothing at all`(width: Int?) {
    var table = table(["A", "B"], width: width)
    table.finish()
    #expect(table.isEmpty && lines.all.isEmpty)
  }

  @Test func `in a pipe has every cell whole, between tabs, without color`() {
    var table = table([.init("A", rank: 2, least: 1), "B"], width: nil)
    let long = String(repeating: "x", count: 300)
    table.add([.init(long, .red), .init("a\tb")])
    #expect(lines.all == ["A\tB", "\(long)\ta␉b"])
  }

  @Test func `cuts and leaves out the least important columns first, and names last`() {
    let columns: [Table.Column] = [
      .init("NAME", least: 8), .init("TYPE", rank: 3), .init("NEXT", rank: 2, least: 6), "DAY",
    ]
    let natural = [20, 6, 20, 10]
    func widths(_ available: Int) -> [Int?] { Table.fitting(columns, natural, into: available) }
    #expect(widths(100) == [20, 6, 20, 10])
    #expect(widths(62) == [20, 6, 20, 10])
    #expect(widths(50) == [20, 6, 8, 10])
    #expect(widths(46) == [18, 6, 6, 10])
    #expect(widths(36) == [8, 6, 6, 10])
    #expect(widths(35) == [15, nil, 6, 10])
    #expect(widths(24) == [12, nil, nil, 10])
    #expect(widths(14) == [6, nil, nil, 6])
    #expect(widths(1).compactMap(\.self) == [1, 1])
  }

  @Test func `colors a word and nothing around it`() {
    var table = table(["STAGE", "DAY"], width: 80, hasColor: true)
    table.add([.init("live", .green), "x"])
    table.finish()
    #expect(lines.all == ["STAGE  DAY", "\u{1B}[32mlive\u{1B}[0m   x"])
  }

  @Test func `ends what it cuts in ASCII if that is asked for`() {
    var table = table([.init("NAME", least: 4)], width: 8, ellipsis: "...")
    table.add(["a long name"])
    table.finish()
    #expect(lines.all == ["NAME", "a lon..."])
  }
}
