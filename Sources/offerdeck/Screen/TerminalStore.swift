// Which terminals are dark and which are light, from one time to the next: an answer of the terminal
// comes after the first frame, which must not change its colors before people's eyes. Only where
// nothing sure is known it is waited for, a few milliseconds.

import Foundation
import Synchronization
import Terminal

/// Remembers of each terminal whether it is dark or light. Nothing depends on the file: one that is
/// missing, damaged or can't be written costs a change of colors at the next start.
final class TerminalStore: Sendable {
  /// What is known of a terminal.
  private struct Known: Hashable {
    /// What it answered last; nil where it did not answer while it was waited for.
    var answer: Scheme?
    /// It has been the other too: the environment can't tell two terminals apart, or one changes.
    var isChanging = false

    /// As it is written down: `dark`, `light`, with `?` where it changes, and `?` alone for silence.
    var word: String { (answer?.rawValue ?? "?") + (answer != nil && isChanging ? "?" : "") }

    init(answer: Scheme?, isChanging: Bool = false) {
      (self.answer, self.isChanging) = (answer, isChanging)
    }

    init?(word: Substring) {
      if word == "?" { return }
      isChanging = word.hasSuffix("?")
      answer = Scheme(rawValue: String(isChanging ? word.dropLast() : word))
      if answer == nil { return nil }
    }
  }

  /// How long the first frame waits for an answer where nothing sure is known, in milliseconds. A
  /// terminal on this machine answers in less than one.
  static let patience = 5

  /// A line for each terminal, the newest last.
  private let file: StateFile
  /// The terminal, by what the environment says of it.
  private let terminal: String
  private let kept: Mutex<Known?>
  /// The environment says more of it than TERM does.
  private let isTold: Bool
  /// As many terminals as anybody has.
  private static let limit = 50

  /// The memory in a folder, and what it has of this terminal.
  init(folder: String, environment: [String: String]) {
    let (file, terminal) = (StateFile(path: folder + "/terminals"), Self.name(environment))
    kept = Mutex(Self.lines(of: file).last { $0.terminal == terminal }?.known)
    (self.file, self.terminal) = (file, terminal)
    isTold = Self.variables.dropFirst().contains { environment[$0]?.isEmpty == false }
  }

  /// Where it is written down.
  var path: String { file.path }

  /// What the terminal has answered before; nil where nothing is known.
  var answer: Scheme? { kept.withLock { $0?.answer } }

  /// Whether the terminal is dark or light: as it answered before, or as COLORFGBG has it (rxvt's
  /// variable: the palette's numbers of ink and paper); most are dark.
  func scheme(_ environment: [String: String]) -> Scheme {
    answer ?? Self.told(environment) ?? .dark
  }

  /// There is nothing to wait for: it has always answered the same and can be told from others, has not
  /// answered in time before, or the environment says what it is.
  func isSure(_ environment: [String: String]) -> Bool {
    if let known = kept.withLock({ $0 }) {
      return known.answer == nil || isTold && !known.isChanging
    }
    return Self.told(environment) != nil
  }

  private static func told(_ environment: [String: String]) -> Scheme? {
    guard let paper = environment["COLORFGBG"]?.split(separator: ";").last.flatMap({ Int($0) })
    else { return nil }
    return paper == 7 || (9...15).contains(paper) ? .light : .dark
  }

  /// Keeps what the terminal has answered.
  func keep(_ scheme: Scheme) {
    keep { known in
      let isOther = known?.answer.map { $0 != scheme } ?? false
      return Known(answer: scheme, isChanging: isOther || known?.isChanging == true)
    }
  }

  /// Keeps that the terminal did not answer in time, so that it is not waited for again; where it has
  /// answered before, that counts.
  func keepSilence() { keep { $0 ?? Known(answer: nil) } }

  private func keep(_ change: (Known?) -> Known) {
    let new = kept.withLock { known -> Known? in
      let new = change(known)
      defer { known = new }
      return new == known ? nil : new
    }
    guard let new else { return }
    let others = Self.lines(of: file).filter { $0.terminal != terminal }.suffix(Self.limit - 1)
    let lines = others.map { "\($0.known.word) \($0.terminal)\n" }
    file.write(lines.joined() + "\(new.word) \(terminal)\n")
  }

  private static func lines(of file: StateFile) -> [(known: Known, terminal: String)] {
    file.text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let known = Known(word: parts[0]) else { return nil }
      return (known, String(parts[1]))
    }
  }

  /// What tells one terminal from another in an environment; no secrets are among these. Most say no
  /// more than a TERM that they share with many.
  private static let variables = [
    "TERM", "TERM_PROGRAM", "LC_TERMINAL", "TERMINAL_EMULATOR", "KONSOLE_PROFILE_NAME",
    "WT_PROFILE_ID",
  ]

  private static func name(_ environment: [String: String]) -> String {
    let text = variables.map { environment[$0] ?? "" }.joined(separator: "/")
    let allowed: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return String(text.prefix(200).map { allowed($0) || "-+./".contains($0) ? $0 : "_" })
  }
}
