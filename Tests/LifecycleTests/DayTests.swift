// Days and deadlines where clocks change, zones lie far apart, and years leap: held against the
// clock of the zone itself, minute by minute.

import Foundation
import Lifecycle
import Testing

struct DayTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }
  private func zone(_ name: String) throws -> TimeZone {
    try #require(TimeZone(identifier: name))
  }

  /// What the clock on the wall says, by the system's calendar.
  private func wall(_ moment: Date, _ zone: TimeZone) throws -> Day {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day], from: moment)
    return try #require(
      Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
  }

  /// Days on which the clocks change, at midnight and else, forward and back.
  @Test(arguments: [
    ("Europe/Berlin", "2019-03-31", 23), ("Europe/Berlin", "2019-10-27", 25),
    ("America/Los_Angeles", "2019-11-03", 25), ("America/Los_Angeles", "2020-03-08", 23),
    ("America/Sao_Paulo", "2018-11-04", 23), ("America/Sao_Paulo", "2019-02-16", 25),
    ("America/Havana", "2019-03-10", 23), ("America/Havana", "2019-11-03", 25),
    ("Asia/Beirut", "2019-03-31", 23), ("Asia/Beirut", "2019-10-26", 25),
    ("Africa/Cairo", "2014-05-15", 24), ("Pacific/Kiritimati", "2019-10-15", 24),
    ("Etc/GMT+12", "2019-10-15", 24), ("Asia/Kathmandu", "2020-02-29", 24),
    ("Pacific/Apia", "2011-12-29", 24),
  ])
  func `a day begins and ends with the clock of the zone`(
    name: String, text: String, hours: Int
  ) throws {
    let (zone, day) = (try zone(name), try day(text))
    let (start, end) = (day.start(in: zone), day.end(in: zone))
    #expect(try wall(start, zone) == day)
    #expect(try wall(start - 1, zone) < day)
    #expect(try wall(end - 1, zone) == day)
    #expect(try wall(end, zone) > day)
    #expect(end.timeIntervalSince(start) == Double(hours) * 3_600)
    for minute in stride(from: -90.0, through: Double(hours) * 60 + 90, by: 7) {
      let moment = start + minute * 60
      #expect(try Day(of: moment, in: zone) == wall(moment, zone))
    }
  }

  @Test func `a day that a zone left out is over when it would have begun`() throws {
    // Samoa went over the date line, from 29 to 31 December 2011.
    let apia = try zone("Pacific/Apia")
    let missing = try day("2011-12-30")
    #expect(missing.start(in: apia) == (missing + 1).start(in: apia))
    #expect(missing.end(in: apia) == (missing - 1).end(in: apia))
    let deadline = deadline(on: missing, lead: 1)
    let end = missing.end(in: apia)
    #expect(deadline.level(isMet: false, at: end - 1, in: apia) == .startNow)
    #expect(deadline.level(isMet: false, at: end, in: apia) == .missed)
  }

  private func deadline(on day: Day, lead: Int, soon: Int = 2) -> Deadline {
    Deadline(
      id: "d", title: "D", day: day, tracks: ["t"], goal: .complete, leadDays: lead,
      soonDays: soon, consequences: [])
  }

  @Test(arguments: [
    "Europe/Berlin", "America/Sao_Paulo", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu",
    "America/Havana", "UTC",
  ])
  func `levels change at midnights only, and never back`(name: String) throws {
    let zone = try zone(name)
    for text in [
      "2019-10-27", "2019-03-31", "2019-02-17", "2018-11-04", "2020-02-29", "2019-11-03",
    ] {
      let day = try day(text)
      let deadline = deadline(on: day, lead: 2)
      var last = Level.comfortable
      var changes: [Date] = []
      var moment = (day - 6).start(in: zone)
      while moment < (day + 3).start(in: zone) {
        let level = deadline.level(isMet: false, at: moment, in: zone)
        #expect(level <= last)
        if level != last { changes.append(moment) }
        last = level
        moment += 900
      }
      #expect(
        changes == [
          (day - 4).start(in: zone), (day - 2).start(in: zone), day.end(in: zone),
        ], "\(name) \(text)")
    }
  }

  @Test func `one day ends a day apart on both sides of the date line`() throws {
    let day = try day("2019-10-15")
    let (east, west) = (try zone("Pacific/Kiritimati"), try zone("Etc/GMT+12"))
    #expect(day.end(in: west).timeIntervalSince(day.end(in: east)) == 26 * 3_600)
    let deadline = deadline(on: day, lead: 0)
    let between = day.end(in: east) + 3_600
    #expect(deadline.level(isMet: false, at: between, in: east) == .missed)
    #expect(deadline.level(isMet: false, at: between, in: west) == .dueSoon)
    #expect(Day(of: between, in: east) == day + 1 && Day(of: between, in: west) == day - 1)
  }

  @Test func `leap days exist where they do, and start-by days count them`() throws {
    #expect(Day("2019-02-29") == nil && Day("2100-02-29") == nil && Day("2000-02-29") != nil)
    let deadline = deadline(on: try day("2020-03-03"), lead: 4)
    #expect(deadline.startBy == Day("2020-02-28"))
    #expect(self.deadline(on: try day("2019-03-03"), lead: 4).startBy == Day("2019-02-27"))
    #expect(try day("2020-02-29") + 366 == day("2021-03-01"))
    for number in stride(from: -200_000, to: 400_000, by: 37) {
      let day = Day(number: number)
      let (year, month, dayOfMonth) = day.parts
      #expect(Day(year: year, month: month, day: dayOfMonth) == (year >= 1 ? day : nil))
    }
  }

  @Test func `a day is told with its year where that is not the reader's`() throws {
    let day = try #require(Day("2019-12-31"))
    #expect(try day.title(on: #require(Day("2019-01-01"))) == "31 Dec")
    #expect(try day.title(on: #require(Day("2020-01-01"))) == "31 Dec 2019")
  }

  @Test func `conditions that exclude each other hold for no offer`() {
    let yes = Condition(facts: [.cloudEmbed: "yes"])
    let no = Condition(facts: [.cloudEmbed: "no"])
    let unless = Condition(exceptions: [.cloudEmbed: "yes"])
    let both = Condition(exceptions: [.cloudEmbed: "yes", .tier: "premium"])
    #expect(Condition.always.canHold() && yes.canHold() && unless.canHold())
    #expect(!yes.canHold(with: no) && !yes.canHold(with: unless) && !unless.canHold(with: yes))
    #expect(yes.canHold(with: both) && no.canHold(with: unless))
    #expect(!Condition(facts: [.tier: "premium"], exceptions: [.tier: "premium"]).canHold())
    #expect(!yes.canHold(with: Condition(facts: [.tier: "premium"], exceptions: both.exceptions)))
  }
}
