// Reading config.yaml: what is understood, and each mistake with its line and column.

import Formats
import Foundation
import Testing

@Suite struct ConfigFileTests {
  /// Keys are one letter here, or Enter; Ctrl-C can be nobody's.
  private let words = ConfigWords(
    themes: { ["dark", "light", "nord"] }, presets: ["arrows", "vim"],
    commands: ["advance", "undo", "quit"], keys: ["Enter"],
    key: { $0.count == 1 || $0 == "Enter" ? $0 : nil },
    fault: { key, command in key == "C-c" && command != "quit" ? "it ends the program" : nil })

  private func read(_ text: String) -> Config { ConfigFile.read(text, named: "c", words) }

  private func mistakes(_ text: String) -> [String] {
    read(text).mistakes?.mistakes.map(\.description) ?? []
  }

  @Test func `every setting arrives with its line`() {
    let config = read(
      """
      theme: nord
      color: no
      ascii: on
      mouse: false
      seconds: yes
      motion: 0
      accessible: 1
      alerts: no
      title: off
      hyperlinks: no
      session: true
      publisher: contoso
      deck: ~/deck.sqlite
      zone: Europe/Berlin
      playbooks: /books
      keymap: vim
      """)
    #expect(config.mistakes == nil)
    let values: [SettingValue] = [
      .text("nord"), .answer(false), .answer(true), .answer(false), .answer(true), .answer(false),
      .answer(true), .answer(false), .answer(false), .answer(false), .answer(true),
      .text("contoso"), .text("~/deck.sqlite"),
      .text("Europe/Berlin"),
      .text("/books"), .text("vim"),
    ]
    #expect(Setting.allCases.map { config.settings[$0]?.value } == values)
    #expect(Setting.allCases.map { config.settings[$0]?.line } == Array(1...16))
  }

  @Test func `a theme can be a pair for light and dark`() {
    let config = read("theme: {light: light, dark: nord}")
    #expect(config.settings[.theme]?.value == .pair(light: "light", dark: "nord"))
    #expect(
      mistakes("theme: {light: lihgt, drak: nord}") == [
        "c:1:8: a pair of themes is missing “dark”",
        "c:1:23: a pair of themes has no key “drak”; did you mean “dark”?",
      ])
    #expect(
      mistakes("theme: {light: lihgt, dark: nord}")
        == ["c:1:8: unknown theme “lihgt”; did you mean “light”?"])
    #expect(read("theme: auto").settings[.theme]?.value == .text("auto"))
  }

  @Test func `keys arrive in their order, alone or as a list, and none takes all away`() {
    let config = read("keys:\n  undo: [z, Enter, z]\n  advance: none\n  quit: Q\n")
    #expect(config.mistakes == nil)
    #expect(config.keys.map(\.command) == ["undo", "advance", "quit"])
    #expect(config.keys.map(\.keys) == [["z", "Enter"], [], ["Q"]])
    #expect(config.keys.map(\.line) == [2, 3, 4])
  }

  @Test(
    "each mistake has its line, its column and a sentence",
    arguments: [
      ("mouse: perhaps", "c:1:8: “mouse” must be yes or no, not “perhaps”"),
      ("moose: yes", "c:1:1: the configuration has no key “moose”; did you mean “mouse”?"),
      ("theme: 7", "c:1:8: unknown theme “7”; known are dark, light, nord"),
      ("theme: [dark]", "c:1:8: “theme” must be a string, not a list"),
      ("theme:", "c:1:7: “theme” is empty"),
      ("zone: Berlin", "c:1:7: unknown time zone “Berlin”; use an IANA name"),
      ("zone: Europe/Berln", "did you mean “Europe/Berlin”?"),
      ("deck: deck.sqlite", "c:1:7: “deck.sqlite” is a relative path"),
      ("keymap: vi", "c:1:9: unknown preset of keys “vi”; did you mean “vim”?"),
      ("mouse: yes\nmouse: no", "c:2:1: duplicate key “mouse” (first on line 1)"),
      ("keys: vim", "c:1:7: “keys” must be a mapping, not a string"),
      ("keys: {advnce: a}", "c:1:8: unknown command “advnce”; did you mean “advance”?"),
      ("keys: {fly: a}", "c:1:8: unknown command “fly”; `offerdeck config show` lists"),
      ("keys: {undo: Entr}", "c:1:14: unknown key “Entr”; did you mean “Enter”?"),
      ("keys: {undo: C-c}", "c:1:14: “C-c” can't be a key of “undo”: it ends the program"),
      ("keys:\n  undo: #", "c:2:8: the key is missing; quote # and other YAML characters"),
      ("keys: {undo: [[a]]}", "c:1:15: a key must be a string, not a list"),
      (
        "keys:\n  undo: a\n  quit: [b, a]",
        "c:3:13: a is already the key of “undo” (line 2); a key can run one command only"
      ),
      ("- a\n- b", "c:1:1: the configuration must be a mapping, not a list"),
      ("theme: \"nord", "c:1:13: invalid YAML"),
    ])
  func mistake(text: String, sentence: String) {
    let found = mistakes(text)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(sentence) == true, "\(found)")
  }

  @Test func `what is right holds beside what is wrong`() {
    let config = read("mouse: perhaps\ntheme: nord\nkeys: {undo: [Entr, z], quit: Entr}\n")
    #expect(config.mistakes?.mistakes.count == 3)
    #expect(config.settings[.theme]?.value == .text("nord") && config.settings[.mouse] == nil)
    #expect(config.keys.map(\.command) == ["undo"] && config.keys.first?.keys == ["z"])
  }

  @Test(arguments: ["", "\n\n", "# nothing\n  # at all\n"])
  func `a file that says nothing is sound`(text: String) {
    #expect(read(text) == Config())
  }

  @Test func `aliases that would explode are refused`() {
    var text = "a: &a [x, x]\n"
    for (one, other) in zip("abcdefgh", "bcdefghi") {
      text += "\(other): &\(other) [*\(one), *\(one), *\(one), *\(one)]\n"
    }
    let found = mistakes(text)
    #expect(found.count == 1 && found[0].contains("anchors"))
  }

  @Test func `the example names every setting and command, and is sound when it is uncommented`() {
    let example = ConfigFile.example([
      ("advance", "Advance", ["Enter"]), ("undo", "Undo", ["#", "'", "\""]), ("quit", "Quit", []),
    ])
    #expect(ConfigFile.read(example, named: "c", words) == Config())
    let lines = example.split(separator: "\n").map { line in
      line.wholeMatch(of: /#((  )?[a-z-]+:.*)/).map { String($0.output.1) } ?? String(line)
    }
    let config = read(lines.joined(separator: "\n"))
    #expect(config.mistakes == nil, "\(config.mistakes?.description ?? "")")
    #expect(config.settings.count == Setting.allCases.count)
    #expect(config.keys.map(\.keys) == [["Enter"], ["#", "'", "\""], []])
    #expect(example.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}

@Suite struct SmallFileTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "offerdeck-small-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  private func reason(_ path: String) -> String {
    do {
      _ = try SmallFile.text(at: path)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func `what is no file that a person wrote is refused unread`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/x.yaml"
    #expect(reason(path).contains("No such file"))
    #expect(reason(folder).contains("Is a directory"))
    // 100 MB that the disk need not hold.
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    #expect(ftruncate(descriptor, 100_000_000) == 0)
    close(descriptor)
    #expect(reason(path).contains("exceeds the 1 MiB limit"))
    #expect(unlink(path) == 0 && mkfifo(path, 0o600) == 0)
    #expect(reason(path).contains("not a regular file"))
    #expect(reason("/dev/zero").contains("not a regular file"))
    #expect(unlink(path) == 0)
    try Data([0x61, 0xFF]).write(to: URL(fileURLWithPath: path))
    #expect(reason(path).contains("not UTF-8"))
    try Data("name: é".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try SmallFile.text(at: path) == "name: é")
  }

  @Test func `a file that is written to all the while is whole, or refused`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/x.yaml"
    let (short, long) = (
      String(repeating: "a", count: 200_000), String(repeating: "b", count: 900_000)
    )
    try Data(short.utf8).write(to: URL(fileURLWithPath: path))
    let isDone = DispatchSemaphore(value: 0)
    let writer = Thread {
      for turn in 0..<60 {
        let descriptor = open(path, O_WRONLY | O_TRUNC)
        let text = turn.isMultiple(of: 2) ? long : short
        _ = text.withCString { write(descriptor, $0, text.utf8.count) }
        close(descriptor)
      }
      isDone.signal()
    }
    writer.start()
    var refused = 0
    for _ in 0..<200 {
      let text = try? SmallFile.text(at: path)
      if text == nil { refused += 1 }
      // Never a part of one and a part of the other.
      #expect(text.map { Set($0).count <= 1 } ?? true)
    }
    isDone.wait()
    #expect(try SmallFile.text(at: path) == short, "\(refused) were refused")
  }
}
