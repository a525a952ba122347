// Text on its way to a file or a stream: gathered into large pieces, and with the first error kept,
// so that a full disk is neither a crash nor a success.

import Foundation

/// A descriptor that is written to in large pieces.
struct WriteBuffer {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  /// The system's number for what went wrong first, or 0. Nothing is written after it.
  private(set) var code: Int32 = 0

  /// A buffer before a descriptor, which stays the caller's to close.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Takes text.
  mutating func put(_ text: String) {
    pending.append(contentsOf: text.utf8)
    if pending.count > 1 << 16 { flush() }
  }

  /// Writes what is left.
  mutating func flush() {
    var rest = pending[...]
    while !rest.isEmpty, code == 0 {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Whoever shares the descriptor made it non-blocking: a full pipe is no error.
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&state, 1, -1)
      } else if errno != EINTR {
        code = errno
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// What went wrong, as the system says it.
  var reason: String { String(cString: strerror(code)) }
}
