// A JSON file: its value, its name, and the lines of its bytes.

/// A JSON file that was read.
final class JSONFile {
  /// The largest file that is read, in bytes: it is held whole.
  static let sizeLimit = 256 << 20

  /// What it is called in mistakes.
  let name: String
  /// All of it.
  let bytes: [UInt8]
  /// Where mistakes in it go.
  let log: MistakeLog
  /// Its value; nil where it is no JSON, which the log then says.
  private(set) var root: JSONValue?
  /// The places of its line breaks, in bytes.
  private let breaks: [Int]

  /// Reads a file.
  init(_ source: ByteSource, named name: String) throws(FileFailure) {
    self.name = name
    log = MistakeLog(file: name)
    guard let bytes = try source.whole(limit: Self.sizeLimit) else {
      log.add("a JSON file may have 256 MiB at most; use CSV for more", line: 1)
      self.bytes = []
      breaks = []
      return
    }
    self.bytes = bytes
    breaks = bytes.indices.filter { bytes[$0] == 0x0A }
    do throws(JSONMistake) {
      root = try JSONParser.value(of: bytes)
    } catch {
      report(error.sentence, at: error.offset)
    }
  }

  /// The line and the column of a byte, from 1; columns count Unicode scalars.
  func place(of offset: Int) -> (line: Int, column: Int) {
    let before = breaks(before: offset)
    let start = before == 0 ? 0 : breaks[before - 1] + 1
    let column = bytes[start..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 }
    return (before + 1, column + 1)
  }

  /// The line of a value. Does not ask for its column, which takes long in a file of one line.
  func line(of value: JSONValue) -> Int { breaks(before: value.range.lowerBound) + 1 }

  /// The number of line breaks before a byte, by halving.
  private func breaks(before offset: Int) -> Int {
    var low = 0
    var high = breaks.count
    while low < high {
      let middle = (low + high) / 2
      if breaks[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Reports something that is wrong with a value.
  func report(_ sentence: String, at value: JSONValue) {
    report(sentence, at: value.range.lowerBound)
  }

  /// Reports something that is wrong at a byte.
  func report(_ sentence: String, at offset: Int) {
    let place = place(of: offset)
    log.add(sentence, line: place.line, column: place.column)
  }
}
