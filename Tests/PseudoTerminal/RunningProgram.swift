// A real program in a real terminal: what a test types, sees, and finds after the end.

internal import CVTerm
internal import Foundation
internal import Glibc

/// A program that runs in a pseudo terminal of its own, whose screen libvterm draws.
package final class RunningProgram {
  /// Everything that the program sent.
  package private(set) var sent: [UInt8] = []
  /// The modes of the terminal before the program was started, to be compared with `modes`.
  package let modesBefore: [UInt8]
  /// Rows and columns.
  package private(set) var size: (rows: Int, columns: Int)

  /// When it was started, in nanoseconds of a clock that only goes forward.
  package private(set) var startedAt: UInt64 = 0
  /// When the last of what it sent was here, by the same clock.
  package private(set) var lastSentAt: UInt64 = 0

  /// What the terminal answers to questions that libvterm knows nothing of.
  package var answers: [(question: String, answer: String)] = []
  /// Up to where `sent` was searched for questions.
  var searched = 0

  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  var program = cvterm_program()
  let terminal: OpaquePointer
  var status: Int32?
  private var isHungUp = false

  /// Starts a program. What is in `environment` is added to a small one of its own (`TERM` is
  /// `xterm-256color`, the locale UTF-8); `nil` takes a variable out of it. The program is told that
  /// the terminal has the size `told`, where that is another than it has.
  package init(
    _ path: String, _ arguments: [String] = [], environment: [String: String?] = [:],
    rows: Int = 24, columns: Int = 80, told: (rows: Int, columns: Int)? = nil,
    answers: [(question: String, answer: String)] = []
  ) throws {
    self.answers = answers
    let told = told ?? (rows, columns)
    var variables: [String: String?] = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    variables.merge(environment) { _, given in given }
    let settings = variables.compactMap { name, value in value.map { "\(name)=\($0)" } }
    size = (rows, columns)
    terminal = cvterm_create(Int32(rows), Int32(columns))
    // Asked of another pty: the program may have changed its own before we can ask.
    modesBefore = RunningProgram.pristineModes()
    let started = ([path] + arguments).withCStrings { arguments in
      settings.withCStrings { environment in
        startedAt = RunningProgram.nanoseconds()
        return cvterm_spawn(
          &program, path, arguments, environment, Int32(told.rows), Int32(told.columns))
      }
    }
    guard started else { throw Failure(description: "\(path) can't be started: error \(errno).") }
  }

  deinit {
    if status == nil {
      kill(program.pid, SIGKILL)
      waitpid(program.pid, nil, 0)
    }
    close(program.ended)
    hangUp()
    cvterm_destroy(terminal)
  }

  // MARK: The user's side

  /// Types text, or sends what a key sends.
  package func type(_ text: String) {
    type(bytes: Array(text.utf8))
  }

  /// Sends bytes as a terminal would.
  package func type(bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(program.terminal, $0.baseAddress, $0.count) }
      if written > 0 { rest = rest.dropFirst(written) }
      // The line is full: the program must be let to send, or both would wait.
      if written < 0 && errno == EAGAIN { pump(milliseconds: 10) }
      if written < 0 && errno != EAGAIN && errno != EINTR { return }
    }
  }

  /// Gives the terminal another size.
  package func resize(rows: Int, columns: Int) {
    size = (rows, columns)
    cvterm_resize(terminal, Int32(rows), Int32(columns))
    cvterm_set_size(&program, Int32(rows), Int32(columns))
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) {
    kill(program.pid, number)
  }

  /// Takes the terminal away, as closing its window does.
  package func hangUp() {
    if isHungUp { return }
    isHungUp = true
    close(program.terminal)
    close(program.line)
    (program.terminal, program.line) = (-1, -1)
  }

  /// The number of its process.
  package var number: Int32 { program.pid }

  /// How often the threads that the program has now have gone to sleep so far: each wake-up from
  /// idling adds one.
  package var sleeps: Int? {
    let folder = "/proc/\(program.pid)/task"
    let threads = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return threads?.compactMap { thread in
      let text = try? String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8)
      let lines = text?.split(separator: "\n") ?? []
      let line = lines.first { $0.hasPrefix("voluntary_ctxt_switches:") }
      return line?.split(separator: "\t").last.flatMap { Int($0) }
    }.reduce(0, +)
  }

  // MARK: The screen

  /// The screen as text, a line for each row, without blanks at the ends.
  package var lines: [String] {
    (0..<size.rows).map { row in
      var line = String.UnicodeScalarView()
      for column in 0..<size.columns {
        let cell = self.cell(row: row, column: column)
        if cell.width > 0 { line.append(contentsOf: cell.text.unicodeScalars) }
      }
      var text = String(line)
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  /// Whether `text` is somewhere on the screen.
  package func shows(_ text: String) -> Bool {
    lines.contains { $0.contains(text) }
  }

  /// One cell of the screen.
  package func cell(row: Int, column: Int) -> TerminalCell {
    TerminalCell(cvterm_read(terminal, Int32(row), Int32(column)))
  }

  /// Whether the program has the terminal's other screen.
  package var isAlternate: Bool { cvterm_state(terminal).alternate }
  /// Whether the cursor is shown.
  package var isCursorVisible: Bool { cvterm_state(terminal).cursor_visible }
  /// Where the cursor is.
  package var cursor: (row: Int, column: Int) {
    let state = cvterm_state(terminal)
    return (Int(state.row), Int(state.column))
  }
  /// Whether the terminal is asked to tell of the mouse.
  package var wantsMouse: Bool { cvterm_state(terminal).mouse != 0 }
  /// How often the bell rang.
  package var bells: Int { Int(cvterm_state(terminal).bells) }
  /// The title of the window.
  package var title: String {
    withUnsafeBytes(of: cvterm_state(terminal).title) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  // MARK: The system's side

  /// The modes of the terminal now.
  package var modes: [UInt8] { RunningProgram.modes(of: program) }

  /// How the program ended: its exit code, or 128 and the number of the signal, as shells say it;
  /// `nil` while it runs.
  package var exitCode: Int32? {
    status.map { $0 & 0x7f == 0 ? $0 >> 8 & 0xff : 128 + ($0 & 0x7f) }
  }

  /// Whether the program is stopped, as after Ctrl-Z. Found in `wait`.
  package private(set) var isStopped = false

  /// Lets the program run on after a stop.
  package func resume() {
    isStopped = false
    signal(SIGCONT)
  }

  /// Takes what the program sends until something holds.
  ///
  /// - Throws: with what the screen shows, where it does not hold within 20 seconds.
  package func wait(for what: String, until holds: (RunningProgram) -> Bool) throws {
    let limit = RunningProgram.nanoseconds() + 20_000_000_000
    while true {
      pump(milliseconds: 0)
      if holds(self) { return }
      if RunningProgram.nanoseconds() > limit {
        throw Failure(
          description: "Waited in vain for \(what). The screen shows:\n"
            + lines.joined(separator: "\n"))
      }
      pump(milliseconds: 20)
    }
  }

  /// Waits for text on the screen.
  package func wait(for text: String) throws {
    try wait(for: "\"\(text)\"") { $0.shows(text) }
  }

  /// Waits for the end, and gives the exit code as shells say it.
  @discardableResult
  package func waitForEnd() throws -> Int32 {
    try wait(for: "the end of the program") { $0.status != nil }
    // What it sent between the last look and its end.
    pump(milliseconds: 0)
    return exitCode ?? -1
  }

  /// Takes all that is sent within so many milliseconds from the last byte.
  package func drain(quietFor quiet: Int = 100) {
    while pump(milliseconds: quiet) {}
  }

  /// Takes what is there, or comes within so many milliseconds; says whether there was anything.
  @discardableResult
  private func pump(milliseconds: Int) -> Bool {
    let ready = status == nil ? cvterm_wait(&program, Int32(milliseconds)) : 1
    var took = false
    while ready != 0, !isHungUp {
      let count = read(program.terminal, &buffer, buffer.count)
      if count <= 0 { break }
      lastSentAt = RunningProgram.nanoseconds()
      took = true
      sent += buffer[..<count]
      buffer.withUnsafeBytes { bytes in
        cvterm_feed(terminal, bytes.assumingMemoryBound(to: CChar.self).baseAddress, count)
      }
      answer()
    }
    if status == nil { look() }
    return took
  }

  /// Finds whether the program has ended, or is stopped.
  func look() {
    var stopped = false
    let ended = cvterm_status(&program, &stopped)
    if ended >= 0 { status = ended }
    if stopped { isStopped = true }
  }

  /// The clock of `startedAt` and `lastSentAt`.
  package static func nanoseconds() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
  }

  private static func modes(of program: cvterm_program) -> [UInt8] {
    var program = program
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = cvterm_modes(&program, &bytes, bytes.count)
    return Array(bytes[..<count])
  }

  private static func pristineModes() -> [UInt8] {
    var fresh = cvterm_program()
    var modes: [UInt8] = []
    if openpty(&fresh.terminal, &fresh.line, nil, nil, nil) == 0 {
      modes = self.modes(of: fresh)
      close(fresh.terminal)
      close(fresh.line)
    }
    return modes
  }
}

/// Why a test that drives a program cannot go on.
package struct Failure: Error, CustomStringConvertible {
  package let description: String
}

extension [String] {
  fileprivate func withCStrings<Result>(
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var copies = map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else {
        preconditionFailure("An array with an element has an address.")
      }
      return body(start)
    }
  }
}
