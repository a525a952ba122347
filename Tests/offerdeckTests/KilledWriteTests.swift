// Programs that are killed while two of them write to one deck: what one of them confirmed stays, and
// what it did not is there as a whole or not at all. OFFERDECK_KILLS says how many are killed:
//
//   OFFERDECK_KILLS=3000 swift test --filter 'killed while they write'

import Foundation
import Glibc
import Lifecycle
import Persistence
import Testing

@testable import offerdeck

@Suite(.serialized) struct `Programs that are killed while they write` {
  private static let kills =
    Int(ProcessInfo.processInfo.environment["OFFERDECK_KILLS"] ?? "") ?? 24

  /// A command, and the name that it gives to an offer.
  private struct Write {
    let key: OfferKey
    let name: String
    let child: Program.Child
  }

  @Test func `lose nothing that they confirmed, and leave nothing half done`() throws {
    let program = try Program.withOffers()
    let store = try Store(at: program.deck, playbooks: Demo.playbooks)
    let keys = ["fleet", "field"].map { OfferKey(publisher: "contoso", offer: $0) }
    let before = try store.history.entries(limit: .max).count
    var names = try keys.map { try store.offers.find($0)?.name }
    var dice = Dice(seed: 21)
    var (killed, confirmed, written) = (0, 0, 0)
    // Microseconds until the kill: learned, so that it falls where the change is written.
    let whole = try ContinuousClock().measure {
      try program.expect("edit", "fleet", "name=Contoso")
    }
    names[0] = "Contoso"
    var delay = whole / .microseconds(1)
    while killed < Self.kills {
      let name = "Contoso \(killed)-\(written)-\(dice.next() % 1_000_000)"
      let writes = try keys.map { key in
        Write(
          key: key, name: name, child: try program.start(["edit", key.offer, "name=\(name)"]))
      }
      usleep(UInt32(Double.random(in: 0.5...1.5, using: &dice) * delay))
      for write in writes { kill(write.child.pid, SIGKILL) }
      for (place, write) in writes.enumerated() {
        let result = try program.finish(write.child)
        let isConfirmed = !result.output.isEmpty
        let found = try store.offers.find(write.key)?.name
        let isWritten = found == name
        if result.code == 128 + SIGKILL { killed += 1 }
        if isConfirmed { confirmed += 1 }
        if isWritten { written += 1 }
        #expect(isWritten || !isConfirmed, "\(killed)")
        #expect(isWritten || found == names[place], "\(killed)")
        names[place] = found
        delay *= isWritten ? 0.97 : 1.03
        for file in [write.child.files.output, write.child.files.errors] {
          try? FileManager.default.removeItem(atPath: file)
        }
      }
      if killed % 100 < 2 { #expect(try store.integrity.problems() == []) }
    }
    #expect(try store.integrity.problems() == [])
    // Each change that was written is in the log, and no other.
    #expect(try store.history.entries(limit: .max).count == before + 1 + written)
    #expect(killed >= Self.kills)
    print("\(killed) kills: \(written) changes written, \(confirmed) confirmed, none lost")
  }
}
