// The top of the screen: whose account this is, the banner of its migration, and, where there is
// no room for the panel, the nearest deadline.

import Foundation
import Lifecycle
import Terminal

extension Model {
  func drawHeader(on canvas: inout Canvas, in place: Rectangle) {
    canvas.fill(place, " ", style: theme[.header])
    let clock = (isAsOf ? "as of " : "") + clockTitle
    let room = place.columns - clock.count - 3
    let text = headerTitle(nameColumns: max(8, room / 3))
    let start = Point(column: 1, row: place.minRow)
    canvas.write(
      Legible.clipped(text, to: max(0, room), ellipsis: theme.signs.ellipsis), at: start,
      style: theme[.header])
    canvas.write(
      clock, at: Point(column: place.maxColumn - clock.count - 1, row: place.minRow),
      style: theme[.header])
  }

  /// The day that is shown.
  var clockTitle: String { "\(today.weekdayTitle) \(today.title())" }

  /// Whose offers are listed; the name has so many columns.
  func headerTitle(nameColumns: Int) -> String {
    guard let publisher = shownPublisher else {
      if isCounted, let id = query.publisher { return "\(id) \(theme.signs.more)" }
      return publishers.isEmpty
        ? "offerdeck"
        : "All publishers \(theme.signs.more)   \(publishers.count.counted("publisher"))"
    }
    let name = Legible.clipped(publisher.name, to: nameColumns)
    var text = "\(name) \(theme.signs.more)   \(publisher.id)"
    if let mpn = publisher.mpnID { text += " \(theme.signs.dot) MPN \(mpn)" }
    text += " \(theme.signs.dot) " + (publisher.role == .owner ? "Owner" : "Contributor")
    return text + (publisher.signIn.map { " " + $0 } ?? "")
  }

  func drawBanner(on canvas: inout Canvas, in place: Rectangle) {
    guard let (text, action, role) = bannerTitle else { return }
    let missing = bannerPublisher?.account.missing ?? []
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

  /// How far the account is, and what can be done about it; nil where there is none.
  var bannerTitle: (text: String, action: String, role: Role)? {
    guard let publisher = bannerPublisher else { return nil }
    let subject = query.publisher == nil ? "\(publisher.name)'s account" : "Your account"
    let account = publisher.account
    let missing = account.missing
    return switch account {
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
  }

  /// What the banner does: it leads into the migration, as far as that is open.
  var bannerCommand: Command {
    let account = bannerPublisher?.account
    return account?.isOwners == true && account?.isMigrated == false ? .migrate : .profile
  }

  /// Which moment is shown, where that is not the present, and the way back.
  func drawMoment(on canvas: inout Canvas, in place: Rectangle) {
    canvas.fill(place, " ", style: theme[.banner])
    let key = "[\(keyName(.present))] now"
    let room = place.columns - key.count - 4
    let texts = momentTitles
    guard let text = texts.first(where: { Legible.columns(of: $0) <= room }) ?? texts.last else {
      return
    }
    canvas.write(
      Legible.clipped(text, to: max(0, room), ellipsis: theme.signs.ellipsis),
      at: Point(column: 1, row: place.minRow), style: theme[.banner])
    canvas.write(
      key, at: Point(column: place.maxColumn - key.count - 1, row: place.minRow),
      style: theme[.banner])
  }

  /// Which moment is shown, in full and ever shorter; none for the present.
  var momentTitles: [String] {
    guard let scrubber else { return [] }
    let distance = "\(abs(scrubber.days).counted("day")) \(scrubber.days < 0 ? "earlier" : "later")"
    let day = "\(today.weekdayTitle) \(today.title())"
    let dot = theme.signs.dot
    let head = "\(isPast ? theme.signs.back : theme.signs.ahead) NOT NOW \(dot) "
    let sentence = isPast ? "as it was on \(day)" : "as it would be on \(day), if nothing were done"
    let state =
      isTravelling ? "reading\(theme.signs.ellipsis)" : "nothing can be changed here"
    return [
      "\(head)\(sentence), \(distance) \(dot) \(state)", "\(head)\(sentence), \(distance)",
      "\(head)\(sentence)", "\(head)\(day)",
    ]
  }
}
