// Setting right what is known of an offer: a menu of its fields, then the value of one.

import Lifecycle
import Terminal

extension Menu {
  /// The fields of an offer.
  static func fields(of offer: Offer, in environment: Environment) -> Menu {
    let items = OfferField.all.map { field in
      Item(
        field.name, detail: offer.value(of: field) ?? environment.signs[.none],
        question(about: field, of: offer, in: environment))
    }
    return Menu(
      title: "Edit \(offer.name)", text: "Select a field to edit. Steps update to match.",
      items: items)
  }

  /// Asks for the value: a choice if there are few, else a field.
  private static func question(
    about field: OfferField, of offer: Offer, in environment: Environment
  ) -> DialogAction {
    // Which there are has to be asked first.
    if field == .fact(.legalEntity) { return .ask(.account(.entities(for: offer.key))) }
    let known = offer.value(of: field)
    guard let words = choices(for: field, of: offer, environment.deck) else {
      return .open(TextEntry.value(field, of: offer, known: known ?? ""))
    }
    let items = words.map {
      change(field, of: offer.key, to: $0, $0.isEmpty ? "not set" : $0, known: known)
    }
    return .open(Menu(title: "\(field.name) of \(offer.name)", items: items))
  }

  private static func choices(
    for field: OfferField, of offer: Offer, _ deck: DeckSummary
  ) -> [String]? {
    switch field {
    case .track: return deck.rules(of: offer).playbook.tracks.map(\.id)
    case .fact(let fact):
      guard case .choice(let words) = fact.form else { return nil }
      return words + [""]
    case .name, .type: return nil
    }
  }

  private static func change(
    _ field: OfferField, of key: OfferKey, to value: String, _ title: String, detail: String = "",
    known: String?
  ) -> Item {
    Item(
      title, detail: detail,
      .write(.perform([key], [.edit(field, value)], title: "Change \(field.name)")),
      isCurrent: value == known ?? "")
  }

  /// The publisher's legal entities, to choose one for an offer.
  static func entities(
    _ entities: [LegalEntity], for offer: Offer, in environment: Environment
  ) -> Menu {
    let field = OfferField.fact(.legalEntity)
    let known = offer.value(of: field)
    func item(_ title: String, _ value: String, detail: String = "") -> Item {
      change(field, of: offer.key, to: value, title, detail: detail, known: known)
    }
    return Menu(
      title: "Legal entity of \(offer.name)",
      items: entities.map { item($0.name, $0.name, detail: $0.offers.counted("offer")) } + [
        item("not set", ""),
        Item(
          "Another one\(environment.signs[.ellipsis])",
          .open(TextEntry.value(field, of: offer, known: known ?? ""))),
      ])
  }
}

extension Offer {
  /// What it has in a field, as text; nil if that is not known.
  fileprivate func value(of field: OfferField) -> String? {
    switch field {
    case .name: name
    case .type: type.name
    case .track: track
    case .fact(let fact): facts[fact]
    }
  }
}
