// What the caller decides about the terminal, and why a terminal can be refused.

/// What the caller decides about the terminal.
package struct ScreenOptions: Sendable {
  /// Whether colors may be used. `NO_COLOR` and `--no-color` are the caller's to read.
  package var color: Bool
  /// Whether the terminal may be sent more than ASCII; where its locale has no UTF-8 it is not,
  /// whatever this says.
  package var unicode: Bool
  /// Whether the mouse is taken at the start.
  package var mouse: Bool
  /// What the terminal's window is called meanwhile; only where the terminal puts back the old
  /// title afterward.
  package var title: String?

  /// Make addresses clickable, if the terminal supports it.
  package var hyperlinks: Bool

  /// Colors, Unicode and links as far as the terminal has them, the mouse taken, the title left
  /// alone.
  package init(
    color: Bool = true, unicode: Bool = true, mouse: Bool = true, title: String? = nil,
    hyperlinks: Bool = true
  ) {
    self.color = color
    self.unicode = unicode
    self.mouse = mouse
    self.title = title
    self.hyperlinks = hyperlinks
  }
}

/// Why there can be no screen. Its description is the sentence for the user.
package enum ScreenFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Standard input or standard output is no terminal.
  case noTerminal
  /// `TERM` is not set, empty, or says that the terminal can do nothing.
  case dumb(term: String?)
  /// Neither this terminal nor one that could stand for it is described on this machine.
  case unknown(term: String)
  /// The system gives the program fewer file descriptors than the dashboard needs.
  case tooManyOpenFiles

  package var description: String {
    switch self {
    case .noTerminal:
      """
      The dashboard needs a terminal for both input and output; in a pipe or a job, use a command \
      such as `offerdeck list` instead.
      """
    case .tooManyOpenFiles:
      """
      Too many open files: the dashboard needs \(CursesScreen.neededDescriptors). Raise the limit \
      with “ulimit -n”.
      """
    case .dumb(nil), .dumb(""):
      """
      The environment variable TERM is not set, so nothing is known about this terminal; set it, \
      for example to xterm-256color.
      """
    case .dumb(let term?):
      """
      TERM is \(Legible.legible(term)), a terminal that can't place a cursor; use a command such as \
      `offerdeck list`, or set TERM to what the terminal is, for example xterm-256color.
      """
    case .unknown(let term):
      """
      The terminal \(Legible.legible(term)) is not known on this machine, nor is any that could stand \
      for it; install the ncurses-base package, or set TERM or TERMINFO.
      """
    }
  }
}
