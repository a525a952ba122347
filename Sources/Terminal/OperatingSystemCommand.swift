// What a terminal is told beyond its screen: the clipboard and messages of the desktop, as operating
// system commands (ECMA-48's OSC), wrapped where another program stands in between.

internal import FoundationEssentials

/// Commands to what is around the screen.
enum OperatingSystemCommand {
  /// The longest text for the clipboard, in bytes. Terminals cut or drop what is longer than some
  /// 100,000 bytes once it is written in Base64.
  static let copyLimit = 74_994
  /// What GNU Screen lets through in one piece; it takes 768 bytes at most.
  private static let screenPiece = 500
  /// The longest message, in columns.
  private static let messageLimit = 200

  /// Puts text on the clipboard (OSC 52); nil where it is too long.
  static func copy(_ text: String, by clipboard: Capabilities.Clipboard) -> String? {
    guard text.utf8.count <= copyLimit else { return nil }
    let command = "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{07}"
    switch clipboard {
    case .direct: return command
    // By itself for a tmux that takes it (`set-clipboard on`), and wrapped, with every ESC doubled,
    // for one that lets it through (`allow-passthrough on`). One that does neither drops both.
    case .tmux:
      return command + "\u{1B}Ptmux;" + command.replacing("\u{1B}", with: "\u{1B}\u{1B}")
        + "\u{1B}\\"
    case .screen:
      var wrapped = ""
      var rest = command[...]
      while !rest.isEmpty {
        wrapped += "\u{1B}P" + rest.prefix(screenPiece) + "\u{1B}\\"
        rest = rest.dropFirst(screenPiece)
      }
      return wrapped
    }
  }

  /// Shows a message, made harmless.
  static func notify(_ text: String, by notification: Capabilities.Notification) -> String {
    let text = Legible.clipped(text, to: messageLimit)
    return switch notification {
    case .osc9: "\u{1B}]9;\(text)\u{1B}\\"
    // A semicolon ends the heading.
    case .osc777: "\u{1B}]777;notify;offerdeck;\(text)\u{1B}\\"
    case .osc99: "\u{1B}]99;;\(text)\u{1B}\\"
    }
  }
}
