// A date in a report, with its course so far and the one that is to be expected.

package import Lifecycle

extension Report {
  /// A date with what the offers make of it.
  package struct DueDate: Hashable, Sendable {
    /// What has to be done.
    package var title: String
    /// The last day.
    package var day: Day
    /// The zone in which it ends.
    package var zone: String
    /// How pressing it is.
    package var level: Level
    /// The time that is left, or that has passed since.
    package var left: String
    /// The day by which the rest has to begin.
    package var startBy: Day
    /// That day as seen from now: `in 18 d`.
    package var startByLeft: String
    /// The days that the work takes, and where they come from.
    package var lead: String
    /// How many offers it concerns.
    package var concerned: Int
    /// How many of them have met it.
    package var met: Int
    /// How many have not met it and have it on hold.
    package var held: Int
    /// The words for those: `on hold (type dispute)`.
    package var holdTitle: String
    /// What is lost where it is not met.
    package var losses: [Loss]
    /// What is to be expected, in sentences; empty where nothing can be said.
    package var outlook: [String] = []
    /// Its course; nil where it is not known.
    package var course: Course?

    /// A date with what is counted of it.
    package init(
      title: String, day: Day, zone: String, level: Level, left: String, startBy: Day,
      startByLeft: String, lead: String, concerned: Int, met: Int, held: Int = 0,
      holdTitle: String = Level.onHold.title, losses: [Loss]
    ) {
      self.title = title
      self.day = day
      self.zone = zone
      self.level = level
      self.left = left
      self.startBy = startBy
      self.startByLeft = startByLeft
      self.lead = lead
      self.concerned = concerned
      self.met = met
      self.held = held
      self.holdTitle = holdTitle
      self.losses = losses
    }

    /// How many offers have not met it and do not have it on hold.
    package var rest: Int { concerned - met - held }
    /// There is something to begin by its start-by day.
    package var isToStart: Bool { ![.met, .missed, .onHold].contains(level) }
    /// How many have it on hold, in words; nil if none has.
    package var heldSentence: String? { held > 0 ? "\(held.grouped) \(holdTitle)" : nil }
  }

  /// Something that is lost.
  package struct Loss: Hashable, Sendable {
    package var title: String
    package var meaning: String

    /// Something that is lost, and what that means.
    package init(title: String, meaning: String) {
      self.title = title
      self.meaning = meaning
    }
  }

  /// How many offers had met a date, day by day, and how many are to be expected.
  package struct Course: Hashable, Sendable {
    /// How many had met it at the end of a day, the earliest first.
    package var met: [Point]
    /// How many are expected at least and at most, by the same days; empty where that is not known.
    package var expected: [Range]
    /// What is expected follows from the pace so far; else from how long the work takes alone.
    package var isKnown: Bool
    /// The day that it is.
    package var today: Day

    /// A course.
    package init(met: [Point], expected: [Range] = [], isKnown: Bool = true, today: Day) {
      self.met = met
      self.expected = expected
      self.isKnown = isKnown
      self.today = today
    }

    /// A count at a day.
    package struct Point: Hashable, Sendable {
      package var day: Day
      package var count: Int

      /// A count at a day.
      package init(day: Day, count: Int) {
        self.day = day
        self.count = count
      }
    }

    /// The counts that are expected at a day.
    package struct Range: Hashable, Sendable {
      package var day: Day
      package var low: Double
      package var high: Double

      /// The least and the most that is expected at a day.
      package init(day: Day, low: Double, high: Double) {
        self.day = day
        self.low = low
        self.high = high
      }
    }
  }
}
