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
      "offer_id,name,offer_type,track,publisher_id\nfleet,Contoso Fleet,contoso-app,only,contoso\n")
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
    ["check"], ["check", "--quiet"], ["deadlines"], ["deadlines", "--json"], ["calendar"],
    ["forecast"], ["report"], ["report", "--format", "md"],
  ]) func `is missed by name, and nothing else is said`(arguments: [String]) throws {
    try FileManager.default.removeItem(atPath: program.path(file))
    let result = try program.finish(program.start(arguments + moment))
    #expect(result.code == 65 && result.output == "", "\(result)")
    #expect(result.errors.contains("1 offer goes by the playbook “spring”, which is not here"))
  }

  @Test func `is said to be broken, also to the quiet`() throws {
    try program.file(file, Self.spring.replacing("2019-12-10", with: "2019-12-32"))
    for arguments in [["check", "--within", "30d", "--quiet"], ["check"], ["calendar"]] {
      let result = try program.finish(program.start(arguments + moment))
      #expect(result.code == 65 && result.output == "")
      #expect(result.errors.contains("spring.yaml:16:"), "\(result)")
    }
  }

  @Test func `keeps a check from calling out that all is well, though nothing goes by it`() throws {
    try program.file("config/offerdeck/playbooks/other.yaml", "id: [\n")
    try program.expect("deadlines", "--as-of", "2019-12-05")
    let errors = try program.refuse(65, "check", "--as-of", "2018-01-01")
    #expect(errors.contains("other.yaml:") && errors.contains("its dates are not known"))
  }

  @Test(arguments: [true, false]) func `is told on the screen`(isBroken: Bool) throws {
    if isBroken {
      try program.file(file, Self.spring.replacing("2019-12-10", with: "2019-12-32"))
    } else {
      try FileManager.default.removeItem(atPath: program.path(file))
    }
    let screen = try program.open()
    try screen.wait(for: isBroken ? "spring.yaml:16:" : "1 offer goes by the playbook “spring”")
    screen.type("qq")
    #expect(try screen.waitForEnd() == 0)
  }
}
