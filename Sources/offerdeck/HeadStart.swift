// What nearly every command needs and takes a while, begun on another core while the command line
// is read and the terminal is opened: reading the playbooks that ship, which is about half of what
// a start takes.

import Formats
import Foundation

/// The playbooks that ship, read ahead of time. Who needs them gets them as soon as they are there.
enum HeadStart {
  /// Begins, unless the command line asks for nothing but a few words about the program.
  static func take(_ arguments: [String] = CommandLine.arguments) {
    guard arguments.allSatisfy({ !["--version", "--help", "-h", "help"].contains($0) }) else {
      return
    }
    // A thread of its own: one of a queue's would stay, and wake an idle program when it goes.
    Thread.detachNewThread { _ = Playbooks.shipped }
  }
}
