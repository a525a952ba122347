// Pieces of an HTML page that can't be broken by what stands in them: text becomes markup only by
// being escaped. Written so that a parser of XML reads the page as well as a browser does.

/// A piece of a page.
struct Markup {
  /// How it stands in the file.
  private(set) var source: String

  /// Text, escaped.
  init(_ text: String) { source = Self.escaped(text) }

  private init(source: String) { self.source = source }

  /// Pieces one after the other.
  static func all(_ pieces: [Markup]) -> Markup {
    Markup(source: pieces.map(\.source).joined())
  }

  /// An element with its attributes in the order in which they are given. One that has nothing in it
  /// is closed by a tag of its own unless HTML knows it as empty.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup] = []
  ) -> Markup {
    let head = name + attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    if children.isEmpty && voids.contains(name) { return Markup(source: "<\(head)/>") }
    return Markup(source: "<\(head)>\(children.map(\.source).joined())</\(name)>")
  }

  /// An element with a text in it.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ text: String
  ) -> Markup {
    element(name, attributes, [Markup(text)])
  }

  /// An element with a text in it, and no attributes.
  static func element(_ name: String, _ text: String) -> Markup { element(name, [:], text) }

  /// The style sheet: the program's own text, which has nothing in it that would have to be escaped.
  static func style(_ sheet: String) -> Markup {
    precondition(!sheet.contains { $0 == "<" || $0 == "&" }, "A style sheet is no markup.")
    return Markup(source: "<style>\n\(sheet)</style>")
  }

  /// The elements that are empty in HTML, and those of SVG that are here.
  private static let voids: Set<String> = ["br", "col", "line", "meta", "path", "rect", "polyline"]

  /// The text with what means something in HTML or XML written by its name or number, and without
  /// what no page can hold.
  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\n", "\t": escaped.append(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
