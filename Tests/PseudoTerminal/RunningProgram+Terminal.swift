// A terminal that behaves as some do: one that answers questions, and one that does not read.

internal import CVTerm
internal import Glibc

extension RunningProgram {
  /// Whether the terminal is as a shell wants it back: its own screen, cursor and modes, and none of
  /// the private modes set that a program asks for.
  package var isGivenBack: Bool {
    !isAlternate && isCursorVisible && !wantsMouse && modes == modesBefore
      && ["1000", "1004", "1006", "2004", "2026", "2031"].allSatisfy(isReset)
  }

  /// Whether the last word on a private mode was to reset it.
  private func isReset(_ mode: String) -> Bool {
    guard let set = sent.lastRange(of: "\u{1B}[?\(mode)h") else { return true }
    return sent.lastRange(of: "\u{1B}[?\(mode)l").map { $0 > set } == true
  }

  /// Types what the terminal answers to the program's questions.
  func answer() {
    while let next = nextAnswer() {
      searched = next.end
      type(next.answer)
    }
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = cvterm_answers(terminal, &bytes, bytes.count)
    if count > 0 { type(bytes: bytes[..<count].map { UInt8(bitPattern: $0) }) }
  }

  private func nextAnswer() -> (end: Int, answer: String)? {
    let found = answers.compactMap { pair in
      sent[searched...].firstRange(of: Array(pair.question.utf8)).map {
        (end: $0.upperBound, answer: pair.answer)
      }
    }
    return found.min { $0.end < $1.end }
  }

  /// Types as much as the line takes, while nobody reads what the program sends.
  ///
  /// - Returns: how many bytes it took.
  @discardableResult
  package func typeUnread(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    return max(0, write(program.terminal, bytes, bytes.count))
  }

  /// Waits until the program has sent something that nobody has read, at most 20 seconds.
  package func waitForUnread() {
    var sent = pollfd(fd: program.terminal, events: Int16(POLLIN), revents: 0)
    poll(&sent, 1, 20_000)
  }

  /// Waits for the end while nobody reads what the program sends, at most 20 seconds.
  ///
  /// - Returns: the exit code, as shells say it; nil where it did not end.
  package func endUnread() -> Int32? {
    var ended = pollfd(fd: program.ended, events: Int16(POLLIN), revents: 0)
    poll(&ended, 1, 20_000)
    look()
    return exitCode
  }
}

extension [UInt8] {
  /// Where a text stands for the last time.
  fileprivate func lastRange(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    return indices.dropLast(wanted.count - 1).last { self[$0...].starts(with: wanted) }
  }
}
