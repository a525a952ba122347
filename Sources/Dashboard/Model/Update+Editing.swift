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
          title: "Edit \(offer.name)", text: "Select a field to edit. Steps update to match.",
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
  mutating func askForField(_ field: OfferField, of key: OfferKey) -> [Effect] {
    guard let offer, offer.key == key else { return [] }
    // Which there are has to be asked first.
    if field == .fact(.legalEntity) { return [.account(.entities(for: key))] }
    let known = value(of: field, offer)
    guard let words = choices(for: field, offer) else {
      typeField(field, of: key, known: known ?? "")
      return []
    }
    let items = words.map { word in
      Menu.Item(
        word.isEmpty ? "not set" : word,
        wish: .perform([key], [.edit(field, word)], title: "Change \(field.name)"),
        isCurrent: word == known ?? "")
    }
    dialogs.append(.menu(Menu(title: "\(field.name) of \(offer.name)", items: items)))
    return []
  }

  /// Asks for a value in words.
  mutating func typeField(_ field: OfferField, of key: OfferKey, known: String) {
    dialogs.append(
      .entry(
        TextEntry(
          title: field.name, text: "For \(offer?.name ?? key.offer).",
          purpose: .field(field, key), field: TextField(known))))
  }

  /// Lets one of the publisher's legal entities be chosen for an offer.
  mutating func chooseEntity(_ entities: [LegalEntity], of key: OfferKey) {
    guard let offer, offer.key == key else { return }
    let field = OfferField.fact(.legalEntity)
    let known = offer.facts[.legalEntity]
    func item(_ title: String, _ value: String, detail: String = "") -> Menu.Item {
      Menu.Item(
        title, detail: detail,
        wish: .perform([key], [.edit(field, value)], title: "Change \(field.name)"),
        isCurrent: value == known ?? "")
    }
    dialogs.append(
      .menu(
        Menu(
          title: "Legal entity of \(offer.name)",
          items: entities.map { item($0.name, $0.name, detail: $0.offers.counted("offer")) } + [
            item("not set", ""),
            Menu.Item(
              "Another one\(theme.signs.ellipsis)",
              wish: .type(field, key, known: known ?? "")),
          ])))
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
