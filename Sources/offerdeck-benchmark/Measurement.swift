// What is measured of a deck, one subject after the other, into a table.

/// Measures a deck.
struct Measurement {
  let deck: SampleDeck
  let workshop: Workshop
  let rounds: Int
  let seconds: Int

  init(_ deck: SampleDeck, _ workshop: Workshop, rounds: Int, seconds: Int) {
    self.deck = deck
    self.workshop = workshop
    self.rounds = rounds
    self.seconds = seconds
  }

  /// Measures a subject.
  func measure(_ subject: Subject, into table: inout ResultTable) throws {
    switch subject {
    case .frame: try measureFrame(&table)
    case .keys: try measureKeys(&table)
    case .burst: try measureBurst(&table)
    case .filter: try measureFilter(&table)
    case .sort: try measureSort(&table)
    case .idle: try measureIdling(&table)
    case .memory: try measureMemory(&table)
    case .deadline: try measureDeadline(&table)
    case .past: try measurePast(&table)
    case .import: try measureImport(&table)
    }
  }

  /// A limit that depends on how large the deck is.
  func limit(small: Double, middle: Double, large: Double) -> Double {
    deck.offers >= 500_000 ? large : deck.offers >= 5_000 ? middle : small
  }

  /// Opens the dashboard and waits until nothing comes any more.
  func settledDashboard() throws -> MeasuredProgram {
    let program = try MeasuredProgram.dashboard(deck, workshop)
    _ = try program.firstFrame()
    program.settle()
    return program
  }
}
