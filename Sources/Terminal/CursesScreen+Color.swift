// How many colors the terminal has, and which of ncurses's numbers stands for each of ours.

internal import CNCurses

extension CursesScreen {
  /// The depth of a terminal, and what numbers its colors.
  static func colors(of terminal: cn_terminal) -> (ColorDepth, cn_color_number) {
    if terminal.direct { return (.direct, directNumber) }
    if terminal.colors >= 256 { return (.indexed256, { number(of: $0, for: .indexed256) }) }
    if terminal.colors >= 8 { return (.ansi16, { number(of: $0, for: .ansi16) }) }
    return (.mono, { _ in -1 })
  }
}

// Not methods: C can call what has no `self`.

private func number(of word: UInt32, for depth: ColorDepth) -> Int32 {
  guard case .indexed(let index) = Cell.color(word)?.derived(for: depth) else { return -1 }
  return Int32(index)
}

private func directNumber(of word: UInt32) -> Int32 {
  guard let color = Cell.color(word) else { return -1 }
  // In terminfo's direct descriptions 0 to 7 are the palette's, and blues so dark are not to be
  // had: a black that nobody can tell from them takes their place.
  if case .indexed(let index) = color, index < 8 { return Int32(index) }
  let (red, green, blue) = color.components
  let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
  return value < 8 ? 0x000100 : value
}
