// A program in its terminal, from the outside: what it sends and when, what its screen says, and
// what the system tells of it.

import Foundation
import PseudoTerminal

/// What a key brought.
struct Answer {
  /// Milliseconds from the key to the last byte.
  let milliseconds: Double
  /// How many bytes came.
  let bytes: Int
}

/// A program that is measured.
struct MeasuredProgram {
  /// Milliseconds without a byte after which an answer counts as whole.
  private static let quiet = 4

  let terminal: RunningProgram

  /// Starts a program at 120×40.
  init(_ path: String, _ arguments: [String], _ workshop: Workshop) throws {
    terminal = try RunningProgram(
      path, arguments, environment: workshop.environment, rows: 40, columns: 120)
  }

  /// offerdeck on a deck, as of a fixed moment at which some dates are over and some are not.
  static func dashboard(_ deck: SampleDeck, _ workshop: Workshop) throws -> MeasuredProgram {
    try MeasuredProgram(
      workshop.offerdeck, ["--deck", deck.path, "--as-of", "2019-09-20T14:02"], workshop)
  }

  /// The program that is the floor.
  static func empty(_ deck: SampleDeck, _ workshop: Workshop) throws -> MeasuredProgram {
    try MeasuredProgram(workshop.benchmark, ["empty", String(deck.offers)], workshop)
  }

  // MARK: - Frames

  /// Takes the first frame; gives the milliseconds since the start and its bytes. The screen sets
  /// the terminal's modes right after it, and this is the last of them that is always set.
  func firstFrame() throws -> Answer {
    let mark = Array("\u{1B}[?1004h".utf8)
    try terminal.wait(for: "the first frame") { program in
      program.sent.indices.contains { program.sent[$0...].starts(with: mark) }
    }
    return Answer(
      milliseconds: Double(terminal.lastSentAt - terminal.startedAt) / 1e6,
      bytes: terminal.sent.count)
  }

  /// Ends it.
  func quit() throws {
    terminal.type("q")
    try terminal.waitForEnd()
  }

  // MARK: - Keys

  /// Types something and takes all that it brings.
  func answer(to keys: String) throws -> Answer {
    try answer(to: keys, when: nil)
  }

  /// Types something and takes what comes until the screen says that it is done.
  func answer(to keys: String, until isDone: @escaping (RunningProgram) -> Bool) throws -> Answer {
    try answer(to: keys, when: isDone)
  }

  private func answer(to keys: String, when isDone: ((RunningProgram) -> Bool)?) throws -> Answer {
    let before = terminal.sent.count
    let start = RunningProgram.nanoseconds()
    terminal.type(keys)
    try terminal.wait(for: "an answer to \(keys.debugDescription)") {
      $0.sent.count > before && isDone?($0) ?? true
    }
    if isDone == nil { terminal.drain(quietFor: Self.quiet) }
    return Answer(
      milliseconds: Double(terminal.lastSentAt - start) / 1e6, bytes: terminal.sent.count - before)
  }

  /// Types something, whether it brings anything or not.
  func send(_ keys: String) {
    terminal.type(keys)
    settle()
  }

  /// Lets all come that is still on its way.
  func settle() { terminal.drain(quietFor: 150) }

  // MARK: - What the screen says

  /// The screen as text, for what went wrong.
  var screen: String { terminal.lines.joined(separator: "\n") }

  /// The place in the list that the screen shows, from 1; nil where it shows none.
  var position: Int? {
    for line in terminal.lines {
      let words = line.split(separator: " ")
      guard let of = words.lastIndex(of: "of"), of > 0, of + 1 < words.count,
        Int(words[of + 1].filter { $0 != "," }) != nil || words[of + 1] == "…"
      else { continue }
      return Int(words[of - 1].filter { $0 != "," })
    }
    return nil
  }

  /// The first row of the list: below the line that names its columns.
  var firstRow: String {
    let lines = terminal.lines
    let heading = lines.firstIndex { $0.dropFirst().drop { $0 == " " }.hasPrefix("Offer ") } ?? 0
    return String((lines.dropFirst(heading + 1).first ?? "").dropFirst(3).prefix(20))
  }

  // MARK: - What the system says

  /// How often any of its threads went to sleep.
  var sleeps: Int {
    let folder = "/proc/\(terminal.number)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return threads.reduce(0) {
      $0 + (number("voluntary_ctxt_switches:", in: "\(folder)/\($1)/status") ?? 0)
    }
  }

  /// The most memory that it had so far, in MiB.
  var peakMemory: Double {
    Double(number("VmHWM:", in: "/proc/\(terminal.number)/status") ?? 0) / 1024
  }

  private func number(_ name: String, in path: String) -> Int? {
    let text = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    let line = text?.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
  }
}
