// Opens a page in the browser: a program and an address, never a line for a shell.

import Dashboard
import Foundation
import Lifecycle

/// The browser of the machine.
enum Browser {
  /// Shows an https page.
  ///
  /// - Returns: a notice with the address, since a browser can open out of sight, or none is there.
  static func open(_ link: Link) -> Message {
    let environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let hasDisplay = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
    let program = folders.map { "\($0)/xdg-open" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard hasDisplay, let program else {
      return .noted("No browser found. The page is \(link.text)")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [link.text]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
      return .noted("Opened \(link.text)")
    } catch {
      return .failed("The browser didn't start. The page is \(link.text)")
    }
  }
}
