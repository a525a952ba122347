// Which writing systems a text mixes: one name can be made to look like another by letters of a
// second one. Only what is needed to say so, not the whole of the Unicode script property.

/// A writing system, or several that are written together.
enum WritingSystem: String {
  case latin = "Latin"
  case greek = "Greek"
  case cyrillic = "Cyrillic"
  case armenian = "Armenian"
  case hebrew = "Hebrew"
  case arabic = "Arabic"
  case indic = "Indic"
  case thai = "Thai"
  case georgian = "Georgian"
  case hangul = "Hangul"
  /// Han, Hiragana, Katakana and Bopomofo, which one word may use together, with Latin too
  /// (UTS 39, section 5.2, "Highly Restrictive").
  case eastAsian = "East Asian"
  case other = "other"

  /// The systems that the letters of a text belong to, in the order in which they appear.
  static func all(in text: some StringProtocol) -> [WritingSystem] {
    var found: [WritingSystem] = []
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      guard let system = of(scalar), !found.contains(system) else { continue }
      found.append(system)
    }
    return found
  }

  /// Whether a text mixes systems that no language writes together.
  static func areMixed(in text: some StringProtocol) -> Bool {
    let found = Set(all(in: text))
    if found.count < 2 { return false }
    return !found.isSubset(of: [.latin, .eastAsian]) && !found.isSubset(of: [.eastAsian, .hangul])
      && !found.isSubset(of: [.latin, .hangul])
  }

  /// The system of a letter; nil for marks, which go with any.
  private static func of(_ scalar: Unicode.Scalar) -> WritingSystem? {
    switch scalar.value {
    case 0x0300...0x036F: nil
    case 0x41...0x024F, 0x0250...0x02AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF: .latin
    case 0x0370...0x03FF, 0x1F00...0x1FFF: .greek
    case 0x0400...0x052F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: .cyrillic
    case 0x0530...0x058F: .armenian
    case 0x0590...0x05FF: .hebrew
    case 0x0600...0x077F, 0x08A0...0x08FF: .arabic
    case 0x0900...0x0DFF: .indic
    case 0x0E00...0x0E7F: .thai
    case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: .georgian
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: .hangul
    case 0x2E80...0x312F, 0x31A0...0x31FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF:
      .eastAsian
    default: .other
    }
  }
}
