// xterm's 256 colors, and which of them looks most like a given one.

/// xterm's palette.
enum Palette {
  /// The 256 colors: 16 named ones, a cube of 6 × 6 × 6, and 24 grays (xterm's `256colres.h`
  /// gives the steps; the first 16 are its defaults).
  static let xterm: [Color] = {
    let named: [UInt32] = [
      0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
      0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ]
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let cube = (0..<216).map { Color.rgb(steps[$0 / 36], steps[$0 / 6 % 6], steps[$0 % 6]) }
    let grays = stride(from: UInt8(8), through: 238, by: 10).map { Color.rgb($0, $0, $0) }
    return named.map(Color.init(packed:)) + cube + grays
  }()

  /// The entry in `range` that looks most like `color`; the first of equals.
  static func nearest(to color: Color, in range: ClosedRange<UInt8>) -> UInt8 {
    let wanted = Perceived.of(color)
    var best = range.lowerBound
    var least = Double.infinity
    for index in range {
      let distance = Perceived.of(.indexed(index)).distance(to: wanted)
      if distance < least { (best, least) = (index, distance) }
    }
    return best
  }
}
