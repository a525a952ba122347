// Dialogs: opening those that do not belong to a step, and doing what they answer.

import Lifecycle
import Terminal

extension Model {
  // MARK: - Keys for the one on top

  /// What a key does in the dialog on top; nil if there is none. Without a press it is a click, which
  /// nobody holds down.
  mutating func answerDialog(_ key: Key, _ press: Press? = nil) -> [Effect]? {
    let command = keys[key]
    if command == .help || key == Key(.function(1)), let help = pageHelp(for: key) {
      dialogs.append(.menu(help))
      return []
    }
    let rows = size.rows
    if let press, var dialog = dialogs.last,
      dialog.take(key, command, rows: rows).confirms, key.symbol != .escape, !letsThrough(press)
    {
      sayTooEarly(key)
      return []
    }
    return answerDialog { $0.take(key, command, rows: rows) }
  }

  /// Lets the dialog on top take something; nil where there is none.
  mutating func answerDialog(_ take: (inout Dialog) -> Answer) -> [Effect]? {
    guard var dialog = dialogs.popLast() else { return nil }
    let answer = take(&dialog)
    switch answer {
    case .open:
      dialogs.append(dialog)
      return []
    case .closed: return []
    case .wanted(let wish): return rememberTyped(in: dialog) + grant(wish)
    case .meanwhile(let wish):
      dialogs.append(dialog)
      return grant(wish)
    }
  }

  /// Pasted text goes to the field on top.
  ///
  /// - Returns: whether there is a dialog at all.
  mutating func pasteIntoDialog(_ text: String) -> Bool {
    guard var dialog = dialogs.popLast() else { return false }
    dialog.paste(text)
    dialogs.append(dialog)
    return true
  }

  private mutating func grant(_ wish: Wish) -> [Effect] {
    switch wish {
    case .command(let command): return perform(command)
    case .perform(let keys, let actions, let title): return write(keys, actions, title)
    case .undo(let entry):
      isWriting = true
      return [.undo(confirmed: entry)]
    case .begin(let step, let keys):
      guard let example = example(of: keys) else { return [] }
      if keys.count == 1, let selected = stepToRead(step, of: example) {
        showInstruction(of: selected)
        return []
      }
      // Where steps are read out, only the next one was.
      if theme.signs == .words, keys.count == 1, step.isTicked, progress?.next?.step != step {
        confirm(
          "\(step.title): done?", instructionText(step, [example]),
          .perform(keys, [.tick(step: step.id)], title: step.title))
        return []
      }
      return begin(rules(of: example).advance(example, by: step), keys, example: example)
    case .proceed(let step, let keys):
      guard let example = example(of: keys) else { return [] }
      return begin(advance(of: example, by: step), keys, example: example)
    case .event(let event, let keys):
      if let example = example(of: keys) { confirm(event, keys, example) }
      return []
    case .report(let event, let keys):
      dialogs.append(
        .entry(
          TextEntry(
            title: event.title, text: "Certification report (saved with the offer)",
            purpose: .report(event, keys), field: .multiline())))
      return []
    case .ticket(let step, let action, let keys):
      let known = keys.count == 1 ? example(of: keys)?.facts[.supportTicket] ?? "" : ""
      dialogs.append(
        .entry(
          TextEntry(
            title: "Support ticket",
            text: "The number of the support ticket about the wrong offer type. It is optional: "
              + "without one, press Enter.",
            purpose: .ticket(step, action, keys), field: TextField(known))))
      return []
    case .edit(let field, let key): return askForField(field, of: key)
    case .type(let field, let key, let known):
      typeField(field, of: key, known: known)
      return []
    case .show(let publisher):
      var next = query
      next.publisher = publisher
      next.standing = nil
      marks = []
      return show(next)
    case .sort(let sort): return self.sort(by: sort)
    case .losses(let loss): return view == .losses(loss) ? [] : turn(to: .losses(loss))
    case .theme(let name): return wear(name)
    case .keepTheme(let name): return keep(themeNamed: name)
    case .open(let link): return [.open(link)]
    case .importFile(let path):
      say("Importing \(path)…")
      return [.importFile(path, publisher: query.publisher)]
    case .addPublisher(let id): return [.addPublisher(id)]
    case .account(let wish): return grantForAccount(wish)
    case .nothing: return []
    }
  }

  /// One of these offers, by which a question is asked for all of them. Marked ones can be far
  /// from what is visible.
  func example(of keys: [OfferKey]) -> Offer? {
    if let offer, keys.contains(offer.key) { return offer }
    return ((window?.offers ?? []) + surveyed).first { keys.contains($0.key) }
  }

  // MARK: - Menus

  mutating func showSorts() -> [Effect] {
    let titles: [Query.Sort: String] = [
      .due: "By deadline", .name: "By name", .stage: "By stage", .track: "By track",
      .type: "By type", .changed: "By last change",
    ]
    dialogs.append(
      .menu(
        Menu(
          title: "Sort the list", text: "Select again to reverse.",
          items: Query.Sort.allCases.map {
            Menu.Item(titles[$0] ?? $0.rawValue, wish: .sort($0), isCurrent: $0 == query.sort)
          })))
    return []
  }

  mutating func showPublishers() -> [Effect] {
    let all = Menu.Item(
      "All publishers", detail: "\(tally.count()) offers", wish: .show(publisher: nil),
      isCurrent: query.publisher == nil)
    let each = publishers.map {
      Menu.Item(
        $0.name, detail: "\(tally.count(publisher: $0.id)) offers · \($0.account.title)",
        wish: .show(publisher: $0.id), isCurrent: query.publisher == $0.id)
    }
    dialogs.append(.menu(Menu(title: "Publishers", items: [all] + each)))
    return []
  }

  mutating func showThemes() -> [Effect] {
    let current = themeChoice.name ?? ThemeChoice.automatic
    dialogs.append(
      .menu(
        Menu(
          title: "Themes",
          items: ([ThemeChoice.automatic] + themes).map { name in
            let isAutomatic = name == ThemeChoice.automatic
            return Menu.Item(
              name, detail: isAutomatic ? "dark or light, as the terminal is" : "",
              wish: .keepTheme(name), preview: .theme(name), isCurrent: name == current)
          }, otherwise: .theme(current))))
    return []
  }

  /// The help is the palette: one list of all commands with their keys, which is searched by typing.
  mutating func showHelp() -> [Effect] {
    let items = Command.allCases.map { command in
      Menu.Item(
        command.title, detail: keys.keys(for: command).map(\.name).joined(separator: " "),
        wish: .command(command))
    }
    dialogs.append(
      .menu(Menu(title: "All keys: type to find one", items: items, search: .search())))
    return []
  }
}
