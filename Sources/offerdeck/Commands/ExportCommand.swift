// `offerdeck export`: everything that the deck holds, as a file that `import` takes again.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Exports the deck.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "export", "Write everything as JSON Lines, or the offers as CSV; import reads both.",
    """
    JSON Lines has one record on each line, the event log included. The last line counts the others, \
    so that import recognizes a file that was cut off. Exports of earlier versions can still be \
    imported.
    """,
    examples: ["export -o deck.json", "export --format csv > offers.csv"])

  /// The form of the file.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case json, csv
  }

  @Option(name: .long, help: "json (everything, as JSON Lines) or csv (offers only).")
  var format = Form.json

  @Option(
    name: [.short, .long], help: "The file to write; by default standard output.",
    completion: .file())
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let deck = try Deck(common, isReadOnly: true)
    try Failure.wrapping {
      try ExportTarget.write(to: output) { put in try write(deck.store, to: put) }
    }
  }

  private func write(_ store: Store, to put: @escaping (String) throws -> Void) throws {
    switch format {
    case .json:
      var writer = try DeckWriter(into: put)
      try store.exports.each { try writer.write($0) }
      try writer.finish()
    case .csv:
      try put(OfferTable.header)
      try store.exports.each { record in
        if case .offer(let offer) = record { try put(OfferTable.row(offer)) }
      }
    }
  }
}
