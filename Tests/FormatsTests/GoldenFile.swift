// The files beside the tests, and the bytes and texts that they hold.

import Foundation

/// A file in `Files`.
struct GoldenFile {
  /// Its name in that folder.
  let name: String

  /// All of them that end so.
  static func all(_ suffix: String = "") throws -> [GoldenFile] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(suffix) }.sorted().map { GoldenFile(name: $0) }
  }

  var path: String { Self.folder.appending(path: name).path }

  func bytes() throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: path))) }

  func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

  private static let folder = Bundle.module.bundleURL.appending(path: "Files")
}
