// Directories and lists of users as files: both forms say the same, and each mistake has its place.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct `A directory file` {
  private func read(_ text: String) throws -> [DirectoryEntry] {
    try DirectoryFile.read(bytes: text.utf8, named: "d")
  }

  private func mistakes(_ text: String) -> String {
    do {
      _ = try read(text)
      return ""
    } catch { return "\(error)" }
  }

  @Test func `says the same as a table and as JSON`() throws {
    let table = try read(
      """
      tenant_id,tenant_name,domain,mpn_id,mpn_state
      t1,"Contoso, Ltd",contoso.com,1234567,valid
      t1,"Contoso, Ltd",bücher.de,7654321,Unconfirmed
      ,,mail.example,99,invalid
      """)
    let tree = try read(
      """
      {"tenants": [{"id": "t1", "name": "Contoso, Ltd", "domains": ["contoso.com", "xn--bcher-kva.de"],
        "memberships": [{"mpn_id": 1234567}, {"mpn_id": "7654321", "state": "unconfirmed"}]}],
       "personal_domains": ["MAIL.example"]}
      """)
    let personal = DirectoryEntry.domain(try DomainName("mail.example"), nil)
    let invalid = DirectoryEntry.membership(try MPNID("99"), .invalid, nil)
    #expect(Set(table) == Set(tree).union([invalid]))
    #expect(tree.contains(personal) && tree.count == 5)
  }

  @Test(arguments: [
    ("", "empty"), ("domain,mpn_state\n,valid", "neither"),
    ("tenant_name,domain\nA,x.com\nB,X.com", "d:3:3"),
    ("tenant_name,domain,mpn_id\nA,x.com,1\nB,y.com,1", "duplicate MPN ID"),
    ("tenant_name,mpn_id,mpn_state\nA,1,lapsed", "known are valid, unconfirmed, invalid"),
    ("mpn_id\n1", "no tenant"), ("domain,mpn_ids\nx.com,1", "did you mean"),
    (
      "{\"tenants\":[{\"name\":\"A\",\"domains\":[\"x.com\"]},\n{\"name\":\"B\",\"domains\":[\"x.com\"]}]}",
      "d:2:24"
    ),
    ("{\"tenants\":[{\"domains\":[\"x.com\"]}]}", "no “name”"), ("[]", "tenants"),
    ("{\"tenants\":", "cut off"), ("tenant_name,domain\nA,a\u{202E}b.com", "U+202E"),
    ("tenant_name,domain\nA,\(String(repeating: "x", count: 10_000)).com", "63"),
  ]) func `that contradicts itself or can't be read says where`(text: String, words: String) {
    let said = mistakes(text)
    #expect(said.contains(words), "\(said)")
  }
}

@Suite struct `A list of users` {
  private func read(_ text: String, _ portal: UserPortal) throws -> [SeenUser] {
    try UserFile.read(bytes: text.utf8, named: "u", of: portal).users
  }

  @Test func `is read as a table and as the portals answer`() throws {
    let table = try read(
      "address,name,role,since\nann@contoso.com,Ann,Owner,2019-01-02\n", .cpp)
    #expect(table.first?.cpp == .owner && table.first?.name == "Ann")
    #expect(table.first?.since == Date(timeIntervalSince1970: 1_546_387_200))
    let tree = try read(
      "{\"value\":[{\"userPrincipalName\":\"bob@contoso.com\",\"role\":\"Business Contributor\"}]}",
      .partnerCenter)
    #expect(tree.first?.center == .businessContributor)
  }

  @Test(arguments: [
    ("address,role\nann,owner", "u:2:1: address: the @"),
    ("address,role\nann@contoso.com,boss", "u:2:17: unknown role “boss”"),
    ("address,role\nann@contoso.com,", "missing role"),
    ("address\nann@contoso.com", "missing column role"),
    ("address,role,since\nann@contoso.com,owner,soon", "invalid date “soon”"),
    ("{\"a\":1}", "array"),
    ("[{\"role\":\"owner\"}]", "missing"), ("address,role\n,owner", "missing"),
  ]) func `with a mistake says where`(text: String, words: String) {
    #expect {
      _ = try read(text, .cpp)
    } throws: { "\($0)".contains(words) }
  }
}
