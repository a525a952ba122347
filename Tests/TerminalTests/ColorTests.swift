// Colors, and what is left of them on terminals that have fewer.

import Testing

@testable import Terminal

@Suite struct ColorTests {
  @Test func `hexadecimal colors are read in either case, and nothing else is`() {
    #expect(Color(hex: "#1a2B3c") == .rgb(0x1A, 0x2B, 0x3C))
    for text in ["", "#", "1a2b3c", "#1a2b3", "#1a2b3c4", "#1a2b3g", "#１２３４５６", " #1a2b3c"] {
      #expect(Color(hex: text) == nil, "\(text)")
    }
  }

  @Test func `each entry of xterm's cube and grays is derived to itself`() {
    for index in UInt8(16)...255 {
      let (red, green, blue) = Color.indexed(index).components
      guard case .indexed(let nearest) = Color.rgb(red, green, blue).derived(for: .indexed256)
      else {
        Issue.record("no color for \(index)")
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

  @Test func `fewer colors are the nearest to the eye`() {
    #expect(Color.rgb(250, 10, 10).derived(for: .ansi16) == .indexed(9))
    #expect(Color.rgb(0, 0, 0).derived(for: .ansi16) == .indexed(0))
    #expect(Color.rgb(0, 200, 0).derived(for: .ansi16) == .indexed(2))
    #expect(Color.rgb(255, 240, 0).derived(for: .ansi16) == .indexed(11))
    #expect(Color.rgb(255, 135, 0).derived(for: .indexed256) == .indexed(208))
    #expect(Color.indexed(196).derived(for: .ansi16) == .indexed(9))
  }

  @Test func `a depth that has the color keeps it, and none has none`() {
    #expect(Color.rgb(1, 2, 3).derived(for: .direct) == .rgb(1, 2, 3))
    #expect(Color.indexed(5).derived(for: .ansi16) == .indexed(5))
    #expect(Color.indexed(200).derived(for: .indexed256) == .indexed(200))
    #expect(Color.rgb(1, 2, 3).derived(for: .mono) == nil)
    #expect(ColorDepth.mono < .ansi16 && ColorDepth.indexed256 < .direct)
  }
}
