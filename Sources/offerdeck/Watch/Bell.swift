// How other threads end the wait of `offerdeck watch`: a pipe that can be waited on with others.

import Foundation
import Glibc

/// Rings for whoever waits; rings that nobody has heard yet count as one.
final class Bell: Sendable {
  private let reading: Int32
  private let writing: Int32

  /// A bell that hasn't rung.
  ///
  /// - Throws: a `Failure` if the system has no pipe left.
  init() throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw Failure(.inputOutput, "can't watch: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(reading)
    close(writing)
  }

  /// Ends the wait that is going on, or else the next.
  func ring() {
    var byte: UInt8 = 1
    // It fails if the pipe is full: then it rings already.
    _ = write(writing, &byte, 1)
  }

  /// Waits until it rings, a moment comes or a signal asks the program to end.
  ///
  /// A machine that sleeps, or whose clock is set, is noticed within a quarter of an hour.
  ///
  /// - Parameter moment: by the machine's clock; nil to wait as long as it takes.
  /// - Returns: whether it rang.
  func wait(until moment: Date?) -> Bool {
    let longest: TimeInterval = 900
    while EndingSignal.noted == nil {
      let left = moment?.timeIntervalSinceNow ?? longest
      var waited = [
        pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
        pollfd(fd: EndingSignal.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let milliseconds = Int32((max(0, min(left, longest)) * 1_000).rounded(.up))
      if poll(&waited, 2, milliseconds) > 0, waited[0].revents != 0 {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(reading, &bytes, bytes.count) > 0 {}
        return true
      }
      if let moment, moment.timeIntervalSinceNow <= 0 { return false }
    }
    return false
  }
}
