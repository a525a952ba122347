// `offerdeck config`, and what the settings do to the other commands.

import Dashboard
import Formats
import Foundation
import Testing

@testable import offerdeck

extension Program {
  /// Writes the configuration.
  func configure(_ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: path("config/offerdeck"), withIntermediateDirectories: true)
    try file("config/offerdeck/config.yaml", text)
  }

  /// The same home with more in its environment.
  func run(with environment: [String: String], _ arguments: String...) throws -> Result {
    let sets = environment.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
    return try shell("\(sets) \"$OFFERDECK\" \(arguments.joined(separator: " "))")
  }
}

@Suite struct `The configuration` {
  private let program: Program
  private var file: String { program.path("config/offerdeck/config.yaml") }

  init() throws { program = try Program.withOffers() }

  /// What `config show` says of a setting or a command.
  private func shown(
    _ name: String, _ kind: String, with environment: [String: String] = [:],
    _ flags: String...
  ) throws -> [String] {
    let result = try program.run(
      with: environment, (["config", "show", "--json"] + flags).joined(separator: " "))
    #expect(result.code == 0, "\(result.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let records = try #require((json as? [String: [[String: Any]]])?[kind])
    let record = try #require(records.first { $0["name"] as? String == name })
    let line = (record["line"] as? Int).map { "\($0)" }
    return [record["value"] as? String, record["from"] as? String, line].compactMap { $0 }
  }

  @Test func `need not be there`() throws {
    #expect(try shown("mouse", "settings") == ["yes", "shipped"])
    #expect(try shown("deck", "settings") == [program.deck, "shipped"])
    #expect(try shown("undo", "keys") == ["u", "shipped"])
    #expect(try program.expect("config", "check").contains("All settings have their defaults."))
  }

  @Test func `is laid over by the environment, and that by flags`() throws {
    try program.configure("# mine\ncolor: no\ntheme: nord\ndeck: ~/one.sqlite\n")
    #expect(try shown("color", "settings") == ["no", "file", "2"])
    #expect(
      try shown("color", "settings", with: ["OFFERDECK_COLOR": "yes"])
        == ["yes", "OFFERDECK_COLOR"])
    #expect(try shown("color", "settings", with: ["NO_COLOR": "1"]) == ["no", "NO_COLOR"])
    #expect(try shown("color", "settings", "--no-color") == ["no", "--no-color"])
    #expect(try shown("deck", "settings") == ["~/one.sqlite", "file", "4"])
    #expect(
      try shown("deck", "settings", with: ["OFFERDECK_DECK": "/two.sqlite"])
        == ["/two.sqlite", "OFFERDECK_DECK"])
    #expect(
      try shown("deck", "settings", with: ["OFFERDECK_DECK": "/two.sqlite"], "--deck three.sqlite")
        == ["three.sqlite", "--deck"])
    let table = try program.expect("config", "show")
    let row = try #require(table.split(separator: "\n").first { $0.hasPrefix("theme\t") })
    #expect(row.split(separator: "\t").map(String.init) == ["theme", "nord", "\(file):3"])
  }

  @Test func `keeps the names of earlier versions`() throws {
    #expect(
      try shown("color", "settings", with: ["OFFERDECK_COLOUR": "no"]) == [
        "no", "OFFERDECK_COLOUR",
      ])
    try program.configure("colour: no\ntheme: colour-blind-dark\n")
    #expect(try shown("color", "settings") == ["no", "file", "1"])
    #expect(try shown("theme", "settings") == ["color-blind-dark", "file", "2"])
    try program.file(
      "own.yaml",
      "name: own\ntitle: Own\ninherits: colour-blind-dark\nstyles:\n  stage.unrecognised: {ink: red}\n"
    )
    #expect(try program.expect("theme", "check", "own.yaml") == "own.yaml: own is OK: 36 styles.\n")
    try program.file("offers.csv", "offer_id,name,publisher_id,offer_type\na,A,contoso,CE\n")
    try program.expect("import", "offers.csv")
    #expect(try program.expect("list", "stage:unrecognised", "--json") == "[]\n")
  }

  @Test func `tells the keys that hold and where they come from`() throws {
    try program.configure("keymap: vim\nkeys:\n  advance: [Enter, e]\n")
    #expect(try shown("advance", "keys") == ["Enter e", "file", "3"])
    #expect(try shown("history", "keys") == ["H", "file", "1"])
    #expect(try shown("events", "keys") == ["", "shipped"])
    #expect(
      try shown("history", "keys", with: ["OFFERDECK_KEYMAP": "arrows"]) == ["h", "shipped"])
    #expect(
      try program.expect("config", "check")
        == "\(file): OK: 1 setting, keys of 1 command. “events” has no key now.\n")
  }

  @Test func `is checked with every mistake at its place, and ends with 65`() throws {
    try program.configure("mouse: perhaps\nkeys:\n  undo: q\n  quit: q\n  fly: Ctrl-Shift-1\n")
    let errors = try program.refuse(65, "config", "check")
    let places = errors.split(separator: "\n").map { $0.dropFirst("error: \(file):".count) }
    #expect(places.map { $0.prefix(3) } == ["1:8", "4:9", "5:3"], "\(errors)")
    try program.file("other.yaml", "moose: yes\n")
    #expect(try program.refuse(65, "config", "check", "other.yaml").contains("other.yaml:1:1: "))
    try program.refuse(66, "config", "check", "nowhere.yaml")
  }

  @Test func `with mistakes stops no command, which says the first of them`() throws {
    try program.configure("mouse: perhaps\nzone: Asia/Tokyo\nmoose: yes\n")
    let result = try program.run("list")
    #expect(result.code == 0 && result.lines.count > 1)
    #expect(result.complaints.count == 1, "\(result.errors)")
    #expect(result.errors.hasPrefix("warning: \(file):1:8: "))
    #expect(result.errors.contains("and 1 more; see `offerdeck config show`"))
    #expect(try program.run("list", "--quiet").errors == "")
    #expect(try program.expect("info").contains("Asia/Tokyo"))
    #expect(try program.run("config", "show").complaints.count == 2)
    let variable = try program.run(with: ["OFFERDECK_SESSION": "often"], "config show")
    #expect(variable.errors.contains("OFFERDECK_SESSION: “session” must be yes or no, not “often”"))
  }

  @Test func `that can't be read as a whole is passed over, and said`() throws {
    for (text, words) in [
      ("mouse: \"no", "invalid YAML"), (String(repeating: "#", count: 1_100_000), "1 MiB"),
      ("a: &a [b]\nc: *a\n", "anchors"),
    ] {
      try program.configure(text)
      let result = try program.run("list")
      #expect(result.code == 0 && result.errors.contains(words), "\(result.errors)")
    }
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    #expect(try program.run("list").errors.contains("Is a directory"))
  }

  @Test func `is written out by the example, which is sound as it is and uncommented`() throws {
    let example = try program.expect("config", "example")
    try program.configure(example)
    #expect(try program.run("list").errors == "")
    let lines = example.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.wholeMatch(of: /#((  )?[a-z-]+:.*)/).map { String($0.output.1) } ?? String(line)
    }
    try program.configure(lines.joined(separator: "\n"))
    let checked = try program.expect("config", "check")
    let settings = Setting.allCases.count
    let commands = Command.allCases.count
    #expect(checked == "\(file): OK: \(settings) settings, keys of \(commands) commands.\n")
    // Uncommented it says what holds anyway, but for those that nothing holds for.
    #expect(try shown("quit", "keys").first == "q C-c")
  }

  @Test func `names the deck, the zone and further playbooks for every command`() throws {
    try FileManager.default.moveItem(atPath: program.deck, toPath: program.path("mine.sqlite"))
    try program.refuse(66, "list")
    try FileManager.default.createDirectory(
      atPath: program.path("books"), withIntermediateDirectories: false)
    let shipped = #filePath.replacing("offerdeckTests/CommandConfigTests.swift", with: "")
    try FileManager.default.copyItem(
      atPath: shipped + "FormatsTests/Files/small.yaml", toPath: program.path("books/small.yaml"))
    try program.configure("deck: ~/mine.sqlite\nplaybooks: ~/books\nascii: yes\n")
    #expect(try program.expect("list").contains("OFFER"))
    #expect(try program.expect("playbook", "list").contains("spring"))
    let frame = try program.expect("frame", "--size", "100x30")
    #expect(frame.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func `puts its keys into the frame`() throws {
    try program.configure("keys:\n  undo: C-z\n  suspend: none\n")
    let frame = try program.expect("frame", "--demo", "--size", "120x30")
    #expect(frame.contains("C-z undo"))
    #expect(try program.expect("frame", "--demo", "C-z").contains("Undo “"))
  }

  @Test(arguments: Setting.allCases) func `is told in the README`(setting: Setting) throws {
    let root = #filePath.replacing("Tests/offerdeckTests/CommandConfigTests.swift", with: "")
    let text = try String(contentsOfFile: root + "README.md", encoding: .utf8)
    let section = text.components(separatedBy: "## Configuration").last ?? ""
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.contains { $0.split(separator: "|")[0].contains("`\(setting.rawValue)`") })
  }
}
