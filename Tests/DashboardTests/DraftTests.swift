// What is typed in the wizard is kept while it is typed, and what was typed before comes back.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `What is typed` {
  /// A wizard that stands on its first page.
  private func wizard() -> TestDashboard {
    var publisher = Sample.contoso
    publisher.account = .workEmail(Account.Registration())
    var desk = TestDashboard(publishers: [publisher])
    desk.press("m")
    desk.forget()
    return desk
  }

  private func kept(_ desk: TestDashboard) -> [String] {
    desk.wishes.compactMap { effect in
      guard case .account(.keep(let draft, .workEmail, "contoso")) = effect else { return nil }
      return draft
    }
  }

  @Test func `in the wizard is kept when a moment has passed, not with every key`() throws {
    var desk = wizard()
    desk.type("abc")
    #expect(kept(desk) == [])
    let due = try #require(desk.model.dialogs.draftMoment)
    #expect(desk.model.nextMoment == due)
    desk.send(.time(due))
    #expect(kept(desk) == ["owner@contoso.comabc"])
    #expect(desk.model.dialogs.draftMoment == nil)
    desk.send(.time(due + 60))
    #expect(kept(desk).count == 1, "nothing more was typed")
    desk.press("Backspace")
    desk.send(.time(due + 120))
    #expect(kept(desk).last == "owner@contoso.comab")
  }

  @Test(arguments: [Input.interrupt(15), .hangUp, .key(Key("c", .control)), .key(Key(.escape))])
  func `in the wizard is kept whichever way it ends`(input: Input) {
    var desk = wizard()
    desk.type("!")
    desk.send(.input(input))
    #expect(kept(desk) == ["owner@contoso.com!"])
  }

  @Test func `in the wizard is not kept while the directory is asked, but right after`() {
    var desk = wizard()
    desk.type("x")
    desk.press("Enter")
    desk.send(.time(Sample.now + 5))
    #expect(kept(desk) == [])
    desk.send(
      .account(.answered(.refused(.unknownTenant(address("owner@contoso.comx"), nil)), number: 1)))
    desk.send(.time(Sample.now + 10))
    #expect(kept(desk) == ["owner@contoso.comx"])
  }

  @Test func `before the end is there when the wizard opens again`() {
    var desk = wizard()
    desk.send(.account(.recalled("contoso", [.workEmail: "half@cont", .mpnID: "123"])))
    #expect(desk.screen.contains("half@cont"))
    desk.type("x")
    desk.send(.account(.recalled("contoso", [.workEmail: "other@cont"])))
    #expect(desk.screen.contains("half@contx"), "what is being typed is not taken away")
  }

  @Test func `before is called back by an arrow in each field that remembers`() {
    var desk = wizard()
    desk.send(.recalled(.profile(.workEmail), ["first@contoso.com"]))
    desk.press("C-u", "Up", "Up")
    #expect(desk.screen.contains("first@contoso.com"))
    desk.press("Escape", "/")
    #expect(desk.asked.contains(.recallTyped(.filter)))
    desk.send(.recalled(.filter, ["fresh", "fleet"]))
    desk.press("Up")
    #expect(
      desk.model.panels.offers.listing.window?.count == 1 && desk.model.offer?.key.offer == "fleet")
    desk.press("Up", "Enter")
    #expect(desk.model.offer?.key.offer == "fresh")
    #expect(desk.asked.contains(.keepTyped("fresh", .filter)))
    desk.press("/", "C-u")
    desk.type("f")
    desk.press("Up")
    #expect(
      desk.model.panels.offers.listing.selection == 1,
      "with a text that was typed the arrows move in the list")
    desk.press("Escape", "I")
    #expect(desk.asked.contains(.recallTyped(.offerFile)))
    desk.send(.recalled(.offerFile, ["offers.csv"]))
    desk.press("Up", "Enter")
    #expect(desk.asked.contains(.importFile("offers.csv", publisher: nil)))
    #expect(desk.asked.contains(.keepTyped("offers.csv", .offerFile)))
  }

  @Test func `as a report is remembered nowhere`() {
    let entry = TextEntry.report(.certificationFailed, of: [])
    #expect(entry.typedField == nil)
  }

  private func address(_ text: String) -> EmailAddress {
    guard let address = try? EmailAddress(text) else { preconditionFailure("\(text) is one.") }
    return address
  }
}
