// The top of the screen: whose account this is, the banner of its migration, and which moment is
// displayed.

import Foundation
import Lifecycle
import Terminal

/// The top of the screen.
struct Header {
  let environment: Environment
  /// The pages that are open, from the first to the one on top.
  let pageTitles: [String]
  /// The publisher whose page is on top; nil if none is.
  let pagePublisher: Publisher?

  private var theme: Theme { environment.theme }
  private var today: Day { environment.today }
  private var asOf: AsOf { environment.asOf }
  private var publishers: [Publisher] { environment.deck.publishers }
  /// The publisher whose account it is about.
  private var subject: Publisher? { pagePublisher ?? environment.bannerPublisher }

  func draw(on canvas: inout Canvas, in place: Rectangle) {
    canvas.fill(place, " ", style: theme[.header])
    let clock = (asOf.isFixed ? "as of " : "") + clockTitle
    let room = place.columns - clock.count - 3
    let text = title(nameColumns: max(8, room / 3))
    let start = Point(column: 1, row: place.minRow)
    canvas.write(
      Legible.clipped(text, to: max(0, room), ellipsis: theme.signs[.ellipsis]), at: start,
      style: theme[.header])
    canvas.write(
      clock, at: Point(column: place.maxColumn - clock.count - 1, row: place.minRow),
      style: theme[.header])
  }

  /// The day that is displayed.
  var clockTitle: String { "\(today.weekdayTitle) \(today.title())" }

  /// Whose offers are listed, or whose page is open; the name has so many columns.
  func title(nameColumns: Int) -> String {
    if !pageTitles.isEmpty, let publisher = subject {
      let name = Legible.clipped(publisher.name, to: nameColumns)
      return ([name] + pageTitles).joined(separator: " \(theme.signs[.crumb]) ")
    }
    guard let publisher = environment.listedPublisher else {
      if environment.deck.isCounted, let id = environment.overview.publisher {
        return "\(id) \(theme.signs[.more])"
      }
      return publishers.isEmpty
        ? "offerdeck"
        : "All publishers \(theme.signs[.more])   \(publishers.count.counted("publisher"))"
    }
    let name = Legible.clipped(publisher.name, to: nameColumns)
    var text = "\(name) \(theme.signs[.more])   \(publisher.id)"
    if let mpn = publisher.mpnID { text += " \(theme.signs[.dot]) MPN \(mpn)" }
    text += " \(theme.signs[.dot]) " + (publisher.role == .owner ? "Owner" : "Contributor")
    return text + (publisher.signIn.map { " " + $0 } ?? "")
  }

  func drawBanner(on canvas: inout Canvas, in place: Rectangle, isFocused: Bool) {
    guard let banner else { return }
    let style = theme[banner.role]
    canvas.fill(place, " ", style: style)
    let key =
      banner.action.isEmpty ? "" : "[\(environment.keyName(bannerCommand))] \(banner.action)"
    let marker = isFocused ? theme.signs[.selected] + " " : ""
    let room = place.columns - 4 - key.count
    let texts = banner.texts.map { marker + $0 }
    guard let text = texts.first(where: { Legible.columns(of: $0) <= room }) ?? texts.last else {
      return
    }
    canvas.write(
      Legible.clipped(text, to: max(0, room), ellipsis: theme.signs[.ellipsis]),
      at: Point(column: 1, row: place.minRow), style: style)
    canvas.write(
      key, at: Point(column: place.maxColumn - key.count - 1, row: place.minRow), style: style)
  }

  /// What the banner says.
  struct Banner {
    /// The sentences, in full and ever shorter.
    let texts: [String]
    /// What its key does; empty if there is nothing to do.
    let action: String
    /// Yellow for Owners, in both cases of the guide; plain for everybody else.
    let role: Role
  }

  /// How far the account is, and what can be done about it; nil if there is none.
  var banner: Banner? {
    guard let publisher = subject else { return nil }
    let isOne =
      pagePublisher != nil || environment.overview.publisher != nil || publishers.count == 1
    let (account, name) = (publisher.account, publisher.name)
    func about(_ words: String) -> String {
      isOne ? words.prefix(1).uppercased() + words.dropFirst() : "\(name): \(words)"
    }
    switch account {
    case .notOwner(let kept):
      let owners = publisher.owners.joined(separator: ", ")
      if kept.isMigrated {
        return Banner(
          texts: [
            about("account migrated. ")
              + (owners.isEmpty ? "Its Owners manage it." : "Managed by its Owners: \(owners).")
          ], action: "", role: .dim)
      }
      let who = owners.isEmpty ? "No Owner is recorded." : "Owners: \(owners)."
      return Banner(
        texts: [
          about("only an Owner can migrate this account. \(who)"), about("\(who)"),
        ], action: "", role: .dim)
    case .migrated:
      return Banner(
        texts: [
          about("account migrated. Manage account settings in Partner Center."),
          about("account migrated. Manage it in Partner Center."),
          about("account migrated."), "Account migrated.",
        ], action: "manage", role: .bannerDone)
    case .actionRequired, .workEmail, .membership, .review:
      let missing = account.missing.map(\.rawValue).joined(separator: ", ")
      let need = missing.isEmpty ? "Ready for review." : "Missing: \(missing)."
      let others = isOne ? 0 : publishers.count { $0.id != publisher.id && $0.needsMigration }
      let more = others == 0 ? "" : " \(others) more not migrated."
      let few = others == 0 ? "" : " +\(others)"
      return Banner(
        texts: [
          about("account not migrated to Partner Center. \(need)\(more)"),
          about("not migrated to Partner Center. \(need)\(more)"),
          about("not migrated. \(need)\(more)"), about("not migrated. \(need)\(few)"),
          "Not migrated. \(need)\(few)",
        ], action: account.isUnderWay ? "continue" : "migrate", role: .banner)
    }
  }

  /// What the banner does: it leads into the migration, or to where the account is managed then.
  var bannerCommand: Command {
    subject?.account.isOwners == true ? .migrate : .profile
  }

  /// Which moment is shown, where that is not the present, and the way back.
  func drawMoment(on canvas: inout Canvas, in place: Rectangle) {
    canvas.fill(place, " ", style: theme[.info])
    let key = "[\(environment.keyName(.present))] now"
    let room = place.columns - key.count - 4
    let texts = momentTitles
    guard let text = texts.first(where: { Legible.columns(of: $0) <= room }) ?? texts.last else {
      return
    }
    canvas.write(
      Legible.clipped(text, to: max(0, room), ellipsis: theme.signs[.ellipsis]),
      at: Point(column: 1, row: place.minRow), style: theme[.info])
    canvas.write(
      key, at: Point(column: place.maxColumn - key.count - 1, row: place.minRow),
      style: theme[.info])
  }

  /// Which moment is shown, in full and ever shorter; none for the present.
  var momentTitles: [String] {
    guard let offset = asOf.offset else { return [] }
    let days = abs(offset.days)
    let distance = offset.days < 0 ? "\(days) d ago" : "in \(days) d"
    let day = "\(today.weekdayTitle) \(today.title())"
    let dot = theme.signs[.dot]
    let head =
      asOf.isPast
      ? "\(theme.signs[.back]) Viewing \(day)" : "\(theme.signs[.ahead]) Preview of \(day)"
    let sentence = asOf.isPast ? head : "\(head), if nothing changes"
    let state = asOf.isReading ? "reading\(theme.signs[.ellipsis])" : "read-only"
    return [
      "\(sentence) (\(distance)) \(dot) \(state)", "\(sentence) (\(distance))", sentence, head, day,
    ]
  }
}
