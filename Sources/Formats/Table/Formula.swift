// Spreadsheets run a field that begins like a formula. A leading apostrophe, which they take for “this
// is text”, keeps them from it; reading takes it away again.

/// Fields that a spreadsheet could take for a formula.
enum Formula {
  /// A field as it is safe to write.
  static func disarmed(_ field: String) -> String { isFormula(field) ? "'" + field : field }

  /// A field as it was before it was made safe.
  static func restored(_ field: String) -> String {
    field.utf8.first == 0x27 && isFormula(field.dropFirst()) ? String(field.dropFirst()) : field
  }

  /// Whether a field begins a formula, after any number of apostrophes: one that begins with an
  /// apostrophe of its own gets another, so that it stays the same as well.
  private static func isFormula(_ field: some StringProtocol) -> Bool {
    guard let first = field.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    return starts.contains(first)
  }

  /// What formulas begin with, in both widths, and the characters that spreadsheets skip before.
  private static let starts = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)
}
