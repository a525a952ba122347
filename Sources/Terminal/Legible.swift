// Text from files and portals, made harmless to a terminal and measured in its columns.

/// What a terminal would show of a text. Names come from outside: a control character in one could
/// move the cursor, a direction mark could show one name as another, and a tower of accents could
/// paint over other rows. `Canvas.write` does this by itself; these are for those who need the text
/// or its extent beforehand.
package enum Legible {
  /// The text as it is drawn: control characters as their pictures (`␀` …) or U+FFFD, direction
  /// marks, tags and separators of lines as U+FFFD, no invisible spaces, and at most four marks on
  /// one base.
  package static func legible(_ text: some StringProtocol) -> String {
    let text = String(text)
    return text.withGlyphs { glyphs in
      if glyphs.isASCII { return text }
      var shown = String.UnicodeScalarView()
      for glyph in glyphs { glyph.append(to: &shown) }
      return String(shown)
    }
  }

  /// How many columns the text takes when it is drawn.
  package static func columns(of text: some StringProtocol) -> Int {
    String(text).withGlyphs { $0.columns }
  }

  /// The legible text, where it does not fit into `columns` cut and ended by `ellipsis` (which is
  /// left out where it does not fit itself). Never longer than `columns`.
  package static func clipped(
    _ text: some StringProtocol, to columns: Int, ellipsis: String = "…"
  ) -> String {
    let text = String(text)
    return text.withGlyphs { glyphs in
      if glyphs.fit(into: columns) { return legible(text) }
      let tail = self.columns(of: ellipsis)
      let room = tail <= columns ? columns - tail : columns
      var shown = String.UnicodeScalarView()
      var used = 0
      for glyph in glyphs {
        used += Int(glyph.width)
        if used > room { break }
        glyph.append(to: &shown)
      }
      return String(shown) + (tail <= columns ? legible(ellipsis) : "")
    }
  }
}
