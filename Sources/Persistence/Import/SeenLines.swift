// On which line of a file an offer stood, for all offers of a large file in a few megabytes.

/// The lines of offers, by the numbers of their rows.
struct SeenLines {
  /// The line plus one; 0 where the offer was not seen.
  private var marks: [UInt32] = []
  /// The same for numbers that no deck of ours gives out: those of damaged or edited rows.
  private var strays: [Int64: Int] = [:]
  private static let ordinary: Range<Int64> = 0..<100_000_000

  /// Notes the line of an offer.
  ///
  /// - Returns: the line on which it was seen before; nil where it was not.
  mutating func see(_ number: Int64, at line: Int) -> Int? {
    guard Self.ordinary.contains(number) else {
      defer { strays[number] = strays[number] ?? line }
      return strays[number]
    }
    let place = Int(number)
    if place >= marks.count {
      marks.append(contentsOf: repeatElement(0, count: place - marks.count + 1))
    }
    if marks[place] > 0 { return Int(marks[place]) - 1 }
    marks[place] = UInt32(clamping: line + 1)
    return nil
  }

  /// The line of an offer that was seen.
  func line(of number: Int64) -> Int {
    strays[number] ?? (marks.indices.contains(Int(number)) ? Int(marks[Int(number)]) - 1 : 0)
  }
}
