// A deck to measure with, and the table that it was imported from. The same for a size in each run.

import Foundation

/// A deck with so many offers.
struct SampleDeck {
  /// How many offers it has.
  let offers: Int
  /// The file that it is in.
  let path: String
  /// The table that it was made from.
  let table: String
  /// Seconds that the import took.
  let importSeconds: Double

  /// Writes the table and imports it.
  ///
  /// - Parameter track: that of all offers; without it they go through several.
  init(offers: Int, track: String? = nil, in workshop: Workshop) throws {
    self.offers = offers
    let name = track ?? "deck"
    path = workshop.path("\(name).sqlite")
    table = workshop.path("\(name).csv")
    try SampleTable.write(offers, track: track, to: table)
    importSeconds = try Self.imported(table, into: path, workshop)
  }

  /// Imports a table into a new deck, before the moment that is looked at, and gives the seconds that
  /// it took.
  static func imported(
    _ table: String, into path: String, _ workshop: Workshop
  ) throws -> Double {
    try workshop.run(
      workshop.offerdeck,
      ["import", table, "--deck", path, "--quiet", "--as-of", "2019-09-19"]
    ).seconds
  }

  /// Removes the deck and its table.
  func remove(from workshop: Workshop) {
    workshop.remove(database: path)
    try? FileManager.default.removeItem(atPath: table)
  }
}
