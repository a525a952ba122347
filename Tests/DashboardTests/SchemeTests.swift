// Dark or light: what the model makes of the terminal's word.

import Foundation
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A terminal that is dark or light` {
  private func model(_ choice: ThemeChoice) -> Model {
    Model(
      playbooks: [Sample.playbook], now: Sample.now, isAsOf: true, zone: .gmt,
      size: Size(columns: 80, rows: 24), theme: Theme(name: "dark", styles: [:]),
      themes: ["dark", "light"], themeChoice: choice)
  }

  @Test func `changes the theme where it decides, and is always remembered`() {
    var model = model(ThemeChoice())
    #expect(model.update(.input(.scheme(.dark))) == [.keep(.dark)])
    #expect(model.update(.input(.scheme(.light))) == [.keep(.light), .theme("light")])
    var chosen = self.model(ThemeChoice(name: "nord"))
    #expect(chosen.update(.input(.scheme(.light))) == [.keep(.light)])
  }

  @Test func `decides between the two that were chosen for it`() {
    var model = model(ThemeChoice(dark: "nord", light: "github-light"))
    #expect(model.update(.input(.scheme(.light))) == [.keep(.light), .theme("github-light")])
    #expect(model.update(.input(.scheme(.dark))) == [.keep(.dark), .theme("nord")])
  }

  @Test func `is asked again when the choice is left to it`() {
    var desk = TestDashboard()
    desk.press("T")
    #expect(desk.screen.contains("dark or light, as the terminal is"))
    desk.press("g", "Enter")
    #expect(desk.model.themes.choice.name == nil)
    desk.press("T", "Down", "Esc")
    // What was tried is not kept.
    #expect(desk.model.themes.choice.name == nil)
    desk.press("T", "Down", "Enter")
    #expect(desk.model.themes.choice.name == "plain")
  }

  @Test func `makes links of the addresses that are shown`() {
    var canvas = Canvas(size: Size(columns: 40, rows: 1))
    let theme = Theme(name: "plain", styles: [:])
    canvas.write(
      [("see ", .text), ("https://contoso.com/fleet", .link), ("javascript:x", .link)],
      at: .zero, columns: 20, theme: theme)
    #expect(canvas.links == ["https://contoso.com/fleet"])
  }
}
