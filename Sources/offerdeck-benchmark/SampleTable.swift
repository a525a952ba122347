// Offers as a publisher's spreadsheet might list them, made from a seed: every run has the same.

import Foundation

/// A table of offers that never were.
enum SampleTable {
  /// Its columns.
  static let columns = [
    "offer_id", "name", "offer_type", "track", "stage", "publisher_id", "in_appsource",
    "certified_before", "cloud_embed", "tier", "updated_at",
  ]

  /// Words of which each stands in one name of a hundred.
  static let rareWords = products.flatMap { product in areas.map { $0 + product } }

  private static let publishers = ["contoso", "fabrikam", "northwind", "tailspin", "litware"]
  private static let products = [
    "sales", "fleet", "retail", "grants", "leasing", "clinic", "campus", "freight", "harvest",
    "banking",
  ]
  private static let areas = [
    "alpine", "boreal", "coastal", "delta", "eastern", "frontier", "golden", "harbor", "island",
    "jubilee",
  ]

  /// Writes a table of so many offers.
  static func write(_ count: Int, track: String? = nil, to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw Trouble("\(path) can't be written.") }
    defer { try? file.close() }
    var random = SeededRandom(state: 2019)
    var text = columns.joined(separator: ",") + "\n"
    for number in 0..<count {
      text += line(number, track, &random)
      if text.utf8.count > 1 << 20 {
        try file.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try file.write(contentsOf: Data(text.utf8))
  }

  private static func line(
    _ number: Int, _ only: String?, _ random: inout SeededRandom
  ) -> String {
    let publisher = publishers[random.below(publishers.count)]
    let word = rareWords[random.below(rareWords.count)]
    let track = only ?? ["published", "draft", "draft", "new"][random.below(4)]
    let stage =
      track == "published"
      ? "live" : ["draft", "draft", "draft", "submitted", "certified"][random.below(5)]
    let fields = [
      "\(publisher)-\(number)", "\(word.capitalized) \(number)",
      random.below(3) == 0 ? "ops" : "ce", track, stage, publisher,
      track == "published" ? "yes" : ["", "no"][random.below(2)], yesOrNo(&random),
      yesOrNo(&random), ["standard", "premium", ""][random.below(3)],
      "2019-0\(1 + random.below(8))-\(10 + random.below(19))T0\(random.below(10)):00:00Z",
    ]
    return fields.joined(separator: ",") + "\n"
  }

  private static func yesOrNo(_ random: inout SeededRandom) -> String {
    random.below(2) == 0 ? "yes" : "no"
  }
}

/// Numbers that look like chance and are the same in each run (SplitMix64, as Steele, Lea and
/// Flood give it in "Fast splittable pseudorandom number generators", 2014).
struct SeededRandom {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(limit))
  }
}
