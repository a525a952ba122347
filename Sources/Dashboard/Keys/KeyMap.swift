// Which key asks for what: the keys of the list of commands, as a preset and a person change them.

package import Terminal

/// Which key asks for what.
package struct KeyMap: Hashable, Sendable {
  private let keys: [Command: [Key]]
  private let commands: [Key: Command]

  /// The keys as they are unless they are changed.
  package static let standard = KeyMap(
    Dictionary(uniqueKeysWithValues: Command.allCases.map { ($0, $0.keys) }))

  /// A map from commands to their keys, of which the first is the one that is shown.
  package init(_ keys: [Command: [Key]]) {
    var commands: [Key: Command] = [:]
    for command in Command.allCases {
      for key in keys[command] ?? [] where commands[key] == nil { commands[key] = command }
    }
    self.commands = commands
    self.keys = keys
  }

  /// What a key asks for.
  package subscript(key: Key) -> Command? { commands[key] }

  /// The keys of a command, the one first that is shown.
  package func keys(for command: Command) -> [Key] { keys[command] ?? [] }

  /// The key to show for a command; nil where it has none.
  package func key(for command: Command) -> Key? { keys[command]?.first }

  /// The map with other keys for some commands. A key that one of them gets is taken from the
  /// command that had it.
  package func changing(_ changes: [Command: [Key]]) -> KeyMap {
    let taken = Set(changes.values.joined())
    return KeyMap(
      keys.mapValues { $0.filter { !taken.contains($0) } }.merging(changes) { $1 })
  }
}

extension KeyMap {
  /// Keys as people know them from elsewhere.
  package enum Preset: String, CaseIterable, Sendable {
    case arrows, vim, emacs
  }

  /// The keys of a preset.
  package init(_ preset: Preset) {
    self = .standard.changing(preset.changes)
  }
}

extension KeyMap.Preset {
  /// What the preset changes of the list of commands.
  fileprivate var changes: [Command: [Key]] {
    switch self {
    case .arrows: [:]
    case .vim:
      // The digits are free, so that they begin counts, as `5j`.
      [
        .pageUp: [Key(.pageUp), Key("b", .control), Key("u", .control)],
        .pageDown: [Key(.pageDown), Key("f", .control), Key("d", .control)],
        .previousPanel: [Key(.backTab), Key(.left), Key("h")],
        .history: [Key("H")],
        .repeatFilter: [Key("n"), Key(".")],
        .showDraft: [Key("1", .alt)],
        .showSubmitted: [Key("2", .alt)],
        .showCertified: [Key("3", .alt)],
        .showLive: [Key("4", .alt)],
      ]
    case .emacs:
      [
        .up: [Key(.up), Key("p", .control)],
        .down: [Key(.down), Key("n", .control)],
        .pageUp: [Key(.pageUp), Key("v", .alt)],
        .pageDown: [Key(.pageDown), Key("v", .control)],
        .first: [Key(.home), Key("<", .alt)],
        .last: [Key(.end), Key(">", .alt)],
        .nextPanel: [Key(.tab), Key(.right), Key("f", .control)],
        .previousPanel: [Key(.backTab), Key(.left), Key("b", .control)],
        .back: [Key(.escape), Key("g", .control)],
        .filter: [Key("s", .control), Key("/")],
        .jump: [Key("g", .alt), Key("#")],
        .undo: [Key("_", .control), Key("u")],
        .redo: [Key("_", .alt), Key("r", .control)],
        .mark: [Key(" ", .control), Key(" ")],
        .copy: [Key("w", .alt), Key("y")],
        .palette: [Key("x", .alt), Key(":")],
      ]
    }
  }
}
