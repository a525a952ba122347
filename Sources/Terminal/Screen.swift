// The one thing that shows a canvas and tells what came from the terminal. The program's loop is
// generic over it, so that tests run the real loop on a screen that follows a script.

package import FoundationEssentials

/// Shows canvases and gives inputs. Used from one thread; only its `waker` goes to others.
package protocol Screen: AnyObject {
  /// How large it is now. Changes only in `wait` and `suspend`.
  var size: Size { get }
  /// How many colors it can show.
  var depth: ColorDepth { get }
  /// Whether it can show more than ASCII. Where it can't, it draws stand-ins by itself.
  var unicode: Bool { get }
  /// Shows a canvas, and returns when the terminal has been sent what changed. A canvas of another
  /// size is clipped, or has blanks around it.
  func show(_ canvas: Canvas)
  /// Waits for input, a wake-up, or a moment of the wall clock; `nil` is no moment. It also returns
  /// when the clock is set to another time while it waits for one.
  ///
  /// - Returns: all input that is there; none on a wake-up or at the moment.
  func wait(until moment: Date?) -> [Input]
  /// The time of a clock that runs steadily, in seconds from any beginning: how far keys are apart.
  var time: TimeInterval { get }
  /// The terminal has not read the last canvas yet: nobody has seen it.
  var isBehind: Bool { get }
  /// Ends a `wait` from any thread.
  var waker: Waker { get }
  /// Sends everything again: for Ctrl-L, when something else has written on the terminal.
  func redraw()
  /// Gives the terminal back and stops the program, as Ctrl-Z does elsewhere; when it is continued,
  /// takes the terminal again and shows what it showed. The next `wait` gives `.resumed`.
  func suspend()
  /// Rings the bell.
  func ring()
  /// Takes the mouse, or leaves it to the terminal, whose own selection works then.
  func setMouse(_ on: Bool)
  /// What the terminal can do, as far as that is known by now.
  var capabilities: Capabilities { get }
  /// Puts text on the clipboard of the terminal, where it has one.
  ///
  /// - Returns: whether it was sent: the text may be too long, or the terminal without a clipboard.
  func copy(_ text: String) -> Bool
  /// Shows a message of the desktop, where the terminal is known to have them.
  func notify(_ text: String)
  /// Gives the terminal back as it was. Does nothing the second time.
  func close()
}
