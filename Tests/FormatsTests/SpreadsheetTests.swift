// Files as spreadsheets, PowerShell and browsers save them: read as they are meant, or named for
// what they are.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct `A file from a spreadsheet or a shell` {
  private static let table = "offer_id,name,stage\nfs,Café,draft\n"

  private func offers(_ bytes: [UInt8]) throws -> [Sighting] {
    var offers: [Sighting] = []
    _ = try OfferFile.read(bytes: bytes, named: "t") { offers.append($0) }
    return offers
  }

  private func said(_ bytes: [UInt8]) -> String {
    do {
      _ = try offers(bytes)
      return ""
    } catch { return "\(error)" }
  }

  /// A text in an encoding, with or without its mark.
  static func encoded(_ text: String, width: Int, isBig: Bool, hasMark: Bool) -> [UInt8] {
    let units =
      width == 2 ? text.utf16.map(UInt32.init) : text.unicodeScalars.map(\.value)
    return ((hasMark ? [0xFEFF] : []) + units).flatMap { unit in
      let bytes = (0..<width).map { UInt8(truncatingIfNeeded: unit >> (8 * UInt32($0))) }
      return isBig ? bytes.reversed() : bytes
    }
  }

  @Test(arguments: [2, 4], [(false, false), (false, true), (true, false), (true, true)])
  func `is read in UTF-16 and UTF-32, with and without a mark`(
    width: Int, form: (isBig: Bool, hasMark: Bool)
  ) throws {
    for text in [Self.table, Self.table.replacing("Café", with: "Contoso 🚀")] {
      let bytes = Self.encoded(text, width: width, isBig: form.isBig, hasMark: form.hasMark)
      let read = try offers(bytes)
      #expect(read == (try offers(Array(text.utf8))))
      #expect(read.count == 1)
    }
  }

  @Test func `that was cut within a character of UTF-16 is named with the place`() {
    let bytes = Self.encoded(Self.table, width: 2, isBig: false, hasMark: true)
    #expect(said(Array(bytes.dropLast(1))).hasPrefix("t:2:14: the text is not UTF-8 here"))
    let half = Self.encoded("offer_id,name\nfs,", width: 2, isBig: false, hasMark: true)
    #expect(said(half + [0x3D, 0xD8]).hasPrefix("t:2:4: "))
  }

  @Test func `may have byte order marks, and be several files put together`() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let second = "name,Offer ID\nTwo,b\n"
    #expect(try offers(mark + mark + Array(Self.table.utf8)).map(\.offer) == ["fs"])
    let both = mark + Array(Self.table.utf8) + mark + Array(second.utf8)
    #expect(try offers(both).map(\.offer) == ["fs", "b"])
    #expect(try offers(both).map(\.name) == ["Café", "Two"])
    #expect(try offers(both).map(\.line) == [2, 4])
  }

  @Test(arguments: [
    "sep=,\r\noffer_id,name,stage\r\nfs,F,live\r\n", "\"sep=;\"\noffer_id;name;stage\nfs;F;live\n",
    "sep=\t\noffer_id\tname\tstage\nfs\tF\tlive\n", "offer_id\tname\tstage\nfs\tF\tlive",
    "#TYPE System.Management.Automation.PSCustomObject\n\"offer_id\",\"name\",\"stage\"\n"
      + "\"fs\",\"F\",\"live\"\n",
    "offer_id;name;stage\r\n\"fs\";F;live\r\n", "offer_id|name|stage\nfs|F|live\n",
    "Offer ID,NAME,Stage,,\nfs,F,LIVE,,\n,,,,\n,,,,\n",
    "offer-id,name,tier,stage,markets\nfs,F,,live\n",
    "OfferId,Name,Stage\rfs,F,live\r", "offer_id,name,stage\n\n  \nfs,F,Live\n",
    "#TYPE A\noffer_id,name,stage\nfs,F,live\n#TYPE A\noffer_id,name,stage\n",
    "| offer_id | name | stage |\n|---|:--|--:|\n| fs | F | live |\n",
    "\u{FEFF}\u{FEFF}offer_id;name;stage;price\nfs;F;live;1.234,56\n",
  ])
  func `is read in the ways in which tables are saved`(text: String) throws {
    let read = try offers(Array(text.utf8))
    #expect(read.map(\.offer) == ["fs"])
    #expect(read.map(\.name) == ["F"])
    #expect(read.map { $0.observation?.stage } == [.live])
  }

  @Test(arguments: [("TRUE", "yes"), ("0", "no"), ("Yes", "yes"), ("n", "no"), ("false", "no")])
  func `may answer a question as spreadsheets do`(word: String, answer: String) throws {
    let text = "offer_id,name,In AppSource\na,A,\(word)\n"
    #expect(try offers(Array(text.utf8)).first?.facts == [.inAppSource: answer])
  }

  private static let zip: [UInt8] = [0x50, 0x4B, 3, 4]
  private static let foreign: [(bytes: [UInt8], words: String)] = [
    (zip + text("....xl/workbook.xml"), "an Excel workbook (.xlsx); save it as"),
    (zip + text("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "a spreadsheet (.ods)"),
    (zip + [0, 0], "a ZIP archive; unpack it"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "an Excel workbook (.xls)"),
    (text("%PDF-1.7"), "a PDF"),
    ([0x1F, 0x8B, 8], "a gzip file"),
    (text("<?xml version=\"1.0\"?><Error/>"), "an XML file"),
    (text("curl: (6) Could not resolve host"), "a download that failed"),
    (text("offers.csv") + zeros(247) + text("ustar\0") + zeros(99), "a tar archive; unpack it"),
    (text("GIF89a") + [1, 0], "a GIF image"),
    (zeros(5_000), "a file of zero bytes alone; download or copy it again"),
    (text("eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJo.c2ln"), "an access token; download the list with it"),
    (text("{\"access_token\":\"c2VjcmV0\",\"expires_in\":3599}"), "an access token; download"),
    ([], "the file is empty"),
    (text(" \n\t\n"), "the file is empty"),
    ([0xEF, 0xBB, 0xBF], "the file is empty"),
    ([0xFF, 0xFE], "the file is empty"),
  ]

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }
  private static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }

  @Test(arguments: foreign.indices)
  func `that is something else is named for what it is`(number: Int) {
    let (bytes, words) = Self.foreign[number]
    let sentence = said(bytes)
    #expect(sentence.contains(words), "\(sentence)")
    #expect(!sentence.contains("missing"))
    // A token is a secret.
    #expect(!sentence.contains("eyJ") && !sentence.contains("c2VjcmV0"))
    for read in [
      { _ = try UserFile.read(bytes: bytes, named: "t", of: .cpp) },
      { _ = try DirectoryFile.read(bytes: bytes, named: "t") },
    ] {
      let mistakes = #expect(throws: FileMistakes.self) { try read() }
      let said = mistakes?.description ?? ""
      #expect(said.contains(words), "\(said)")
    }
  }

  @Test(arguments: [
    "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret.\"}",
    "{\"odata.error\":{\"code\":\"Denied\",\"message\":{\"value\":\"AADSTS7000215\"}}}",
    "{\"code\":\"Unauthorized\",\"message\":\"AADSTS7000215\"}",
  ])
  func `or of people, that is an error of a portal is named with what to do`(answer: String) {
    for read in [
      { _ = try UserFile.read(bytes: Self.text(answer), named: "t", of: .cpp) },
      { _ = try DirectoryFile.read(bytes: Self.text(answer), named: "t") },
    ] {
      let mistakes = #expect(throws: FileMistakes.self) { try read() }
      #expect(mistakes?.description.contains("use the secret's value, not its ID") == true)
    }
  }

  @Test func `of people with an empty role says so`() {
    let mistakes = #expect(throws: FileMistakes.self) {
      try UserFile.read(
        bytes: Self.text("address,name,role\nann@contoso.com,Ann,\n"), named: "t", of: .cpp)
    }
    #expect(mistakes?.description.contains("missing role; use one of owner, contributor") == true)
  }

  @Test(arguments: [
    ([0x1F, 0x8B, 8, 0], "this is a gzip file"), (zip + [0, 0], "this is a ZIP archive"),
    (text("<!DOCTYPE html><title>502</title>"), "this is an HTML page titled “502”"),
    (text("name: a\n---\nname: b\n"), "a second document begins here"),
  ])
  func `in the place of YAML is named too`(bytes: [UInt8], words: String) throws {
    let path = NSTemporaryDirectory() + "offerdeck-\(UUID().uuidString).yaml"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mistakes = #expect(throws: FileMistakes.self) {
      try PlaybookFile.read(try SmallFile.text(at: path), named: "p.yaml")
    }
    #expect(mistakes?.description.contains(words) == true, "\(mistakes?.description ?? "")")
  }

  @Test(arguments: [
    "<!DOCTYPE html><title>Sign in to your account</title>", "<html><title>502</title>",
    "HTTP/1.1 401 Unauthorized\r\n\r\n{}", "Unauthorized",
  ])
  func `that is a page or an error of a server is never taken for a table`(page: String) {
    for bytes in [
      Self.text(page), Self.encoded(page, width: 2, isBig: false, hasMark: true),
    ] {
      let sentence = said(bytes)
      #expect(!sentence.isEmpty && !sentence.contains("missing"), "\(sentence)")
      #expect(throws: FileMistakes.self) { try UserFile.read(bytes: bytes, named: "t", of: .cpp) }
    }
  }

  @Test func `in JSON must be UTF-8, and says where it is not`() {
    let bytes = Array("[{\"id\":\"a\",\n\"name\":\"Caf".utf8) + [0xE9] + Array("\"}]".utf8)
    #expect(said(bytes).hasPrefix("t:2:12: byte 0xE9 is not UTF-8"))
  }

  @Test(arguments: [
    "0001-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "1601-01-01", "9999-12-31T23:59:59Z",
    "1899-12-30", "1900-01-00", "01/01/1900", "1970-01-01T00:00:00Z", "/Date(0)/", "0",
    "/Date(-62135596800000)/",
  ])
  func `may say that there is no date`(text: String) throws {
    let read = try offers(Array("offer_id,name,stage,updated_at\na,A,draft,\(text)\n".utf8))
    #expect(read.count == 1)
    #expect(read.first?.observation != nil)
    #expect(read.first?.observation?.at == nil)
  }

  @Test(arguments: [
    ("03/04/2019", "ambiguous date “03/04/2019”, 4 Mar 2019 or 3 Apr 2019"),
    ("43728", "“43728” is Excel's number for 2019-09-20"), ("20-Sep-19", "a year of two digits"),
  ])
  func `has its doubtful dates named`(text: String, words: String) {
    let sentence = said(Array("offer_id,name,stage,updated_at\na,A,draft,\(text)\n".utf8))
    #expect(sentence.hasPrefix("t:2:11: "))
    #expect(sentence.contains(words), "\(sentence)")
  }

  @Test func `of a portal has a date that can't be read named in a warning`() throws {
    let text = """
      [{"offerTypeId":"x","publisherId":"contoso","status":"Running","id":"b",
      "changedTime":"soon"}]
      """
    let summary = try OfferFile.read(bytes: text.utf8, named: "t") {
      #expect($0.observation?.at == nil)
    }
    #expect(
      summary.warnings.map(\.description) == [
        "t:2:15: changedTime: invalid date “soon”; use YYYY-MM-DD or 2019-09-20T14:02:00Z"
      ])
  }

  @Test(arguments: [
    ("\u{200B}fs", "invisible character U+200B"), ("f\u{FEFF}s", "U+FEFF"), ("a b", "“ ”"),
    ("1.15292E+18", "a number that a spreadsheet shortened"), ("1E5", "shortened"),
    ("\"a\nb\"", "U+000A"), ("a/b", "“/”"), (String(repeating: "x", count: 201), "longer than 200"),
  ])
  func `has its IDs checked`(id: String, words: String) {
    for text in ["offer_id,name\n\(id),A\n", "name,publisher_id,offer_id\nA,\(id),a\n"] {
      let sentence = said(Array(text.utf8))
      #expect(sentence.contains(words), "\(sentence)")
      #expect(sentence.count < 250)
    }
  }

  @Test func `that names an offer in two cases, or by a GUID, is told so`() throws {
    #expect(
      said(Array("offer_id,name\nFS,A\nfs,A\n".utf8))
        == "t:3:1: duplicate offer_id “fs” (first on line 2)")
    let guid = "3b25cf62-0000-4000-8000-000000000001"
    let summary = try OfferFile.read(bytes: "offer_id,name\n\(guid),A\n".utf8, named: "t") { _ in }
    #expect(summary.warnings.first?.sentence.contains("GUID") == true)
  }

  @Test func `with 40,000 unknown columns has a few of them named`() throws {
    let columns = (0..<40_000).map { "x\($0)" }.joined(separator: ",")
    let summary = try OfferFile.read(
      bytes: "offer_id,name,\(columns)\na,A\n".utf8, named: "t"
    ) { #expect($0.offer == "a") }
    #expect(summary.warnings.count == 21)
    #expect(summary.warnings.last?.sentence == "ignoring 39980 more unknown columns")
    #expect(throws: FileMistakes.self) {
      try UserFile.read(bytes: "address,role,\(columns)\n".utf8, named: "t", of: .cpp)
    }
  }

  @Test func `has the column named that a value without one is in`() throws {
    let summary = try OfferFile.read(
      bytes: "offer_id,name,,\na,A,,\nb,B,,x\nc,C,,y\n".utf8, named: "t"
    ) { _ in }
    #expect(summary.warnings.map(\.description) == ["t:3:6: ignoring column 4, which has no name"])
  }

  @Test func `never has a long value repeated whole`() {
    let long = String(repeating: "y", count: 500_000)
    for text in ["offer_id,name,stage\na,A,\(long)\n", "offer_id,name,tier\na,A,\(long)\n", long] {
      #expect(said(Array(text.utf8)).count < 300)
    }
  }
}

@Suite struct `A list of users from a portal` {
  private func read(_ text: String) throws -> UserList {
    try UserFile.read(bytes: text.utf8, named: "u", of: .cpp)
  }

  @Test(arguments: ["address,role\n", "[]", "{\"value\":[]}"])
  func `that is empty is refused, since it would remove everybody`(text: String) {
    #expect {
      _ = try read(text)
    } throws: { "\($0)".contains("would remove every user") }
  }

  @Test func `that names a person twice is refused unless both rows say the same`() throws {
    let row = "A@contoso.com,Ann,owner\n"
    let list = try read("address,name,role\n\(row)a@contoso.com,Ann,owner\n")
    #expect(list.users.count == 1)
    #expect(list.warnings.map(\.line) == [3])
    #expect {
      _ = try read("address,name,role\n\(row)a@contoso.com,Ann,contributor\n")
    } throws: { "\($0)".hasPrefix("u:3:1: “a@contoso.com” is listed twice with different details") }
  }

  @Test func `may have more columns, in other words, and in any case`() throws {
    let list = try read("Email,Display Name,Department,ROLE\nann@contoso.com,Ann,X,owner\n")
    #expect(list.users.first?.name == "Ann")
    #expect(list.warnings.count == 1)
  }

  @Test func `that is an error has it named`() {
    #expect {
      _ = try read("{\"error\":{\"code\":\"Forbidden\",\"message\":\"no\"}}")
    } throws: { "\($0)".contains("an error: Forbidden: no; add the application") }
  }
}

@Suite struct `A YAML file` {
  private func said(_ text: String) -> String {
    do {
      _ = try PlaybookFile.read(text, named: "p")
      return ""
    } catch { return "\(error)" }
  }

  @Test(arguments: ["_a", "-a", "a", "9"], ["", "!!str ", "!x "])
  func `with aliases is refused whatever their names, and behind tags`(name: String, tag: String) {
    let text = "a: \(tag)&\(name) [x]\nb: [*\(name), *\(name)]\n"
    #expect(said(text).contains("p:2:5: anchors (&name) and aliases (*name)"))
  }

  @Test func `may have such signs in quotes, in comments and within words`() {
    let text = "id: a # &a\ntitle: \"R: &b\"\nsummary: a&b *c\nx: '- *d'\n"
    #expect(!said(text).contains("anchors"))
  }

  @Test func `that is indented with a tab is told so`() {
    #expect(said("id: a\nkeys:\n\tundo: u\n") == "p:3:1: tabs can't indent YAML; use spaces")
  }

  @Test func `with many duplicate keys has one named`() {
    let text = String(repeating: "k: v\n", count: 5_000)
    #expect(said(text) == "p:2:1: duplicate key “k” (first on line 1)")
  }
}
