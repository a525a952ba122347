// How long an import takes, beside SQLite's own of the same file.

extension Measurement {
  /// The import of the deck's table into a new deck.
  func measureImport(_ table: inout ResultTable) throws {
    var (times, floors) = (Samples(), Samples())
    times.add(deck.importSeconds)
    // A large one once, since it takes long and varies little.
    let others = deck.offers < 100_000 ? rounds - 1 : 0
    for _ in 0..<others {
      let again = workshop.path("again.sqlite")
      times.add(try SampleDeck.imported(deck.table, into: again, workshop))
      workshop.remove(database: again)
    }
    for _ in 0..<others + 1 {
      let floor = try SQLiteFloor(deck, workshop)
      floors.add(floor.importSeconds)
      floor.remove()
    }
    table.add(
      "import", times.median, unit: " s", floor: floors.median,
      goal: .atMost(floors.median * 2, " s"))
  }
}
