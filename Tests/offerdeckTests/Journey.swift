// A journey: keys in, the last frame and the rows of the database out, through the real loop, the
// real store and the shipped playbooks. Only the screen follows a script.

import Dashboard
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal
import Testing

@testable import offerdeck

/// A deck and what was done on it.
struct Journey {
  let store: Store
  let clock: Clock
  let playbooks: [Playbook]
  /// Answers questions about tenants; the deck itself where it is nil.
  var directory: (any Directory)?

  /// A journey on a deck with these offers of Contoso, as of 20 September 2019 in Greenwich.
  init(_ offers: [Offer] = [], publishers: [Publisher] = [Journey.contoso]) throws {
    playbooks = Playbooks.shipped
    clock = try #require(Clock("2019-09-20T14:02", in: .gmt))
    store = try Store.temporary(playbooks: playbooks)
    for publisher in publishers { try store.publishers.add(publisher, at: clock.now, by: "test") }
    for offer in offers { try store.offers.add(offer, at: clock.now, by: "test") }
  }

  static let contoso = Publisher(
    id: "contoso", name: "Contoso Ltd", owners: ["owner@contoso.com"], signIn: "owner@contoso.com")

  /// An offer of Contoso at the beginning of its track.
  static func offer(
    _ id: String = "fleet", track: String = "draft", stage: Stage = .draft,
    market: Market = .none, facts: [Fact: String] = [:]
  ) -> Offer {
    Offer(
      key: OfferKey(publisher: "contoso", offer: id), name: "Contoso \(id.capitalized)",
      type: .operations, playbook: "dynamics-365-2019", track: track,
      publication: Publication(stage: stage, market: market), facts: facts,
      changedAt: Date(timeIntervalSince1970: 1_568_900_000))
  }

  /// The frames that a person sees who presses these keys, by their names, and at the end quits.
  /// `"text:…"` is typed, `"paste:…"` pasted, `"size:80x24"` resizes, and `"Enter+Escape"` come at once.
  @discardableResult
  func frames(
    _ keys: [String], size: Size = Size(columns: 120, rows: 36)
  ) throws -> [[String]] {
    let inputs = try keys.flatMap { name -> [[Input]] in
      if name.hasPrefix("text:") { return name.dropFirst(5).map { [.key(Key($0))] } }
      if name.hasPrefix("paste:") { return [[.paste(String(name.dropFirst(6)))]] }
      if name.hasPrefix("size:") {
        let parts = name.dropFirst(5).split(separator: "x").compactMap { Int($0) }
        return [[.resize(Size(columns: parts[0], rows: parts[1]))]]
      }
      let keys = try name.split(separator: "+", omittingEmptySubsequences: false).map {
        Input.key(try #require(Key(name: String($0)), "there is no key \($0)"))
      }
      return [keys, []]
    }
    let screen = ScriptedScreen(size: size, inputs: inputs + [[]], depth: .mono)
    let themeLibrary = ThemeLibrary(isASCII: false, folder: "/nonexistent")
    let mailbox = Mailbox(screen.waker)
    let theme = try #require(try themeLibrary.theme(named: "mono", depth: .mono))
    let performer = Performer(
      store, mailbox: mailbox, clock: clock, actor: "tester", themeLibrary: themeLibrary,
      directory: directory)
    screen.beforeWakeUp = { performer.finishWriting() }
    var loop = Loop(
      Model(
        playbooks: playbooks, now: clock.now, isAsOf: true, zone: .gmt, size: size, theme: theme,
        themes: themeLibrary.names),
      screen: screen, performer: performer, clock: clock)
    loop.run()
    return screen.frames.map(\.lines)
  }

  /// The last of those frames, as one text.
  @discardableResult
  func screen(_ keys: String..., size: Size = Size(columns: 120, rows: 36)) throws -> String {
    try frames(keys, size: size).last?.joined(separator: "\n") ?? ""
  }

  /// The offer as the database has it.
  func offer(_ id: String = "fleet") throws -> Offer {
    try #require(try store.offers.find(OfferKey(publisher: "contoso", offer: id)))
  }
}
