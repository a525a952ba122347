// Which terminals are dark and which are light, from one time to the next: an answer of the terminal
// comes after the first frame, which must not change its colours before people's eyes.

import Foundation
import Synchronization
import Terminal

/// Remembers of each terminal whether it is dark or light. Nothing depends on the file: one that is
/// missing, damaged or can't be written costs a change of colours at the next start.
final class TerminalMemory: Sendable {
  /// Where it is written down: a line for each terminal, the newest last.
  let path: String
  /// The terminal, by what the environment says of it.
  private let terminal: String
  private let kept: Mutex<Scheme?>
  /// As many terminals as anybody has.
  private static let limit = 50

  /// The memory in a folder, and what it has of this terminal.
  init(folder: String, environment: [String: String]) {
    let (path, terminal) = (folder + "/terminals", Self.name(environment))
    kept = Mutex(Self.lines(of: path).last { $0.terminal == terminal }?.scheme)
    (self.path, self.terminal) = (path, terminal)
  }

  /// Whether the terminal is dark or light: as it answered before, or as COLORFGBG has it (rxvt's
  /// variable: the palette's numbers of ink and paper); most are dark.
  static func scheme(kept: Scheme?, environment: [String: String]) -> Scheme {
    if let kept { return kept }
    guard let paper = environment["COLORFGBG"]?.split(separator: ";").last.flatMap({ Int($0) })
    else { return .dark }
    return paper == 7 || (9...15).contains(paper) ? .light : .dark
  }

  /// What was kept of this terminal.
  var scheme: Scheme? { kept.withLock { $0 } }

  /// Keeps what the terminal has answered.
  func keep(_ scheme: Scheme) {
    let isNew = kept.withLock { known in
      defer { known = scheme }
      return known != scheme
    }
    guard isNew else { return }
    let others = Self.lines(of: path).filter { $0.terminal != terminal }.suffix(Self.limit - 1)
    let lines = others.map { "\($0.scheme.rawValue) \($0.terminal)\n" }
    let text = lines.joined() + "\(scheme.rawValue) \(terminal)\n"
    write(text)
  }

  private func write(_ text: String) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // Beside it, and then in its place, so that a reader finds one or the other, whole.
    let beside = path + ".\(getpid())"
    let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return }
    let bytes = Array(text.utf8)
    let isWhole = Foundation.write(file, bytes, bytes.count) == bytes.count
    close(file)
    if !isWhole || rename(beside, path) != 0 { unlink(beside) }
  }

  private static func lines(of path: String) -> [(scheme: Scheme, terminal: String)] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(file, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let scheme = Scheme(rawValue: String(parts[0])) else { return nil }
      return (scheme, String(parts[1]))
    }
  }

  /// What tells one terminal from another in an environment; no secrets are among these.
  private static func name(_ environment: [String: String]) -> String {
    let variables = [
      "TERM", "TERM_PROGRAM", "LC_TERMINAL", "TERMINAL_EMULATOR", "KONSOLE_PROFILE_NAME",
      "WT_PROFILE_ID",
    ]
    let text = variables.map { environment[$0] ?? "" }.joined(separator: "/")
    let allowed: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return String(text.prefix(200).map { allowed($0) || "-+./".contains($0) ? $0 : "_" })
  }
}
