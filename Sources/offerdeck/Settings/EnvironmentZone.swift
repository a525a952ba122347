// The time zone that TZ names. Foundation understands names alone: of the rules that POSIX allows in TZ it
// turns the sign around, or takes the system's zone without a word. The C library understands all of
// them, so it is asked which zone has the same clocks.

import Foundation
import Lifecycle

/// The time zone of the environment.
struct EnvironmentZone {
  /// The zone.
  let zone: TimeZone
  /// Why it may not be the one that was meant; nil if it is.
  let complaint: String?

  private static let folder = "/usr/share/zoneinfo/"

  /// The zone of a value of TZ; that of the system if the variable is not set.
  init(_ variable: String?) {
    guard let variable else {
      (zone, complaint) = (.current, nil)
      return
    }
    // A colon before a name means nothing on Linux, and nothing at all means UTC.
    var name = variable.hasPrefix(":") ? String(variable.dropFirst()) : variable
    if name.isEmpty { name = "UTC" }
    if name.hasPrefix(Self.folder) { name = String(name.dropFirst(Self.folder.count)) }
    if !name.hasPrefix("/"), !name.contains(".."), access(Self.folder + name, R_OK) == 0,
      let zone = TimeZone(identifier: name)
    {
      (self.zone, complaint) = (zone, nil)
      return
    }
    if ["UTC", "GMT"].contains(name), let zone = TimeZone(secondsFromGMT: 0) {
      (self.zone, complaint) = (zone, nil)
      return
    }
    let isRule = name.contains(where: \.isNumber) && !name.hasPrefix("/")
    guard isRule || access(name, R_OK) == 0 else {
      // As every program does with what it can't read.
      (zone, complaint) = (.gmt, "TZ: unknown time zone \(name.inQuotes); using UTC")
      return
    }
    tzset()
    let offsets = Self.samples.map(Self.offset)
    if Set(offsets).count == 1, let zone = TimeZone(secondsFromGMT: offsets[0]) {
      (self.zone, complaint) = (zone, nil)
    } else if let zone = Self.zone(with: offsets) {
      (self.zone, complaint) = (zone, nil)
    } else {
      let now = Self.offset(at: time(nil))
      zone = TimeZone(secondsFromGMT: now) ?? .gmt
      complaint =
        "TZ: no time zone has the rules \(name.inQuotes); assuming a fixed offset from UTC. "
        + "Use a name, such as Europe/Berlin"
    }
  }

  /// Noon of every fifth day of some years: every change of the clocks lies between two of them.
  private static let samples: [time_t] = (0..<870).map { 1_515_000_000 + $0 * 5 * 86_400 }

  /// The seconds by which the clocks of TZ are ahead of UTC at a moment.
  private static func offset(at moment: time_t) -> Int {
    var (moment, parts) = (moment, tm())
    localtime_r(&moment, &parts)
    return parts.tm_gmtoff
  }

  /// A zone whose clocks show the same at all samples.
  private static func zone(with offsets: [Int]) -> TimeZone? {
    let dates = samples.map { Date(timeIntervalSince1970: TimeInterval($0)) }
    return TimeZone.knownTimeZoneIdentifiers.lazy.compactMap { TimeZone(identifier: $0) }.first {
      zone in zip(dates, offsets).allSatisfy { zone.secondsFromGMT(for: $0) == $1 }
    }
  }
}
