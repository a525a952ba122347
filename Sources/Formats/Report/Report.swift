// What a report says, as values that every form of it is written from: numbers are counted and words
// are chosen before, so that a form only decides how it looks.

package import Lifecycle

/// The state of a publisher's offers at a moment, for somebody who does not use the program.
package struct Report: Hashable, Sendable {
  /// Whose offers these are.
  package var title = ""
  /// The moment, with its zone.
  package var moment = ""
  /// The day of that moment. Days of other years are named with theirs.
  package var today = Day(number: 0)
  /// The accounts, those first that have not moved; only so many as one reads.
  package var accounts: [Account] = []
  /// How many of all accounts have not moved.
  package var waitingAccounts = 0
  /// How many accounts there are beside those.
  package var furtherAccounts = 0
  /// How many offers there are.
  package var offers = 0
  /// How many of them can't go on.
  package var blocked = 0
  /// How many are in each stage that has any, in the order of the way to live.
  package var stages: [StageCount] = []
  /// The dates, what hurts first on top.
  package var dates: [DueDate] = []
  /// Offers that can't go on, the first of them by their dates.
  package var blockedOffers: [BlockedOffer] = []
  /// What happened of late, the newest first.
  package var history: [Entry] = []
  /// Since when, in words.
  package var historySince = ""
  /// More happened in that time than is told.
  package var hasFurtherHistory = false
  /// How many rows of offers are written; the rest is only counted.
  package var listedOffers = 0
  /// The programs that set the dates.
  package var programs: [Program] = []
  /// The program that wrote it, with its version.
  package var writer = ""

  /// A report that says nothing yet.
  package init() {}

  /// An account.
  package struct Account: Hashable, Sendable {
    /// The publisher's name.
    package var name: String
    /// How far it has come, in a few words.
    package var state: String
    /// It has moved.
    package var isMigrated: Bool
    /// What is known of it, each with what it is called.
    package var facts: [Fact]

    /// An account.
    package init(name: String, state: String, isMigrated: Bool, facts: [Fact]) {
      self.name = name
      self.state = state
      self.isMigrated = isMigrated
      self.facts = facts
    }

    /// Something that is known, and what it is called.
    package struct Fact: Hashable, Sendable {
      package var name: String
      package var value: String

      /// A fact.
      package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
      }
    }
  }

  /// How many offers are in a stage.
  package struct StageCount: Hashable, Sendable {
    package var stage: Stage
    package var count: Int

    /// A count.
    package init(stage: Stage, count: Int) {
      self.stage = stage
      self.count = count
    }
  }

  /// An offer that can't go on.
  package struct BlockedOffer: Hashable, Sendable {
    /// Its name.
    package var name: String
    /// Its ID with its publisher's.
    package var key: String
    /// What it can't do.
    package var step: String
    /// All that stands in the way, each as a sentence.
    package var reasons: [String]

    /// An offer with all that stands in its way.
    package init(name: String, key: String, step: String, reasons: [String]) {
      self.name = name
      self.key = key
      self.step = step
      self.reasons = reasons
    }
  }

  /// Something that happened.
  package struct Entry: Hashable, Sendable {
    /// The day and the time.
    package var moment: String
    /// The offer or the publisher that it happened to.
    package var subject: String
    /// What happened.
    package var sentence: String
    /// The stages between which it moved the offer; empty where it did not.
    package var move: String
    /// Who did it.
    package var actor: String

    /// An entry.
    package init(moment: String, subject: String, sentence: String, move: String, actor: String) {
      self.moment = moment
      self.subject = subject
      self.sentence = sentence
      self.move = move
      self.actor = actor
    }
  }

  /// A program.
  package struct Program: Hashable, Sendable {
    package var title: String
    package var revision: String
    package var source: Link

    /// A program.
    package init(title: String, revision: String, source: Link) {
      self.title = title
      self.revision = revision
      self.source = source
    }
  }
}

/// A row of the report's table of offers. Rows are no part of the report itself: there can be more
/// than one would hold.
package struct ReportRow: Hashable, Sendable {
  /// The offer's name.
  package var name: String
  /// Its ID with its publisher's, its type and its track.
  package var particulars: String
  /// Its stage.
  package var stage: Stage
  /// Its stage in words.
  package var stageTitle: String
  /// What is next; empty where nothing is.
  package var next: String
  /// It can't be done.
  package var isBlocked: Bool
  /// The first date that it has not met, and how pressing that is; nil where nothing is due.
  package var due: Due?

  /// A date that an offer has not met.
  package struct Due: Hashable, Sendable {
    package var day: Day
    package var level: Level

    /// A date with its level.
    package init(day: Day, level: Level) {
      self.day = day
      self.level = level
    }
  }

  /// A row.
  package init(
    name: String, particulars: String, stage: Stage, stageTitle: String, next: String,
    isBlocked: Bool, due: Due?
  ) {
    self.name = name
    self.particulars = particulars
    self.stage = stage
    self.stageTitle = stageTitle
    self.next = next
    self.isBlocked = isBlocked
    self.due = due
  }
}

/// A form of a report: what comes before the rows of offers, the rows, and what comes after them.
package protocol ReportForm: Sendable {
  /// All that comes before the first row of offers.
  func opening(_ report: Report) -> String
  /// A row.
  func row(_ row: ReportRow) -> String
  /// All that comes after the last row.
  func closing(_ report: Report) -> String
}
