// `offerdeck watch`: what it reports, when, and what it does with the command that it runs.

import Formats
import Foundation
import Glibc
import Lifecycle
import Persistence
import Testing

@testable import offerdeck

@Suite struct `Watching a deck` {
  private let program: Program

  init() throws {
    program = try Program()
    try program.file(
      "offers.csv",
      """
      offer_id,name,offer_type,track,publisher_id,stage
      fleet,Contoso Fleet,CE,published,contoso,submitted
      kiosk,Contoso Kiosk,CE,draft,contoso,draft
      claims,Fabrikam Claims,CE,draft,fabrikam,submitted

      """)
    try program.expect("import", "offers.csv", "--as-of", "2019-09-20")
  }

  private func isTold(_ text: String, in file: String) -> Bool {
    for _ in 0..<2_000 {
      if let told = try? String(contentsOfFile: file, encoding: .utf8), told.contains(text) {
        return true
      }
      usleep(10_000)
    }
    return false
  }

  private func watching(
    _ arguments: String..., body: (Program.Child) throws -> Void
  ) throws -> Program.Result {
    let child = try program.start(["watch", "--as-of", "2019-09-21T12:00"] + arguments)
    #expect(isTold("Press Ctrl-C to stop.", in: child.files.errors))
    do { try body(child) } catch {
      kill(child.pid, SIGKILL)
      throw error
    }
    kill(child.pid, SIGTERM)
    return try program.finish(child)
  }

  private func importUpdate(_ rows: String) throws {
    try program.file(
      "update.csv",
      "offer_id,name,offer_type,track,publisher_id,stage,updated_at\n\(rows)\n")
    try program.expect("import", "update.csv", "--as-of", "2019-09-21T12:00")
  }

  @Test func `reports stages and levels, whoever changed them`() throws {
    let result = try watching { child in
      try importUpdate("fleet,Contoso Fleet,CE,published,contoso,certified,2019-09-21T11:00:00Z")
      #expect(isTold("Recertify", in: child.files.output))
      try program.expect(
        "advance", "contoso/fleet", "--event", "go-live", "--yes", "--as-of", "2019-09-21T12:00")
      #expect(isTold("live", in: child.files.output))
    }
    #expect(
      result.lines == [
        "2019-09-21 12:00  contoso/fleet: certified (was submitted), by tester",
        "2019-09-21 12:00  Recertify certified offers, Tue 15 Oct: met (was due soon)",
        "2019-09-21 12:00  contoso/fleet: live (was certified), by tester",
      ], "\(result)")
    #expect(result.code == 128 + SIGTERM)
  }

  @Test func `gives each change to a command, as JSON that is documented`() throws {
    let result = try watching("--run", "cat >> told; echo told", "--json") { _ in
      try importUpdate("fleet,Contoso Fleet,CE,published,contoso,certified,2019-09-21T11:00:00Z")
      #expect(isTold("Recertify", in: program.path("told")))
    }
    let told = try String(contentsOfFile: program.path("told"), encoding: .utf8)
    // What the command prints is not taken for a change.
    #expect(result.output == told)
    #expect(result.errors.hasSuffix("told\ntold\n"))
    let records = try result.lines.map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(records.map { $0?["kind"] as? String } == ["stage", "level"])
    #expect(records[0]?["offer_id"] as? String == "fleet")
    #expect(records[0]?["to"] as? String == "certified")
    for record in records {
      #expect(`JSON`.faults(of: try #require(record), "watched", at: "watch") == [])
    }
  }

  @Test func `is about one publisher if it is asked to be`() throws {
    let result = try watching("--publisher", "fabrikam") { child in
      try importUpdate(
        """
        fleet,Contoso Fleet,CE,published,contoso,certified,2019-09-21T11:00:00Z
        claims,Fabrikam Claims,CE,draft,fabrikam,certified,2019-09-21T11:00:00Z
        """)
      #expect(isTold("claims", in: child.files.output))
    }
    #expect(result.lines.count { $0.contains("fleet") } == 0, "\(result)")
  }

  @Test func `goes on if a command fails, hangs or is missing`() throws {
    let line = "grep -q claims && exit 7; sleep 60 & sleep 60"
    let result = try watching("--run", line, "--timeout", "1") { child in
      try importUpdate(
        """
        fleet,Contoso Fleet,CE,published,contoso,withdrawn,2019-09-21T11:00:00Z
        claims,Fabrikam Claims,CE,draft,fabrikam,certified,2019-09-21T11:00:00Z
        fleet,Contoso Fleet,CE,published,contoso,certified,2019-09-21T11:00:00Z
        """.split(separator: "\n").dropFirst().joined(separator: "\n"))
      #expect(isTold("took too long and was ended", in: child.files.errors))
      #expect(isTold("ended with 7", in: child.files.errors))
    }
    #expect(result.code == 128 + SIGTERM)
    #expect(Hook(line: "exit 3", limit: 10).run(with: "{}") == .failed(3))
    #expect(Hook(line: "kill -9 $$", limit: 10).run(with: "{}") == .killed(9))
    #expect(Hook(line: "no-such-program", limit: 10).run(with: "{}") == .failed(127))
    // A command that reads nothing doesn't end the program with SIGPIPE.
    let long = String(repeating: "x", count: 1_000_000)
    #expect(Hook(line: "exit 0", limit: 10).run(with: long) == .done)
  }

  @Test func `refuses hours, times and moments that it can't use`() throws {
    #expect(try program.refuse(64, "watch", "--quiet-hours", "7-8").contains("22:00-07:00"))
    #expect(try program.refuse(64, "watch", "--timeout", "0").contains("1 to 3600"))
    #expect(try program.refuse(64, "watch", "--as-of", "2019-09-01").contains("the past"))
    _ = try program.refuse(66, "watch", "--publisher", "northwind")
  }

  @Test func `tells levels that change at midnight`() throws {
    let store = try Store(at: program.deck, playbooks: Playbooks.shipped, isReadOnly: true)
    defer { store.close() }
    let zone = try #require(TimeZone(identifier: "UTC"))
    let start = try #require(Day("2019-10-06")).moment(at: 86_400 - 60, in: zone)
    var watcher = try DeckWatcher(
      store, playbooks: Playbooks.shipped, publisher: nil, zone: zone, at: start)
    #expect(try watcher.changes(at: start) == [])
    let midnight = watcher.nextMoment(after: start)
    #expect(midnight == start + 60)
    let changes = try watcher.changes(at: midnight + 3_600)
    let change = try #require(changes.first { $0.date?.deadline.id == "publish-draft" })
    #expect(change.from == "due_soon" && change.to == "start_now")
    #expect(
      change.sentence(on: try #require(Day("2019-10-07")))
        == "Publish draft offers, Tue 15 Oct: start now (was due soon), 2 offers to do")
    #expect(try watcher.changes(at: midnight + 7_200) == [])
  }

  @Test(arguments: [
    ("22:00-07:00", "2019-09-20T21:59", nil),
    ("22:00-07:00", "2019-09-20T22:00", "2019-09-21T07:00"),
    ("22:00-07:00", "2019-09-21T06:59", "2019-09-21T07:00"),
    ("22:00-07:00", "2019-09-21T07:00", nil),
    ("9:30-17:00", "2019-09-20T09:30", "2019-09-20T17:00"), ("9:30-17:00", "2019-09-20T17:00", nil),
  ])
  func `is quiet within quiet hours`(hours: String, moment: String, end: String?) throws {
    let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
    let quiet = try #require(QuietHours(hours, in: zone))
    let moment = try #require(Clock(moment, in: zone)?.asOf)
    #expect(quiet.contains(moment) == (end != nil))
    if let end { #expect(quiet.end(after: moment) == Clock(end, in: zone)?.asOf) }
  }

  @Test(arguments: ["", "22:00", "22-7", "24:00-07:00", "22:60-07:00", "07:00-07:00", "x-y"])
  func `knows no such hours`(text: String) {
    #expect(QuietHours(text, in: .gmt) == nil)
  }

  @Test func `tells after quiet hours what has changed in the end`() {
    func change(_ id: String, _ from: String, _ to: String) -> WatchedChange {
      WatchedChange(
        subject: .offer(OfferKey(publisher: "contoso", offer: id)),
        at: Date(timeIntervalSince1970: 0), from: from, to: to)
    }
    #expect(
      WatchedChange.merged([
        change("a", "draft", "submitted"), change("b", "draft", "submitted"),
        change("a", "submitted", "certified"), change("b", "submitted", "draft"),
      ]) == [change("a", "draft", "certified")])
  }
}
