// The built program as a child process: no terminal, nothing on standard input, and a home of its
// own that goes with the test.

import Foundation
import Glibc
import PseudoTerminal
import Testing

/// The program in a home of its own, in which it also runs.
final class Program: Sendable {
  /// What a command left behind.
  struct Result {
    /// The exit code, as shells say it.
    let code: Int32
    /// What it wrote to standard output.
    let output: String
    /// What it wrote to standard error.
    let errors: String

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
    /// The lines of standard error, without the hints under them.
    var complaints: [String] {
      errors.split(separator: "\n").filter { !$0.hasPrefix("hint: ") }.map(String.init)
    }
  }

  /// A command that was started.
  struct Child: Sendable {
    let pid: pid_t
    let files: (output: String, errors: String)
  }

  /// Its home, and the folder that it runs in.
  let folder: String
  /// What it finds in its environment.
  let environment: [String: String]

  /// A home with nothing in it. What is in `environment` is added to what it finds there.
  init(environment: [String: String] = [:]) throws {
    var pattern = Array((NSTemporaryDirectory() + "offerdeck-test-XXXXXX").utf8CString)
    let isMade = pattern.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    try #require(isMade)
    let folder = String(decoding: pattern.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.folder = folder
    self.environment = [
      "HOME": folder, "XDG_CONFIG_HOME": "\(folder)/config", "XDG_DATA_HOME": "\(folder)/data",
      "XDG_STATE_HOME": "\(folder)/state", "TZ": "UTC", "TERM": "xterm-256color",
      "LANG": "C.UTF-8", "USER": "tester", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
    ].merging(environment) { $1 }
  }

  deinit {
    chmod(folder, 0o700)
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Where it keeps its deck unless another is named.
  var deck: String { "\(folder)/data/offerdeck/deck.sqlite" }

  // MARK: - Files

  /// The path of a file in its folder.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Writes a file, and gives its name.
  @discardableResult
  func file(_ name: String, _ text: String) throws -> String {
    try file(name, bytes: Array(text.utf8))
  }

  /// Writes a file of bytes, and gives its name.
  @discardableResult
  func file(_ name: String, bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return name
  }

  // MARK: - Running

  /// Runs a command to its end.
  @discardableResult
  func run(_ arguments: String..., output: String? = nil) throws -> Result {
    try finish(start(arguments, output: output))
  }

  /// Runs a line of bash in which `$OFFERDECK` is the program.
  func shell(_ line: String) throws -> Result {
    try finish(start(["-c", line], of: "/bin/bash"))
  }

  /// Runs a command that has to end well, and gives what it wrote to standard output.
  @discardableResult
  func expect(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try finish(start(arguments))
    #expect(
      result.code == 0, "\(arguments.joined(separator: " ")): \(result.errors)",
      sourceLocation: sourceLocation)
    return result.output
  }

  /// Runs a command that has to end with a code, and gives what it wrote to standard error.
  @discardableResult
  func refuse(
    _ code: Int32, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try finish(start(arguments))
    let command = arguments.joined(separator: " ")
    #expect(
      result.code == code, "\(command): \(result.output)\(result.errors)",
      sourceLocation: sourceLocation)
    #expect(!result.errors.isEmpty, "\(command) says nothing", sourceLocation: sourceLocation)
    #expect(result.output == "", "\(command)", sourceLocation: sourceLocation)
    return result.errors
  }

  /// Starts a command. Standard output goes to a file, or to the one that is named.
  func start(
    _ arguments: [String], of program: String = RunningProgram.offerdeck, output: String? = nil
  ) throws -> Child {
    let name = UUID().uuidString
    let files = (output: output ?? path(".out-\(name)"), errors: path(".err-\(name)"))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let creating = O_WRONLY | O_CREAT
    posix_spawn_file_actions_addopen(&actions, 1, files.output, creating, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files.errors, creating, 0o600)
    // The threads of a test may block signals; the program must not inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var settings = environment
    settings["OFFERDECK"] = RunningProgram.offerdeck
    var pid: pid_t = 0
    // `env` goes to the folder first, and then becomes the program.
    let code = Self.withCStrings(["env", "-C", folder, program] + arguments) { arguments in
      Self.withCStrings(settings.map { "\($0.key)=\($0.value)" }) { environment in
        posix_spawn(&pid, "/usr/bin/env", &actions, &attributes, arguments, environment)
      }
    }
    try #require(code == 0, "\(program) can't be started: \(String(cString: strerror(code)))")
    return Child(pid: pid, files: files)
  }

  /// Waits for the end of a command.
  func finish(_ child: Child) throws -> Result {
    var status: Int32 = 0
    while waitpid(child.pid, &status, 0) < 0 && errno == EINTR {}
    return try result(child, status)
  }

  /// Waits for the end of a command, and watches its memory meanwhile.
  ///
  /// - Returns: what it left behind, and the most memory that it was seen to have, in kilobytes.
  func finishWatched(_ child: Child) throws -> (result: Result, peak: Int) {
    var status: Int32 = 0
    var peak = 0
    while waitpid(child.pid, &status, WNOHANG) == 0 {
      let text = (try? String(contentsOfFile: "/proc/\(child.pid)/status", encoding: .utf8)) ?? ""
      let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      peak = max(peak, line?.split { $0.isWhitespace }.compactMap { Int($0) }.first ?? 0)
      usleep(5_000)
    }
    return (try result(child, status), peak)
  }

  private func result(_ child: Child, _ status: Int32) throws -> Result {
    func text(_ path: String) -> String {
      guard path.hasPrefix(folder) else { return "" }
      return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
    return Result(
      code: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F),
      output: text(child.files.output), errors: text(child.files.errors))
  }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    var copies = texts.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else {
        preconditionFailure("An array with an element has an address.")
      }
      return body(start)
    }
  }
}
