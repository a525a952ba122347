// A directory as a file: tenants with their domains and MPN IDs, and the domains of personal
// addresses. JSON or a table; taken whole or not at all.
//
//   {"tenants": [{"id": "…", "name": "Contoso Ltd", "domains": ["contoso.com"],
//                 "memberships": [{"mpn_id": "1234567", "state": "valid"}]}],
//    "personal_domains": ["contoso-mail.com"]}
//
//   tenant_id,tenant_name,domain,mpn_id,mpn_state
//   contoso.com,Contoso Ltd,contoso.com,1234567,valid
//   ,,contoso-mail.com,,
//
// A domain without a tenant is one of personal addresses.

package import Lifecycle

/// Reads files of a directory.
package enum DirectoryFile {
  /// Reads a file.
  ///
  /// - Throws: `FileFailure`, or `FileMistakes` with all that is wrong.
  package static func read(path: String) throws -> [DirectoryEntry] {
    try read(ByteSource(path: path))
  }

  /// Reads a file from memory.
  package static func read(
    bytes: some Sequence<UInt8>, named name: String
  ) throws -> [DirectoryEntry] {
    try read(ByteSource(bytes, path: name))
  }

  private static func read(_ source: ByteSource) throws -> [DirectoryEntry] {
    if try source.isJSON() {
      let file = try JSONFile(source, named: source.name)
      var entries = DirectoryRows(log: file.log)
      if let root = file.root { readTree(root, of: file, into: &entries) }
      try file.log.check()
      return entries.all
    }
    let log = MistakeLog(file: source.name)
    var entries = DirectoryRows(log: log)
    let table = try AccountTable(
      source, columns: ["tenant_id", "tenant_name", "domain", "mpn_id", "mpn_state"], required: [],
      log: log)
    for mistake in table.unknown {
      log.add(mistake.sentence, line: mistake.line, column: mistake.column)
    }
    for line in table.lines { entries.take(line) }
    try log.check()
    return entries.all
  }

  // MARK: - JSON

  private static func readTree(
    _ root: JSONValue, of file: JSONFile, into entries: inout DirectoryRows
  ) {
    guard root.pairs != nil, root["tenants"] != nil || root["personal_domains"] != nil else {
      file.report(
        PortalErrorResponse.sentence(of: root)
          ?? "this is no directory; give an object with “tenants” or “personal_domains”", at: root)
      return
    }
    for value in root.elements(of: "tenants") {
      guard let name = value["name"]?.text?.trimmed, !name.isEmpty else {
        file.report("the tenant has no “name”", at: value)
        continue
      }
      let domains = Array(value.elements(of: "domains"))
      guard let id = value["id"]?.text?.trimmed ?? domains.first?.text?.trimmed else {
        file.report("the tenant has neither an “id” nor a domain", at: value)
        continue
      }
      let tenant = Tenant(id: id, name: name)
      for domain in domains {
        let place = file.place(of: domain.offset)
        entries.take(domain: domain.text ?? "", of: tenant, at: place)
      }
      for membership in value.elements(of: "memberships") {
        entries.take(
          membership: membership["mpn_id"]?.scalar ?? "", membership["state"]?.text ?? "valid",
          of: tenant, at: file.place(of: membership.offset))
      }
    }
    for domain in root.elements(of: "personal_domains") {
      entries.take(
        domain: domain.text ?? "", of: nil, at: file.place(of: domain.offset))
    }
  }
}

/// Collects entries, and tells those that contradict each other.
private struct DirectoryRows {
  private(set) var all: [DirectoryEntry] = []
  private let log: MistakeLog
  private var tenants: [String: (name: String, line: Int)] = [:]
  private var domains: [String: (tenant: String?, line: Int)] = [:]
  private var memberships: [String: (meaning: String, line: Int)] = [:]

  init(log: MistakeLog) { self.log = log }

  mutating func take(_ line: AccountTable.Line) {
    let name = line.text("tenant_name") ?? line.text("tenant_id")
    let tenant = name.map { Tenant(id: line.text("tenant_id") ?? $0, name: $0) }
    let state = line.text("mpn_state") ?? "valid"
    if let domain = line.text("domain") {
      take(domain: domain, of: tenant, at: (line.number, line.place("domain")))
    }
    if let id = line.text("mpn_id") {
      take(membership: id, state, of: tenant, at: (line.number, line.place("mpn_id")))
    } else if line.text("domain") == nil {
      log.add("the row has neither a domain nor an mpn_id", line: line.number)
    }
  }

  /// One ID is one tenant, by one name.
  private mutating func isOne(_ tenant: Tenant?, at place: (line: Int, column: Int)) -> Bool {
    guard let tenant else { return true }
    guard let known = tenants[tenant.id], known.name != tenant.name else {
      tenants[tenant.id] = tenants[tenant.id] ?? (tenant.name, place.line)
      return true
    }
    log.add(
      "tenant \(tenant.id) is \(known.name.inQuotes) on line \(known.line) and \(tenant.name.inQuotes) here; "
        + "give each its own ID",
      line: place.line, column: place.column)
    return false
  }

  mutating func take(domain text: String, of tenant: Tenant?, at place: (line: Int, column: Int)) {
    guard isOne(tenant, at: place) else { return }
    do throws(Misfit) {
      let domain = try DomainName(text.trimmed)
      if let known = domains[domain.ascii] {
        guard known.tenant != tenant?.id else { return }
        log.add(
          "the domain \(domain.unicode) belongs to another tenant (line \(known.line)); "
            + "a domain has one tenant",
          line: place.line, column: place.column)
        return
      }
      domains[domain.ascii] = (tenant?.id, place.line)
      all.append(.domain(domain, tenant))
    } catch {
      log.add("domain: \(error.reason)", line: place.line, column: place.column)
    }
  }

  mutating func take(
    membership text: String, _ word: String, of tenant: Tenant?, at place: (line: Int, column: Int)
  ) {
    guard isOne(tenant, at: place) else { return }
    guard let state = MembershipState(rawValue: word.trimmed.lowercased()) else {
      let words = MembershipState.allCases.map(\.rawValue)
      log.add(
        "unknown MPN ID state \(String(word).inQuotes); \(Vocabulary(words: words).hint(for: word))",
        line: place.line, column: place.column)
      return
    }
    guard tenant != nil || state == .invalid else {
      log.add(
        "the MPN ID has no tenant; add the one it is registered to", line: place.line,
        column: place.column)
      return
    }
    do throws(Misfit) {
      let id = try MPNID(text)
      let meaning = "\(state.rawValue) \(tenant?.id ?? "")"
      if let known = memberships[id.text] {
        guard known.meaning != meaning else { return }
        log.add(
          "duplicate MPN ID \(id.text) with different details (first on line \(known.line)); remove one",
          line: place.line, column: place.column)
        return
      }
      memberships[id.text] = (meaning, place.line)
      all.append(.membership(id, state, tenant))
    } catch {
      log.add("mpn_id: \(error.reason)", line: place.line, column: place.column)
    }
  }
}
