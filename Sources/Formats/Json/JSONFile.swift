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
  /// What is ignored in it, and why; a few at most.
  private(set) var warnings: [Mistake] = []
  /// Its value; nil where it is no JSON, which the log then says.
  private(set) var root: JSONValue?
  /// The places at the start of every block of bytes, so that no place is far from a known one:
  /// the portals answer in a single line.
  private lazy var blocks: [Place] = placesOfBlocks()

  /// Reads a file.
  init(_ source: ByteSource, named name: String) throws(FileFailure) {
    self.name = name
    log = MistakeLog(file: name)
    guard let bytes = try source.whole(limit: Self.sizeLimit) else {
      log.add("a JSON file may have 256 MiB at most; use CSV for more", line: 1)
      self.bytes = []
      return
    }
    self.bytes = bytes
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let fault = EncodingFault(in: bytes)
      log.add(fault.sentence, line: fault.line, column: fault.column)
      return
    }
    do throws(JSONMistake) {
      root = try JSONParser.value(of: bytes)
    } catch {
      if let response = PortalErrorResponse(page: bytes) {
        log.add(response.sentence, line: 1)
      } else {
        report(error.sentence, at: error.offset)
      }
    }
  }

  /// A place in the file.
  private struct Place {
    var line = 1
    var column = 1

    mutating func move(past byte: UInt8) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }

  private static let blockSize = 1_024

  private func placesOfBlocks() -> [Place] {
    var places: [Place] = []
    var place = Place()
    for (offset, byte) in bytes.enumerated() {
      if offset % Self.blockSize == 0 { places.append(place) }
      place.move(past: byte)
    }
    return places
  }

  /// The line and the column of a byte, from 1; columns count Unicode scalars.
  func place(of offset: Int) -> (line: Int, column: Int) {
    let end = min(offset, bytes.count)
    let block = min(end / Self.blockSize, blocks.count - 1)
    guard block >= 0 else { return (1, 1) }
    var place = blocks[block]
    // A byte inside of a character has the place of the character.
    for byte in bytes[block * Self.blockSize..<end] { place.move(past: byte) }
    return (place.line, place.column)
  }

  /// The line of a value.
  func line(of value: JSONValue) -> Int { place(of: value.offset).line }

  /// Reports something that is wrong with a value.
  func report(_ sentence: String, at value: JSONValue) {
    report(sentence, at: value.offset)
  }

  /// Warns of something that is ignored; of a few such things, so that a long file can't flood.
  func warn(_ sentence: String, at value: JSONValue) {
    guard warnings.count < Self.warningLimit else { return }
    let place = place(of: value.offset)
    warnings.append(
      Mistake(sentence: sentence, file: name, line: place.line, column: place.column))
  }

  /// The most warnings that are kept.
  private static let warningLimit = 20

  /// Reports something that is wrong at a byte.
  func report(_ sentence: String, at offset: Int) {
    guard !log.isFull else { return log.add(sentence, line: 1) }
    let place = place(of: offset)
    log.add(sentence, line: place.line, column: place.column)
  }
}
