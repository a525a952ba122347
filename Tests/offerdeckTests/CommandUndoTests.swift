// Undo and redo from the command line: whatever the last command did is taken back as one, and done
// again as one.

import Foundation
import Testing

@Suite struct `Undo and redo of a deck` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  /// Everything that the deck holds, but for its history.
  private func state() throws -> [Substring] {
    try program.expect("export").split(separator: "\n").filter { line in
      !["event", "added", "end"].contains { line.hasPrefix("{\"\($0)\":") }
    }
  }

  /// Commands of every kind, each of which changes the deck.
  private static let commands = [
    "advance fleet", "edit field name=Contoso", "import more.csv",
    "publisher edit contoso --name Contoso", "publisher entity add Contoso_AG -p contoso",
    "edit fleet legal_entity=Contoso_AG", "edit field legal_entity=Contoso_AG",
    "publisher entity rename Contoso_AG Contoso_Inc -p contoso", "publisher add fabrikam",
    "publisher remove fabrikam --yes",
  ].map { $0.split(separator: " ").map(String.init) }

  @Test func `walk through every change, be it an import or a rename in many offers`() throws {
    let rows = (0..<1_200).map { "offer-\($0),Offer,contoso,draft,draft\n" }
    try program.file(
      "more.csv", "offer_id,name,publisher_id,track,stage\n" + rows.joined())
    var states = [try state()]
    for command in Self.commands {
      let result = try program.finish(program.start(command))
      #expect(result.code == 0, "\(command): \(result.errors)")
      states.append(try state())
      #expect(states[states.count - 1] != states[states.count - 2], "\(command)")
    }
    for (command, before) in zip(Self.commands, states).reversed() {
      #expect(try program.expect("undo").hasPrefix("Undone: "), "\(command)")
      #expect(try state() == before, "\(command)")
    }
    for (command, after) in zip(Self.commands, states.dropFirst()) {
      #expect(try program.expect("redo").hasPrefix("Redone: "), "\(command)")
      #expect(try state() == after, "\(command)")
    }
    #expect(try program.refuse(66, "redo").contains("nothing to redo"))
    // With the import that made the deck.
    for _ in 0...Self.commands.count { try program.expect("undo") }
    #expect(try program.expect("list", "--csv").split(separator: "\n").count == 1)
    #expect(try program.refuse(66, "undo").contains("nothing to undo"))
    #expect(try program.expect("info", "--check").contains("no problems found"))
  }

  @Test func `end once something else was done`() throws {
    try program.expect("advance", "fleet")
    try program.expect("undo")
    try program.expect("edit", "fleet", "name=Contoso")
    #expect(try program.refuse(66, "redo").contains("nothing to redo"))
    #expect(try program.expect("undo").contains("Undone: Edited"))
    #expect(try program.expect("redo").contains("Redone: Edited"))
  }
}
