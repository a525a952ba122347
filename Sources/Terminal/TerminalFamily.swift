// What is known of a terminal by what the environment says, before it is asked anything.

/// The terminals that understand the same.
enum TerminalFamily: Hashable, Sendable {
  /// xterm, and those that do as it does.
  case xterm
  /// rxvt with Unicode: xterm's questions about colors, and few of its others.
  case rxvt
  /// tmux, which answers for the terminals that it is shown on.
  case tmux
  /// GNU Screen.
  case screen
  /// Any other: nothing but what terminfo describes is known of it.
  case other

  /// The family of a terminal by its environment.
  init(_ environment: [String: String]) {
    let term = environment["TERM"] ?? ""
    if !(environment["TMUX"] ?? "").isEmpty || term.hasPrefix("tmux") {
      self = .tmux
    } else if term.hasPrefix("screen") {
      self = .screen
    } else if term.hasPrefix("rxvt") {
      self = .rxvt
    } else if Self.likeXterm.contains(where: term.hasPrefix) {
      self = .xterm
    } else {
      self = .other
    }
  }

  /// Whether it understands the private modes and the colors of xterm, whatever terminfo has.
  var isLikeXterm: Bool { self == .xterm || self == .tmux }

  private static let likeXterm = [
    "xterm", "alacritty", "contour", "foot", "ghostty", "gnome", "iterm", "kitty", "konsole",
    "mintty", "vte", "wezterm",
  ]
}
