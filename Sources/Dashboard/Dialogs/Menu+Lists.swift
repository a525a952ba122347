// The menus that are about lists and the dashboard itself.

import Lifecycle
import Terminal

extension Menu {
  /// The orders of the list.
  static func sorts(_ current: Query.Sort) -> Menu {
    let titles: [Query.Sort: String] = [
      .due: "By deadline", .name: "By name", .stage: "By stage", .track: "By track",
      .type: "By type", .changed: "By last change",
    ]
    return Menu(
      title: "Sort the list", text: "Select again to reverse.",
      items: Query.Sort.allCases.map {
        Item(titles[$0] ?? $0.rawValue, .sort($0), isCurrent: $0 == current)
      })
  }

  /// The publishers, of which the one with this ID is listed; nil for all.
  static func publishers(of deck: DeckSummary, current: String?) -> Menu {
    let all = Item(
      "All publishers", detail: "\(deck.tally.count()) offers", .list(publisher: nil),
      isCurrent: current == nil)
    let each = deck.publishers.map {
      Item(
        $0.name, detail: "\(deck.tally.count(publisher: $0.id)) offers · \($0.account.title)",
        .list(publisher: $0.id), isCurrent: current == $0.id)
    }
    return Menu(title: "Publishers", items: [all] + each)
  }

  /// The themes, each of which is tried on while it is selected.
  static func themes(_ names: [String], _ choice: ThemeChoice) -> Menu {
    let current = choice.name ?? ThemeChoice.automatic
    return Menu(
      title: "Themes",
      items: ([ThemeChoice.automatic] + names).map { name in
        Item(
          name,
          detail: name == ThemeChoice.automatic ? "dark or light, as the terminal is" : "",
          .theme(name, isKept: true), preview: .theme(name, isKept: false),
          isCurrent: name == current)
      }, otherwise: .theme(current, isKept: false))
  }

  /// The help is the palette: one list of all commands with their keys, which is searched by typing.
  static func commands(_ keys: KeyMap) -> Menu {
    let items = Command.allCases.map { command in
      Item(
        command.title, detail: keys.keys(for: command).map(\.name).joined(separator: " "),
        .command(command))
    }
    return Menu(title: "All keys: type to find one", items: items, search: .search())
  }
}
