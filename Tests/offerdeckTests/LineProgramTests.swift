// The built program as a conversation: through pipes, as a script drives it, and in a real terminal.

import Foundation
import PseudoTerminal
import Testing

@testable import offerdeck

@Suite struct `The program as a conversation` {
  @Test func `takes an offer from its file to live through a pipe`() throws {
    let program = try Program()
    try program.file(
      "offers.csv",
      "offer_id,name,offer_type,track,publisher_id\n"
        + "fleet,Contoso Fl\u{E9}et \u{1B}[31m,dynamics-365-operations,draft,contoso\n")
    let answers = [
      "import offers.csv", "1", "advance", "advance", "advance", "advance", "1", "advance", "no",
      "advance", "all", "save", "advance", "yes", "advance", "1", "advance", "advance", "yes",
      "deadlines", "history",
    ]
    try program.file("answers", answers.joined(separator: "\n") + "\n")
    let result = try program.shell("$OFFERDECK --accessible < answers")
    #expect(result.code == 0 && result.errors == "", "\(result.errors)")
    #expect(result.lines.last == "Everything is saved.")
    #expect(result.output.contains("Go live: done. “undo” undo"))
    #expect(result.output.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
    #expect(try program.expect("show", "fleet").contains("live"))
  }

  @Test func `is asked for by the environment too, and ends with its input`() throws {
    let program = try Program(environment: ["OFFERDECK_ACCESSIBLE": "1"])
    let result = try program.run("demo")
    #expect(result.code == 0)
    #expect(result.output.contains("“help” lists the words."))
    let ascii = try program.run("demo", "--ascii")
    #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(ascii.output.contains("\"help\" lists the words."))
  }

  @Test func `passes over the end of a line that never ends`() throws {
    let program = try Program()
    let result = try program.shell(
      "(head -c 3000000 /dev/zero | tr '\\0' 'x'; echo; echo quit) | $OFFERDECK demo --accessible")
    #expect(result.code == 0)
    #expect(result.output.contains("is not a command"))
    #expect(result.output.utf8.count < 1_000_000)
  }

  @Test func `finds what was done as of a day, when it comes again as of that day`() throws {
    let program = try Program()
    try program.file("offers.csv", "offer_id,name,publisher_id\nfleet,Contoso Fleet,contoso\n")
    let talk = "| $OFFERDECK --accessible --as-of 2019-09-20"
    _ = try program.shell("printf 'import offers.csv\nadvance\nquit\n' \(talk)")
    let again = try program.shell("printf 'undo\nyes\nadvance\nquit\n' \(talk)")
    #expect(again.output.contains("Undone") && !again.output.contains("Read-only"))
    #expect(try program.expect("list", "--as-of", "2019-09-20").contains("Contoso Fleet"))
  }

  @Test func `opens with the offer, the filter and the order that it was left with`() throws {
    let program = try Program.withOffers(on: "2019-01-01")
    _ = try program.shell(
      "printf 'filter track:published\nsort\n2\nquit\n' | $OFFERDECK --accessible")
    let again = try program.shell("printf 'list\nquit\n' | $OFFERDECK --accessible")
    #expect(again.output.contains("Filtered by “track:published”"), "\(again.output)")
  }

  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131)])
  func `ends in order when it is asked to by a signal, and leaves nothing behind`(
    signal: String, code: Int32
  ) throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      atPath: program.path("tmp"), withIntermediateDirectories: true)
    // Its input stays open; what it says is all that ends the wait.
    let result = try program.shell(
      """
      set -m; export TMPDIR=$PWD/tmp; mkfifo in; sleep 60 > in & sleeper=$!
      $OFFERDECK demo --accessible < in > out & talk=$!
      until grep -q 'What next' out; do sleep 0.05; done
      ls tmp | wc -l; kill -\(signal) $talk; wait $talk; code=$?
      kill $sleeper; tail -n 1 out; ls tmp | wc -l; exit $code
      """)
    #expect(result.code == code)
    #expect(result.lines == ["1", "Everything is saved.", "0"], "\(result.lines)")
  }

  @Test func `talks in a real terminal, and sends it nothing but lines`() throws {
    let program = try RunningProgram(
      RunningProgram.offerdeck, ["demo", "--accessible"],
      environment: ["HOME": "/nonexistent", "TZ": "UTC", "TERM": "dumb"], rows: 60, columns: 200)
    try program.wait(for: "What next?")
    program.type("filter field\n")
    try program.wait(for: "Contoso Field Sales. What next?")
    program.type("advance\n")
    try program.wait(
      for: "Accept ISV addendum: done for all 20 offers of Contoso Ltd. “undo” undo")
    program.type("undo\n")
    try program.wait(for: "Undone")
    program.type("quit\n")
    #expect(try program.waitForEnd() == 0)
    #expect(program.shows("Everything is saved."))
    #expect(!program.sent.contains(0x1B) && !program.sent.contains(0x07))
    #expect(program.modes == program.modesBefore)
  }
}
