// A commented config.yaml with every setting and every command, each as it holds without it.

extension ConfigFile {
  /// The text of the example.
  ///
  /// - Parameter commands: the commands, with what they do and their keys by name.
  package static func example(
    _ commands: [(name: String, title: String, keys: [String])]
  ) -> String {
    var lines = [
      "# The configuration of offerdeck. Every line is optional; remove the # to change one.",
      "# Environment variables override this file, and flags override both.",
      "",
    ]
    for setting in Setting.allCases {
      lines += setting.meaning.comment(columns: 98)
      lines += ["# (\(setting.variable))", "#\(setting.rawValue): \(setting.example)", ""]
    }
    lines += """
      A command has the keys listed here and no others; none removes them all. Write keys as the \
      help shows them: a character, Enter, Esc, Tab, Space, Up, PgDn or F5, with C- (Control), A- \
      (Alt) or S- (Shift) in front. A key that another command had is taken from it.
      """.comment(columns: 98)
    lines.append("#keys:")
    let entries = commands.map { command in
      let keys = command.keys.map(\.quoted)
      let value = keys.count == 1 ? keys[0] : "[\(keys.joined(separator: ", "))]"
      return (text: "#  \(command.name): \(value)", title: command.title)
    }
    let width = entries.map(\.text.count).max() ?? 0
    for (text, title) in entries {
      lines.append(text + String(repeating: " ", count: width - text.count) + "  # " + title)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The name of a key as YAML takes it for a text.
  fileprivate var quoted: String {
    let isPlain = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    if isPlain && self != "-" { return self }
    return contains("\"") || contains("\\") ? "'\(self)'" : "\"\(self)\""
  }

  /// The text as comments of at most so many columns.
  fileprivate func comment(columns: Int) -> [String] {
    var lines = ["#"]
    for word in split(separator: " ") {
      if lines[lines.count - 1].count + 1 + word.count > columns { lines.append("#") }
      lines[lines.count - 1] += " " + word
    }
    return lines
  }
}
