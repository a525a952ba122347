// `offerdeck playbook`: the programs as data: listed, read, checked and drawn.

import ArgumentParser
import Formats
import Foundation
import Lifecycle

/// Everything about playbooks.
struct PlaybookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "playbook", takes: "[<command>] [options]", "List, show, check and draw playbooks.",
    "Without a command, it lists them.",
    examples: ["playbook list", "playbook show dynamics-365-2019", "playbook check mine.yaml"],
    subcommands: [List.self, Show.self, Check.self, Draw.self], default: List.self)

  /// Lists the playbooks at hand.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      "playbook list", "List the available playbooks.",
      examples: ["playbook list", "playbook list --json"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var plain: PlainOptions

    func run() throws {
      let common = plain.common
      let library = common.library()
      if json {
        return try Output.json(
          library.playbooks.map { PlaybookRecord($0, library.origins[$0.id] ?? "") })
      }
      var table = common.table([
        "ID", .init("TITLE", least: 16), .init("REVISION", rank: 2),
        .init("TRACKS", rank: 3, least: 12),
        .init("FROM", rank: 1, least: 12),
      ])
      for playbook in library.playbooks {
        table.add([
          playbook.id, playbook.title, playbook.revision,
          playbook.tracks.map(\.id).joined(separator: ", "), library.origins[playbook.id] ?? "",
        ])
      }
      common.finish(&table, empty: "No playbooks.")
    }
  }

  /// Shows one playbook.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      "playbook show", takes: "<id> [options]",
      "Show a playbook: tracks, steps, deadlines, help links.",
      examples: ["playbook show dynamics-365-2019"])

    @Argument(help: "The playbook's ID.", completion: .playbooks)
    var id: String

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var plain: PlainOptions

    func run() throws {
      let (playbook, origin) = try plain.common.playbook(id)
      if json { return try Output.json(PlaybookRecord(playbook, origin, isWhole: true)) }
      Output.line("\(playbook.title), revision \(playbook.revision)")
      Output.line(playbook.source.text)
      for track in playbook.tracks {
        Output.line()
        Output.line("Track \(track.id): \(track.title)")
        for (number, step) in track.steps.enumerated() { show(step, number + 1) }
      }
      Output.line()
      Output.line("Deadlines")
      for deadline in playbook.deadlines {
        let losses = deadline.consequences.compactMap { playbook.consequence($0)?.title }
        Output.line(
          "  \(deadline.day)  \(deadline.title) (\(deadline.tracks.joined(separator: ", "))), "
            + "start by \(deadline.startBy); if missed: \(losses.joined(separator: "; "))")
      }
      Output.line()
      Output.line("Help")
      for place in playbook.support { Output.line("  \(place.title): \(place.link.text)") }
    }

    private func show(_ step: Step, _ number: Int) {
      let condition = step.when.sentence.map { " — \($0)" } ?? ""
      Output.line("  \(number). \(step.title) (\(step.id), \(step.actor.rawValue))\(condition)")
      if !step.help.isEmpty { Output.line("     \(step.help)") }
      for link in step.links { Output.line("     \(link.text)") }
    }
  }

  /// Checks a playbook file.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      "playbook check", takes: "<files> ... [options]",
      "Check playbook files; each error has its line and column.",
      examples: ["playbook check mine.yaml"])

    @Argument(help: "The files.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var plain: PlainOptions

    func run() throws {
      try FileCheck.run(files, json: json) { file in
        let playbook = try Library.read(file, isGiven: true)
        let steps = playbook.tracks.reduce(0) { $0 + $1.steps.count }
        return "\(playbook.id) is OK: \(playbook.tracks.count.counted("track")), "
          + "\(steps.counted("step")), \(playbook.deadlines.count.counted("deadline"))."
      }
    }
  }

  /// Draws a diagram.
  struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
      "playbook diagram", takes: "[<id>] [options]",
      "Draw the stages of an offer, or a track of a playbook.",
      examples: ["playbook diagram", "playbook diagram dynamics-365-2019 --track draft"])

    /// The tool that the diagram is for.
    enum Form: String, ExpressibleByArgument, CaseIterable {
      case mermaid, dot
    }

    @Argument(
      help: "The playbook's ID; without it, the stages are drawn.", completion: .playbooks)
    var id: String?

    @Option(name: .long, help: "The track; by default the first.", completion: .tracks)
    var track: String?

    @Option(name: .long, help: "mermaid, or dot for Graphviz.")
    var format = Form.mermaid

    @OptionGroup var plain: PlainOptions

    func run() throws {
      let diagram = try diagram()
      Output.raw(format == .dot ? diagram.dot : diagram.mermaid)
    }

    private func diagram() throws(Failure) -> Diagram {
      guard let id else { return .stages }
      let playbook = try plain.common.playbook(id).playbook
      let name = track ?? playbook.tracks.first?.id ?? ""
      guard playbook.track(name) != nil else {
        throw Failure(
          .usage, "\(id.inQuotes) has no track \(name.inQuotes)",
          hint: Vocabulary(words: playbook.tracks.map(\.id)).hint(for: name))
      }
      let offer = Offer(
        key: OfferKey(publisher: "contoso", offer: "offer"), name: "offer",
        type: playbook.types.first ?? .customerEngagement, playbook: id, track: name,
        changedAt: Date(timeIntervalSince1970: 0))
      return .track(
        name, Rules(playbook),
        from: Rules.Subject(offer, Publisher(id: "contoso", name: "Contoso")))
    }
  }
}

/// A playbook as programs read it.
private struct PlaybookRecord: Encodable {
  let id: String
  let title: String
  let revision: String
  let source: String
  let from: String
  let tracks: [TrackRecord]
  let deadlines: [DeadlineRecord]?
  let help: [HelpRecord]?

  struct TrackRecord: Encodable {
    let id: String
    let title: String
    let steps: [StepRecord]?
  }

  struct StepRecord: Encodable {
    let id: String
    let title: String
    let actor: String
    let condition: String?
    let help: String
    let links: [String]
  }

  struct DeadlineRecord: Encodable {
    let id: String
    let title: String
    let day: String
    let startBy: String
    let tracks: [String]
    let consequences: [String]
  }

  struct HelpRecord: Encodable {
    let title: String
    let link: String
  }

  /// - Parameter isWhole: with steps, deadlines and help.
  init(_ playbook: Playbook, _ origin: String, isWhole: Bool = false) {
    id = playbook.id
    title = playbook.title
    revision = playbook.revision
    source = playbook.source.text
    from = origin
    tracks = playbook.tracks.map { track in
      TrackRecord(
        id: track.id, title: track.title,
        steps: isWhole
          ? track.steps.map {
            StepRecord(
              id: $0.id, title: $0.title, actor: $0.actor.rawValue, condition: $0.when.sentence,
              help: $0.help, links: $0.links.map(\.text))
          } : nil)
    }
    deadlines =
      isWhole
      ? playbook.deadlines.map {
        DeadlineRecord(
          id: $0.id, title: $0.title, day: $0.day.description, startBy: $0.startBy.description,
          tracks: $0.tracks, consequences: $0.consequences)
      } : nil
    help = isWhole ? playbook.support.map { HelpRecord(title: $0.title, link: $0.link.text) } : nil
  }
}

extension Step {
  /// The pages where it is done, for any type of offer.
  fileprivate var links: [Link] {
    [link].compactMap(\.self) + typeLinks.values.sorted { $0.text < $1.text }
  }
}

extension CommonOptions {
  /// The playbook of an ID, and where it comes from.
  fileprivate func playbook(_ id: String) throws(Failure) -> (playbook: Playbook, origin: String) {
    let library = library()
    guard let playbook = library.playbooks.first(where: { $0.id == id }) else {
      throw Failure(
        .notFound, "no playbook \(id.inQuotes)",
        hint: Vocabulary(words: library.playbooks.map(\.id)).hint(for: id))
    }
    return (playbook, library.origins[id] ?? "")
  }
}

extension Condition {
  /// The condition in words; nil where it always holds.
  fileprivate var sentence: String? {
    func words(_ facts: [Fact: String]) -> String {
      facts.sorted { $0.key < $1.key }.map { "\($0.key.rawValue) = \($0.value)" }
        .joined(separator: " and ")
    }
    let parts =
      (facts.isEmpty ? [] : ["when \(words(facts))"])
      + (exceptions.isEmpty ? [] : ["unless \(words(exceptions))"])
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
