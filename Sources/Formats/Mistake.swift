// What is wrong with a file, and where: the one form in which every reader says it.

/// One thing that is wrong in a file.
package struct Mistake: Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what to do, in one sentence without its place.
  package let sentence: String
  /// The file, as the person who named it would know it again.
  package let file: String
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, in Unicode scalars; for a table, where the field begins or the row does.
  package let column: Int

  /// Something that is wrong at a place.
  package init(sentence: String, file: String, line: Int, column: Int) {
    self.sentence = sentence
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place and the sentence, in the form that editors can jump to.
  package var description: String { "\(file):\(line):\(column): \(sentence)" }
}

/// Everything that is wrong with a file, or with files that were read together.
package struct FileMistakes: Error, Hashable, Sendable, CustomStringConvertible {
  /// The mistakes, in the order of their places; never empty.
  package let mistakes: [Mistake]
  /// Mistakes that were left out, since there were too many to read.
  package let further: Int

  /// Mistakes, and how many more there are.
  package init(_ mistakes: [Mistake], further: Int = 0) {
    precondition(!mistakes.isEmpty, "A file that can't be read needs a reason.")
    self.mistakes = mistakes
    self.further = further
  }

  /// The first mistake, and how many more there are, in one line.
  package var headline: String {
    let others = mistakes.count - 1 + further
    return mistakes[0].description + (others > 0 ? "; and \(others) more" : "")
  }

  /// One mistake a line.
  package var description: String {
    let more = further > 0 ? ["and \(further) more"] : []
    return (mistakes.map(\.description) + more).joined(separator: "\n")
  }
}

/// Collects the mistakes of one file while it is read. A class, since readers of parts share it.
final class MistakeLog {
  /// The most mistakes that are kept: nobody reads more, and a broken table has one in each row.
  static let limit = 100

  /// What the file is called.
  let file: String
  private var mistakes: [Mistake] = []
  private var further = 0

  /// No mistakes yet.
  init(file: String) { self.file = file }

  var isEmpty: Bool { mistakes.isEmpty }

  /// No more mistakes are kept, so that nobody need find out what to say of them.
  var isFull: Bool { mistakes.count >= Self.limit }

  /// Takes a mistake down.
  func add(_ sentence: String, line: Int, column: Int = 1) {
    guard mistakes.count < Self.limit else {
      further += 1
      return
    }
    mistakes.append(Mistake(sentence: sentence, file: file, line: line, column: column))
  }

  /// All that was taken down, in the order of places.
  var all: FileMistakes? {
    guard !isEmpty else { return nil }
    let sorted = mistakes.enumerated().sorted { one, other in
      (one.element.line, one.element.column, one.offset)
        < (other.element.line, other.element.column, other.offset)
    }
    // Two readers of one value can find the same mistake.
    var seen = Set<Mistake>()
    return FileMistakes(sorted.map(\.element).filter { seen.insert($0).inserted }, further: further)
  }

  /// Ends the reading where anything was wrong.
  func check() throws(FileMistakes) {
    if let all { throw all }
  }
}
