// Setting right what is known of an offer: a menu of its fields, then the value of one.

import Lifecycle
import Terminal

extension Model {
  mutating func showFields() -> [Effect] {
    guard let offer else { return [] }
    let items = OfferField.all.map { field in
      Menu.Item(
        field.name, detail: value(of: field, offer) ?? theme.signs.none,
        wish: .edit(field, offer.key))
    }
    dialogs.append(
      .menu(
        Menu(
          title: "What is known of \(offer.name)",
          text: "Choose what is to be set right. The steps that ask for it change with it.",
          items: items)))
    return []
  }

  private func value(of field: OfferField, _ offer: Offer) -> String? {
    switch field {
    case .name: offer.name
    case .type: offer.type.name
    case .track: offer.track
    case .fact(let fact): offer.facts[fact]
    }
  }

  /// Asks for the value: a choice where there are few, a field else.
  mutating func askForField(_ field: OfferField, of key: OfferKey) {
    guard let offer, offer.key == key else { return }
    let known = value(of: field, offer)
    guard let words = choices(for: field, offer) else {
      dialogs.append(
        .entry(
          TextEntry(
            title: field.name, text: "For \(offer.name).", purpose: .field(field, key),
            field: TextField(known ?? ""))))
      return
    }
    let items = words.map { word in
      Menu.Item(
        word.isEmpty ? "not known" : word,
        wish: .perform([key], [.edit(field, word)], title: "Change \(field.name)"),
        isCurrent: word == known ?? "")
    }
    dialogs.append(.menu(Menu(title: "\(field.name) of \(offer.name)", items: items)))
  }

  private func choices(for field: OfferField, _ offer: Offer) -> [String]? {
    switch field {
    case .track: return rules(of: offer).playbook.tracks.map(\.id)
    case .fact(let fact):
      guard case .choice(let words) = fact.form else { return nil }
      return words + [""]
    case .name, .type: return nil
    }
  }
}
