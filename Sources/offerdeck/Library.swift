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
    for path in folders.flatMap(Self.files) {
      do {
        let playbook = try Self.read(path)
        guard origins[playbook.id] == nil else {
          throw FileMistakes([
            Mistake(
              sentence: "the id “\(playbook.id)” is taken by \(origins[playbook.id] ?? "")",
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
    for playbook in shipped { origins[playbook.id] = "ships with offerdeck" }
    playbooks = own + shipped
    self.origins = origins
    self.mistakes = mistakes
  }

  private static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
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
