// Where the measuring happens: a folder that is removed, and the programs that are measured.

import Foundation

/// A folder to measure in, and the programs.
struct Workshop {
  /// The folder.
  let folder: String
  /// The program that is measured: built beside this one.
  let offerdeck: String
  /// This program, which is the empty one too.
  let benchmark: String
  /// SQLite's own program.
  let sqlite: String

  /// Makes the folder and looks for the programs.
  init() throws {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    benchmark = own.path
    offerdeck = own.deletingLastPathComponent().appendingPathComponent("offerdeck").path
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.map { "\($0)/sqlite3" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found else {
      throw Trouble("There is no sqlite3 in PATH, beside which imports are measured; install it.")
    }
    sqlite = found
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("offerdeck-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    folder = place.path
  }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { folder + "/" + name }

  /// Removes a database with its log.
  func remove(database path: String) {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + ending)
    }
  }

  /// Removes the folder with all that is in it.
  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Variables that keep the user's own playbooks and themes out of it.
  var environment: [String: String?] {
    ["HOME": folder, "XDG_CONFIG_HOME": nil, "XDG_DATA_HOME": nil, "XDG_STATE_HOME": nil]
  }

  /// Runs a program without a terminal, and gives what it printed and the seconds that it took.
  @discardableResult
  func run(
    _ program: String, _ arguments: [String], input: String = ""
  ) throws -> (output: String, seconds: Double) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    let (into, out) = (Pipe(), Pipe())
    process.standardInput = into
    process.standardOutput = out
    process.standardError = out
    let start = Stopwatch()
    try process.run()
    into.fileHandleForWriting.write(Data(input.utf8))
    into.fileHandleForWriting.closeFile()
    let output = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let seconds = start.seconds
    guard process.terminationStatus == 0 else {
      throw Trouble("\(program) \(arguments.joined(separator: " ")) failed: \(output)")
    }
    return (output, seconds)
  }
}

/// Why nothing can be measured, in a sentence.
struct Trouble: Error, CustomStringConvertible {
  let description: String

  init(_ sentence: String) { description = sentence }
}
