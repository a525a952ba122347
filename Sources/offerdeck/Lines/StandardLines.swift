// Lines of standard input and output: a person at a terminal, or a script at the other end of a pipe.

import Foundation
import Terminal

/// Standard input and output, line by line.
final class StandardLines: LineIO {
  /// A line that is longer is no answer that a person typed: the rest of it is passed over.
  private static let limit = 1 << 16

  private let isASCII: Bool
  private var pending: [UInt8] = []
  private var isAtEnd = false

  /// Lines that have, where it is asked for, nothing but ASCII in them.
  init(isASCII: Bool) { self.isASCII = isASCII }

  func next() -> String? {
    var line: [UInt8] = []
    while EndingSignal.noted == nil {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        line += pending[..<end]
        pending.removeFirst(end + 1)
        return text(line)
      }
      line += pending.prefix(max(0, Self.limit - line.count))
      pending.removeAll(keepingCapacity: true)
      if isAtEnd { return line.isEmpty ? nil : text(line) }
      read()
    }
    return nil
  }

  var asksToEnd: Bool {
    if EndingSignal.noted != nil { return true }
    var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    if !isAtEnd, !pending.contains(UInt8(ascii: "\n")), poll(&ready, 1, 0) > 0 { read() }
    let next = pending.prefix { $0 != UInt8(ascii: "\n") }
    if next.count == pending.count { return isAtEnd }
    return ["quit", "q", "cancel"].contains(text(Array(next)).trimmingCharacters(in: .whitespaces))
  }

  func put(_ line: String) {
    Output.line(isASCII ? Legible.inASCII(line) : line)
    Output.flush()
  }

  private func read() {
    EndingSignal.wait(for: STDIN_FILENO)
    if EndingSignal.noted != nil {
      // What was typed of a line and not sent is no answer.
      isAtEnd = true
      pending = []
      return
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 12)
    let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0 && errno == EINTR { return }
    pending += buffer.prefix(max(0, count))
    isAtEnd = count <= 0
  }

  private func text(_ line: [UInt8]) -> String {
    String(decoding: line.prefix(Self.limit).filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }
}
