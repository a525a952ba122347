// `offerdeck add` and `offerdeck edit`: an offer by hand, and what is known of it set right.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// Adds an offer by hand.
struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an offer by hand.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The offer's ID, as it stands in the portals.")
  var offer: String

  @Option(name: .long, help: "The publisher that it belongs to.", completion: .publishers)
  var publisher: String

  @Option(name: .long, help: "Its name; the ID without one.")
  var name: String?

  @Option(name: .long, help: "Its type, as in a portal: CE, Ops, BC, or another name.")
  var type = "CE"

  @Option(
    name: .long, help: "Its playbook; the first for its type without one.", completion: .playbooks)
  var playbook: String?

  @Option(
    name: .long, help: "Its track; the playbook's track of drafts, or its first, without one.",
    completion: .tracks)
  var track: String?

  func run() throws {
    let deck = try Deck(common)
    let id: String
    do throws(Misfit) { id = try PortalID.check(offer, "offer ID") } catch {
      throw Failure(.usage, error.reason + ".")
    }
    guard let type = OfferType(type) else {
      throw Failure(.usage, "The type is empty. Pass --type CE, Ops, BC or another name.")
    }
    let playbook = try playbook(for: type, deck)
    let track = track ?? (playbook.track("draft") ?? playbook.tracks.first)?.id ?? ""
    guard playbook.track(track) != nil else {
      let names = playbook.tracks.map(\.id).joined(separator: ", ")
      throw Failure(.usage, "\(playbook.id) has no track “\(track)”; its tracks are \(names).")
    }
    let now = deck.clock.now
    try Failure.wrapping {
      try deck.store.add(
        Offer(
          key: OfferKey(publisher: publisher, offer: id), name: name ?? id, type: type,
          playbook: playbook.id, track: track, changedAt: now), at: now, by: common.actor)
    }
    Output.line("Added \(publisher)/\(id).")
  }

  private func playbook(for type: OfferType, _ deck: Deck) throws(Failure) -> Playbook {
    let all = deck.library.playbooks
    let found =
      playbook.map { id in all.first { $0.id == id } }
      ?? all.first { $0.types.contains(type) } ?? all.first { $0.types.isEmpty }
    guard let found else {
      let ids = all.map(\.id).joined(separator: ", ")
      throw Failure(.usage, "There is no playbook for it; there are \(ids).")
    }
    return found
  }
}

/// Sets right what is known of an offer.
struct EditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Set right what is known of an offer.",
    discussion:
      "Fields are those of the CSV: \(OfferField.all.map(\.name).joined(separator: ", ")).")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The offer's ID, or PUBLISHER/OFFER.", completion: .offers)
  var offer: String

  @Argument(help: "FIELD=VALUE, once or several times; an empty value makes a fact unknown.")
  var fields: [String]

  func run() throws {
    let deck = try Deck(common)
    let actions = try fields.map { text throws(Failure) -> Action in
      let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let field = OfferField(named: String(sides[0])) else {
        let names = OfferField.all.map(\.name).joined(separator: ", ")
        throw Failure(.usage, "“\(text)” is not FIELD=VALUE; fields are \(names).")
      }
      return .edit(field, String(sides[1]))
    }
    let key = try deck.offer(named: offer).offer.key
    do {
      _ = try deck.store.apply(actions, to: key, at: deck.clock.now, by: common.actor)
    } catch let refusal as Refusal {
      throw Failure(refusal, of: key)
    } catch {
      throw Failure(error)
    }
    Output.line("Changed \(key.offer): \(fields.joined(separator: ", "))")
  }
}
