// Colours, and what is left of them on terminals that have fewer.

import Testing

@testable import Terminal

@Suite struct ColourTests {
  @Test func `hexadecimal colours are read in either case, and nothing else is`() {
    #expect(Colour(hex: "#1a2B3c") == .rgb(0x1A, 0x2B, 0x3C))
    for text in ["", "#", "1a2b3c", "#1a2b3", "#1a2b3c4", "#1a2b3g", "#１２３４５６", " #1a2b3c"] {
      #expect(Colour(hex: text) == nil, "\(text)")
    }
  }

  @Test func `each entry of xterm's cube and greys is derived to itself`() {
    for index in UInt8(16)...255 {
      let (red, green, blue) = Colour.indexed(index).components
      guard case .indexed(let nearest) = Colour.rgb(red, green, blue).derived(for: .indexed256)
      else {
        Issue.record("no colour for \(index)")
        continue
      }
      #expect(Palette.xterm[Int(nearest)] == Palette.xterm[Int(index)])
    }
  }

  @Test func `the palette has xterm's values`() {
    #expect(Palette.xterm.count == 256)
    #expect(Palette.xterm[16] == .rgb(0, 0, 0))
    #expect(Palette.xterm[110] == .rgb(135, 175, 215))
    #expect(Palette.xterm[231] == .rgb(255, 255, 255))
    #expect(Palette.xterm[232] == .rgb(8, 8, 8))
    #expect(Palette.xterm[255] == .rgb(238, 238, 238))
  }

  @Test func `fewer colours are the nearest to the eye`() {
    #expect(Colour.rgb(250, 10, 10).derived(for: .ansi16) == .indexed(9))
    #expect(Colour.rgb(0, 0, 0).derived(for: .ansi16) == .indexed(0))
    #expect(Colour.rgb(0, 200, 0).derived(for: .ansi16) == .indexed(2))
    #expect(Colour.rgb(255, 240, 0).derived(for: .ansi16) == .indexed(11))
    #expect(Colour.rgb(255, 135, 0).derived(for: .indexed256) == .indexed(208))
    #expect(Colour.indexed(196).derived(for: .ansi16) == .indexed(9))
  }

  @Test func `a depth that has the colour keeps it, and none has none`() {
    #expect(Colour.rgb(1, 2, 3).derived(for: .direct) == .rgb(1, 2, 3))
    #expect(Colour.indexed(5).derived(for: .ansi16) == .indexed(5))
    #expect(Colour.indexed(200).derived(for: .indexed256) == .indexed(200))
    #expect(Colour.rgb(1, 2, 3).derived(for: .mono) == nil)
    #expect(ColourDepth.mono < .ansi16 && ColourDepth.indexed256 < .direct)
  }
}
