// The ways in which a program can end that nobody planned.

import Foundation
import Terminal

/// Trouble that a key of the probe makes.
enum Trouble {
  /// Prints, traps, aborts, faults or exits, by the key; `false` for one that is harmless.
  static func make(for key: Key) -> Bool {
    switch key.name {
    case "E": say("printed meanwhile")
    case "T": preconditionFailure("The probe was told to trap.")
    case "A":
      say("told to abort")
      abort()
    case "V":
      say("told to fault")
      UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case "O":
      say("told to overflow")
      exit(Int32(truncatingIfNeeded: depth(1)))
    case "X":
      say("told to exit")
      exit(7)
    // Deaf to everything, as in a loop that never ends.
    case "D": while true { pause() }
    default: return false
    }
    return true
  }

  private static func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Calls itself for ever, in a way that no optimizer makes a loop.
  private static func depth(_ start: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { space in
      space.initialize(repeating: start)
      return depth(start + 1) + space[start % 512]
    }
  }
}
