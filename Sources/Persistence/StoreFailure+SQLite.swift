// SQLite's result codes (https://www.sqlite.org/rescode.html) in the words of StoreFailure.

import Foundation
import GRDB

extension StoreFailure {
  /// What an error that came out of a transaction means for the deck at a path.
  init(_ error: any Error, path: String) {
    switch error {
    case let failure as StoreFailure:
      self = failure
    case let error as DatabaseError:
      self.init(error, path: path)
    default:
      self = .damaged(path: path, detail: String(describing: error))
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let detail = error.message ?? "result code \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_IOERR where Self.isFull(path): self = .full(path: path)
    case .SQLITE_READONLY: self = .readOnly(path: path)
    case .SQLITE_NOTADB: self = .notADeck(path: path)
    // The statements are ours: what they ask for is missing, or is too large for its type.
    case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE:
      self = .damaged(path: path, detail: detail)
    case .SQLITE_CONSTRAINT:
      self = .unacceptable("A value does not fit the deck at \(path) (\(detail)); correct it.")
    case .SQLITE_PERM, .SQLITE_AUTH: self = .notPermitted(path: path)
    case .SQLITE_CANTOPEN: self = Self.cannotOpen(path)
    default: self = .io(path: path, detail: detail)
    }
  }

  /// SQLite does not say why a file can't be opened; the file system does.
  private static func cannotOpen(_ path: String) -> StoreFailure {
    // As many descriptors as SQLite needs for the deck, its log and the log's index.
    let descriptors = (0..<3).map { _ in open(path, O_RDONLY | O_CLOEXEC) }
    let code = descriptors.contains(-1) ? errno : 0
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
    if code != 0 { return StoreFailure(opening: path, code) }
    return isFull(path) ? .full(path: path) : .readOnly(path: path)
  }

  /// SQLite does not say why a file can't be written either. No room is what people can do something
  /// about, so the file system is asked for it.
  private static func isFull(_ path: String) -> Bool {
    var system = statvfs()
    guard statvfs(DatabaseFile.folder(of: path), &system) == 0 else { return false }
    // Some file systems count no inodes.
    return system.f_bavail == 0 || (system.f_files > 0 && system.f_favail == 0)
  }

  /// Why a file can't be opened, by the system's number.
  init(opening path: String, _ code: Int32) {
    switch code {
    case ENOENT, ENOTDIR: self = .missing(path: path)
    case EACCES, EPERM: self = .notPermitted(path: path)
    case ELOOP, ENAMETOOLONG:
      self = .unusablePath(path, reason: String(cString: strerror(code)))
    default: self = .io(path: path, detail: String(cString: strerror(code)))
    }
  }
}
