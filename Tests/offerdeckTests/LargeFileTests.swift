// A large table goes through the program in a stream. How many rows it has can be set by
// OFFERDECK_ROWS, since a debug build takes its time.

import Foundation
import Testing

@Suite struct `A large table` {
  @Test func `is taken in little memory, and one bad row at its end takes it back`() throws {
    let program = try Program.withOffers()
    let before = try program.export()
    let count = ProcessInfo.processInfo.environment["OFFERDECK_ROWS"].flatMap { Int($0) } ?? 50_000
    var text = "offer_id,name,publisher_id,track,stage,updated_at\n"
    text.reserveCapacity(count * 480)
    // Rows so long that the file is larger than what the program may take.
    let tail = String(repeating: " of Contoso", count: 40)
    for number in 0..<count {
      text += "offer-\(number),Offer \(number)\(tail),contoso,draft,draft,2019-09-12T08:30:00Z\n"
    }
    try program.file("bad.csv", text + "offer-last,Contoso,contoso,draft,asleep,\n")
    let refused = try program.run("import", "bad.csv")
    #expect(refused.code == 65)
    #expect(refused.errors.contains("bad.csv:\(count + 2):"))
    #expect(try program.export() == before)

    try program.file("large.csv", text)
    let (taken, peak) = try program.finishWatched(try program.start(["import", "large.csv"]))
    #expect(taken.output == "large.csv: \(count) added, 0 changed, 0 same, 0 rejected\n")
    #expect(peak > 0 && peak < 110_000, "\(peak) kB")
    #expect(
      try program.expect("list", "offer-\(count - 1)", "--csv").contains("Offer \(count - 1)"))
    #expect(
      try program.expect("publisher", "list", "--json").contains("\"offers\":\(count + 3)"))

    // Out and in again, with the events that tell of all of them.
    let (out, most) = try program.finishWatched(try program.start(["export", "-o", "deck.json"]))
    #expect(out.code == 0 && most < 110_000, "\(most) kB")
    let (restored, high) = try program.finishWatched(
      try program.start(["import", "deck.json", "--deck", "copy.sqlite"]))
    #expect(restored.code == 0 && high < 130_000, "\(high) kB")
    try program.expect("export", "-o", "again.json", "--deck", "copy.sqlite")
    #expect(try program.shell("cmp deck.json again.json").code == 0)
  }
}
