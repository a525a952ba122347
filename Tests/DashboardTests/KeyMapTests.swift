// Keys that were changed: what they do, and that every text on the screen names them.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A keymap` {
  @Test(arguments: KeyMap.Preset.allCases) func `gives each key one command`(preset: KeyMap.Preset)
  {
    let keys = KeyMap(preset)
    var owners: [Key: Command] = [:]
    for command in Command.allCases {
      for key in keys.keys(for: command) {
        #expect(owners[key] == nil, "\(key.name): \(command), \(String(describing: owners[key]))")
        owners[key] = command
        #expect(keys[key] == command)
        #expect(key == Key("c", .control) || Key.fault(ofName: key.name) == nil, "\(key.name)")
        #expect(Key(name: key.name) == key)
      }
      #expect(keys.key(for: command) != nil, "\(preset): \(command) has no key")
    }
  }

  @Test func `takes a key from the command that had it`() {
    let keys = KeyMap.standard.changing([.undo: [Key("x"), Key("z", .control)], .events: []])
    #expect(keys[Key("x")] == .undo && keys[Key("z", .control)] == .undo)
    #expect(keys[Key("u")] == nil && keys[Key("e")] == nil)
    #expect(keys.key(for: .untick) == nil && keys.key(for: .events) == nil)
    #expect(keys.key(for: .undo) == Key("x"))
  }

  @Test func `is what the bottom line, the help and the sentences name`() {
    var desk = TestDashboard(
      keys: .standard.changing([
        .undo: [Key("z", .control)], .help: [Key(.function(2))], .openPage: [Key("O")],
        .mouse: [Key("=")], .importFile: [Key("+")],
      ]))
    #expect(desk.footer.contains("C-z undo") && desk.footer.contains("F2 all keys"))
    desk.press("u")
    #expect(desk.message.contains("u does nothing here; F2 lists all keys."))
    desk.press("Enter")
    #expect(desk.message.contains("C-z undo"))
    desk.press("C-z")
    #expect(desk.asked.contains { if case .undo = $0 { true } else { false } })
    desk.press("F2")
    #expect(
      desk.screen.contains("Undo the last change") && desk.screen.contains("C-z"))
    #expect(!desk.screen.contains(" ? F1"))
    let empty = TestDashboard(
      [], publishers: [], keys: .standard.changing([.importFile: [Key("+")]]))
    #expect(empty.screen.contains("+  imports a CSV file"))
  }
}

@Suite struct `A number before a movement` {
  @Test func `leads so far, and is shown while it is typed`() {
    var desk = TestDashboard(Sample.offers(500))
    desk.press("5")
    #expect(desk.message.contains(" 5"))
    desk.press("j")
    #expect(desk.model.panels.offers.listing.selection == 5 && !desk.message.contains(" 5"))
    desk.press("A-1", "2", "Down")
    #expect(desk.model.panels.offers.listing.selection == 17)
    desk.press("7", "k")
    #expect(desk.model.panels.offers.listing.selection == 10)
    desk.press("6", "0", "G")
    #expect(desk.model.panels.offers.listing.selection == 59)
    desk.press("9", "9", "9", "9", "9", "9", "9", "9", "9", "9", "9", "PgDn")
    #expect(desk.model.panels.offers.listing.selection == 499)
    desk.press("8", "g")
    #expect(desk.model.panels.offers.listing.selection == 7)
  }

  @Test func `is begun by a digit that no command has, or with Alt`() {
    var desk = TestDashboard(Sample.offers(500))
    desk.press("1")
    #expect(desk.model.query.stages == [.draft])
    desk.press("1", "0", "j")
    #expect(desk.model.panels.offers.listing.selection == 1 && desk.model.query.stages == [])
    var vim = TestDashboard(Sample.offers(500), keys: KeyMap(.vim))
    vim.press("1", "2", "j")
    #expect(vim.model.panels.offers.listing.selection == 12 && vim.model.query.stages == [])
    vim.press("A-1")
    #expect(vim.model.query.stages == [.draft])
  }

  @Test func `goes with Esc, and means nothing to other commands`() {
    var desk = TestDashboard(Sample.offers(500))
    desk.press("/")
    desk.type("offer")
    desk.press("Enter", "5", "Esc", "j")
    #expect(
      desk.model.panels.offers.listing.selection == 1
        && desk.model.panels.offers.filter.text == "offer")
    desk.press("5", "Space", "j")
    #expect(
      desk.model.panels.offers.marks.count == 1 && desk.model.panels.offers.listing.selection == 3)
  }

  @Test func `moves in the other panels too`() {
    var desk = TestDashboard()
    desk.press("Tab", "Home", "A-2", "j")
    #expect(desk.model.panels.selectedStep(of: desk.model.current)?.place == 2)
    desk.press("Tab", "9", "j")
    #expect(desk.model.panels.deadlines.selection == 1)
  }
}
