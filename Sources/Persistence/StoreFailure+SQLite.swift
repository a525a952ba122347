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
    case .SQLITE_READONLY: self = .readOnly(path: path)
    case .SQLITE_NOTADB: self = .notADeck(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
    case .SQLITE_CONSTRAINT:
      self = .unacceptable("A value does not fit the deck at \(path) (\(detail)); correct it.")
    case .SQLITE_PERM, .SQLITE_AUTH: self = .notPermitted(path: path)
    case .SQLITE_CANTOPEN: self = Self.cannotOpen(path)
    default: self = .io(path: path, detail: detail)
    }
  }

  /// SQLite does not say why a file can't be opened; the file system does.
  private static func cannotOpen(_ path: String) -> StoreFailure {
    if access(path, F_OK) != 0 {
      return errno == ENOENT ? .missing(path: path) : .notPermitted(path: path)
    }
    if access(path, R_OK) != 0 { return .notPermitted(path: path) }
    return .readOnly(path: path)
  }
}
