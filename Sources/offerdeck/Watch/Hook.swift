// The command that `offerdeck watch` runs for each change.

import Foundation
import Glibc
import Synchronization

/// A command line of the user's, run by sh with JSON on its standard input.
struct Hook {
  /// The command line.
  let line: String
  /// The longest that it may take, in seconds.
  let limit: TimeInterval
  /// How long it has to end after it was asked to, in seconds.
  private static let grace: TimeInterval = 2

  /// How a run ended.
  enum Outcome: Equatable {
    case done
    /// It ended with this code.
    case failed(Int32)
    /// A signal ended it.
    case killed(Int32)
    /// It took too long and was ended.
    case overran
    /// It could not be started.
    case notStarted(String)
    /// The program itself was asked to end meanwhile.
    case interrupted
  }

  /// Runs it to its end. What it prints goes to standard error.
  func run(with input: String) -> Outcome {
    // A file rather than a pipe: a command that doesn't read it can't block or end the program.
    guard let file = tmpfile() else { return .notStarted(String(cString: strerror(errno))) }
    defer { fclose(file) }
    fputs(input + "\n", file)
    guard fflush(file) == 0 else { return .notStarted(String(cString: strerror(errno))) }
    rewind(file)
    guard let bell = try? Bell() else { return .notStarted(String(cString: strerror(errno))) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.standardInput = FileHandle(fileDescriptor: fileno(file), closeOnDealloc: false)
    process.standardOutput = FileHandle.standardError
    process.standardError = FileHandle.standardError
    process.terminationHandler = { _ in bell.ring() }
    do { try process.run() } catch { return .notStarted(error.localizedDescription) }
    if bell.wait(until: Date() + limit) { return outcome(of: process) }
    let isInterrupted = EndingSignal.noted != nil
    end(process)
    return isInterrupted ? .interrupted : .overran
  }

  private func outcome(of process: Process) -> Outcome {
    process.waitUntilExit()
    let status = process.terminationStatus
    if process.terminationReason == .uncaughtSignal { return .killed(status) }
    return status == 0 ? .done : .failed(status)
  }

  /// Ends the command and what it started: all of them are in a process group of their own.
  private func end(_ process: Process) {
    let pid = process.processIdentifier
    kill(-pid, SIGTERM)
    let deadline = Date() + Self.grace
    while process.isRunning, Date() < deadline { usleep(10_000) }
    kill(-pid, SIGKILL)
    process.waitUntilExit()
  }
}

extension Hook.Outcome {
  /// What went wrong, in words; nil if nothing did.
  var complaint: String? {
    switch self {
    case .done, .interrupted: nil
    case .failed(let code): "ended with \(code)"
    case .killed(let signal): "was ended by signal \(signal)"
    case .overran: "took too long and was ended"
    case .notStarted(let reason): "didn't start: \(reason)"
    }
  }
}
