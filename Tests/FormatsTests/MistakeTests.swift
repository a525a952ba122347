// How mistakes and failures read.

import Formats
import Foundation
import Testing

@Suite struct MistakeTests {
  private let mistake = Mistake(sentence: "it is wrong", file: "a.csv", line: 3, column: 7)

  @Test func `a mistake begins with its place, as editors take it`() {
    #expect(mistake.description == "a.csv:3:7: it is wrong")
  }

  @Test func `mistakes stand one in a line, and the rest is counted`() {
    #expect(FileMistakes([mistake, mistake]).description.split(separator: "\n").count == 2)
    #expect(FileMistakes([mistake], further: 4).description.hasSuffix("\nand 4 more"))
  }

  @Test func `a failure of a file says what the system says`() {
    let failure = FileFailure(path: "deck.csv", code: ENOENT)
    #expect(
      failure.description
        == "deck.csv: the file can't be read: No such file or directory; check the path")
  }
}
