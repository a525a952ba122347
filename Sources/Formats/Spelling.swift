// "Did you mean …?": the known word that a mistyped one is nearest to.

/// Words that are known in one place of a file, or of a command.
package struct Vocabulary {
  /// The words, in the order in which they are named to people.
  let words: [String]

  /// Words, in the order in which they are named to people.
  package init(words: [String]) { self.words = words }

  /// The end of a sentence about a word that is none of these: the nearest one, or all of them.
  package func hint(for word: String) -> String {
    if let nearest = nearest(to: word) { return "did you mean “\(nearest)”?" }
    return words.isEmpty ? "there are none" : "known are \(words.joined(separator: ", "))"
  }

  /// The nearest word, where one is near enough to be meant.
  package func nearest(to word: String) -> String? {
    let typed = Self.folded(word)
    let allowed = max(1, typed.count / 3)
    // A word of another length by more than that can't be so near: long input costs nothing.
    let candidates = words.filter { abs($0.count - typed.count) <= allowed }
    let ranked = candidates.map { (word: $0, distance: distance(Self.folded($0), typed)) }
    return ranked.filter { $0.distance <= allowed }.min { $0.distance < $1.distance }?.word
  }

  private static func folded(_ word: String) -> [Character] {
    Array(word.lowercased().replacing("-", with: "_").replacing(" ", with: "_"))
  }

  /// The least number of letters to change, add, leave out or swap with their neighbor.
  private func distance(_ one: [Character], _ other: [Character]) -> Int {
    guard !one.isEmpty, !other.isEmpty else { return max(one.count, other.count) }
    var before: [Int] = []
    var above = Array(0...other.count)
    for row in 1...one.count {
      var current = [row] + Array(repeating: 0, count: other.count)
      for column in 1...other.count {
        let cost = one[row - 1] == other[column - 1] ? 0 : 1
        current[column] = min(
          above[column] + 1, current[column - 1] + 1, above[column - 1] + cost)
        let isSwap =
          row > 1 && column > 1 && one[row - 1] == other[column - 2]
          && one[row - 2] == other[column - 1]
        if isSwap { current[column] = min(current[column], before[column - 2] + 1) }
      }
      (before, above) = (above, current)
    }
    return above[other.count]
  }
}
