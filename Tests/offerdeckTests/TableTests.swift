// Tables as they are written while they are made.

import Testing

@testable import offerdeck

@Suite struct `A table` {
  /// The lines that a table has written.
  private final class Lines {
    var all: [String] = []
  }

  @Test func `is as wide as its first rows, and writes them before it is whole`() {
    let lines = Lines()
    var table = Table(["ID", "NAME", ""]) { lines.all.append($0) }
    for number in 0..<(Table.sampleSize - 1) { table.add(["\(number)", "short", "end"]) }
    #expect(lines.all.isEmpty)
    table.add(["last", "longer", "end"])
    #expect(lines.all.count == Table.sampleSize + 1)
    #expect(lines.all[0] == "ID    NAME")
    #expect(lines.all[1] == "0     short   end")
    // A later row that is wider loses nothing, and widens the rows after it.
    table.add(["and one", "the longest", "end"])
    table.add(["x", "", ""])
    table.add(["x", "y", "z"])
    table.finish()
    #expect(lines.all.suffix(3) == ["and one  the longest  end", "x", "x        y            z"])
  }

  @Test func `with few rows is written when it is finished, and once`() {
    let lines = Lines()
    var table = Table(["A", "B"]) { lines.all.append($0) }
    table.add(["日本", "x\u{1B}y"])
    table.finish()
    table.finish()
    #expect(lines.all == ["A     B", "日本  x␛y"])
  }
}
