// The deadlines in one line, where their panel has no room.

import Lifecycle
import Terminal

extension Model {
  /// The place of the first deadline that is still to come; the first of all where none is.
  func nearestPlace(_ dates: [DueDate]) -> Int? {
    dates.firstIndex { $0.level != .missed && $0.level != .met } ?? dates.indices.first
  }

  /// What was missed, the nearest that is still to come with its countdown, and how many more are
  /// open.
  func drawNearest(on canvas: inout Canvas, in place: Rectangle) {
    let dates = dueDates
    guard let index = nearestPlace(dates) else {
      canvas.write(
        [(isCounted ? " No deadlines for these offers." : "", .dim)], at: place.origin,
        columns: place.columns, theme: theme)
      return
    }
    let date = dates[index]
    let role = Role(date.level)
    // Where the panel is there too, its seconds are enough.
    let form = layout.deadlines.isEmpty ? forms(of: dates)[index] : .plain
    let time = date.level == .met ? "" : " " + date.countdown.title(form)
    let core: [(String, Role)] = [
      (" \(theme.signs.sign(date.level)) \(date.level.title) ", role),
      (date.deadline.day.title(on: today), .title), (time, role),
    ]
    let missed = dates[..<index]
    let more = dates.count { $0.level != .met } - missed.count - 1
    let share = " \(date.met.grouped)/\(date.concerned.grouped)"
    let others = more > 0 ? " +\(more)" : ""
    let room = place.columns - core.reduce(0) { $0 + $1.0.count }
    // The countdown is told in full, and of what was missed the word. Then comes the title as a whole, or
    // as much as it is known by; and since when something was missed only where there is room left.
    let heads = heads(of: missed)
    let least = heads.dropFirst().first { $0.count <= room } ?? ""
    let count = share.count + others.count
    let whole = Legible.columns(of: date.deadline.title)
    let most = room - least.count - count - 2
    let width = most < min(12, whole) ? nil : min(whole, most)
    let rest = count + (width.map { $0 + 2 } ?? 0)
    let head = heads.first { $0.count + rest <= room && $0.count >= least.count } ?? least
    let title = width.map {
      "  " + Legible.clipped(date.deadline.title, to: $0, ellipsis: theme.signs.ellipsis)
    }
    let tail: [(String, Role)] = [(title ?? "", .text), (share, .text), (others, .dim)]
    canvas.write(
      [(head, Role(.missed))] + core + (head.count + rest <= room ? tail : []), at: place.origin,
      columns: place.columns, theme: theme)
  }

  /// What is said of the dates that were missed, from the longest form to the shortest.
  private func heads(of missed: ArraySlice<DueDate>) -> [String] {
    guard let first = missed.first else { return [""] }
    let head = " \(theme.signs.sign(.missed)) \(missed.count)"
    return ["\(head) missed \(first.countdown.title(.plain)) ", "\(head) missed ", "\(head) "]
  }
}
