// What every part of the dashboard goes by.

import Foundation
import Lifecycle
import Terminal

/// What every part of the dashboard goes by: what the deck says, which moment is displayed, and how
/// things look.
package struct Environment: Sendable {
  /// What the deck says as a whole.
  package internal(set) var deck: DeckSummary
  /// The moment that is displayed.
  package internal(set) var asOf: AsOf
  /// How things look.
  package internal(set) var look: Look
  /// The counts and deadlines of what is listed, at that moment.
  private(set) var overview: Overview

  /// A dashboard's surroundings before the deck was read.
  init(deck: DeckSummary, asOf: AsOf, look: Look, publisher: String?) {
    self.deck = deck
    self.asOf = asOf
    self.look = look
    overview = Overview(of: deck, publisher: publisher, at: asOf, hasSeconds: false)
  }

  /// Counts again what is listed, unless it is what it was.
  ///
  /// - Parameters:
  ///   - publisher: the publisher whose offers are listed; nil for all.
  ///   - hasSeconds: a countdown with seconds is looked at.
  mutating func refresh(publisher: String?, hasSeconds: Bool) {
    if !overview.holds(for: deck, publisher: publisher, at: asOf, hasSeconds: hasSeconds) {
      overview = Overview(of: deck, publisher: publisher, at: asOf, hasSeconds: hasSeconds)
    }
  }

  var zone: TimeZone { asOf.zone }
  var moment: Date { asOf.moment }
  var today: Day { overview.today }
  var theme: Theme { look.theme }
  var signs: Signs { look.theme.signs }
  var keys: KeyMap { look.preferences.keys }
  /// The publisher whose offers are listed; nil for all.
  var listedPublisher: Publisher? { overview.publisher.flatMap { deck.publisher($0) } }

  /// The publisher whose account the banner speaks of: the one that is listed, or of all the first
  /// that has something to do.
  var bannerPublisher: Publisher? {
    listedPublisher ?? deck.publishers.first(where: \.needsMigration) ?? deck.publishers.first
  }

  /// The zone in which the days of a playbook end.
  func zone(of playbook: Playbook) -> TimeZone { playbook.zone ?? asOf.zone }

  /// The name of a command's key, for sentences; if they are read out, the word to say, and if it has
  /// no key, what it is called.
  func keyName(_ command: Command) -> String {
    let word = "“\(command.rawValue)”"
    return signs == .words ? word : keys.key(for: command)?.name ?? word
  }

  /// Why nothing can be changed at the displayed moment; nil if it can.
  var unchangeable: String? {
    guard asOf.isReadOnly else { return nil }
    let back = asOf.offset == nil ? "" : " \(keyName(.present)) returns to today."
    return "Read-only: this is the deck \(asOf.isPast ? "as it was" : "as it would be") on "
      + "\(today.weekdayTitle) \(today.title()).\(back)"
  }
}

// MARK: - Offers

/// A deadline as it is for one offer.
struct OfferDeadline {
  let deadline: Deadline
  let level: Level
  let countdown: Countdown
  let obligation: Obligation
}

/// An offer with all that the rules say of it.
struct OfferStatus {
  let offer: Offer
  let publisher: Publisher
  let rules: Rules
  let progress: OfferProgress
}

extension Environment {
  /// An offer with all that the rules say of it.
  func status(of offer: Offer) -> OfferStatus {
    let (rules, publisher) = (deck.rules(of: offer), deck.publisher(of: offer))
    return OfferStatus(
      offer: offer, publisher: publisher, rules: rules,
      progress: rules.progress(of: offer, publisher))
  }

  /// A deadline as it is for an offer that goes by some rules.
  func deadline(_ obligation: Obligation, _ rules: Rules) -> OfferDeadline {
    let zone = zone(of: rules.playbook)
    return OfferDeadline(
      deadline: obligation.deadline, level: obligation.level(at: overview.moment, in: zone),
      countdown: Countdown(
        from: overview.moment, to: obligation.deadline.day.end(in: zone)),
      obligation: obligation)
  }

  /// The first deadline of an offer that is not met; nil if nothing is due.
  func nearest(of offer: Offer) -> OfferDeadline? {
    let rules = deck.rules(of: offer)
    return rules.firstUnmet(of: offer, deck.publisher(of: offer)).map { deadline($0, rules) }
  }

  /// What is told of an offer on a page: the deadline by which it keeps or loses what the page is
  /// about; on all others the first that is not met. Of one that is on hold, that stands in the place
  /// of what is lost.
  ///
  /// - Parameter loss: what the page is about; nil for all other pages.
  func pressing(_ offer: Offer, on loss: Loss?) -> (due: OfferDeadline, losses: [String])? {
    if let loss {
      return loss.deciding(offer, in: self).map {
        let lost = loss.consequence(in: deck).map { [$0.title] } ?? []
        return (
          $0, $0.level == .met ? ["kept"] : $0.level == .onHold ? [holdTitle($0.obligation)] : lost
        )
      }
    }
    return nearest(of: offer).map {
      $0.level == .onHold
        ? ($0, [holdTitle($0.obligation)])
        : ($0, deck.rules(of: offer).losses(of: offer, by: $0.deadline).map(\.title))
    }
  }

  /// The words for a deadline that is on hold for an offer, with the day and the ticket as far as
  /// there is room.
  func holdTitle(_ obligation: Obligation, columns: Int = .max) -> String {
    let titles = obligation.holdTitles(in: zone) { $0.title(on: today) }
    return titles.first { Legible.columns(of: $0) <= columns } ?? Level.onHold.title
  }

  /// How long an offer stands where it stands, in days of the calendar.
  func age(of offer: Offer) -> String {
    let days = max(0, today - Day(of: offer.standsSince, in: zone))
    return days >= 730 ? "\(days / 365) y" : "\(days) d"
  }

  /// The selected offer in a few lines: where and since when, what is next, what is due.
  func summary(of status: OfferStatus?, on loss: Loss?) -> [[(String, Role)]] {
    guard let status else { return [[("No offer is selected.", .dim)]] }
    let (offer, progress) = (status.offer, status.progress)
    let since = Day(of: offer.standsSince, in: zone)
    var lines: [[(String, Role)]] = [
      [
        (offer.name, .title),
        ("  \(offer.publication.stageTitle)", Role(offer.publication.stage)),
        (" since \(since.title()), \(age(of: offer))", .text),
        ("  \(progress.done) of \(progress.steps.count) steps", .dim),
      ]
    ]
    if let next = progress.next {
      let blockers = progress.blockers
      lines.append(
        blockers.isEmpty
          ? [("next: ", .dim), (next.step.title, .stepNext)]
          : [
            ("next: ", .dim), (next.step.title, .text),
            ("  \(signs[.blocked]) \(blockers.first?.sentence(in: zone) ?? "")", .stepBlocked),
          ])
    } else {
      lines.append([("All steps are done.", .dim)])
    }
    if let (due, losses) = pressing(offer, on: loss) {
      let lost = losses.joined(separator: "; ")
      lines.append([
        ("\(signs.sign(due.level)) \(due.level.title) ", Role(due.level)),
        ("\(due.deadline.day.title(on: today)) \(due.deadline.title)", .text),
        (lost.isEmpty ? "" : "  \(lost)", .dim),
      ])
    }
    return lines
  }
}

extension Publication {
  /// The stage in a word; the portal's own if it means none that is known.
  var stageTitle: String {
    if stage == .unrecognized { return word ?? "unknown" }
    return failure?.kind.shortTitle ?? title
  }
}
