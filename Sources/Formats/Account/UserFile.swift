// A portal's list of users as a file: a table with the columns address, name, role and since, or a
// JSON array of objects with the same keys.

package import Lifecycle

/// Reads lists of users.
package enum UserFile {
  /// Reads a list.
  ///
  /// - Throws: `FileFailure`, or `FileMistakes` with all that is wrong.
  package static func read(path: String, of portal: UserPortal) throws -> [SeenUser] {
    try read(ByteSource(path: path), named: path, of: portal)
  }

  /// Reads a list from memory.
  package static func read(
    bytes: some Sequence<UInt8>, named name: String, of portal: UserPortal
  ) throws -> [SeenUser] {
    try read(ByteSource(bytes, path: name), named: name, of: portal)
  }

  private static func read(
    _ source: ByteSource, named name: String, of portal: UserPortal
  ) throws -> [SeenUser] {
    if try source.isJSON() {
      let file = try JSONFile(source, named: name)
      let users = file.root.map { tree($0, of: file, portal) } ?? []
      try file.log.check()
      return users
    }
    let log = MistakeLog(file: name)
    let table = try AccountTable(
      source, columns: ["address", "name", "role", "since"], required: ["address", "role"],
      log: log)
    let reader = UserRows(portal: portal, log: log)
    let users = table.lines.compactMap { line in
      reader.user(
        address: line.text("address"), name: line.text("name"), role: line.text("role"),
        since: line.text("since")
      ) { (line.number, line.place($0)) }
    }
    try log.check()
    return users
  }

  private static func tree(
    _ root: JSONValue, of file: JSONFile, _ portal: UserPortal
  ) -> [SeenUser] {
    guard let elements = root.elements ?? root["value"]?.elements else {
      file.report("a list of users is an array, or has one as its “value”", at: root)
      return []
    }
    let reader = UserRows(portal: portal, log: file.log)
    return elements.compactMap { value in
      reader.user(
        address: (value["address"] ?? value["email"] ?? value["userPrincipalName"])?.text,
        name: (value["name"] ?? value["displayName"])?.text, role: value["role"]?.text,
        since: value["since"]?.text
      ) { file.place(of: (value[$0] ?? value).offset) }
    }
  }
}

/// Makes people of rows.
private struct UserRows {
  let portal: UserPortal
  let log: MistakeLog

  /// A person; nil where something is wrong, which the log then says.
  func user(
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
      user.since = Moment(since.trimmed)?.date
      if user.since == nil {
        report("“\(since.prefix(60))” is no date; write it as in 2019-09-20", "since")
      }
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
    guard user.cpp != nil || user.center != nil else {
      report(
        "“\(word.prefix(60))” is no role of \(portal.title); "
          + Vocabulary(words: words).hint(for: word), "role")
      return nil
    }
    return user
  }
}
