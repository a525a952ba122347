// A portal's list of users as a file: a table with the columns address, name, role and since, or a
// JSON array of objects with the same keys.

package import Lifecycle

/// Reads lists of users.
package enum UserFile {
  /// Reads a list.
  ///
  /// - Returns: the users, and warnings of what is ignored.
  /// - Throws: `FileFailure`, or `FileMistakes` with all that is wrong. An empty list is refused:
  ///   it would remove everybody.
  package static func read(path: String, of portal: UserPortal) throws -> UserList {
    try read(ByteSource(path: path), of: portal)
  }

  /// Reads a list from memory.
  package static func read(
    bytes: some Sequence<UInt8>, named name: String, of portal: UserPortal
  ) throws -> UserList {
    try read(ByteSource(bytes, path: name), of: portal)
  }

  private static func read(_ source: ByteSource, of portal: UserPortal) throws -> UserList {
    if try source.isJSON() {
      let file = try JSONFile(source, named: source.name)
      var rows = UserRows(portal: portal, log: file.log)
      if let root = file.root { tree(root, of: file, into: &rows) }
      return try rows.list(isRead: file.root != nil)
    }
    let log = MistakeLog(file: source.name)
    let table = try AccountTable(
      source, columns: ["address", "name", "role", "since"],
      aliases: [
        "email": "address", "e-mail": "address", "email address": "address", "mail": "address",
        "user principal name": "address", "upn": "address", "display name": "name",
      ], required: ["address", "role"], log: log)
    var rows = UserRows(portal: portal, log: log)
    for line in table.lines {
      rows.take(
        address: line.text("address"), name: line.text("name"), role: line.text("role"),
        since: line.text("since")
      ) { (line.number, line.place($0)) }
    }
    return try rows.list(ignoring: table.unknown)
  }

  private static func tree(_ root: JSONValue, of file: JSONFile, into rows: inout UserRows) {
    guard let elements = root.elements ?? root["value"]?.elements else {
      file.report(
        PortalErrorResponse.sentence(of: root)
          ?? "a user list must be an array, or have one in “value”", at: root)
      return
    }
    for value in elements {
      rows.take(
        address: (value["address"] ?? value["email"] ?? value["userPrincipalName"])?.text,
        name: (value["name"] ?? value["displayName"])?.text, role: value["role"]?.text,
        since: value["since"]?.text
      ) { file.place(of: (value[$0] ?? value).offset) }
    }
  }
}

/// A list of users that was read.
package struct UserList: Hashable, Sendable {
  /// The users, each once.
  package let users: [SeenUser]
  /// What was ignored: unknown columns, and rows that say the same again.
  package let warnings: [Mistake]
}

/// Makes people of rows.
private struct UserRows {
  private let portal: UserPortal
  private let log: MistakeLog
  private var users: [SeenUser] = []
  private var warnings: [Mistake] = []
  /// The place in `users` and the line, by address.
  private var seen: [String: (place: Int, line: Int)] = [:]

  init(portal: UserPortal, log: MistakeLog) {
    self.portal = portal
    self.log = log
  }

  /// Everybody, if nothing is wrong.
  ///
  /// - Parameters:
  ///   - isRead: the file could be read, so that an empty list is one.
  ///   - unknown: columns that are not known.
  func list(isRead: Bool = true, ignoring unknown: [Mistake] = []) throws -> UserList {
    if users.isEmpty, log.isEmpty, isRead {
      log.add("the list is empty and would remove every user; download it again", line: 1)
    }
    try log.check()
    let ignored = unknown.map {
      Mistake(sentence: "ignoring \($0.sentence)", file: $0.file, line: $0.line, column: $0.column)
    }
    return UserList(users: users, warnings: ignored + warnings)
  }

  /// Takes a row. A person who comes twice must be the same both times.
  mutating func take(
    address: String?, name: String?, role: String?, since: String?,
    place: (_ field: String) -> (line: Int, column: Int)
  ) {
    guard let user = user(address: address, name: name, role: role, since: since, place: place)
    else { return }
    let (line, column) = place("address")
    guard let known = seen[user.address.key] else {
      seen[user.address.key] = (users.count, line)
      users.append(user)
      return
    }
    let first = users[known.place]
    let isSame =
      first.name == user.name && first.since == user.since && first.cpp == user.cpp
      && first.center == user.center
    if isSame {
      guard warnings.count < 20 else { return }
      warnings.append(
        Mistake(
          sentence: "\(user.address.text.inQuotes) is listed twice (first on line \(known.line))",
          file: log.file, line: line, column: column))
    } else {
      log.add(
        "\(user.address.text.inQuotes) is listed twice with different details (first on line "
          + "\(known.line)); remove one", line: line, column: column)
    }
  }

  /// A person; nil where something is wrong, which the log then says.
  private func user(
    address: String?, name: String?, role: String?, since: String?,
    place: (_ field: String) -> (line: Int, column: Int)
  ) -> SeenUser? {
    func report(_ sentence: String, _ field: String) {
      let place = place(field)
      log.add(sentence, line: place.line, column: place.column)
    }
    var user: SeenUser
    do throws(Misfit) {
      user = SeenUser(address: try EmailAddress(address ?? ""), name: name?.trimmed ?? "")
    } catch {
      report("address: \(error.reason)", "address")
      return nil
    }
    if let since {
      let reading = MomentReading(since)
      user.since = reading.date
      if case .unreadable(let reason) = reading { report(reason, "since") }
    }
    let word = role ?? ""
    let words: [String]
    switch portal {
    case .cpp:
      user.cpp = PortalRole(rawValue: word.trimmed.lowercased())
      words = PortalRole.allCases.map(\.rawValue)
    case .partnerCenter:
      user.center = CenterRole(word: word)
      words = CenterRole.allCases.map(\.title)
    }
    guard !word.trimmed.isEmpty else {
      report("missing role; use one of \(words.joined(separator: ", "))", "role")
      return nil
    }
    guard user.cpp != nil || user.center != nil else {
      report(
        "unknown role \(word.inQuotes) in \(portal.title); "
          + Vocabulary(words: words).hint(for: word), "role")
      return nil
    }
    return user
  }
}
