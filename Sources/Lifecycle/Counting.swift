// Numbers as people read them.

extension Int {
  /// The number with its thousands set apart by commas.
  package var grouped: String {
    var digits = ""
    for (place, digit) in String(magnitude).reversed().enumerated() {
      if place > 0 && place.isMultiple(of: 3) { digits.insert(",", at: digits.startIndex) }
      digits.insert(digit, at: digits.startIndex)
    }
    return (self < 0 ? "-" : "") + digits
  }

  /// The number with what it counts: `1 offer`, `2,000 offers`.
  package func counted(_ noun: String) -> String {
    "\(grouped) \(noun)" + (self == 1 ? "" : "s")
  }
}
