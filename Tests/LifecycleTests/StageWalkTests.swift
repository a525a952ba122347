// Walks of offers through their stages, as histories tell them, with everything that goes wrong.

import Foundation
import Lifecycle
import Testing

struct StageWalkTests {
  private static func day(_ number: Double) -> Date {
    Date(timeIntervalSince1970: 1_568_900_000 + number * 86_400)
  }

  /// A walk over stages, each entered on a day; the number of an entry is its place.
  private func walk(
    begun: Double? = nil, _ changes: (day: Double, from: Stage, to: Stage)...
  ) -> StageWalk {
    var walk = StageWalk(begun: begun.map(Self.day))
    for (entry, change) in changes.enumerated() {
      walk.take(
        .init(
          entry: Int64(entry), at: Self.day(change.day), from: change.from, to: change.to))
    }
    return walk
  }

  private func days(_ walk: StageWalk, _ leg: Leg) -> [Double] {
    walk.legs.filter { $0.leg == leg }.map { $0.seconds / 86_400 }
  }

  @Test func `the way to live gives every leg and the whole`() {
    let walk = walk(
      begun: 0, (3, .draft, .submitted), (8, .submitted, .certified), (9, .certified, .live))
    #expect(days(walk, .preparation) == [3])
    #expect(days(walk, .certification) == [5])
    #expect(days(walk, .release) == [1])
    #expect(days(walk, .wholeTrack) == [9])
    #expect(walk.reached(.submitted) == Self.day(3) && walk.reached(.live) == Self.day(9))
  }

  @Test func `a failed attempt counts from its failure on`() {
    let walk = walk(
      begun: 0, (3, .draft, .submitted), (5, .submitted, .draft), (6, .draft, .submitted),
      (10, .submitted, .certified))
    #expect(days(walk, .preparation) == [3, 1])
    #expect(days(walk, .certification) == [4])
    #expect(walk.reached(.live) == nil)
  }

  @Test func `a revision begins a new round`() {
    let walk = walk(
      begun: 0, (1, .draft, .submitted), (2, .submitted, .certified), (3, .certified, .live),
      (20, .live, .draft), (22, .draft, .submitted))
    #expect(days(walk, .wholeTrack) == [3])
    #expect(days(walk, .preparation) == [1, 2])
    #expect(walk.reached(.live) == nil && walk.reached(.submitted) == Self.day(22))
  }

  @Test func `what was skipped gives no legs, but is reached`() {
    let walk = walk(begun: 0, (4, .draft, .live))
    #expect(walk.legs.map(\.leg) == [.wholeTrack])
    #expect(walk.reached(.certified) == Self.day(4))
    #expect(self.walk((4, .submitted, .certified)).legs == [])
    #expect(self.walk((4, .unrecognized, .live)).legs == [])
  }

  @Test func `leaving the way reaches nothing`() {
    let walk = walk(begun: 0, (1, .draft, .submitted), (2, .submitted, .retired))
    #expect(walk.reached(.submitted) == nil)
    #expect(walk.reached(.retired) == nil)
  }

  @Test func `what was taken back was never walked`() {
    var walk = walk(begun: 0, (3, .draft, .submitted), (5, .submitted, .certified))
    walk.take(
      .init(
        entry: 2, at: Self.day(6), from: .certified, to: .submitted, isUndo: true, undoes: 1))
    #expect(days(walk, .certification) == [] && days(walk, .preparation) == [3])
    #expect(walk.reached(.certified) == nil)
    walk.take(.init(entry: 3, at: Self.day(8), from: .submitted, to: .certified))
    #expect(days(walk, .certification) == [5])
  }

  @Test func `an undo of what is not known leads to its stage, and nothing is measured from there`()
  {
    var walk = walk(begun: 0, (3, .draft, .submitted))
    walk.take(.init(entry: 2, at: Self.day(6), from: .submitted, to: .draft, isUndo: true))
    #expect(walk.reached(.submitted) == nil)
    walk.take(.init(entry: 3, at: Self.day(9), from: .draft, to: .submitted))
    #expect(days(walk, .preparation) == [3])
  }

  @Test func `clocks that go back give durations below zero, which are left out`() {
    let walk = walk(begun: 5, (3, .draft, .submitted), (3, .submitted, .certified))
    #expect(days(walk, .preparation) == [-2] && days(walk, .certification) == [0])
    var durations = Durations()
    for leg in walk.legs { durations.add(leg.seconds) }
    #expect(durations.count == 0 && durations.leftOut == 2)
  }
}
