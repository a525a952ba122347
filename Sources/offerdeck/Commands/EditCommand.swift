// `offerdeck add` and `offerdeck edit`: offers by hand.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Adds an offer by hand.
struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "add", takes: "<offer> [options]", "Add an offer.",
    examples: [
      "add contoso-fleet --name 'Contoso Fleet' --track published",
      "add contoso/contoso-fleet --type Ops --dry-run",
    ])

  @Argument(help: "Offer ID as shown in the portal, or PUBLISHER/OFFER.")
  var offer: String

  @Option(name: .long, help: "The name; by default the ID.")
  var name: String?

  @Option(name: .long, help: "The type: CE, Ops, BC, or a portal's name for it.")
  var type = "CE"

  @Option(
    name: .long, help: "The playbook; by default the first for the type.", completion: .playbooks)
  var playbook: String?

  @Option(
    name: .long, help: "The track; by default draft, or the playbook's first.", completion: .tracks)
  var track: String?

  @OptionGroup var choice: PublisherChoice
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deck = try Deck(common, isTrial: change.dryRun)
    let (publisher, typed) = try key(in: deck)
    let id: String
    do throws(Misfit) { id = try PortalID.check(typed, "offer ID") } catch {
      throw Failure(.usage, error.reason)
    }
    guard let type = OfferType(type) else {
      throw Failure(.usage, "--type is empty", hint: "pass CE, Ops, BC or another name")
    }
    let playbook = try playbook(for: type, deck)
    let track = track ?? (playbook.track("draft") ?? playbook.tracks.first)?.id ?? ""
    guard playbook.track(track) != nil else {
      throw Failure(
        .usage, "unknown track \(track.inQuotes)",
        hint: Vocabulary(words: playbook.tracks.map(\.id)).hint(for: track))
    }
    let now = deck.clock.now
    let offer = Offer(
      key: OfferKey(publisher: publisher, offer: id), name: name ?? id, type: type,
      playbook: playbook.id, track: track, changedAt: now)
    try Failure.wrapping { try deck.store.offers.add(offer, at: now, by: common.actor) }
    try change.print(
      ChangeRecord("Added \(publisher)/\(id).", offer: try deck.record(of: offer.key)))
  }

  /// The publisher and the ID. An ID may hold a slash: only what names a publisher is one.
  private func key(in deck: Deck) throws(Failure) -> (publisher: String, offer: String) {
    let text = offer.trimmingWhitespace()
    if choice.publisher == nil, let slash = text.firstIndex(of: "/") {
      let named = String(text[..<slash])
      let known = try Failure.wrapping { try deck.store.publishers.all().map(\.id) }
      if known.contains(named) { return (named, String(text[text.index(after: slash)...])) }
    }
    return (try choice.publisher(in: deck).id, text)
  }

  private func playbook(for type: OfferType, _ deck: Deck) throws(Failure) -> Playbook {
    let all = deck.library.playbooks
    let found =
      playbook.map { id in all.first { $0.id == id } }
      ?? all.first { $0.types.contains(type) } ?? all.first { $0.types.isEmpty }
    guard let found else {
      throw Failure(
        .usage,
        playbook.map { "unknown playbook \($0.inQuotes)" }
          ?? "no playbook for type \(type.name.inQuotes)",
        hint: Vocabulary(words: all.map(\.id)).hint(for: playbook ?? ""))
    }
    return found
  }
}

/// Edits an offer.
struct EditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "edit", takes: "<offer> <fields> ... [options]", "Edit an offer.",
    """
    A field is FIELD=VALUE; an empty value makes it unknown. Fields are the columns of the CSV: \
    \(fieldNames.joined(separator: ", ")).
    """,
    examples: [
      "edit contoso-fleet tier=premium certified_before=yes",
      "edit contoso-fleet 'name=Contoso Fleet' --dry-run",
    ])

  private static let fieldNames = OfferField.all.map(\.name)

  @OptionGroup var choice: OfferChoice

  @Argument(help: "FIELD=VALUE, one or more.")
  var fields: [String]

  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let edits = try fields.map(Self.edit)
    let deck = try Deck(common, isTrial: change.dryRun)
    let key = try choice.offer(in: deck).offer.key
    do {
      _ = try deck.store.offers.apply(
        edits.map { .edit($0.field, $0.value) }, to: key, at: deck.clock.now, by: common.actor)
    } catch let refusal as Refusal {
      throw Self.failure(refusal, edits) ?? Failure(refusal, of: key, zone: common.zone)
    } catch {
      throw Failure(error)
    }
    try change.print(
      ChangeRecord(
        "Changed \(key.offer): \(fields.joined(separator: ", "))",
        offer: try deck.record(of: key)))
  }

  private static func edit(
    _ text: String
  ) throws(Failure) -> (field: OfferField, value: String) {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2 else {
      throw Failure(.usage, "\(text.inQuotes) has no value", hint: "use FIELD=VALUE")
    }
    let name = sides[0].trimmingWhitespace().lowercased().replacing(#/[- ]/#, with: "_")
    guard let field = OfferField(named: name) else {
      let near = Vocabulary(words: fieldNames).nearest(to: name)
      throw Failure(
        .usage, "unknown field \(sides[0].inQuotes)",
        hint: near.map { "did you mean \($0.inQuotes)?" }
          ?? "the fields are \(fieldNames.joined(separator: ", "))")
    }
    return (field, String(sides[1]))
  }

  /// The error that names the value which does not fit its field; nil for another refusal.
  private static func failure(
    _ refusal: Refusal, _ edits: [(field: OfferField, value: String)]
  ) -> Failure? {
    guard case .fittingAnswer(let name, let reason)? = refusal.requirements.first,
      let edit = edits.last(where: { $0.field.name == name })
    else { return nil }
    return Failure(.refused, "invalid \(name) \(edit.value.inQuotes)", hint: reason)
  }
}
