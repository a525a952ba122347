// `offerdeck playbook`: the programmes as data: listed, read, checked and drawn.

import ArgumentParser
import Formats
import Foundation
import Lifecycle

/// Everything about playbooks.
struct PlaybookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "playbook", abstract: "List, read, check and draw playbooks.",
    subcommands: [List.self, Show.self, Check.self, Draw.self])

  /// Lists the playbooks at hand.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the playbooks at hand.")

    @OptionGroup var common: CommonOptions

    func run() {
      let library = common.library()
      var table = Table(["ID", "TITLE", "REVISION", "TRACKS", "FROM"])
      for playbook in library.playbooks {
        table.add([
          playbook.id, playbook.title, playbook.revision,
          playbook.tracks.map(\.id).joined(separator: ", "), library.origins[playbook.id] ?? "",
        ])
      }
      table.finish()
    }
  }

  /// Shows one playbook.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show a playbook: its tracks with their steps, its deadlines, where to find help.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The playbook's ID.", completion: .playbooks)
    var id: String

    func run() throws {
      let playbook = try common.playbook(id)
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
            + "start by \(deadline.startBy); else: \(losses.joined(separator: "; "))")
      }
      Output.line()
      Output.line("Help")
      for place in playbook.support { Output.line("  \(place.title): \(place.link.text)") }
    }

    private func show(_ step: Step, _ number: Int) {
      let condition = step.when.sentence.map { " — \($0)" } ?? ""
      Output.line("  \(number). \(step.title) (\(step.id), \(step.actor.rawValue))\(condition)")
      if !step.help.isEmpty { Output.line("     \(step.help)") }
      for link in [step.link].compactMap({ $0 })
        + step.typeLinks.values.sorted(by: { $0.text < $1.text })
      {
        Output.line("     \(link.text)")
      }
    }
  }

  /// Checks a playbook file.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check playbook files; each mistake is named with its line and column.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The files.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    func run() throws {
      try FileCheck.run(files) { file in
        let playbook = try Library.read(file, isGiven: true)
        let steps = playbook.tracks.reduce(0) { $0 + $1.steps.count }
        return "\(playbook.id) is sound: \(playbook.tracks.count) tracks, \(steps) steps, "
          + "\(playbook.deadlines.count) deadlines."
      }
    }
  }

  /// Draws a diagram.
  struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diagram",
      abstract: "Draw the stages of an offer, or a track, as found by evaluating the rules.")

    /// The tool that the diagram is for.
    enum Form: String, ExpressibleByArgument, CaseIterable {
      case mermaid, dot
    }

    @OptionGroup var common: CommonOptions

    @Argument(
      help: "The playbook's ID; the stages, which every playbook shares, without one.",
      completion: .playbooks)
    var id: String?

    @Option(name: .long, help: "The track; the playbook's first without it.", completion: .tracks)
    var track: String?

    @Option(name: .long, help: "mermaid, or dot for Graphviz.")
    var format = Form.mermaid

    func run() throws {
      let diagram = try diagram()
      Output.raw(format == .dot ? diagram.dot : diagram.mermaid)
    }

    private func diagram() throws(Failure) -> Diagram {
      guard let id else { return .stages }
      let playbook = try common.playbook(id)
      let name = track ?? playbook.tracks.first?.id ?? ""
      guard playbook.track(name) != nil else {
        let names = playbook.tracks.map(\.id).joined(separator: ", ")
        throw Failure(.usage, "\(id) has no track “\(name)”; its tracks are \(names).")
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

extension CommonOptions {
  /// The playbook of an ID.
  fileprivate func playbook(_ id: String) throws(Failure) -> Playbook {
    let library = library()
    guard let playbook = library.playbooks.first(where: { $0.id == id }) else {
      let ids = library.playbooks.map(\.id).joined(separator: ", ")
      throw Failure(.no, "There is no playbook “\(id)”; there are \(ids).")
    }
    return playbook
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
