// The signals that ask a conversation to end: noted, so that whoever waits for a line ends in order. A
// second one ends the program at once.

import Glibc
import Synchronization

/// The signal that asks the program to end.
enum EndingSignal {
  /// What is awaited: Ctrl-C, Ctrl-\, a polite request, and the end of the terminal.
  private static let awaited = [SIGINT, SIGQUIT, SIGTERM, SIGHUP]
  private static let number = Atomic<Int32>(0)
  /// The end of a pipe that is written to by the handler, and the one that is waited on.
  private static let writing = Atomic<Int32>(-1)
  private static let reading = Atomic<Int32>(-1)

  /// Which one came; nil where none did.
  static var noted: Int32? {
    let number = number.load(ordering: .acquiring)
    return number == 0 ? nil : number
  }

  /// Notes them from now on. What was ignored stays ignored: `nohup` asks for that.
  static func await() {
    var ends: [Int32] = [-1, -1]
    // What a handler reaches has to be there before it runs.
    guard noted == nil, pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading.store(ends[0], ordering: .releasing)
    writing.store(ends[1], ordering: .releasing)
    for signal in awaited {
      var before = sigaction()
      sigaction(signal, nil, &before)
      if unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self) == 1 { continue }
      var action = sigaction()
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      action.__sigaction_handler.sa_handler = { number in
        let error = errno
        EndingSignal.number.store(number, ordering: .releasing)
        var byte: UInt8 = 1
        _ = write(EndingSignal.writing.load(ordering: .acquiring), &byte, 1)
        errno = error
      }
      sigaction(signal, &action, nil)
    }
  }

  /// Readable once one of them came; -1 if they are not awaited.
  static var descriptor: Int32 { reading.load(ordering: .acquiring) }

  /// Waits until there is something to read, or one of them came.
  static func wait(for descriptor: Int32) {
    var waited = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: Self.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while noted == nil, poll(&waited, 2, -1) < 0, errno == EINTR {}
  }
}
