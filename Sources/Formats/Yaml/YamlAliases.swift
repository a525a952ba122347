// Aliases of aliases can stand for more values than fit into memory, and the parser looks at all of
// them; so it is not begun on a text that has any.

/// Looks for aliases in the text of a YAML file.
enum YamlAliases {
  /// The place of the first alias, if the text also has an anchor; nil otherwise.
  static func place(in text: String) -> YamlPlace? {
    guard text.utf8.contains(0x26), text.utf8.contains(0x2A) else { return nil }
    var scan = Scan()
    for scalar in text.unicodeScalars { scan.take(scalar) }
    return scan.hasAnchor ? scan.alias : nil
  }

  /// What is being read.
  private enum State {
    /// A value can begin here.
    case start
    /// Within a plain value, or behind one.
    case value
    /// Within quotes of this sign.
    case quotes(Unicode.Scalar)
    case comment
    /// A tag: a value can still follow it.
    case tag
    /// Behind the sign of an anchor or an alias.
    case mark(Unicode.Scalar, YamlPlace)
    /// Within the name of an anchor: a value can follow it.
    case anchor
  }

  private struct Scan {
    var hasAnchor = false
    var alias: YamlPlace?
    private var state = State.start
    private var place = YamlPlace(line: 1, column: 0)
    private var isAfterSpace = true

    mutating func take(_ scalar: Unicode.Scalar) {
      place.column += 1
      let isSpace = scalar == " " || scalar == "\t" || scalar == "\r"
      defer { isAfterSpace = isSpace || scalar == "\n" }
      if case .quotes(let sign) = state {
        if scalar == sign { state = .value }
        if scalar == "\n" { place = YamlPlace(line: place.line + 1, column: 0) }
        return
      }
      if scalar == "\n" {
        place = YamlPlace(line: place.line + 1, column: 0)
        state = .start
        return
      }
      switch state {
      case .comment, .quotes: return
      case .mark(let sign, let place) where !isSpace && !",[]{}".unicodeScalars.contains(scalar):
        if sign == "&" { hasAnchor = true } else { alias = alias ?? place }
        state = .anchor
      case .tag, .anchor:
        if isSpace { state = .start }
      case .mark:
        state = .value
        read(scalar, isSpace)
      case .start, .value: read(scalar, isSpace)
      }
    }

    private mutating func read(_ scalar: Unicode.Scalar, _ isSpace: Bool) {
      let canBegin = if case .start = state { true } else { false }
      switch scalar {
      case "#" where isAfterSpace: state = .comment
      case "-", "?", ":", ",", "[", "{": state = .start
      case "&" where canBegin, "*" where canBegin: state = .mark(scalar, place)
      case "!" where canBegin: state = .tag
      case "\"" where canBegin, "'" where canBegin: state = .quotes(scalar)
      default: if !isSpace { state = .value }
      }
    }
  }
}
