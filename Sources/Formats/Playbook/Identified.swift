// Parts of a playbook that have IDs: each ID once, and its place, for what is said of it later.

import Lifecycle

/// A part of a playbook with an ID.
protocol PlaybookPart {
  var id: String { get }
}

extension Page: PlaybookPart {}
extension Consequence: PlaybookPart {}
extension Deadline: PlaybookPart {}

/// Parts in the order of the file, each ID once; a second one is a mistake.
struct Identified<Part: PlaybookPart> {
  private(set) var values: [Part] = []
  /// IDs with the values that they stand in, in the order of the file.
  private(set) var places: [(id: String, place: YamlValue)] = []

  var ids: [String] { places.map(\.id) }

  /// Takes parts, each with the value of its ID.
  init(_ parts: [(Part, YamlValue)], what: String) {
    var lines: [String: Int] = [:]
    for (part, place) in parts {
      if let line = lines[part.id] {
        place.report("duplicate \(what) \(part.id.inQuotes) (first on line \(line))")
        continue
      }
      lines[part.id] = place.place.line
      values.append(part)
      places.append((part.id, place))
    }
  }
}
