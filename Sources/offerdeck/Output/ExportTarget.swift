// Where an export goes: standard output, a file that changes only when the export is complete, or
// something that can't be replaced (a device, a pipe), which is written to directly.

import Foundation
import Lifecycle
import Terminal

/// The destination of an export, written piece by piece.
final class ExportTarget {
  private enum Destination {
    /// Standard output, which commands share.
    case standardOutput
    /// Something open that is no regular file; the flag says whether it is a terminal.
    case open(descriptor: Int32, isTerminal: Bool)
    /// A regular file, replaced at the end.
    case file(ReplacementFile)
  }

  /// What the user calls it.
  private let name: String
  private let destination: Destination
  private var buffer: WriteBuffer

  /// Opens a destination.
  ///
  /// - Parameters:
  ///   - path: nil or `-` means standard output. Symbolic links are followed and stay.
  ///   - isPrivate: Only the user may read a new file, whatever the umask says.
  init(_ path: String?, isPrivate: Bool = false) throws(Failure) {
    name = path ?? "-"
    guard let path, path != "-" else {
      destination = .standardOutput
      buffer = WriteBuffer(STDOUT_FILENO)
      return
    }
    do throws(SystemError) {
      destination = try Self.open(OutputPath(path), isPrivate: isPrivate)
    } catch {
      throw Self.failure(.cannotCreate, path, error.code)
    }
    switch destination {
    case .standardOutput: buffer = WriteBuffer(STDOUT_FILENO)
    case .open(let descriptor, _): buffer = WriteBuffer(descriptor)
    case .file(let file): buffer = WriteBuffer(file.descriptor)
    }
  }

  private static func open(
    _ path: OutputPath, isPrivate: Bool
  ) throws(SystemError) -> Destination {
    if let number = path.descriptor {
      if number == STDOUT_FILENO { return .standardOutput }
      return try opened(fcntl(number, F_DUPFD_CLOEXEC, 3))
    }
    guard let status = path.status, status.st_mode & S_IFMT != S_IFREG else {
      return .file(try ReplacementFile(path, isPrivate: isPrivate))
    }
    return try opened(Foundation.open(path.text, O_WRONLY | O_CLOEXEC | O_NOCTTY))
  }

  private static func opened(_ descriptor: Int32) throws(SystemError) -> Destination {
    guard descriptor >= 0 else { throw SystemError() }
    return .open(descriptor: descriptor, isTerminal: isatty(descriptor) == 1)
  }

  /// Writes what `body` puts. A file is written completely or stays as it was.
  ///
  /// - Throws: whatever `body` throws, or that the destination can't be written.
  static func write(
    to path: String?, _ body: (_ put: @escaping (String) throws -> Void) throws -> Void
  ) throws {
    let target = try ExportTarget(path)
    do {
      try body { try target.put($0) }
      try target.finish()
    } catch {
      target.abandon()
      throw error
    }
  }

  /// Writes a text. A file is written completely or stays as it was.
  static func write(_ text: String, to path: String?) throws {
    try write(to: path) { put in try put(text) }
  }

  /// Takes a piece: whole lines if the destination is a terminal.
  func put(_ text: String) throws(Failure) {
    switch destination {
    case .standardOutput: return Output.raw(text)
    case .open(_, let isTerminal): buffer.put(isTerminal ? Output.displayable(text) : text)
    case .file: buffer.put(text)
    }
    try check()
  }

  /// Writes what is left, and puts a file in its place.
  func finish() throws(Failure) {
    switch destination {
    case .standardOutput: return
    case .open(let descriptor, _):
      buffer.flush()
      try check()
      guard close(descriptor) == 0 else { throw Self.failure(.inputOutput, name, errno) }
    case .file(let file):
      buffer.flush()
      try check()
      do throws(SystemError) {
        try file.commit()
      } catch {
        throw Self.failure(.inputOutput, name, error.code)
      }
    }
  }

  /// Leaves a file as it was before.
  func abandon() {
    switch destination {
    case .standardOutput: break
    case .open(let descriptor, _): close(descriptor)
    case .file(let file): file.discard()
    }
  }

  private func check() throws(Failure) {
    if buffer.code != 0 { throw Self.failure(.inputOutput, name, buffer.code) }
  }

  private static func failure(_ code: ExitCode, _ name: String, _ number: Int32) -> Failure {
    let advice =
      switch number {
      case ENOENT, ENOTDIR: "Check that its folder exists."
      case EISDIR: "Name a file in that folder."
      case ENOSPC, EDQUOT, EFBIG: "Free some space, or write to another disk."
      case ELOOP: "Remove the loop of symbolic links, or choose another path."
      default: "Check its permissions, or choose another path."
      }
    return Failure(
      code, "Can't write \(name.inQuotes): \(String(cString: strerror(number))). \(advice)")
  }
}
