// A screen that follows a script, for tests of the real loop.

package import FoundationEssentials

/// A screen whose inputs are written down beforehand, and which keeps what it is shown.
///
/// Each `wait` gives the next batch, and `.hangUp` after the last. A batch that is empty stands for
/// what an empty answer of a real screen stands for: where the loop waits for a moment, the moment
/// is taken to have come; where it waits without one, the screen waits until it is woken.
package final class ScriptedScreen: Screen {
  package private(set) var size: Size
  package let depth: ColorDepth
  package let unicode: Bool
  package let waker = Waker()
  /// Every canvas that was shown, in order.
  package private(set) var frames: [Canvas] = []
  /// The moment that each wait was given.
  package private(set) var moments: [Date?] = []
  /// Every text that was put on the clipboard.
  package private(set) var copied: [String] = []
  /// Every message that was shown on the desktop.
  package private(set) var notified: [String] = []
  /// What the terminal can do.
  package let capabilities: Capabilities
  /// How often everything was drawn again.
  package private(set) var redraws = 0
  /// How often the program was suspended.
  package private(set) var suspensions = 0
  /// How often the bell rang.
  package private(set) var rings = 0
  /// Whether the mouse is taken.
  package private(set) var mouse = true
  /// What is waited for before a wake-up is: a write that is under way. Others wake too, and the first
  /// who does is not always the one that the script is about.
  package var beforeWakeUp: (() -> Void)?
  /// Moves with each wait, by `pace`.
  package private(set) var time: TimeInterval = 0
  package let isBehind = false
  /// How far batches are apart, in seconds: a person who presses one key after the other.
  package var pace: TimeInterval = 1
  /// Whether the screen was closed.
  package private(set) var isClosed = false

  private var inputs: ArraySlice<[Input]>
  private var resumed: [Input] = []

  /// A screen of this size that gives these batches, one for each wait.
  package init(
    size: Size, inputs: [[Input]], depth: ColorDepth = .direct, unicode: Bool = true,
    environment: [String: String] = ["TERM": "xterm-256color"]
  ) {
    capabilities = Capabilities(environment: environment)
    self.size = size
    self.inputs = inputs[...]
    self.depth = depth
    self.unicode = unicode
  }

  package func show(_ canvas: Canvas) {
    precondition(!isClosed, "A canvas was shown after the screen was closed.")
    frames.append(unicode ? canvas : canvas.inASCII)
  }

  package func wait(until moment: Date?) -> [Input] {
    moments.append(moment)
    time += pace
    defer { resumed = [] }
    guard let batch = inputs.popFirst() else { return resumed + [.hangUp] }
    for case .resize(let size) in batch { self.size = size }
    if !(resumed + batch).isEmpty { return resumed + batch }
    if moment == nil { beforeWakeUp?() }
    // Ten seconds without the wake-up that the test is about: end the loop, so that the test fails.
    if moment == nil && !waker.take(within: 10_000) { return [.hangUp] }
    return []
  }

  package func redraw() { redraws += 1 }

  package func suspend() {
    suspensions += 1
    resumed = [.resumed]
  }

  package func ring() { rings += 1 }

  package func setMouse(_ on: Bool) { mouse = on }

  package func copy(_ text: String) -> Bool {
    guard capabilities.clipboard != nil else { return false }
    copied.append(text)
    return true
  }

  package func notify(_ text: String) { notified.append(text) }

  package func close() { isClosed = true }
}
