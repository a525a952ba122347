// A publisher whose account is to be migrated, with a directory of two companies, and a person at a
// real terminal who walks through it.

import Foundation
import Lifecycle
import Persistence
import PseudoTerminal
import Testing

@testable import offerdeck

/// A home with a deck in which one account has not migrated.
struct MigrationHome {
  private static let directory = """
    tenant_id,tenant_name,domain,mpn_id,mpn_state
    t1,Contoso Group,contoso.com,1234567,valid
    t1,Contoso Group,contoso.com,2345678,unconfirmed
    t2,Fabrikam Inc,fabrikam.com,7654321,valid
    ,,mail.example,3456789,invalid
    """

  /// Ctrl-U: empties a field.
  static let clear = "\u{15}"

  let program: Program

  /// A deck with one publisher, and a directory of two companies.
  init(_ flags: String...) throws {
    let home = try Program()
    let add = ["publisher", "add", "contoso", "--name", "Contoso Ltd"]
    let owner = ["--owner", "owner@contoso.com", "--sign-in", "owner@contoso.com"]
    #expect(try home.finish(home.start(add + owner)).code == 0)
    if !flags.isEmpty {
      #expect(try home.finish(home.start(["publisher", "edit", "contoso"] + flags)).code == 0)
    }
    try home.file("directory.csv", Self.directory)
    try home.expect("account", "directory", "import", "directory.csv")
    program = home
  }

  /// The dashboard, once it shows a text.
  func open(for text: String) throws -> RunningProgram {
    let screen = try RunningProgram(
      RunningProgram.offerdeck, [], environment: program.environment.mapValues { $0 }, rows: 30,
      columns: 100)
    try screen.wait(for: text)
    return screen
  }

  /// Its deck, opened beside the program.
  func store() throws -> Store {
    let typed = Paths(environment: program.environment).typed
    return try Store(
      at: program.deck, playbooks: Demo.playbooks,
      privateFile: PrivateFile(in: typed, deck: program.deck))
  }

  /// How far the migration is.
  func account() throws -> Account { try #require(try store().publishers.all().first).account }
}

extension RunningProgram {
  /// Types texts, each once what stands before it is on the
  func walk(_ steps: [(type: String, shows: String)]) throws {
    for (keys, text) in steps {
      // An Enter answers only what is on the screen already.
      let parts = keys.split(separator: "\r", omittingEmptySubsequences: false)
      if keys == "y" { rest() }
      type(String(parts[0]))
      for part in parts.dropFirst() {
        rest()
        type("\r" + part)
      }
      try wait(for: text)
    }
  }

  /// Lets a question be on the screen for as long as the program asks for before keys answer it.
  func rest() {
    drain(quietFor: 0)
    usleep(320_000)
  }

  /// Leaves a dialog, and waits until it has gone: what is typed right after Esc goes with it.
  func escape(from title: String) throws {
    type("\u{1B}")
    try wait(for: "“\(title)” to go") { !$0.shows(title) }
  }

  /// Ends the program by Ctrl-C, and looks whether the terminal is as it was.
  func leave() throws {
    type("\u{3}")
    #expect(try waitForEnd() == 130)
    // Whether the cursor shows is not asked here: libvterm restores that with its place, which
    // ncurses saves where it scrolls.
    #expect(!isAlternate && !wantsMouse && modes == modesBefore)
  }
}
