// How the dashboard on a deck was left, in a small file in the state folder: one for each deck.

import Dashboard
import Foundation
import Lifecycle
import Persistence

/// The file in which a session is kept.
struct SessionFile {
  private static let version = 1
  /// The most offers among which one is found at once.
  private static let quickCount = 10_000
  /// The largest file that is read, in bytes.
  private static let sizeLimit = 64 * 1_024

  /// Where it is.
  let path: String
  private let deck: String

  /// What the file has in it.
  private struct Record: Codable {
    var version: Int
    /// The deck, so that two whose names are alike by chance are not taken for each other.
    var deck: String
    /// The state of the deck in which the selection was at its place; nil where that is not known.
    var state: Int64?
    var session: Session
  }

  /// The file for a deck, in a folder.
  init(folder: String, deck: String) {
    let url = URL(fileURLWithPath: deck).standardizedFileURL.resolvingSymlinksInPath()
    self.deck = url.path
    path = "\(folder)/sessions/\(PrivateFile.name(ofDeck: deck)).json"
  }

  /// Opens a dashboard as it was left; not where there is no file, or none that can be read.
  ///
  /// - Parameter isListAlone: only the list is shown, and nothing of what was looked at beside it.
  func restore(_ model: inout Model, on store: Store, isListAlone: Bool = false) {
    guard let record = record(), record.version == Self.version, record.deck == deck else { return }
    let session = isListAlone ? record.session.ofList : record.session
    model.restore(session)
    model.settle(session, at: place(record, store, model))
  }

  /// Where the selected offer is now; nil where it would take long to find out.
  private func place(_ record: Record, _ store: Store, _ model: Model) -> Int? {
    let session = record.session
    guard let key = session.key, session.selection >= 0 else { return 0 }
    let query = model.query
    // A filter that counts from today finds other offers on another day.
    let isSameQuery = query.dueBy == nil || session.day == model.session.day
    if isSameQuery, let state = record.state,
      (try? store.lists.recall(key, at: session.selection, of: query, in: state)) == true
    {
      return session.selection
    }
    guard let count = try? store.statistics.tally().count(), count <= Self.quickCount else {
      return nil
    }
    // Where it has gone, what took its place is as good.
    return (try? store.lists.position(of: key, in: query)) ?? session.selection
  }

  private func record() -> Record? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Self.sizeLimit + 1)
    let count = Foundation.read(descriptor, &bytes, bytes.count)
    guard (1...Self.sizeLimit).contains(count) else { return nil }
    return try? JSONDecoder().decode(Record.self, from: Data(bytes[..<count]))
  }

  /// Keeps a session. Where that fails nothing is lost but the place where one was.
  func write(_ session: Session, of store: Store, in query: Query) {
    // A file of a later version is for later programs.
    if let known = record(), known.version > Self.version { return }
    let record = Record(
      version: Self.version, deck: deck, state: Self.state(session, store, query),
      session: session)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(record), data.count <= Self.sizeLimit else { return }
    try? FileManager.default.createDirectory(
      atPath: OutputPath.parent(of: path), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    guard let target = try? ExportTarget(path, isPrivate: true) else { return }
    do {
      try target.put(String(decoding: data, as: UTF8.self))
      try target.finish()
    } catch {
      target.abandon()
    }
  }

  /// The state of the deck in which the selected offer is at its place; nil where it is not there,
  /// since somebody else changed the deck just now.
  private static func state(_ session: Session, _ store: Store, _ query: Query) -> Int64? {
    guard let before = try? store.state(), let key = session.key,
      let there = try? store.lists.rows(query, from: session.selection, count: 1).first?.key,
      there == key, let after = try? store.state(), before == after
    else { return nil }
    return after
  }
}
