// The playbooks that are at hand: those that ship with the program, and the user's own, which come
// first and take the place of one that ships under the same ID.

import Formats
import Foundation
import Lifecycle

/// The playbooks that are at hand.
struct Library {
  /// The user's own, then those that ship.
  let playbooks: [Playbook]
  /// Where each came from, by its ID: a path, or that it ships.
  let origins: [String: String]
  /// Files that could not be read, with what is wrong in them.
  let mistakes: [FileMistakes]

  /// Reads the user's playbooks in folders, as far as they are there. A file with mistakes is left
  /// out, so that the program starts all the same.
  init(folders: [String]) {
    var own: [Playbook] = []
    var origins: [String: String] = [:]
    var mistakes: [FileMistakes] = []
    var paths: [String] = []
    for (place, folder) in folders.enumerated() {
      do {
        // The first is where playbooks are by default, and need not be there.
        paths += try Self.files(in: folder, isOptional: place == 0)
      } catch {
        mistakes.append(FileMistakes(error, in: folder))
      }
    }
    for path in paths {
      do {
        let playbook = try Self.read(path)
        guard origins[playbook.id] == nil else {
          throw FileMistakes([
            Mistake(
              sentence: "the ID \(playbook.id.inQuotes) is used by \(origins[playbook.id] ?? "")",
              file: path, line: 1, column: 1)
          ])
        }
        own.append(playbook)
        origins[playbook.id] = path
      } catch let found as FileMistakes {
        mistakes.append(found)
      } catch {
        mistakes.append(FileMistakes(error, in: path))
      }
    }
    let shipped = Playbooks.shipped.filter { origins[$0.id] == nil }
    for playbook in shipped { origins[playbook.id] = "built in" }
    playbooks = own + shipped
    self.origins = origins
    self.mistakes = mistakes
  }

  /// The playbook files in a folder.
  ///
  /// - Throws: `FileFailure`, if the folder can't be read: a playbook in it could take the place of one
  ///   that ships.
  private static func files(in folder: String, isOptional: Bool) throws -> [String] {
    guard let entries = opendir(folder) else {
      if isOptional && errno == ENOENT { return [] }
      throw FileFailure(path: folder, code: errno)
    }
    defer { closedir(entries) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(entries) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
            String(cString: $0)
          }
        })
    }
    if errno != 0 { throw FileFailure(path: folder, code: errno) }
    return names.sorted().filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      .map { "\(folder)/\($0)" }
  }

  /// Reads one playbook file.
  ///
  /// - Parameter isGiven: A person named this very file: it may be a pipe, or standard input.
  static func read(_ path: String, isGiven: Bool = false) throws -> Playbook {
    try PlaybookFile.read(
      try SmallFile.text(at: path, isGiven: isGiven), named: FileCheck.name(of: path))
  }
}

extension FileMistakes {
  /// What went wrong with a file as a whole.
  init(_ error: any Error, in path: String) {
    let reason = (error as? FileFailure)?.reason ?? error.localizedDescription
    self.init([Mistake(sentence: reason, file: path, line: 1, column: 1)])
  }
}
