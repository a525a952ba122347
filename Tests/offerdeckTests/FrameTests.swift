// Frames are made for people to see: one for all that was typed at once.

import Testing

@testable import offerdeck

@Suite struct `A frame` {
  @Test func `is drawn once for all keys that came together`() throws {
    let journey = try Journey((0..<30).map { Journey.offer("offer\($0)") })
    let one = try journey.frames(["Down"])
    let many = try journey.frames([Array(repeating: "Down", count: 25).joined(separator: "+")])
    #expect(many.count == one.count)
    #expect(many.last != one.last)
  }

  @Test func `of a new size is drawn once for all sizes and keys that came together`() throws {
    let journey = try Journey([Journey.offer()])
    let frames = try journey.frames(["size:80x24", "size:1x1", "size:100x30"])
    #expect(frames.last?.count == 30)
    #expect(frames.last == (try journey.frames(["size:100x30"]).last))
  }
}
