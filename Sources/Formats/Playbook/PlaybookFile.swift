// Reads a playbook from YAML, and holds every part of it against the others before it becomes a
// value: what comes out of here needs no further checks.
//
// Keys of the file (those in brackets may be left out; no others are known):
//
//   id, title, revision    its short name, its name for people, the revision of its source
//   source                 https address of the published program
//   [zone]                 IANA name of the zone in which its days end; else that of the reader
//   [types]                offer types that it is for; none for all that no other playbook is for
//   [retirement]           when the source allows a draft to be retired
//   [support]              list of: title, link
//   [pages]                list of: id, title, [types], [when], [unless]
//   [consequences]         list of: id, title, meaning, [when], [unless]
//   [deadlines]            list of: id, title, day, [opens], tracks, [when], [unless], goal
//                          (`complete`, or the ID of a step), lead_days, soon_days,
//                          [consequences], [on_hold], [hold_reason], [safe_day], [note]
//   tracks                 list of: id, title, steps
//
// A step is one of:
//
//   id, title, kind, [help], [link], [links] (by offer type), [see_also], [actor] (publisher, owner,
//     microsoft), [when], [unless], and by its kind
//       kind: check, account or pages   nothing more
//       kind: question                  fact, [required and blocker], [hosts]
//       kind: event                     event, [needs] (step IDs; else all steps before it)
//   same_as, [when], [unless]           the step of that ID as another entry of the file has it,
//                                       all of it but its conditions
//   steps_of                            all steps of another track that this one does not have
//
// `when` and `unless` map facts to values: all of `when` must hold, and not all of `unless`.

import Foundation
package import Lifecycle

/// Playbooks as files.
package enum PlaybookFile {
  /// Reads a playbook.
  ///
  /// - Parameters:
  ///   - text: The file, as it is.
  ///   - name: What the file is called in mistakes.
  /// - Throws: everything that is wrong with it, each with line and column.
  package static func read(_ text: String, named name: String) throws(FileMistakes) -> Playbook {
    let log = MistakeLog(file: name)
    let playbook = YamlDocument(text, log: log).flatMap { self.playbook($0.root) }
    try log.check()
    guard let playbook else {
      preconditionFailure("A playbook that can't be read must leave a mistake.")
    }
    return playbook
  }

  private static let keys = [
    "id", "title", "revision", "source", "zone", "types", "retirement", "support", "pages",
    "consequences",
    "deadlines", "tracks",
  ]

  /// The playbook; nil, or something to be thrown away, where the log has mistakes.
  private static func playbook(_ root: YamlValue) -> Playbook? {
    guard let file = root.mapping("a playbook", keys: keys) else { return nil }
    let id = file.required("id")?.identifier("“id”")
    let title = file.text("title")
    let revision = file.text("revision")
    let source = file.required("source")?.link("“source”")
    let zone = file["zone"].flatMap(zone)
    let types = file["types"]?.offerTypes("“types”") ?? []
    let retirement = file["retirement"].flatMap { $0.text("“retirement”") } ?? ""
    let support = file.list("support").compactMap(namedLink)
    let pages = Identified(file.list("pages").compactMap { page($0, types) }, what: "page")
    let consequences = Identified(
      file.list("consequences").compactMap(consequence), what: "consequence")
    let tracks = TrackList(file.required("tracks"), types: types, hasPages: !pages.values.isEmpty)
    let deadlineList = file.list("deadlines")
    let deadlines = Identified(
      deadlineList.compactMap { deadline($0, tracks.tracks, consequences.ids) },
      what: "deadline")
    if deadlines.values.count > Rules.deadlineLimit {
      file["deadlines"]?.report("a playbook can have at most \(Rules.deadlineLimit) deadlines")
    }
    // A deadline that can't be understood may be the one that names it.
    if deadlines.values.count == deadlineList.count {
      checkConsequences(consequences, deadlines.values)
    }
    guard let id, let title, let revision, let source else { return nil }
    return Playbook(
      id: id, title: title, revision: revision, source: source, zone: zone, types: types,
      tracks: tracks.tracks, pages: pages.values, deadlines: deadlines.values,
      consequences: consequences.values, support: support, retirement: retirement)
  }

  // MARK: - Parts

  private static func zone(_ value: YamlValue) -> TimeZone? {
    guard let name = value.text("“zone”") else { return nil }
    if let zone = TimeZone(identifier: name) { return zone }
    value.report("unknown time zone \(name.inQuotes); use an IANA name such as America/Los_Angeles")
    return nil
  }

  static func namedLink(_ value: YamlValue) -> NamedLink? {
    guard let entry = value.mapping("a link", keys: ["title", "link"]) else { return nil }
    let title = entry.text("title")
    let link = entry.required("link")?.link("“link”")
    guard let title, let link else { return nil }
    return NamedLink(title: title, link: link)
  }

  private static func page(_ value: YamlValue, _ types: [OfferType]) -> (Page, YamlValue)? {
    guard
      let entry = value.mapping("a page", keys: ["id", "title", "types", "when", "unless"])
    else { return nil }
    let id = entry.required("id")?.identifier("“id”")
    let title = entry.text("title")
    let own = entry["types"]?.offerTypes("“types”", among: types) ?? []
    let when = entry.condition
    guard let id, let title else { return nil }
    return (Page(id: id, title: title, types: own, when: when), entry["id"] ?? value)
  }

  private static func consequence(_ value: YamlValue) -> (Consequence, YamlValue)? {
    guard
      let entry = value.mapping(
        "a consequence", keys: ["id", "title", "meaning", "when", "unless"])
    else { return nil }
    let id = entry.required("id")?.identifier("“id”")
    let title = entry.text("title")
    let meaning = entry.text("meaning")
    let when = entry.condition
    guard let id, let title, let meaning else { return nil }
    let consequence = Consequence(id: id, title: title, meaning: meaning, when: when)
    return (consequence, entry["id"] ?? value)
  }
}
