// The time that is left, as people read it, and when that text changes next.

import Foundation
import Lifecycle
import Testing

@Suite struct `A countdown` {
  private let end = Date(timeIntervalSince1970: 1_571_176_800)

  @Test(arguments: [
    (25 * 86_400 + 35_832, "25 d 9 h", "25 d 09:57:12", "25 d"),
    (48 * 3_600, "2 d 0 h", "2 d 00:00:00", "2 d"),
    (48 * 3_600 - 1, "1 d 23:59:59", "1 d 23:59:59", "47 h"),
    (1, "00:00:01", "00:00:01", "0 h"),
    (-3_600, "1 h over", "1 h over", "1 h"),
    (-20 * 86_400, "20 d over", "20 d over", "20 d"),
  ])
  func `reads as people say it`(left: Int, plain: String, exact: String, short: String) {
    let countdown = Countdown(from: end - TimeInterval(left), to: end)
    #expect(countdown.title(withSeconds: false) == plain)
    #expect(countdown.title(withSeconds: true) == exact)
    #expect(countdown.short == short)
  }

  @Test(arguments: [
    (25 * 86_400 + 35_832, "25 d 9 h"), (48 * 3_600 - 1, "47 h"), (3_600, "1 h"),
    (3_599, "60 min"), (1, "1 min"), (0, "0 min over"), (-20 * 86_400, "20 d over"),
  ]) func `is written down without seconds`(left: Int, text: String) {
    #expect(Countdown(from: end - TimeInterval(left), to: end).written == text)
  }

  @Test(arguments: [10 * 86_400 + 100.5, 90_000.25, 7.75, -100.5, -90_000.0])
  func `changes at the moment that it names and not before`(left: TimeInterval) {
    for withSeconds in [false, true] {
      let now = end - left
      let wait = Countdown(from: now, to: end).untilChange(withSeconds: withSeconds)
      let text = Countdown(from: now, to: end).title(withSeconds: withSeconds)
      #expect(wait > 0)
      #expect(Countdown(from: now + wait * 0.99, to: end).title(withSeconds: withSeconds) == text)
      // The text of a passed date can stay the same over several of its moments.
      guard left > 0 else { continue }
      #expect(
        Countdown(from: now + wait + 0.001, to: end).title(withSeconds: withSeconds) != text)
    }
  }
}
