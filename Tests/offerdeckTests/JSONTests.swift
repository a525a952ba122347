// What `--json` prints is what `offerdeck help json` says, for every command that has it.

import ArgumentParser
import Foundation
import Testing

@testable import offerdeck

@Suite struct `JSON` {
  private let program: Program

  init() throws {
    program = try Program.withOffers(on: "2019-09-01")
    try program.file("more.csv", "offer_id,name,publisher_id\nmore,More,contoso\n")
    try program.file("users.csv", "address,name,role,since\na@contoso.com,Ann,owner,2018-05-01\n")
    try program.file(
      "directory.csv",
      "tenant_id,tenant_name,domain,mpn_id,mpn_state\nt1,Contoso,contoso.com,1234567,valid\n")
    try program.file("spring.yaml", Program.playbook)
    try program.file("bad.yaml", "id: [\n")
    try program.file("mine.yaml", "name: mine\n")
    for line in [
      "publisher entity add One", "users import users.csv --portal cpp",
      "account directory import directory.csv", "edit field cosell_prioritized=yes",
    ] {
      let words = line.split(separator: " ").map(String.init)
      let result = try program.finish(program.start(words + ["--as-of", "2019-09-02"]))
      #expect(result.code == 0, "\(line): \(result.errors)")
    }
  }

  /// Lines that print each shape; with what `JSONSchema.commands` lists, every command is here.
  private static let lines = [
    "list", "show fleet", "advance fleet", "undo fleet", "undo", "redo", "add x",
    "edit field tier=premium",
    "history", "account history", "deadlines", "check", "forecast", "forecast publish-draft",
    "import more.csv", "publisher list", "publisher add northwind",
    "publisher edit contoso --name New", "publisher remove spare --yes",
    "publisher entity list", "publisher entity add Two", "publisher entity rename One Three",
    "publisher entity remove One", "account show", "account check",
    "account migrate --email a@contoso.com --mpn 1234567 --yes", "account undo",
    "account directory list", "account directory import directory.csv",
    "account directory add --tenant T --domain t.com", "users list", "users compare",
    "users import users.csv --portal cpp", "users add b@contoso.com",
    "users role b@contoso.com manager", "users remove b@contoso.com", "playbook list",
    "playbook show dynamics-365-2019", "playbook check spring.yaml bad.yaml", "theme list",
    "theme show nord", "theme check mine.yaml", "config show", "config check", "info",
  ]

  @Test(arguments: lines) func `has the shape that is documented`(line: String) throws {
    if line.contains("spare") {
      try program.expect("publisher", "add", "spare", "--as-of", "2019-09-02")
    }
    if line.hasPrefix("users r") || line.hasPrefix("users add") {
      try program.expect(
        "account", "migrate", "--email", "a@contoso.com", "--mpn", "1234567", "--yes", "--as-of",
        "2019-09-03")
    }
    if line.hasPrefix("users r") {
      try program.expect("users", "add", "b@contoso.com", "--as-of", "2019-09-04")
    }
    if line.hasPrefix("undo") || line == "redo" {
      try program.expect("advance", "fleet", "--as-of", "2019-09-05")
    }
    if line == "redo" { try program.expect("undo", "--as-of", "2019-09-06") }
    let words = line.split(separator: " ").map(String.init)
    let isTimeless = ["playbook", "theme", "config", "info"].contains(words[0])
    let result = try program.finish(
      program.start(words + ["--json"] + (isTimeless ? [] : ["--as-of", "2019-09-20"])))
    #expect([0, 1, 65].contains(result.code), "\(result)")
    let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let command = JSONSchema.commands.first { entry in
      entry.commands.contains { line == $0 || line.hasPrefix($0 + " ") }
    }
    let prints = try #require(command?.prints)
    #expect(Self.faults(of: value, prints, at: line) == [])
    // In a pipe an object is a line, and so is each element of a list.
    let list = value as? [Any]
    #expect(result.lines.count == list.map { $0.isEmpty ? 1 : $0.count + 2 } ?? 1)
  }

  /// What in a value differs from the shape of a name.
  static func faults(of value: Any, _ shape: String, at place: String) -> [String] {
    if shape.hasPrefix("[") {
      guard let list = value as? [Any] else { return ["\(place) is no list"] }
      let element = String(shape.dropFirst().dropLast())
      return element.isEmpty
        ? [] : list.enumerated().flatMap { Self.faults(of: $1, element, at: "\(place)[\($0)]") }
    }
    guard let object = value as? [String: Any] else { return ["\(place) is no object"] }
    if shape == "{}" { return [] }
    guard let keys = JSONSchema.shapes.first(where: { $0.name == shape })?.keys else {
      return ["\(shape) is not documented"]
    }
    var faults: [String] = []
    var known: Set<String> = []
    for word in keys.split(separator: " ") {
      let isOptional = word.hasSuffix("?")
      let word = isOptional ? word.dropLast() : word
      let name = String(word.prefix { !"[({".contains($0) })
      known.insert(name)
      guard let part = object[name] else {
        if !isOptional { faults.append("\(place).\(name) is missing") }
        continue
      }
      let rest = word.dropFirst(name.count)
      if rest.hasPrefix("(") {
        faults += Self.faults(of: part, String(rest.dropFirst().dropLast()), at: "\(place).\(name)")
      } else if !rest.isEmpty {
        faults += Self.faults(of: part, String(rest), at: "\(place).\(name)")
      } else if part is [Any] || part is [String: Any] {
        faults.append("\(place).\(name) is no plain value")
      }
    }
    return faults
      + object.keys.filter { !known.contains($0) }.map { "\(place).\($0) is not documented" }
  }

  @Test func `is documented for every command that has it`() throws {
    let leaves = CommandLineOutline.outline(of: Offerdeck.self).leaves()
    let able = leaves.filter { leaf in
      (leaf.command.arguments ?? []).contains { ($0.names ?? []).contains { $0.typed == "--json" } }
    }.map { $0.words.joined(separator: " ") }
    #expect(Set(able) == Set(JSONSchema.commands.flatMap(\.commands)))
    // watch goes on until it is interrupted; its own tests hold what it prints against the shape.
    for command in able where command != "watch" {
      #expect(Self.lines.contains { $0 == command || $0.hasPrefix(command + " ") }, "\(command)")
    }
    let help = try program.expect("help", "json")
    #expect(help == JSONSchema.text + "\n")
    #expect(help.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func `has every key in snake case`() throws {
    for (_, keys) in JSONSchema.shapes {
      for key in keys.split(separator: " ") {
        #expect(key.prefix { !"[({?".contains($0) }.allSatisfy { $0.isLowercase || $0 == "_" })
      }
    }
  }
}
