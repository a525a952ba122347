// The plan of the house, held against the code: who imports whom, and how large a room may get.

import Foundation
import Testing

@Suite struct `The house` {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let sources = root.appendingPathComponent("Sources")

  /// What a module may import, beside the standard library's own.
  private static let allowed: [String: Set<String>] = [
    "Lifecycle": [],
    "Formats": ["CCSV", "Lifecycle", "Yams"],
    "Persistence": ["GRDB", "GRDBSQLite", "Lifecycle"],
    "Terminal": ["CNCurses"],
    "Dashboard": ["Lifecycle", "Terminal"],
    "offerdeck-benchmark": ["ArgumentParser", "PseudoTerminal", "Terminal"],
    "offerdeck": [
      "ArgumentParser", "Dashboard", "Formats", "Lifecycle", "Persistence", "Terminal",
    ],
  ]
  private static let standard: Set<String> = [
    "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization",
  ]

  private static func files(of module: String) throws -> [URL] {
    try files(in: sources.appendingPathComponent(module))
  }

  private static func files(in folder: URL) throws -> [URL] {
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  @Test(arguments: allowed.keys.sorted()) func `each room opens only the doors of the plan`(
    module: String
  ) throws {
    let files = try Self.files(of: module)
    #expect(!files.isEmpty)
    for file in files {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1 else {
          continue
        }
        let name = String(words.last ?? "").split(separator: ".").first.map(String.init) ?? ""
        #expect(
          Self.allowed[module]?.contains(name) == true || Self.standard.contains(name),
          "\(file.lastPathComponent) imports \(name)")
      }
    }
  }

  @Test(arguments: ["Sources", "Tests"]) func `no file eats the program`(folder: String) throws {
    for file in try Self.files(in: Self.root.appendingPathComponent(folder)) {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(
        text.split(separator: "\n", omittingEmptySubsequences: false).count <= 501, "\(file.path)")
      #expect(text.hasPrefix("//"), "\(file.lastPathComponent) does not open with what it is for")
    }
  }

  @Test func `every room is on the map`() throws {
    let map = try String(
      contentsOf: Self.sources.appendingPathComponent("README.md"), encoding: .utf8)
    for module in Self.allowed.keys {
      #expect(map.contains("| `\(module)` |"), "\(module)")
      let folder = Self.sources.appendingPathComponent(module)
      for room in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        var isFolder: ObjCBool = false
        let path = folder.appendingPathComponent(room).path
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
          isFolder.boolValue
        else { continue }
        #expect(map.contains("`\(module)/\(room)`"), "\(module)/\(room)")
      }
    }
  }
}
