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

  /// Reads the user's playbooks in a folder, if there is one. A file with mistakes is left out,
  /// so that the program starts all the same.
  init(folder: String) {
    var own: [Playbook] = []
    var origins: [String: String] = [:]
    var mistakes: [FileMistakes] = []
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      let path = folder + "/" + name
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
        mistakes.append(
          FileMistakes([
            Mistake(
              sentence: error.localizedDescription, file: path, line: 1, column: 1)
          ]))
      }
    }
    let shipped = Playbooks.shipped.filter { origins[$0.id] == nil }
    for playbook in shipped { origins[playbook.id] = "ships with offerdeck" }
    playbooks = own + shipped
    self.origins = origins
    self.mistakes = mistakes
  }

  /// Reads one playbook file.
  static func read(_ path: String) throws -> Playbook {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure(.noSuchFile, "There is no file \(path) that can be read.")
    }
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw FileMistakes([
        Mistake(sentence: "the file is not UTF-8", file: path, line: 1, column: 1)
      ])
    }
    return try PlaybookFile.read(text, named: path)
  }
}
