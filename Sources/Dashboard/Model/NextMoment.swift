// When the screen changes by itself. The loop sleeps until then, so that what does not change costs
// nothing, and a second that is shown costs one wake-up and a few bytes.

package import Foundation
import Lifecycle
import Terminal

extension Model {
  /// The most places that show seconds at once, all in one colour: each costs a movement of the
  /// cursor and a digit or two every second, and a change of colour would cost more than both.
  private static let exactLimit = 2

  /// The form in which each deadline's time is told where it has room: with seconds the one that is
  /// selected in the panel that has the keys, and those that are close.
  func forms(of dates: [DueDate]) -> [Countdown.Form] {
    var forms = [Countdown.Form](repeating: .plain, count: dates.count)
    guard preferences.showsSeconds else { return forms }
    let groups = dates.groups.filter {
      dates[$0.lowerBound].level != .met && !dates[$0.lowerBound].countdown.isOver
    }
    let selected = focus == .deadlines ? groups.first { $0.contains(deadlineSelection) } : nil
    let close = groups.filter { dates[$0.lowerBound].countdown.isClose && $0 != selected }
    let wanted = (selected.map { [$0] } ?? []) + close
    for group in wanted.filter({ dates[$0.lowerBound].level == dates[wanted[0].lowerBound].level })
      .prefix(Self.exactLimit)
    {
      for index in group { forms[index] = .exact }
    }
    return forms
  }

  /// The next moment at which something on the screen changes by itself; nil where nothing does.
  package var nextMoment: Date? {
    var moments: [Date] = []
    if let until = notice?.until { moments.append(until) }
    if let draftMoment = dialogs.draftMoment { moments.append(draftMoment) }
    // Another moment than the present stands still.
    if environment.asOf.offset != nil { return moments.min() }
    let overview = overview
    let dates = overview.dates
    let forms = forms(of: dates)
    let layout = layout
    let line = layout.nearest.isEmpty ? nil : nearestPlace(dates)
    for (index, date) in dates.enumerated() where date.level != .met {
      if !layout.deadlines.isEmpty || index == line {
        moments.append(overview.moment + date.countdown.untilChange(forms[index]))
      }
      // The list tells days, and hours of what is close.
      moments.append(overview.moment + date.countdown.untilChange(.short))
    }
    // Levels and the date at the top change at midnight, in the zones that are in use.
    moments.append(overview.midnight)
    return moments.min()
  }
}
