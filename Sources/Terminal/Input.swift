// What can come from the terminal, and from the system about it.

/// One thing that came from the terminal, or from the system about it.
package enum Input: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The terminal says that a key is still held down. It moves and types as a press does, and never
  /// confirms anything.
  case repeated(Key)
  /// A text was pasted at once; its line ends are `\n`.
  case paste(String)
  /// The mouse was used. Comes only while the mouse is switched on.
  case mouse(Mouse)
  /// The terminal has another size now; so has the screen.
  case resize(Size)
  /// The terminal's window came to the front (`true`) or went behind.
  case focus(Bool)
  /// The terminal has said that it is dark or light: once at the beginning, and where it tells when
  /// its user switches.
  case scheme(Scheme)
  /// The program was stopped and runs again: what shows a time is old.
  case resumed
  /// The program is asked to end by this signal. Ctrl-C is `SIGINT`, Ctrl-\ is `SIGQUIT`.
  case interrupt(Int32)
  /// The terminal is gone. There is nothing to show anything on, and no input will follow.
  case hangUp
}

/// What the mouse did, and where.
package struct Mouse: Hashable, Sendable {
  /// What the mouse did.
  package enum Kind: Hashable, Sendable {
    /// A button went down.
    case press(Button)
    /// The left button went down twice on one cell in quick succession; the first was a `press`.
    case doubleClick
    /// A button went up.
    case release
    /// The wheel turned away from the user.
    case wheelUp
    /// The wheel turned toward the user.
    case wheelDown
  }

  /// A button of the mouse.
  package enum Button: Hashable, Sendable {
    /// The one under the index finger of most.
    case left
    /// The middle one, or the wheel pressed.
    case middle
    /// The other one.
    case right
  }

  /// The cell that was pointed at.
  package var at: Point
  /// What the mouse did there.
  package var kind: Kind

  /// Something that the mouse did at a cell.
  package init(at: Point, kind: Kind) {
    self.at = at
    self.kind = kind
  }
}
