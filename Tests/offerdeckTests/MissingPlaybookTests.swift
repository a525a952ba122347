// A playbook of one's own that is broken or gone: what it knew of dates is missed by name, and nobody is
// told that nothing is due.

import Foundation
import PseudoTerminal
import Testing

@Suite struct `A playbook that is missing` {
  private let program: Program
  private let file = "config/offerdeck/playbooks/spring.yaml"
  private let moment = ["--as-of", "2019-12-05"]

  private static let spring =
    Program.playbook + """
      consequences:
        - {id: out, title: out of the catalog, meaning: It is listed no more.}
      deadlines:
        - id: all
          title: Look at all
          day: 2019-12-10
          tracks: [only]
          goal: look
          lead_days: 2
          soon_days: 21
          consequences: [out]

      """

  init() throws {
    program = try Program()
    try FileManager.default.createDirectory(
      atPath: program.path("config/offerdeck/playbooks"), withIntermediateDirectories: true)
    try program.file(file, Self.spring)
    try program.file(
      "offers.csv",
      """
      offer_id,name,offer_type,track,publisher_id
      fleet,Contoso Fleet,contoso-app,only,contoso
      field,Contoso Field,CE,draft,contoso
      other,Fabrikam Other,CE,draft,fabrikam

      """)
    try program.expect("import", "offers.csv", "--as-of", "2019-12-01")
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try program.finish(program.start(arguments + moment))
  }

  @Test func `has its dates told while it is there`() throws {
    let due = try run("check")
    #expect(due.code == 1 && due.output.contains("2019-12-10 Look at all"), "\(due)")
    #expect(try run("calendar").output.contains("DTSTART;VALUE=DATE:20191210"))
  }

  @Test(arguments: [
    "list", "list --json", "list --quiet", "deadlines", "deadlines --json", "check",
    "check --quiet", "check --json", "forecast", "forecast --json", "calendar", "report",
    "report --format md",
  ]) func `hides only its own offers, is named once, and ends with 65`(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let whole = try program.finish(program.start(words + moment))
    try FileManager.default.removeItem(atPath: program.path(file))
    let result = try program.finish(program.start(words + moment))
    #expect(result.code == 65, "\(result)")
    #expect(
      result.errors == """
        warning: playbook “spring” is not available; 1 offer hidden
        hint: add its file to \(program.path("config/offerdeck/playbooks"))

        """)
    // The rest is there: the other offers, and their deadline.
    let (own, rest) =
      command.hasPrefix("list") ? ("fleet", "field") : ("2019-12-10", "2019-10-15")
    func holds(_ text: String, _ what: String) -> Bool {
      text.contains(what) || text.contains(what.replacing("-", with: ""))
        || (what == "2019-10-15" && text.contains("15 Oct 2019"))
        || (what == "2019-12-10" && text.contains("10 Dec 2019"))
    }
    #expect(holds(whole.output, own) && holds(whole.output, rest), "\(whole.output)")
    #expect(!holds(result.output, own) && holds(result.output, rest), "\(result.output)")
  }

  @Test func `keeps nothing from the offers of another publisher`() throws {
    try FileManager.default.removeItem(atPath: program.path(file))
    for command in ["list", "deadlines", "forecast", "calendar", "report"] {
      let result = try run(command, "--publisher", "fabrikam")
      #expect(result.code == 0 && result.errors == "", "\(result)")
    }
    #expect(try run("check", "--publisher", "fabrikam").code == 1)
    #expect(try run("show", "field").code == 0)
    #expect(try run("list", "fabrikam", "--publisher", "contoso").code == 65)
  }

  @Test func `is named by show, and export and CSV need none`() throws {
    try FileManager.default.removeItem(atPath: program.path(file))
    let errors = try program.refuse(65, "show", "fleet")
    #expect(errors.hasPrefix("error: fleet uses playbook “spring”, which is not available\nhint: "))
    #expect(try program.expect("list", "--csv").contains("fleet,"))
    #expect(try program.expect("export").contains("fleet"))
    #expect(try program.run("history", "fleet").code == 0)
  }

  @Test func `is said to be broken, also to the quiet`() throws {
    try program.file(file, Self.spring.replacing("2019-12-10", with: "2019-12-32"))
    for arguments in [["check", "--within", "30d", "--quiet"], ["check"], ["calendar"]] {
      let result = try program.finish(program.start(arguments + moment))
      #expect(result.code == 65 && result.output != "")
      #expect(result.errors.contains("spring.yaml:16:"), "\(result)")
    }
  }

  @Test func `keeps a check from calling out that all is well, though nothing goes by it`() throws {
    try program.file("config/offerdeck/playbooks/other.yaml", "id: [\n")
    try program.expect("deadlines", "--as-of", "2019-12-05")
    let errors = try program.refuse(65, "check", "--as-of", "2018-01-01")
    #expect(errors.contains("other.yaml:") && errors.contains("can't tell what is due"))
    // What is due is told all the same.
    let due = try program.run("check", "--as-of", "2019-12-05")
    #expect(due.code == 65 && due.output.contains("2019-12-10 Look at all"))
  }

  @Test(arguments: [true, false]) func `is told on the screen`(isBroken: Bool) throws {
    if isBroken {
      try program.file(file, Self.spring.replacing("2019-12-10", with: "2019-12-32"))
    } else {
      try FileManager.default.removeItem(atPath: program.path(file))
    }
    let screen = try program.open()
    try screen.wait(for: isBroken ? "spring.yaml:16:" : "1 offer uses playbook “spring”")
    screen.type("qq")
    #expect(try screen.waitForEnd() == 0)
  }
}
