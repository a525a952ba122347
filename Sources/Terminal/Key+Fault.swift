// Which keys no terminal sends, or none apart from another: a keymap that names one would wait for
// it for ever.

extension Key {
  /// Why no terminal sends the key of a name, as the end of a sentence; nil where one does, and
  /// where there is no key of that name at all.
  ///
  /// What terminals send is that of xterm without its extensions (ctlseqs.html, "Keyboard"): a
  /// control character has five bits, so that few keys have one, and none has Shift in it.
  package static func fault(ofName name: String) -> String? {
    guard let (symbol, held) = parts(of: name) else { return nil }
    let isControl = held.contains(.control)
    switch symbol {
    case .character(" "):
      return held.contains(.shift) ? "a terminal sends Shift and Space as Space alone" : nil
    case .character(let character):
      if isControl, let reason = fault(ofControl: character) { return reason }
      guard held.contains(.shift) else { return nil }
      return isControl
        ? "a terminal sends Control and a letter without telling whether Shift was held"
        : "Shift is a part of the character; write “\(character.uppercased())”"
    case .enter, .escape, .backspace, .tab:
      let plain = Key(symbol).name
      if symbol == .tab && held == .shift || held.subtracting(.alt).isEmpty { return nil }
      return "a terminal sends it as \(plain) alone"
    case .function(let number) where number > 20:
      return "terminals send F1 to F20 only"
    default: return nil
    }
  }

  private static func fault(ofControl character: Character) -> String? {
    switch character {
    case "c", "C": "Ctrl-C always ends the program"
    case "\\": "Ctrl-\\ always ends the program"
    case "@": "a terminal sends it as C-Space"
    case "/": "a terminal sends it as C-_"
    case "?": "a terminal sends it as Backspace"
    case "[", "]", "^", "_": nil
    case _ where character.isASCII && character.isLetter: nil
    default: "a terminal sends “\(character)” alone, whether Control is held or not"
    }
  }
}
