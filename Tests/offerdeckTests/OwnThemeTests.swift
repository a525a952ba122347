// Themes of one's own: read again in a running dashboard when they change, and checked.

import Foundation
import Glibc
import PseudoTerminal
import Testing

@testable import offerdeck

@Suite(.serialized) struct `A theme of one's own` {
  private let home: Program
  private var file: String { home.path("config/offerdeck/themes/mine.yaml") }

  init() throws {
    home = try Program()
    try home.configure("theme: mine\n")
    try FileManager.default.createDirectory(
      atPath: home.path("config/offerdeck/themes"), withIntermediateDirectories: true)
  }

  private func write(_ paper: String) throws {
    try """
    name: mine
    title: Mine
    inherits: dark
    styles:
      header: {ink: "#000000", paper: "\(paper)"}

    """.write(toFile: file, atomically: true, encoding: .utf8)
  }

  @Test func `is read again when its file changes, and a broken one changes nothing`() throws {
    try write("#ff0000")
    // The message begins with the whole path of the file.
    let program = try home.open(
      "demo", environment: ["COLORTERM": "truecolor"], columns: 200)
    try program.wait(for: "Contoso Fleet")
    let red = program.cell(row: 0, column: 1).paper
    try write("#00ff00")
    try program.wait(for: "another header") { $0.cell(row: 0, column: 1).paper != red }
    let green = program.cell(row: 0, column: 1).paper
    try write("#zz")
    try program.wait(for: "mine.yaml:5:35: “#zz” is neither in the palette nor a color")
    #expect(program.cell(row: 0, column: 1).paper == green)
    try FileManager.default.removeItem(atPath: file)
    try program.wait(for: "No theme “mine”")
    #expect(program.cell(row: 0, column: 1).paper == green)
    program.type("q")
    #expect(try program.waitForEnd() == 0)
  }

  @Test func `is found in a folder that is made while the dashboard is open, and made anew`()
    throws
  {
    let folder = home.path("config/offerdeck/themes")
    try FileManager.default.removeItem(atPath: folder)
    let program = try home.open("demo", environment: ["COLORTERM": "truecolor"])
    try program.wait(for: "unknown theme “mine”")
    // As an unpacked archive comes: the folder, and at once what is in it.
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write("#ff0000")
    // The list is as it was when it was opened.
    program.type("T")
    try program.wait(for: "Enter choose")
    while !program.lines.contains(where: { $0.contains("│   mine ") }) {
      program.type("\u{1B}")
      try program.wait(for: "the list to go") { !$0.shows("Enter choose") }
      program.type("T")
      try program.wait(for: "Enter choose")
    }
    let dark = program.cell(row: 0, column: 1).paper
    program.type("G")
    try program.wait(for: "its header") { $0.cell(row: 0, column: 1).paper != dark }
    program.type("\r")
    try program.wait(for: "the end of the list") { !$0.shows("Enter choose") }
    let red = program.cell(row: 0, column: 1).paper
    try FileManager.default.removeItem(atPath: folder)
    try program.wait(for: "No theme “mine”")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write("#00ff00")
    try program.wait(for: "another header") { $0.cell(row: 0, column: 1).paper != red }
    // Another folder takes its place at once, as a checkout or a sync does it.
    for color in ["#0000ff", "#ff00ff"] {
      let before = program.cell(row: 0, column: 1).paper
      try FileManager.default.removeItem(atPath: folder)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try write(color)
      try program.wait(for: "the header of the folder in its place") {
        $0.cell(row: 0, column: 1).paper != before
      }
    }
    program.type("q")
    #expect(try program.waitForEnd() == 0)
  }

  @Test func `that is broken at the start gives way to one that ships`() throws {
    try write("#zz")
    let program = try home.open("demo")
    try program.wait(for: "mine.yaml:5:35:")
    #expect(program.shows("Contoso Fleet"))
    program.type("q")
    #expect(try program.waitForEnd() == 0)
  }

  @Test func `that is broken is told by its first mistake, until it is right again`() throws {
    try "name: mine\nstyles: {txet: {}, text: {ink: nored}}\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    // All that is wrong is found in one go, though the title is missing too.
    let all = try home.refuse(65, "theme", "check", file)
    #expect(all.contains("“title”") && all.contains("txet") && all.contains("nored"))
    let list = try home.run("theme", "list")
    #expect(list.code == 0 && list.complaints.count == 1)
    #expect(list.errors.contains("(and 2 more; see `offerdeck theme check \(file)`)"))
    // By a flag it is no reason not to start either.
    let program = try home.open(
      "demo", "--theme", "mine", environment: ["COLORTERM": "truecolor"], columns: 200)
    try program.wait(for: "and 2 more")
    #expect(program.shows("Contoso Fleet"))
    let before = program.cell(row: 0, column: 1).paper
    try write("#ff0000")
    try program.wait(for: "another header") { $0.cell(row: 0, column: 1).paper != before }
    #expect(!program.shows("and 2 more"))
    program.type("q")
    #expect(try program.waitForEnd() == 0)
  }

  @Test func `that is not there is a mistake of whoever names it by a flag`() throws {
    #expect(try home.refuse(64, "demo", "--theme", "drak").contains("did you mean “dark”?"))
    #expect(try home.refuse(66, "theme", "show", "drak").contains("did you mean “dark”?"))
    let program = try RunningProgram(
      RunningProgram.offerdeck, ["demo", "--theme", "drak"], environment: home.environment,
      rows: 24, columns: 80)
    #expect(try program.waitForEnd() == 64)
    #expect(!String(decoding: program.sent, as: UTF8.self).contains("[?1049h"))
  }

  @Test func `has each mistake named by its check`() throws {
    for (text, words) in [
      ("name: mine\ntitle: x\ninherits: mine\n", ":3:11: no theme “mine” to inherit"),
      ("name: mine\ntitle: x\ninherits: no\n", ":3:11: no theme “no” to inherit"),
      (
        "name: x\ntitle: x\nstyles: {text: {ink: reddish}}\n",
        ":3:22: “reddish” is neither in the palette nor a color"
      ),
      ("name: x\ntitle: x\npalette: {red: f00}\n", ":3:16: invalid color “f00”"),
      ("name: x\ntitle: x\nstyles: {txet: {ink: \"#000000\"}}\n", "did you mean “text”?"),
      ("a: &a [b]\nc: *a\n", "anchors"), (String(repeating: " ", count: 1_100_000), "1 MiB"),
    ] {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      #expect(try home.refuse(65, "theme", "check", file).contains(words))
    }
    let descriptor = open(file, O_WRONLY | O_TRUNC)
    #expect(ftruncate(descriptor, 100_000_000) == 0)
    close(descriptor)
    #expect(try home.refuse(65, "theme", "check", file).contains("exceeds the 1 MiB limit"))
    try home.refuse(66, "theme", "check", "nowhere.yaml")
    // Two that inherit from each other.
    try "name: mine\ntitle: x\ninherits: other\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    try "name: other\ntitle: x\ninherits: mine\n".write(
      toFile: file.replacing("mine", with: "other"), atomically: true, encoding: .utf8)
    #expect(try home.refuse(65, "theme", "check", file).contains("inherit"))
  }
}
