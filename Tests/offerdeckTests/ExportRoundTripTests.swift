// What the program exports it imports again, and then exports the same bytes: decks with values at
// the edges, as a hostile or a damaged file has them.

import Foundation
import Testing

@Suite struct `An export` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  /// Moments at the edges of what can be written, texts that break careless formats, and numbers.
  private static let moments = [
    "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00-14:00", "1969-12-31T23:59:59.9999999Z", "2019-09-20", "2019-09-20T24:00Z",
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2019-09-20T14:02:00.123456789Z",
  ]
  private static let texts = [
    "", " ", "\n", "line\r\nbreak", "\u{1}", "\u{1B}[31m", "\u{202E}", "=1+1", "'=1", "e\u{301}",
    "👨‍👩‍👧‍👦", "\"", "yes", "YES", "draft", "live", "contoso", "fleet",
    String(repeating: "x", count: 3_000),
  ]
  private static let numbers = [-1, 0, 1, 2, Int.max, Int.min, 1 << 53, 1 << 54]

  /// A value of the same kind as another one.
  private func other(than value: Any, _ dice: inout Dice) -> Any {
    switch value {
    case let text as String where text.hasPrefix("20"):
      Self.moments.randomElement(using: &dice) ?? text
    case let text as String: Self.texts.randomElement(using: &dice) ?? text
    case let array as [Any]:
      array.isEmpty ? array : array + [array[Int.random(in: 0..<array.count, using: &dice)]]
    case let object as [String: Any]: object
    case let number as NSNumber where String(cString: number.objCType) == "c": number
    default: Self.numbers.randomElement(using: &dice) ?? value
    }
  }

  /// A value in which one value at any depth is another one.
  private func changed(_ value: Any, _ dice: inout Dice) -> Any {
    if let object = value as? [String: Any], !object.isEmpty {
      guard let key = object.keys.sorted().randomElement(using: &dice) else { return value }
      return object.merging([key: changed(object[key] ?? "", &dice)]) { $1 }
    }
    if var array = value as? [Any], !array.isEmpty, Int.random(in: 0..<8, using: &dice) > 0 {
      let place = Int.random(in: 0..<array.count, using: &dice)
      array[place] = changed(array[place], &dice)
      return array
    }
    return other(than: value, &dice)
  }

  @Test func `of any deck that import accepts is accepted, and gives the same bytes again`() throws
  {
    try program.expect("publisher", "entity", "add", "Contoso, Ltd", "--publisher", "contoso")
    try program.expect("edit", "fleet", "tier=premium", "name=Contoso \"Fleet\"", "markets=US;CA")
    try program.expect("edit", "fleet", "tier=standard")
    try program.expect("undo", "fleet")
    let lines = try program.expect("export").split(separator: "\n").map(String.init)
    var dice = Dice(seed: 11)
    var accepted = 0
    for trial in 0..<60 {
      // Some lines have another value.
      let other = try lines.enumerated().map { place, line in
        let isKept =
          place == 0 || place == lines.count - 1 || Int.random(in: 0..<9, using: &dice) > 0
        if isKept { return line }
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let values = object.mapValues { changed($0, &dice) }
        let data = try JSONSerialization.data(withJSONObject: values, options: .sortedKeys)
        return String(decoding: data, as: UTF8.self)
      }
      try program.file("in.json", other.joined(separator: "\n") + "\n")
      let result = try program.run("import", "in.json", "--deck", "a\(trial).sqlite")
      #expect([0, 65].contains(result.code), "\(trial): \(result.errors)")
      guard result.code == 0 else { continue }
      accepted += 1
      try program.expect("export", "-o", "out.json", "--deck", "a\(trial).sqlite")
      try program.expect("import", "out.json", "--deck", "b\(trial).sqlite")
      #expect(
        try program.expect("export", "--deck", "b\(trial).sqlite")
          == program.expect("export", "--deck", "a\(trial).sqlite"), "trial \(trial)")
    }
    #expect(accepted > 15, "\(accepted)")
  }

  @Test func `that was cut off is refused in the line where it ends, and changes nothing`() throws {
    let known = try program.expect("export")
    let bytes = Array(known.utf8)
    var start = 0
    for (number, end) in bytes.indices.filter({ bytes[$0] == 0x0A }).enumerated() {
      // Before a line, in the middle of it, and before the line feed that ends it.
      for length in [start, (start + end) / 2, end] {
        try program.file("cut.json", bytes: Array(bytes.prefix(length)))
        for deck in [program.deck, "new.sqlite"] {
          let errors = try program.refuse(65, "import", "cut.json", "--deck", deck)
          #expect(errors.hasPrefix("error: cut.json:\(number + 1):"), "\(length): \(errors)")
        }
      }
      start = end + 1
    }
    #expect(try program.expect("export") == known)
    #expect(try program.expect("list", "--deck", "new.sqlite") == "")
  }

  @Test(arguments: [
    ("\"id\":1,", "\"id\":-1,", "a history “id” must be a whole number of 1 or more"),
    ("\"id\":1,", "\"id\":0,", "a history “id” must be a whole number of 1 or more"),
    ("\"id\":2,", "\"id\":1,", "“id” must be higher than 1, the one before"),
    ("\"id\":2,", "\"id\":9007199254740993,", "“id” must be higher than 1, the one before"),
    ("\"id\":2,", "\"id\":2,\"undoes\":7,", "no earlier history entry 7 to undo"),
    (
      "\"in_appsource\":\"yes\"", "\"in_appsource\":\"maybe\"",
      "“in_appsource” must be one of yes, no"
    ),
    ("\"offer\":\"fleet\"", "\"offer\":\"\"", "“offer” can't be empty"),
  ])
  func `that was changed by hand is refused at the place of the change`(
    old: String, new: String, expected: String
  ) throws {
    try program.expect("edit", "fleet", "in_appsource=yes")
    let whole = try program.expect("export")
    let place = try #require(whole.firstRange(of: old))
    let line = whole[..<place.lowerBound].count { $0 == "\n" } + 1
    let changed = whole.replacingCharacters(in: place, with: new)
    try program.file("in.json", changed)
    let errors = try program.refuse(65, "import", "in.json", "--deck", "new.sqlite")
    #expect(errors.contains("in.json:\(line):"), "\(errors)")
    #expect(errors.contains(expected), "\(errors)")
  }

  @Test(arguments: [
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "10000-01-01", "0000-12-31",
  ])
  func `never has a date that import refuses, since import refuses it first`(date: String) throws {
    let whole = try program.expect("export")
    let any = try Regex("\"changedAt\":\"[^\"]*\"")
    try program.file("in.json", whole.replacing(any, with: "\"changedAt\":\"\(date)\""))
    let errors = try program.refuse(65, "import", "in.json", "--deck", "new.sqlite")
    #expect(errors.contains("in.json:3:23: invalid value for “changedAt”"), "\(errors)")
  }

  @Test func `keeps the first and the last moment that can be written`() throws {
    for date in ["0001-01-02T00:00:00Z", "9999-12-30T23:59:59Z"] {
      let whole = try program.expect("export")
      let any = try Regex("\"changedAt\":\"[^\"]*\"")
      try program.file("in.json", whole.replacing(any, with: "\"changedAt\":\"\(date)\""))
      try program.expect("import", "in.json", "--deck", "\(date).sqlite")
      #expect(try program.expect("export", "--deck", "\(date).sqlite").contains(date))
      #expect(try program.expect("list", "--json", "--deck", "\(date).sqlite").contains(date))
    }
  }

  @Test func `as CSV imports as what it was, with failures, reports and unknown stages`() throws {
    try program.file(
      "cpp.json",
      """
      [{"offerTypeId":"x","publisherId":"contoso","id":"gone","status":"Disabled"},
       {"offerTypeId":"x","publisherId":"contoso","id":"none","definition":{"displayText":"=1+1"}},
       {"offerTypeId":"x","publisherId":"contoso","id":"bad","offerStatus":{"status":"Failed","steps":[
         {"id":"displaycertify","status":"rejected","messages":[
           {"messageHtml":"<p>One, \\"two\\"</p><p>=three</p>","level":"error"}]}]}}]
      """)
    try program.expect("import", "cpp.json")
    try program.expect("edit", "fleet", "type_right=no", "separate_entity=yes", "test_drive=no")
    try program.expect("export", "--format", "csv", "-o", "one.csv")
    try program.expect("import", "one.csv", "--deck", "new.sqlite")
    try program.expect("export", "--format", "csv", "-o", "two.csv", "--deck", "new.sqlite")
    let (one, two) = try (
      String(contentsOfFile: program.path("one.csv"), encoding: .utf8),
      String(contentsOfFile: program.path("two.csv"), encoding: .utf8)
    )
    #expect(one == two)
    #expect(one.contains("unknown") && one.contains("Disabled") && one.contains("'=1+1"))
    // A list has an order of its own.
    let listed = try program.expect("list", "--csv", "--deck", "new.sqlite")
    #expect(
      listed.split(whereSeparator: \.isNewline).sorted()
        == one.split(whereSeparator: \.isNewline).sorted())
    #expect(
      try program.expect("import", "one.csv").contains("0 added, 0 changed, 6 same, 0 rejected"))
    for command in ["list", "list --json", "show gone", "report --format md", "report"] {
      let words = command.split(separator: " ").map(String.init) + ["--deck", "new.sqlite"]
      let output = try program.finish(program.start(words)).output
      #expect(output.contains("Disabled"), "\(command): \(output)")
    }
  }
}
