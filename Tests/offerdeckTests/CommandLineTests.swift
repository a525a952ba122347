// The command line as a whole: where options may come, what mistakes are told, and what a dry run keeps.

import ArgumentParser
import Foundation
import Testing

@testable import offerdeck

@Suite struct `The command line` {
  private let program: Program
  private let day = ["--as-of", "2019-09-20"]

  init() throws {
    program = try Program.withOffers(on: "2019-09-01")
    try program.file("second.csv", "offer_id,name,publisher_id\nfleet,Fleet,fabrikam\n")
    try program.expect("import", "second.csv", "--as-of", "2019-09-01")
  }

  private func run(_ line: String) throws -> Program.Result {
    try program.finish(program.start(line.split(separator: " ").map(String.init)))
  }

  @Test(arguments: [
    "--as-of 2019-09-20 list -p contoso", "list -p contoso --as-of 2019-09-20",
    "-p contoso list --as-of 2019-09-20", "--as-of=2019-09-20 --quiet list --publisher contoso",
    "--sort due list -p contoso --as-of 2019-09-20",
  ]) func `takes options before and after the command`(line: String) throws {
    let result = try run(line)
    #expect(result.code == 0 && result.lines.count == 4, "\(result)")
    #expect(try result == run("list -p contoso --as-of 2019-09-20"))
  }

  @Test func `takes options before and between the words of a group`() throws {
    let expected = try run("account show -p contoso")
    #expect(expected.code == 0)
    #expect(try run("-p contoso account show") == expected)
    #expect(try run("account -p contoso show") == expected)
    #expect(try run("account -p contoso") == expected)
    #expect(try run("--deck other.sqlite list").code == 66)
    #expect(try run("--help list").output == run("list --help").output)
    #expect(try run("help list").output == run("list --help").output)
  }

  @Test(arguments: [
    ("lst", "unknown command “lst”", "did you mean “list”?"),
    ("--quiet lst", "unknown command “lst”", "did you mean “list”?"),
    ("account shw", "unknown command “shw” for “offerdeck account”", "did you mean “show”?"),
    ("users lst", "unknown command “lst” for “offerdeck users”", "did you mean “list”?"),
    (
      "theme nope", "unknown command “nope” for “offerdeck theme”",
      "“offerdeck theme --help” lists the commands"
    ),
    ("show fleot -p contoso", "no offer “fleot”", "did you mean fleet?"),
    ("show ield", "no offer “ield”", "did you mean field?"),
    ("list -p contosa", "no publisher “contosa”", "did you mean “contoso”?"),
    ("list stage:sumbitted", "unknown stage “sumbitted”", "did you mean “submitted”?"),
    ("list --sort nmae", "unknown --sort “nmae”", "did you mean “name”?"),
    ("edit field foo=bar", "unknown field “foo”", "the fields are name, offer_type, track"),
    ("edit field teir=premium", "unknown field “teir”", "did you mean “tier”?"),
    ("edit field tier", "“tier” has no value", "use FIELD=VALUE"),
    ("edit field tier=gold", "invalid tier “gold”", "standard or premium"),
    ("edit field track=gold", "invalid track “gold”", "published, draft, new"),
    ("advance field --event sbmit", "unknown event “sbmit”", "did you mean “submit”?"),
    ("advance field --step adendum", "“field” has no step “adendum”", "did you mean “addendum”?"),
    ("theme show nrod", "no theme “nrod”", "did you mean “nord”?"),
    ("playbook show dynamics-365", "no playbook “dynamics-365”", "dynamics-365-2019"),
    (
      "forecast publish-drafts", "no offer has a deadline “publish-drafts”",
      "did you mean “publish-draft”?"
    ),
    ("check --within 7x", "invalid --within “7x”", "use 7d, 2w or 36h"),
    ("list --due-within 7x", "invalid --due-within “7x”", "use 14d or 2w"),
    ("list --as-of soon", "invalid --as-of “soon”", "use a date as 2019-09-20"),
    ("list --jsno", "unknown option “--jsno”", "did you mean “--json”?"),
    ("export --format xml", "the value “xml” is invalid", "use one of “json” and “csv”"),
    ("list --json --csv", "--json and --csv can't be used together", "“offerdeck list --help”"),
    ("advance field --event submit", "“Submit” needs confirmation", "pass --yes to confirm"),
  ]) func `tells a mistake in one style, with what to do`(
    line: String, error: String, hint: String
  ) throws {
    let result = try run(line)
    #expect(result.code != 0 && result.output == "")
    let lines = result.errors.split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("error: ") == true && lines[0].contains(error), "\(result)")
    #expect(result.errors.contains(hint), "\(result)")
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("hint: ") || $0.hasPrefix("usage: ") })
    #expect(!result.errors.contains("Error") && !result.errors.contains("offerdeck: "))
  }

  @Test func `ends with a code for what is not there, and another for what is due`() throws {
    for line in [
      "show nope", "undo fresh -p contoso", "advance nope", "list -p nope", "history nope",
      "theme show nope", "playbook show nope", "account undo -p nope", "list --deck nope",
      "import nope.csv",
    ] {
      #expect(try run(line).code == 66, "\(line)")
    }
    #expect(try run("check --as-of 2019-09-20").code == 1)
    #expect(try run("account check -p contoso").code == 1)
    #expect(try run("account show --check -p contoso").code == 1)
  }

  @Test(arguments: [
    ["show", "fleet"], ["advance", "fleet", "-n"], ["edit", "fleet", "tier=premium", "-n"],
    ["history", "fleet"],
  ]) func `finds an offer by its publisher, in front of it or as an option`(
    words: [String]
  ) throws {
    let several = try program.run(words[0], words[1])
    if words[0] != "edit" { #expect(several.code == 64) }
    let slash = words.map { $0 == "fleet" ? "fabrikam/fleet" : $0 }
    let one = try program.finish(program.start(slash + day))
    let other = try program.finish(program.start(words + ["-p", "fabrikam"] + day))
    #expect(one.code == 0 && one == other, "\(one) \(other)")
  }

  @Test func `adds an offer to a publisher that is named either way`() throws {
    try program.expect("add", "fabrikam/one", "--name", "One")
    try program.expect("add", "two", "-p", "fabrikam")
    #expect(try program.refuse(64, "add", "three").contains("several publishers"))
    let ids = try Program.objects(program.expect("list", "-p", "fabrikam", "--json"))
      .compactMap { $0["offer_id"] as? String }
    #expect(Set(ids) == ["fleet", "one", "two"])
  }

  @Test(arguments: [
    "import more.csv", "advance field", "undo field", "edit field tier=premium", "add x -p contoso",
    "publisher add northwind", "publisher edit contoso --name New", "publisher remove empty",
    "publisher entity add Inc -p contoso",
    "account migrate -p contoso --email a@contoso.com --mpn 1234567",
    "account undo -p contoso", "account directory import directory.csv",
    "account directory add --tenant T --domain t.com",
    "users import users.csv --portal cpp -p contoso",
    "users add b@contoso.com -p contoso",
  ]) func `keeps nothing of a dry run, which tells what would be done`(line: String) throws {
    try program.file("more.csv", "offer_id,name,publisher_id\nmore,More,contoso\n")
    try program.file("users.csv", "address,name,role,since\na@contoso.com,Ann,owner,2018-05-01\n")
    try program.file(
      "directory.csv",
      "tenant_id,tenant_name,domain,mpn_id,mpn_state\nt1,Contoso,contoso.com,1234567,valid\n")
    try program.expect("publisher", "add", "empty", "--as-of", "2019-09-02")
    try program.expect("account", "directory", "import", "directory.csv", "--as-of", "2019-09-02")
    for words in [["advance", "field"], ["publisher", "edit", "contoso", "--role", "owner"]] {
      #expect(try program.finish(program.start(words + ["--as-of", "2019-09-03"])).code == 0)
    }
    let before = try program.export()
    let dry = try run("\(line) -n")
    #expect(dry.code == 0 || dry.errors.contains("migration"), "\(dry)")
    #expect(dry.output != "" || dry.code != 0)
    #expect(try program.export() == before)
    #expect(
      try program.expect("account", "directory", "list").split(separator: "\n").count == 3)
  }

  @Test func `takes events with hyphens and underscores`() throws {
    for word in ["certification-passed", "certification_passed", "Certification-Passed"] {
      let result = try run("advance field --event \(word) --yes -n")
      #expect(result.code == 2 && result.errors.contains("submitted"), "\(result)")
    }
  }

  @Test func `accepts --deck and --as-of also for commands without a deck`() throws {
    for line in ["playbook list", "theme list", "config example", "account diagram", "manual"] {
      #expect(try run("\(line) --deck x --as-of 2019-09-20").output == run(line).output)
      #expect(try !run("\(line) --help").output.contains("--deck"))
    }
  }

  @Test(arguments: [
    "publisher", "account", "account directory", "users", "playbook", "theme",
    "config", "publisher entity",
  ])
  func `without a command in a group lists or shows`(group: String) throws {
    let chosen = ["publisher", "playbook", "theme", "config", "account directory"].contains(group)
    let short = try run(group + (chosen ? "" : " -p contoso"))
    let name = group == "account" || group == "config" ? "show" : "list"
    let long = try run("\(group) \(name)" + (chosen ? "" : " -p contoso"))
    #expect(short.code == 0 && short == long)
  }

  @Test func `says on standard error that there is nothing, and prints nothing`() throws {
    let empty = try Program()
    try empty.expect("publisher", "add", "contoso")
    for (line, sentence) in [
      ("list", "No offers."), ("list fleet", "No offers match."), ("deadlines", "No deadlines."),
      ("forecast", "No deadlines."), ("users", "No users."),
      ("publisher entity", "No legal entities."), ("account directory", "The directory is empty."),
      ("check", "Nothing is due within 7 days."),
      ("users compare", "Users sync once the account has migrated."),
    ] {
      let words = line.split(separator: " ").map(String.init)
      let result = try empty.finish(empty.start(words))
      #expect(result.code == 0 && result.output == "" && result.errors == sentence + "\n")
      let quiet = try empty.finish(empty.start(words + ["-q"]))
      #expect(quiet.output == "" && quiet.errors == "")
      let json = try empty.finish(empty.start(words + ["--json"]))
      #expect(json.output == "[]\n" && json.errors == "", "\(line) \(json)")
    }
  }

  @Test func `filters by what is due without anything that a shell would read`() throws {
    func ids(_ arguments: String...) throws -> Set<String> {
      let result = try program.finish(
        program.start(["list", "--json", "-p", "contoso"] + arguments + day))
      return Set(try Program.objects(result.output).compactMap { $0["offer_id"] as? String })
    }
    #expect(try ids("due:14d") == ["fleet"])
    #expect(try ids("due:<14d") == ["fleet"])
    #expect(try ids("--due-within", "14d") == ["fleet"])
    #expect(try ids("due:2019-10-15", "--due-within", "2w") == ["fleet"])
    #expect(try ids("--due-within", "4w") == ["fleet", "field", "fresh"])
    #expect(try program.shell("$OFFERDECK list due:14d publisher:contoso -q").code == 0)
    #expect(try ids("name:FIELD") == ["field"])
    #expect(try ids("-name:field", "-track:new") == ["fleet"])
    #expect(try ids("-stage:draft") == [])
    #expect(try ids("stage:draft", "!fleet") == ["field", "fresh"])
    #expect(try ids("next:manager") == ["field"])
    #expect(try ids("publisher:FABRIKAM") == [])
    #expect(try ids("-publisher:fabrikam", "-type:ce").count == 2)
  }
}

extension Program.Result: Equatable {
  static func == (one: Self, other: Self) -> Bool {
    (one.code, one.output, one.errors) == (other.code, other.output, other.errors)
  }
}
