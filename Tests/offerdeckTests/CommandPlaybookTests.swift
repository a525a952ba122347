// `playbook` lists, reads, checks and draws; mistakes are named with line and column.

import Foundation
import Testing

@Suite struct `Playbooks from the command line` {
  private let program: Program

  init() throws { program = try Program() }

  @Test func `a sound file is called sound`() throws {
    try program.file("spring.yaml", Program.playbook)
    #expect(
      try program.expect("playbook", "check", "spring.yaml")
        == "spring.yaml: spring is OK: 1 track, 1 step, 0 deadlines.\n")
  }

  @Test func `each mistake of each file is named by its place`() throws {
    try program.file("sound.yaml", Program.playbook)
    try program.file(
      "one.yaml", Program.playbook.replacingOccurrences(of: "kind: check", with: "kind: x"))
    try program.file("two.yaml", "id: [\n")
    let result = try program.run("playbook", "check", "one.yaml", "sound.yaml", "two.yaml")
    #expect(result.code == 65)
    #expect(result.output.contains("sound.yaml: spring is OK"))
    #expect(result.complaints.contains { $0.hasPrefix("error: one.yaml:10:39: ") })
    #expect(result.complaints.contains { $0.hasPrefix("error: two.yaml:") })
  }

  @Test func `a file that is not there does not hide the mistakes of another`() throws {
    try program.file("bad.yaml", "id: [\n")
    let errors = try program.refuse(66, "playbook", "check", "nowhere.yaml", "bad.yaml")
    #expect(errors.contains("nowhere.yaml"))
    #expect(errors.contains("bad.yaml:"))
  }

  @Test(arguments: [[0xFF, 0xFE, 0x00], [], [0x00]] as [[UInt8]])
  func `bytes that are no playbook are bad input`(bytes: [UInt8]) throws {
    try program.file("bad.yaml", bytes: bytes)
    #expect(try program.refuse(65, "playbook", "check", "bad.yaml").contains("bad.yaml:1:"))
  }

  @Test func `list and show tell the three that ship, and the user's own first`() throws {
    let folder = program.path("config/offerdeck/playbooks")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try program.file("config/offerdeck/playbooks/spring.yaml", Program.playbook)
    try program.file("config/offerdeck/playbooks/broken.yaml", "id: [\n")
    let list = try program.run("playbook", "list")
    #expect(list.code == 0)
    #expect(list.lines.count == 5)
    #expect(list.lines[1].hasPrefix("spring\t"))
    #expect(list.lines[1].hasSuffix("spring.yaml"))
    #expect(list.output.contains("dynamics-365-2019"))
    #expect(list.errors.contains("broken.yaml:"))
    // A mistake is an error, and those are said to the quiet too.
    #expect(try program.run("playbook", "list", "--quiet").errors == list.errors)
    let show = try program.run("playbook", "show", "dynamics-365-2019")
    #expect(show.lines[0].hasPrefix("Dynamics 365 offers to Partner Center, revision 2019-09-09"))
    #expect(show.output.contains("12. Submit for certification (submit, publisher)"))
    #expect(show.output.contains("start by 2019-08-23"))
    #expect(try program.refuse(66, "playbook", "show", "autumn").contains("spring"))
  }

  @Test func `the stages are drawn for Mermaid and for Graphviz`() throws {
    let mermaid = try program.expect("playbook", "diagram")
    #expect(mermaid.hasPrefix("stateDiagram-v2"))
    #expect(mermaid.contains("submitted --> certified"))
    let dot = try program.expect("playbook", "diagram", "--format", "dot")
    #expect(dot.hasPrefix("digraph"))
    #expect(dot.contains("submitted"))
    #expect(dot.hasSuffix("}\n"))
  }

  @Test func `a track is drawn, and only one that there is`() throws {
    for form in ["mermaid", "dot"] {
      let text = try program.expect(
        "playbook", "diagram", "dynamics-365-2019", "--track", "draft", "--format", form)
      #expect(text.contains("manager-signed-in") || text.contains("Sign in as Manager"))
    }
    #expect(
      try program.refuse(64, "playbook", "diagram", "dynamics-365-2019", "--track", "no")
        .contains("published, draft, new"))
    try program.refuse(66, "playbook", "diagram", "autumn")
    try program.refuse(64, "playbook", "diagram", "--format", "png")
  }
}
