// Themes as YAML. Keys: name, title, [light], [inherits], [palette], [styles].
//
//   palette   names to colors as "#rrggbb"
//   styles    roles to {ink, paper, attributes, mono}; a color is a name of the palette or
//             "#rrggbb"; attributes are bold, dim, italic, underline, reverse; mono replaces them
//             where the terminal has no colors
//   inherits  another theme, whose palette and styles hold where this one says nothing: a theme
//             can change the palette alone

import Lifecycle

/// Themes as files.
package enum ThemeFile {
  /// Reads a theme.
  ///
  /// - Parameters:
  ///   - text: The file, as it is.
  ///   - name: What the file is called in mistakes.
  ///   - roles: The roles that there are.
  ///   - parent: The theme of a name, for `inherits`; nil where there is none, or where it inherits
  ///     from this one.
  /// - Throws: everything that is wrong with it, each with line and column.
  package static func read(
    _ text: String, named name: String, roles: [String], parent: (String) -> ThemeSheet?
  ) throws(FileMistakes) -> ThemeSheet {
    let log = MistakeLog(file: name)
    let sheet = YamlDocument(text, log: log).flatMap { self.sheet($0.root, roles, parent) }
    try log.check()
    guard let sheet else {
      preconditionFailure("A theme that can't be read must leave a mistake.")
    }
    return sheet
  }

  private static func sheet(
    _ root: YamlValue, _ roles: [String], _ parent: (String) -> ThemeSheet?
  ) -> ThemeSheet? {
    let keys = ["name", "title", "light", "inherits", "palette", "styles"]
    guard let file = root.mapping("a theme", keys: keys) else { return nil }
    var sheet = ThemeSheet(name: "", title: "", isLight: false, palette: [:], styles: [:])
    if let base = file["inherits"], let name = base.text("“inherits”") {
      guard let found = parent(name) else {
        base.report("no theme \(name.inQuotes) to inherit from, or it inherits from this one")
        return nil
      }
      sheet = found
      // Those are places of another file.
      sheet.places = [:]
    }
    // What is missing is told, and everything else that is wrong too.
    sheet.name = file.text("name") ?? ""
    sheet.title = file.text("title") ?? ""
    if let light = file["light"]?.word("“light”", of: YesOrNo.self) {
      sheet.isLight = light == .yes
    }
    for (key, value) in file["palette"]?.pairs("“palette”") ?? [] {
      guard let name = key.text("a name"), let text = value.text("a color") else { continue }
      guard let color = SheetColor(hex: text) else {
        value.report("invalid color \(text.inQuotes); use \"#rrggbb\"")
        continue
      }
      sheet.palette[name] = color
      sheet.places[name] = key.place
    }
    for (key, value) in file["styles"]?.pairs("“styles”") ?? [] {
      guard let name = key.text("a role") else { continue }
      let role = earlierRoles[name] ?? name
      guard roles.contains(role) else {
        key.report("unknown role \(role.inQuotes); \(Vocabulary(words: roles).hint(for: role))")
        continue
      }
      sheet.styles[role] = style(value, sheet)
      sheet.places[ThemeSheet.key(role)] = key.place
    }
    return sheet
  }

  private static func style(_ value: YamlValue, _ sheet: ThemeSheet) -> SheetStyle? {
    guard
      let entry = value.mapping("a style", keys: ["ink", "paper", "attributes", "mono"])
    else { return nil }
    return SheetStyle(
      ink: color(entry["ink"], sheet), paper: color(entry["paper"], sheet),
      attributes: attributes(entry["attributes"]) ?? [], mono: attributes(entry["mono"]))
  }

  private static func color(_ value: YamlValue?, _ sheet: ThemeSheet) -> String? {
    guard let value, let name = value.text("a color") else { return nil }
    if sheet.color(name) == nil {
      value.report(
        "\(name.inQuotes) is neither in the palette nor a color such as \"#rrggbb\"; "
          + Vocabulary(words: sheet.palette.keys.sorted()).hint(for: name))
    }
    return name
  }

  private static func attributes(_ value: YamlValue?) -> Set<SheetAttribute>? {
    value?.list("attributes").map { list in
      Set(list.compactMap { $0.word("attribute", of: SheetAttribute.self) })
    }
  }

  /// Names of roles in themes for earlier versions.
  private static let earlierRoles = ["stage.unrecognised": "stage.unknown"]

  private enum YesOrNo: String, CaseIterable {
    case yes, no
  }
}
