// Reading playbooks: what is understood, and each mistake with its line and column.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct PlaybookFileTests {
  private let text: String

  init() throws {
    text = try GoldenFile(name: "small.yaml").text()
  }

  /// The mistakes of the small playbook after a change.
  private func mistakes(_ old: String, _ new: String) -> [String] {
    #expect(text.contains(old), "the golden file has no “\(old)”")
    return mistakes(of: text.replacingOccurrences(of: old, with: new))
  }

  private func mistakes(of text: String) -> [String] {
    do throws(FileMistakes) {
      _ = try PlaybookFile.read(text, named: "p")
      return []
    } catch {
      return error.mistakes.map(\.description)
    }
  }

  @Test func `every key of a playbook arrives in the value`() throws {
    let playbook = try PlaybookFile.read(text, named: "small.yaml")
    #expect(playbook.id == "spring")
    #expect(playbook.title == "Spring program")
    #expect(playbook.revision == "1")
    #expect(playbook.source == Link("https://contoso.com/spring"))
    #expect(playbook.zone == TimeZone(identifier: "Europe/Berlin"))
    #expect(playbook.types == [.operations])
    #expect(playbook.pages == [Page(id: "setup", title: "Setup")])
    #expect(
      playbook.consequences == [
        Consequence(id: "badge", title: "badge lost", meaning: "The badge is gone.")
      ])
    let deadline = try #require(playbook.deadlines.first)
    #expect(deadline.day == Day("2021-05-17"))
    #expect(deadline.opens == Day("2021-03-29"))
    #expect(deadline.goal == .step("look"))
    #expect(deadline.consequences == ["badge"])
    let track = try #require(playbook.track("only"))
    #expect(track.steps.map(\.id) == ["look", "sign", "right", "hand-in", "live"])
    #expect(
      track.step("right")?.kind
        == .question(Question(fact: .typeRight, required: "yes", blocker: "It is not.")))
    #expect(track.step("hand-in")?.kind == .event(.submit, needs: ["look", "right"]))
    #expect(playbook.track("other")?.steps == [try #require(track.step("sign"))])
  }

  @Test(
    "each mistake has its line, its column and a sentence",
    arguments: [
      (
        "title: Spring", "titel: Spring",
        "2:1: a playbook has no key “titel”; did you mean “title”?"
      ),
      ("revision: \"1\"\n", "", "1:1: a playbook is missing “revision”"),
      ("revision: \"1\"", "revision: [1]", "3:11: “revision” must be a string, not a list"),
      ("revision: \"1\"", "revision:", "3:10: “revision” is empty"),
      ("id: spring", "id: Spring!", "1:5: invalid ID “Spring!”; use up to 64 lowercase letters"),
      (
        "https://contoso.com", "http://contoso.com",
        "4:9: “http://contoso.com/spring” is not an https"
      ),
      ("Europe/Berlin", "Europe/Atlantis", "5:7: unknown time zone “Europe/Atlantis”"),
      (
        "day: 2021-05-17", "day: 2021-02-30",
        "16:10: invalid date “2021-02-30”; use one that exists, such as 2021-02-28"
      ),
      ("day: 2021-05-17", "day: 2021-02-29", "16:10: invalid date “2021-02-29”"),
      (
        "day: 2021-05-17", "day: 2021-13-01",
        "16:10: invalid date “2021-13-01”; use one that exists, such as 2019-10-15"
      ),
      (
        "day: 2021-05-17", "day: 2024-02-31",
        "16:10: invalid date “2024-02-31”; use one that exists, such as 2024-02-29"
      ),
      (
        "lead_days: 7", "lead_days: 60",
        "20:16: work would have to start by 2021-03-18, before the deadline opens on 2021-03-29; "
          + "49 days are available"
      ),
      (
        "goal: look", "goal: look\n    when: {tier: premium}\n    unless: {tier: premium}",
        "21:13: the deadline applies to no offer; “when” and “unless” exclude each other"
      ),
      (
        "is gone.\ndeadlines:\n  - id: move",
        "is gone.\n    when: {cloud_embed: yes}\ndeadlines:\n  - id: move\n    when: {cloud_embed: no}",
        "10:9: no offer can have the consequence “badge”; every deadline that names it excludes"
      ),
      ("day: 2021-05-17", "day: 17 May", "16:10: invalid date “17 May”; use YYYY-MM-DD"),
      ("2021-03-29", "2021-05-18", "17:12: the deadline opens on 2021-05-18, after its last day"),
      ("tracks: [only]", "tracks: [onyl]", "18:14: unknown track “onyl”; did you mean “only”?"),
      ("tracks: [only]", "tracks: []", "18:13: a deadline needs at least one track"),
      ("goal: look", "goal: lok", "19:11: unknown step “lok” in track only; did you mean “look”?"),
      ("lead_days: 7", "lead_days: -1", "20:16: “lead_days” must be a number of days from 0 to"),
      ("soon_days: 21", "soon_days: 400", "21:16: “soon_days” must be a number of days from 0 to"),
      ("soon_days: 21", "soon_days: soon", "21:16: “soon_days” must be a number of days from 0 to"),
      ("[badge]", "[badger]", "22:20: unknown consequence “badger”; did you mean “badge”?"),
      ("[badge]", "[]", "10:9: no deadline has the consequence “badge”; add it to one"),
      ("kind: check", "kind: chekc", "27:39: unknown kind “chekc”; did you mean “check”?"),
      ("type_right", "typ_right", "29:57: unknown fact “typ_right”; did you mean"),
      ("required: yes", "required: maybe", "29:79: unknown value “maybe”; use yes or no"),
      (", blocker: It is not.", "", "29:79: “required” needs a “blocker”"),
      ("event: submit", "event: sumbit", "30:59: unknown event “sumbit”; did you mean"),
      ("[look, right]", "[look, wrong]", "30:81: unknown step of this track “wrong”"),
      (
        "{id: sign, title: Sign, kind: account}",
        "{id: sign, title: Sign, kind: account, event: submit}",
        "28:55: “event” is for steps of kind event; this one is account"
      ),
      (
        "{id: sign, title: Sign, kind: account}", "{id: look, title: Sign, kind: check}",
        "28:14: duplicate step “look” in this track; first on line 27"
      ),
      (
        "event: submit, needs: [look, right]", "event: withdraw",
        "31:14: an offer can't go live before a step with the event submit"
      ),
      (
        "event: go_live", "event: submit",
        "31:14: this track already has a step for the event submit"
      ),
      ("kind: event, event: go_live", "kind: account", ""),
      ("id: other", "id: only", "32:9: duplicate track “only” (first on line 24)"),
      (
        "same_as: sign", "same_as: sing", "35:18: no track defines the step “sing”; did you mean"
      ),
      ("same_as: sign", "steps_of: olny", "35:19: no other track “olny”; did you mean"),
      ("same_as: sign", "steps_of: other", "35:19: no other track “other”"),
      (
        "same_as: sign", "{id: sign, title: Sign, kind: check}",
        "35:14: the step “sign” is of kind account here but not on line 28"
      ),
      ("[dynamics365ForOperations]", "[\"-\"]", "6:9: unknown offer type “-”"),
      (
        "{id: setup, title: Setup}", "{id: setup, title: Setup, types: [ce]}",
        "8:39: the playbook is not for the offer type “ce”"
      ),
      (
        "{id: setup, title: Setup}", "{id: setup, title: Setup, when: {cloud: yes}}",
        "8:38: unknown fact “cloud”; known are in_appsource"
      ),
      (
        "{id: setup, title: Setup}", "{id: setup, title: S}\n  - {id: setup, title: T}",
        "9:10: duplicate page “setup” (first on line 8)"
      ),
      (
        "title: Move", "title: Move\n    title: More",
        "16:5: duplicate key “title” (first on line"
      ),
      (
        "title: Look,", "title: Look, title: Book,", "27:33: duplicate key “title” (first on line"
      ),
      ("zone: Europe/Berlin", "zone: *b", "5:7: invalid YAML: found undefined alias"),
      ("types: [", "types: [[", "7:1: invalid YAML: did not find expected"),
    ])
  func mistake(old: String, new: String, expected: String) throws {
    let found = mistakes(old, new)
    if expected.isEmpty {
      #expect(found == [])
    } else {
      #expect(found.contains { $0.hasPrefix("p:\(expected)") }, "\(found)")
    }
  }

  @Test func `all mistakes of a file are named at once, in its order`() {
    let broken = text.replacingOccurrences(of: "title: Spring", with: "titel: Spring")
      .replacingOccurrences(of: "day: 2021-05-17", with: "day: 2021-13-01")
      .replacingOccurrences(of: "kind: check", with: "kind: chekc")
    let places = mistakes(of: broken).map { $0.split(separator: " ")[0] }
    #expect(places == ["p:1:1:", "p:2:1:", "p:16:10:", "p:27:39:"])
  }

  @Test func `a file without a document is a mistake, whatever it holds instead`() {
    #expect(mistakes(of: "") == ["p:1:1: the file is empty"])
    #expect(mistakes(of: "# nothing\n") == ["p:1:1: the file is empty"])
    #expect(
      mistakes(of: "- a\n") == ["p:1:1: a playbook must be a mapping, not a list"])
    #expect(mistakes(of: "id: a\u{1}b").allSatisfy { $0.hasPrefix("p:1:6: invalid YAML") })
    #expect(mistakes(of: "id: a\n---\nid: b\n").count == 1)
  }

  @Test func `aliases are refused before they can stand for more than fits into memory`() {
    var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      laughs += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(
      mistakes(of: laughs) == [
        "p:2:10: anchors (&name) and aliases (*name) are not supported; write the value out"
      ])
  }

  @Test func `a star or an ampersand in a text is no alias`() {
    #expect(mistakes("title: Move", "title: R&D *now* & *later*") == [])
  }

  @Test func `a file over 1 MiB is refused`() {
    let long = text + String(repeating: "# more\n", count: 150_000)
    #expect(
      mistakes(of: long) == ["p:1:1: the file exceeds the 1 MiB limit"])
  }

  @Test func `nesting without end is a mistake`() {
    #expect(mistakes(of: String(repeating: "[", count: 500_000)).count == 1)
    #expect(mistakes(of: String(repeating: "- ", count: 500_000) + "x").count == 1)
    #expect(mistakes(of: String(repeating: "? ", count: 500_000) + "x").count == 1)
  }

  @Test func `a playbook has at most as many deadlines as a digest has room for`() throws {
    let start = try #require(text.range(of: "  - id: move"))
    let end = try #require(text.range(of: "tracks:\n"))
    let deadline = String(text[start.lowerBound..<end.lowerBound])
    var many = ""
    for number in 0..<Rules.deadlineLimit {
      many += deadline.replacingOccurrences(of: "id: move", with: "id: move-\(number)")
    }
    #expect(mistakes(deadline, many) == [])
    #expect(
      mistakes(deadline, many + deadline) == [
        "p:14:3: a playbook can have at most 63 deadlines"
      ])
  }

  @Test func `more than a hundred mistakes are counted`() throws {
    let entries = (1...150).map { "  - {no\($0): 1}\n" }.joined()
    let error = try #require(throws: FileMistakes.self) {
      try PlaybookFile.read(text + "support:\n" + entries, named: "p")
    }
    #expect(error.mistakes.count == 100)
    #expect(error.further > 0)
    #expect(error.description.hasSuffix("and \(error.further) more"))
  }
}
