// The top of the screen: whose account this is, the banner of its migration, and, where there is
// no room for the panel, the nearest deadline.

import Foundation
import Lifecycle
import Terminal

extension Model {
  func drawHeader(on canvas: inout Canvas, in place: Rectangle) {
    canvas.fill(place, " ", style: theme[.header])
    let clock = (isAsOf ? "as of " : "") + "\(today.weekdayTitle) \(today.title())"
    let room = place.columns - clock.count - 3
    var text = ""
    if let publisher = shownPublisher {
      let name = Legible.clipped(publisher.name, to: max(8, room / 3))
      text = "\(name) \(theme.signs.more)   \(publisher.id)"
      if let mpn = publisher.mpnID { text += " \(theme.signs.dot) MPN \(mpn)" }
      text += " \(theme.signs.dot) " + (publisher.role == .owner ? "Owner" : "Contributor")
      if let signIn = publisher.signIn { text += " " + signIn }
    } else if publishers.isEmpty {
      text = "offerdeck"
    } else {
      text = "All publishers \(theme.signs.more)   \(publishers.count)"
    }
    let start = Point(column: 1, row: place.minRow)
    canvas.write(
      Legible.clipped(text, to: max(0, room), ellipsis: theme.signs.ellipsis), at: start,
      style: theme[.header])
    canvas.write(
      clock, at: Point(column: place.maxColumn - clock.count - 1, row: place.minRow),
      style: theme[.header])
  }

  func drawBanner(on canvas: inout Canvas, in place: Rectangle) {
    guard let publisher = bannerPublisher else { return }
    let subject = query.publisher == nil ? "\(publisher.name)'s account" : "Your account"
    let account = publisher.account
    let missing = account.missing
    let (text, action, role): (String, String, Role) =
      switch account {
      case .notOwner(let kept):
        (
          (kept.isMigrated
            ? "\(subject) has moved to Partner Center; its Owners manage it: "
            : "Only an Owner can move this account: ")
            + (publisher.owners.isEmpty
              ? "none is known." : publisher.owners.joined(separator: ", ") + "."),
          "", .dim
        )
      case .migrated:
        ("\(subject) has moved: its settings are in Partner Center now.", "account", .bannerDone)
      case .actionRequired, .workEmail, .membership, .review:
        (
          "\(subject) has not moved to Partner Center yet: "
            + (missing.isEmpty
              ? "review it."
              : missing.map(\.rawValue).joined(separator: " and ")
                + (missing.count == 1 ? " is missing." : " are missing.")),
          (account.isUnderWay ? "go on" : "start")
            + (missing.isEmpty ? "" : " (\(missing.count) missing)"), .banner
        )
      }
    canvas.fill(place, " ", style: theme[role])
    let key = action.isEmpty ? "" : "[\(keyName(bannerCommand))] \(action)"
    let room = place.columns - 4 - key.count
    // Where there is little room, what is missing says more than whose it is.
    let isCut = Legible.columns(of: text) > room && role == .banner
    let rest = missing.isEmpty ? "review it" : missing.map(\.rawValue).joined(separator: ", ")
    let shown = isCut ? "Not migrated: \(rest)." : text
    let marker = focus == .banner ? theme.signs.selected + " " : ""
    let clipped = Legible.clipped(marker + shown, to: max(0, room), ellipsis: theme.signs.ellipsis)
    canvas.write(clipped, at: Point(column: 1, row: place.minRow), style: theme[role])
    canvas.write(
      key, at: Point(column: place.maxColumn - key.count - 1, row: place.minRow),
      style: theme[role])
  }

  /// What the banner does: it leads into the migration, as far as that is open.
  var bannerCommand: Command {
    let account = bannerPublisher?.account
    return account?.isOwners == true && account?.isMigrated == false ? .migrate : .profile
  }

  /// The nearest deadline in one line, where the panel has no room.
  func drawNearest(on canvas: inout Canvas, in place: Rectangle) {
    let dates = dueDates
    guard let first = dates.first else {
      canvas.write(
        [(isCounted ? " No deadline concerns these offers." : "", .dim)], at: place.origin,
        columns: place.columns, theme: theme)
      return
    }
    let role = Role(first.level)
    let more = dates.count > 1 ? " +\(dates.count - 1)" : ""
    canvas.write(
      [
        (" \(theme.signs.sign(first.level)) \(first.level.title) ", role),
        (first.deadline.day.title(withYear: false), .title),
        (" " + (first.level == .met ? "" : first.countdown.title(withSeconds: false)), role),
        ("  \(first.deadline.title) \(first.met)/\(first.concerned)", .text), (more, .dim),
      ], at: place.origin, columns: place.columns, theme: theme)
  }
}
