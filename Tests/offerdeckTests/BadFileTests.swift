// Files that can't be taken: each is refused in one clear sentence, and the deck is as it was.

import Foundation
import Testing

@Suite struct `A bad file` {
  private let program: Program
  private let before: String

  init() throws {
    program = try Program.withOffers()
    before = try program.export()
  }

  /// The file is refused by a sentence about a place in it, and nothing of it is in the deck.
  private func refuse(
    _ name: String, _ place: String, _ words: String..., code: Int32 = 65,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try program.run("import", name, "--publisher", "contoso")
    #expect(result.code == code, sourceLocation: sourceLocation)
    #expect(result.output == "", sourceLocation: sourceLocation)
    #expect(result.complaints.count == 1, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(
      result.errors.hasPrefix("error: \(name)\(place): "), "\(result.errors)",
      sourceLocation: sourceLocation)
    #expect(result.errors.count < 400, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(!result.errors.hasSuffix("..\n"), sourceLocation: sourceLocation)
    for word in words {
      #expect(result.errors.contains(word), "\(result.errors)", sourceLocation: sourceLocation)
    }
    #expect(try program.export() == before, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ("row without an ID", "offer_id,name\n,x\n", ":2:1", "missing offer_id"),
    (
      "the same offer twice", "offer_id,name\na,A\nb,B\na,C\n", ":4:1",
      "duplicate offer_id “a” (first on line 2)"
    ),
    ("a date that is none", "offer_id,name,updated_at\na,A,2019-02-30\n", ":2:5", "2019-02-30"),
    ("an unknown stage", "offer_id,name,stage\na,A,asleep\n", ":2:5", "unknown stage “asleep”"),
    ("a word that is no answer", "offer_id,name,in_appsource\na,A,perhaps\n", ":2:5", "perhaps"),
    ("an address that is none", "offer_id,name,listing_url\na,A,http://x\n", ":2:5", "https"),
    ("too few fields", "name,offer_id\nA\n", ":2:", "missing offer_id"),
    ("too many fields", "offer_id,name\na,b,c\n", ":2:1", "expected 2 fields, found 3"),
    ("no name column", "offer_id\na\n", ":1:1", "name"),
    ("semicolons", "offer_id;name\na;b;c\n", ":2:1", "expected 2 fields, found 3"),
    ("a quote that is never closed", "offer_id,name\na,\"b\n", ":2:1", "quotation mark"),
    ("nothing at all", "", ":1:1", "empty"),
    ("blanks alone", " \n\n  \n", ":1:1", "empty"),
  ])
  func `that is a table`(
    what: String, text: String, place: String, words: String
  ) throws {
    try program.file("bad.csv", text)
    let result = try program.run("import", "bad.csv", "--publisher", "contoso")
    #expect(result.code == 65, "\(what)")
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("error: bad.csv\(place)"), "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.complaints.count <= 3)
    #expect(result.errors.hasSuffix("warning: nothing was imported\n"))
    #expect(try program.export() == before)
  }

  @Test func `that has a mistake in each row names all of them`() throws {
    let rows = (2...300).map { "offer-\($0),Name,asleep" }.joined(separator: "\n")
    try program.file("bad.csv", "offer_id,name,stage\n\(rows)\n")
    let result = try program.run("import", "bad.csv", "--publisher", "contoso")
    #expect(result.code == 65)
    #expect(result.complaints.count == 102)
    #expect(result.errors.contains("bad.csv:2:"))
    #expect(result.errors.contains("and 199 more"))
    #expect(try program.export() == before)
  }

  @Test(arguments: [
    ("cut off", "[{\"offerTypeId\":\"x\",\"publisherId\":\"con", ":1:39", "cut off"),
    ("another program's", "{\"hello\":\"world\"}", ":1:1", "not an offer, product or submission"),
    ("a list of numbers", "[1]", ":1:2", "not an offer, product"),
    ("nested without end", String(repeating: "[", count: 5_000), ":1:201", "nested deeper"),
    ("half a word", "[tru]", ":1:5", "value"),
    ("something behind the end", "[] x", ":1:4", "a value is expected here"),
    ("a product without an ID", "{\"value\":[{\"resourceType\":\"AzureX\"}]}", ":1:11", "“id”"),
  ])
  func `that is JSON`(what: String, text: String, place: String, words: String) throws {
    try program.file("bad.json", text)
    let result = try program.run("import", "bad.json", "--publisher", "contoso")
    #expect(result.code == 65, "\(what): \(result.output)\(result.errors)")
    #expect(result.errors.hasPrefix("error: bad.json\(place)"), "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.complaints.count == 2)
    #expect(try program.export() == before)
  }

  @Test func `that is a deck of its own with one wrong letter`() throws {
    for (old, new) in [
      ("\"stage\":\"draft\"", "\"stage\":\"drift\""), ("{\"offer\":{", "{\"ofer\":{"),
      ("\"changedAt\":\"2019", "\"changedAt\":\"x019"), ("{\"offerdeck\":2", "{\"offerdeck\":9"),
      ("}}\n", "}}"), ("\"name\":\"Contoso Fresh\"", "\"name\":7"),
    ] {
      try #require(before.contains(old))
      let place = try #require(before.range(of: old, options: .backwards))
      try program.file("deck.json", before.replacingCharacters(in: place, with: new))
      let result = try program.run("import", "deck.json", "--deck", "other.sqlite")
      #expect(result.code == 65, "\(old): \(result.output)\(result.errors)")
      #expect(result.complaints.count == 2, "\(result.errors)")
      #expect(result.errors.hasPrefix("error: deck.json:"), "\(result.errors)")
    }
    #expect(try program.expect("list", "--deck", "other.sqlite").isEmpty)
  }

  @Test func `that is no text`() throws {
    // Whatever the system's own program looks like.
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "/bin/true")))
    try program.file("true", bytes: bytes)
    let result = try program.run("import", "true")
    #expect(result.code == 65)
    #expect(result.output == "")
    #expect((1...4).contains(result.complaints.count), "\(result.errors)")
    #expect(result.errors.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    #expect(try program.export() == before)
  }

  @Test func `that is a folder, or nothing, or a device without end`() throws {
    try refuse("data", "", "directory", code: 74)
    try refuse("nowhere.csv", "", "No such file", code: 66)
    try refuse("offers.csv/x.csv", "", "Not a directory", code: 66)
  }

  @Test(.enabled(if: geteuid() != 0, "The superuser may read everything."))
  func `that may not be read`() throws {
    try program.file("secret.csv", Program.offers)
    chmod(program.path("secret.csv"), 0)
    try refuse("secret.csv", "", "Permission denied", code: 77)
  }

  @Test func `that is larger than what is read at once is refused before it is read`() throws {
    try program.file("huge.json", "[")
    #expect(truncate(program.path("huge.json"), 300 << 20) == 0)
    let child = try program.start(["import", "huge.json", "--format", "cpp"])
    let (result, peak) = try program.finishWatched(child)
    #expect(result.code == 65)
    #expect(result.errors.contains("huge.json:1:1: a JSON file may have 256 MiB at most"))
    #expect(peak < 120_000, "\(peak) kB")
    #expect(try program.export() == before)
  }
}
