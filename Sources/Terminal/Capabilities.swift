// What a terminal can do besides drawing: what it has said itself, and what is known of it by the
// name that it gave or that the environment gives. What neither says, it is not sent.
//
// Names and versions are those of each terminal's own documentation of what it supports.

internal import CNCurses

/// What a terminal can do besides drawing.
package struct Capabilities: Hashable, Sendable {
  /// How the terminal is told to show a message of the desktop.
  package enum Notification: String, Sendable {
    /// iTerm2's: `OSC 9`.
    case osc9 = "OSC 9"
    /// rxvt's, which several took over: `OSC 777`.
    case osc777 = "OSC 777"
    /// kitty's: `OSC 99`.
    case osc99 = "OSC 99"
  }

  /// What lies between the program and the clipboard (OSC 52).
  package enum Clipboard: String, Sendable {
    /// Nothing: the terminal takes it.
    case direct = "OSC 52"
    /// tmux, which takes it, or lets it through, as its user has it.
    case tmux = "OSC 52, by tmux"
    /// GNU Screen, which lets it through.
    case screen = "OSC 52, through screen"
  }

  /// What the terminal calls itself, with its version; nil where it has not said so.
  package private(set) var name: String?
  /// The color behind text; nil where it has not said so.
  package private(set) var background: Color?
  /// It draws nothing while a frame is being sent (private mode 2026).
  package private(set) var hasSynchronizedOutput = false
  /// It tells when its user switches between light and dark (private mode 2031).
  package private(set) var tellsScheme = false
  /// Addresses can be written under text (OSC 8).
  package private(set) var hasHyperlinks = false
  /// How it is told to show a message; nil where that is not known.
  package private(set) var notification: Notification?
  /// How text gets to the clipboard; nil where it is not known that it does.
  package private(set) var clipboard: Clipboard?
  /// It has answered: what it has not said that it has, it has not.
  package private(set) var hasAnswered = false

  /// Which private modes it has besides those that terminfo describes is known.
  let family: TerminalFamily

  /// What is known by the environment.
  package init(environment: [String: String]) {
    family = TerminalFamily(environment)
    clipboard =
      switch family {
      case .xterm, .rxvt: .direct
      case .tmux: .tmux
      case .screen: .screen
      case .other: nil
      }
    // Within tmux and screen the rest tells of the terminal around them, or of one before.
    guard family == .xterm || family == .other else { return }
    let term = environment["TERM"] ?? ""
    let program = environment["TERM_PROGRAM"] ?? ""
    let known = [
      ("kitty", term.hasPrefix("xterm-kitty")), ("foot", term.hasPrefix("foot")),
      ("ghostty", term.hasPrefix("xterm-ghostty") || program == "ghostty"),
      ("Alacritty", term.hasPrefix("alacritty")), ("contour", term.hasPrefix("contour")),
      ("iTerm2", program == "iTerm.app"), ("WezTerm", program == "WezTerm"),
      ("vscode", program == "vscode"), ("Windows Terminal", environment["WT_SESSION"] != nil),
      ("VTE", (environment["VTE_VERSION"].flatMap { Int($0) } ?? 0) >= 5_000),
      ("Konsole", (environment["KONSOLE_VERSION"].flatMap { Int($0) } ?? 0) >= 201_200),
    ]
    if let (name, _) = known.first(where: \.1) { recognize(name) }
  }

  /// What to ask the terminal; empty where its answers would not be understood, or it might show
  /// the questions. All of them are in one piece, and end with the one that everything answers.
  var questions: String {
    let background = "\u{1B}]11;?\u{1B}\\"
    let end = "\u{1B}[c"
    return switch family {
    case .xterm, .tmux: background + "\u{1B}[?2026$p\u{1B}[?2031$p\u{1B}[>0q" + end
    case .rxvt: background + end
    case .screen, .other: ""
    }
  }

  /// Asks the terminal of standard input and output, where there is one and no screen on it.
  package mutating func ask() {
    if questions.isEmpty { return }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = bytes.withUnsafeMutableBufferPointer {
      cn_ask(questions, $0.baseAddress, Int32($0.count), 500)
    }
    var parser = InputParser()
    _ = parser.feed(bytes[..<Int(count)], at: 0)
    for reply in parser.replies { take(reply) }
  }

  /// Takes an answer.
  mutating func take(_ reply: TerminalReply) {
    switch reply {
    case .background(let color): background = color
    case .mode(2026, let isKnown): hasSynchronizedOutput = isKnown
    case .mode(2031, let isKnown): tellsScheme = isKnown
    case .mode, .scheme: break
    case .name(let text):
      name = text
      recognize(text)
    case .attributes: hasAnswered = true
    }
  }

  /// Terminals that have OSC 8, and how each is told to notify, by the beginning of their names.
  private static let terminals: [(name: String, notification: Notification?)] = [
    ("kitty", .osc99), ("foot", .osc777), ("ghostty", .osc777), ("WezTerm", .osc777),
    ("contour", .osc777), ("iTerm2", .osc9), ("VTE", nil), ("Alacritty", nil), ("Konsole", nil),
    ("mintty", nil), ("Windows Terminal", nil), ("vscode", nil),
  ]

  private mutating func recognize(_ text: String) {
    if text.hasPrefix("tmux ") {
      hasHyperlinks = Self.version(text.dropFirst(5)) >= (3, 4)
      return
    }
    let lower = text.lowercased()
    guard let known = Self.terminals.first(where: { lower.hasPrefix($0.name.lowercased()) }) else {
      return
    }
    hasHyperlinks = true
    // A message would have to pass through tmux, which does not let it.
    if family != .tmux { notification = known.notification }
  }

  /// The first two numbers of a version such as `3.3a`.
  private static func version(_ text: Substring) -> (Int, Int) {
    let parts = text.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
    return (parts.first ?? 0, parts.dropFirst().first ?? 0)
  }
}
