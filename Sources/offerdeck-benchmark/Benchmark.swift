// The benchmark: one command that measures the real program in a real terminal, beside the least
// that anything could take in its place, in the same run.

import ArgumentParser
import Foundation

/// The root of the command line.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offerdeck-benchmark",
    abstract: "Measure offerdeck, and print a table with the goals beside the figures.",
    discussion: """
      Each figure stands beside a floor that is measured in the same run: an empty ncurses \
      program for frames and keys, and sqlite3 for imports and queries. Compare the two rather \
      than figures of different machines. Build it with -c release, or nothing is worth reading.
      """,
    subcommands: [MeasureCommand.self, EmptyProgram.self], defaultSubcommand: MeasureCommand.self)
}

/// Measures.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measure (also without a command).")

  @Option(name: .long, help: "Sizes of the decks, as 10,10000,1000000.")
  var offers = "10,10000,1000000"

  @Option(
    name: .long,
    help: "Measure this alone: \(Subject.allCases.map(\.rawValue).joined(separator: ", ")).")
  var only: [Subject] = []

  @Option(name: .long, help: "How often each thing is done; the middle counts.")
  var rounds = 5

  @Option(name: .long, help: "Seconds to watch an idle program.")
  var seconds = 5

  func run() throws {
    let sizes = offers.split(separator: ",").compactMap { Int($0) }.filter { $0 > 0 }
    guard !sizes.isEmpty, rounds > 0, seconds > 0 else {
      throw ValidationError("Sizes, rounds and seconds are whole numbers above 0.")
    }
    let workshop = try Workshop()
    defer { workshop.remove() }
    for size in sizes {
      let deck = try SampleDeck(offers: size, in: workshop)
      let measurement = Measurement(deck, workshop, rounds: rounds, seconds: seconds)
      var table = ResultTable(title: "\(size.grouped) offers")
      for subject in Subject.allCases where only.isEmpty || only.contains(subject) {
        try measurement.measure(subject, into: &table)
      }
      table.write()
      deck.remove(from: workshop)
    }
  }
}

/// Something that is measured.
enum Subject: String, CaseIterable, ExpressibleByArgument {
  case frame
  case keys
  case burst
  case filter
  case sort
  case idle
  case memory
  case deadline
  case past
  case `import`
}
