// What can go wrong between the program and the deck's file, each with one sentence that says what,
// where and what to do.

package import Lifecycle

/// A deck can't be opened, read or written.
package enum StoreFailure: Error, Hashable, Sendable {
  /// The file is no database, or another program's; it was not touched.
  case notADeck(path: String)
  /// A later offerdeck wrote the file; it was not touched.
  case newerSchema(path: String, found: Int, known: Int)
  /// An earlier offerdeck wrote the file, and it can't be brought up to date without writing.
  case olderSchema(path: String)
  /// The file or its folder can't be written to.
  case readOnly(path: String)
  /// The deck is shown as it was at a past moment, which can't be changed.
  case past
  /// No room is left on the disk.
  case full(path: String)
  /// Another program kept the deck locked for longer than one waits.
  case busy(path: String)
  /// There is no such file, and none was to be created.
  case missing(path: String)
  /// The file or its folder can't be created.
  case cannotCreate(path: String, reason: String)
  /// The file may not be read.
  case notPermitted(path: String)
  /// The name is none of a file.
  case notAFileName(String)
  /// The path leads nowhere: it is too long, or its links go round in a circle.
  case unusablePath(String, reason: String)
  /// The folder for a temporary deck can't be made.
  case noTemporaryFolder(path: String, reason: String)
  /// No room is left for temporary files.
  case fullTemporary(folder: String)
  /// The file's content contradicts itself.
  case damaged(path: String, detail: String)
  /// The operating system refused to read or write.
  case io(path: String, detail: String)
  /// The deck has no such offer.
  case unknownOffer(OfferKey)
  /// The deck has no such publisher.
  case unknownPublisher(String)
  /// An offer goes through a program whose playbook was not read.
  case unknownPlaybook(String)
  /// The deck has this offer already.
  case knownOffer(OfferKey)
  /// The deck has this publisher already.
  case knownPublisher(String)
  /// A value that can't be kept.
  case unacceptable(String)
  /// A line of a file can't be taken. Line 0 stands for a file that has none.
  case rejected(file: String, line: Int, reason: String)
  /// What was to be undone was changed by someone else since.
  case changedSince(String)

  /// The one sentence that people read.
  package var sentence: String {
    switch self {
    case .notADeck(let path):
      "\(path) is not an offerdeck deck; name another file with --deck."
    case .newerSchema(let path, let found, let known):
      "\(path) was written by a newer offerdeck (deck version \(found), this one knows "
        + "\(known)); install the newer version."
    case .olderSchema(let path):
      "\(path) was written by an older offerdeck and can't be upgraded here; make the "
        + "file and its folder writable once."
    case .readOnly(let path):
      "\(path) can't be written to; make the file and its folder writable, or name another "
        + "with --deck."
    case .past:
      "The past can't be changed. Return to today, or "
        + "run without --as-of."
    case .full(let path):
      "No space left on device for \(path). Nothing was changed; free some space and try again."
    case .busy(let path):
      "\(path) is locked by another program; try again when that is done."
    case .missing(let path):
      "There is no deck at \(path); import a file or name another deck with --deck."
    case .cannotCreate(let path, let reason):
      "\(path) can't be created (\(reason)); name another place with --deck."
    case .notPermitted(let path):
      "\(path) can't be read. Change its permissions, or pass another file with --deck."
    case .notAFileName(let name):
      "\(name.inQuotes) is not a file name. Use a path, such as ./deck.sqlite."
    case .unusablePath(let path, let reason):
      "\(path) can't be opened (\(reason)). Use another path."
    case .noTemporaryFolder(let path, let reason):
      "The temporary folder \(path) can't be created (\(reason)). Set TMPDIR to another folder."
    case .fullTemporary(let folder):
      "No space left on device for temporary files in \(folder). Free some space, or set TMPDIR to "
        + "another folder."
    case .damaged(let path, let detail):
      "\(path) is damaged (\(detail)). Check it with “offerdeck info --check”, or restore an "
        + "export or a copy."
    case .io(let path, let detail):
      "\(path) can't be read or written (\(detail)); check the disk and try again."
    case .unknownOffer(let key):
      "No offer \(key.publisher)/\(key.offer) in the deck. List the offers to see their IDs."
    case .unknownPublisher(let id):
      "No publisher \(id) in the deck. Add it, or import its offers first."
    case .unknownPlaybook(let id):
      "Playbook \(id.inQuotes) is not available. Add its file to your playbooks."
    case .knownPublisher(let id):
      "The deck already has a publisher \(id.inQuotes). Choose another ID."
    case .knownOffer(let key):
      "The deck already has an offer \(key.publisher)/\(key.offer). Choose another ID."
    case .unacceptable(let sentence), .changedSince(let sentence):
      sentence
    case .rejected(let file, let line, let reason):
      line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)"
    }
  }
}

extension StoreFailure: CustomStringConvertible {
  /// The sentence.
  package var description: String { sentence }
}
