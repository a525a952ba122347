// What each command does.

import Foundation
import Lifecycle
import Terminal

extension Model {
  mutating func perform(_ command: Command) -> [Effect] {
    if command.changesDeck, let unchangeable = environment.unchangeable {
      status.complain(unchangeable)
      return []
    }
    let count = status.pendingCount
    switch command {
    case .advance: return advance()
    case .undo: return write(.undo(confirmed: nil))
    case .redo: return write(.redo)
    case .untick: return perform(stepActions.untick())
    case .events:
      if let offer {
        dialogs.push(stepDialogs.events(of: offer))
      } else {
        status.say("No offer is selected.")
      }
    case .back: return back()
    case .openPage: return perform(stepActions.openPage())
    case .copy: return perform(stepActions.copy())
    case .sort: dialogs.push(Menu.sorts(query.sort))
    case .losses: showLosses()
    case .dayBack: moveInTime(by: -(count ?? 1))
    case .dayAhead: moveInTime(by: count ?? 1)
    case .weekBack: moveInTime(by: -7 * (count ?? 1))
    case .weekAhead: moveInTime(by: 7 * (count ?? 1))
    case .present: returnToNow()
    case .publishers:
      dialogs.push(Menu.publishers(of: environment.deck, current: query.publisher))
    case .migrate: return openWizard()
    case .profile: openProfile()
    case .users: openUsers()
    case .history: if let offer { dialogs.push(TextDialog(historyOf: offer.key)) }
    case .details: if let offer { dialogs.push(TextDialog.details(of: offer, in: environment)) }
    case .edit: if let offer { dialogs.push(Menu.fields(of: offer, in: environment)) }
    case .themes: dialogs.push(Menu.themes(themes.names, themes.choice))
    case .importFile: dialogs.push(TextEntry.offerFile(for: environment.listedPublisher))
    case .addPublisher: dialogs.push(TextEntry.publisherID())
    case .help, .palette: dialogs.push(Menu.commands(environment.keys))
    case .reload: environment.deck.expire()
    case .redraw: return [.redraw]
    case .mouse:
      mouse.isOn.toggle()
      status.say(
        mouse.isOn
          ? "Mouse on. In most terminals, Shift and drag select text."
          : "Mouse off. Drag to select text.")
      return [.mouse(mouse.isOn)]
    case .suspend: return [.suspend]
    case .quit: return [.quit]
    default: return panels.perform(command, count, &status, in: environment)
    }
    return []
  }

  /// Enter on the panels.
  mutating func advance() -> [Effect] {
    if panels.focus == .deadlines {
      return panels.filterToDeadline(&status, in: environment)
    }
    if let reason = environment.unchangeable {
      status.complain(reason)
      return []
    }
    if panels.focus == .banner { return perform(header.bannerCommand) }
    if let reason = panels.offers.refusedSelection {
      status.complain(reason)
      return []
    }
    let marks = panels.offers.marks
    return marks.isEmpty
      ? perform(stepActions.advance()) : [.survey(marks.sorted { $0.offer < $1.offer })]
  }

  private mutating func back() -> [Effect] {
    if panels.goBack() { return [] }
    if environment.asOf.offset != nil {
      returnToNow()
    } else if query.isFiltered {
      return listing { $0.clearFilter(in: $1) }
    }
    return []
  }

  /// Lets something list other offers.
  mutating func listing(_ change: (inout OfferList, Environment) -> [Effect]) -> [Effect] {
    let environment = environment
    return panels.listing { change(&$0, environment) }
  }

  /// Lists everything that can be lost, with how many have lost it.
  private mutating func showLosses() {
    let losses = panels.losses(in: environment)
    if panels.focus == .deadlines, let only = losses.first, losses.count == 1 {
      return panels.turn(to: .losses(only))
    }
    guard !losses.isEmpty else { return status.say("These offers have nothing to lose.") }
    dialogs.push(
      LossMenu(losses, current: panels.view.loss, panels.deadlines.counts, in: environment))
  }

  // MARK: - Another moment

  private mutating func moveInTime(by days: Int) {
    environment.asOf.move(by: days)
    if panels.focus == .banner { panels.focus = .offers }
  }

  private mutating func returnToNow() {
    guard environment.asOf.offset != nil else { return status.say("Already showing today.") }
    environment.asOf.returnToNow()
  }

  /// The deck is read as it was at another moment from now on.
  mutating func arrive(at moment: Date?, isPast: Bool) {
    environment.asOf.arrive(at: moment, isPast: isPast)
    // What was counted was counted in another deck.
    panels.deadlines.counts.forget()
    environment.deck.change()
  }
}

extension Effect {
  /// Something in the deck would be another thing afterward.
  var changesDeck: Bool {
    switch self {
    case .perform, .undo, .redo, .importFile, .addPublisher: true
    case .account(let effect): effect.changesDeck
    default: false
    }
  }
}

extension AccountEffect {
  fileprivate var changesDeck: Bool {
    switch self {
    case .profile, .users, .stopAsking, .recallDrafts, .keep, .entities: false
    default: true
    }
  }
}
