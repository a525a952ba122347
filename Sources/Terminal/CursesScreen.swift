// The terminal, through ncurses.

internal import CNCurses
package import FoundationEssentials
internal import Glibc

/// The terminal that the program was started in. There is at most one at a time.
///
/// ncurses draws, and nothing else: the bytes that come in are read and understood here
/// (`InputParser`), so that one wait serves keys, signals, moments and other threads, and a key
/// that is half there never blocks.
package final class CursesScreen: Screen {
  package private(set) var size: Size
  package let depth: ColourDepth
  package let unicode: Bool
  package let waker = Waker()

  private let number: cn_colour_number
  private var parser = InputParser()
  /// What is kept for the next wait.
  private var pending: [Input] = []
  /// What the terminal shows; only cells that differ are given to ncurses.
  private var shown: Canvas?
  private var bytes = [UInt8](repeating: 0, count: 1 << 16)
  private var isClosed = false

  /// Takes the terminal: nothing may print until `close`. What is printed on standard error
  /// meanwhile is shown after it; a crash or a signal restores the terminal too.
  package init(options: ScreenOptions = ScreenOptions()) throws(ScreenFailure) {
    var terminal = cn_terminal()
    let opening = cn_open(options.colour, options.title.map(Legible.legible), &terminal)
    let term = getenv("TERM").map { String(cString: $0) }
    switch opening {
    case CN_NO_TERMINAL: throw .noTerminal
    case CN_DUMB: throw .dumb(term: term)
    case CN_UNKNOWN: throw .unknown(term: term ?? "")
    case CN_TAKEN: preconditionFailure("A second screen was opened before the first was closed.")
    default: break
    }
    unicode = terminal.unicode && options.unicode
    (depth, number) = CursesScreen.colours(of: terminal)
    parser.utf8 = terminal.unicode
    parser.known = TerminfoKeys.known { name in cn_capability(name).map { String(cString: $0) } }
    size = CursesScreen.measured()
    cn_mouse(options.mouse)
  }

  deinit {
    close()
  }

  private static func measured() -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cn_size(&columns, &rows)
    return Size(columns: Int(columns), rows: Int(rows))
  }

  // MARK: Drawing

  package func show(_ canvas: Canvas) {
    precondition(!isClosed, "A canvas was shown after the screen was closed.")
    let canvas = unicode ? canvas : canvas.inASCII
    let rows = min(canvas.size.rows, size.rows)
    let before = shown?.size == canvas.size ? shown : nil
    var changes = 0
    for row in 0..<rows {
      let changed =
        before.map { canvas.columns(of: row, changedFrom: $0) } ?? 0..<canvas.size.columns
      if changed.isEmpty { continue }
      changes += 1
      canvas.withRow(row) { cells in
        let part = UnsafeBufferPointer(rebasing: cells[changed])
        cn_put(
          Int32(row), Int32(changed.lowerBound), part.baseAddress, Int32(part.count), number)
      }
    }
    if before == nil { cn_blank_around(Int32(canvas.size.columns), Int32(rows)) }
    shown = canvas
    if let before, changes == 0, before.cursor == canvas.cursor { return }
    // To look for lines that moved costs more than a few lines do, and what scrolls changes many.
    refresh(mayScroll: changes * 3 >= rows)
  }

  private func refresh(mayScroll: Bool) {
    let cursor = shown?.cursor
    cn_refresh(Int32(clamping: cursor?.column ?? -1), Int32(clamping: cursor?.row ?? -1), mayScroll)
  }

  package func redraw() {
    cn_forget()
    refresh(mayScroll: false)
  }

  package func ring() { cn_ring() }

  package func setMouse(_ on: Bool) { cn_mouse(on) }

  package func copy(_ text: String) {
    send("\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{1B}\\")
  }

  private func send(_ text: String) {
    cn_send(text, Int32(clamping: text.utf8.count))
  }

  // MARK: Input

  package func wait(until moment: Date?) -> [Input] {
    precondition(!isClosed, "Input was waited for after the screen was closed.")
    if let inputs = takePending() { return inputs }
    while true {
      let patience = parser.deadline.map { Int32(clamping: max(0, $0 - cn_ticks())) } ?? -1
      let news = look(patience: patience, until: moment)
      if news.input { read() }
      react(to: news.signals)
      pending += parser.expire(at: cn_ticks())
      if let inputs = takePending() { return inputs }
      if news.woken || news.moment { return [] }
    }
  }

  private func takePending() -> [Input]? {
    if pending.isEmpty { return nil }
    defer { pending = [] }
    return pending
  }

  private func look(patience: Int32, until moment: Date?) -> cn_news {
    guard let moment else { return cn_wait(waker.descriptor, patience, nil, 0) }
    // Far moments are never reached; the limit keeps them in what the system counts with.
    let time = min(max(moment.timeIntervalSince1970, 0), 1e11)
    var seconds = Int64(time)
    return cn_wait(waker.descriptor, patience, &seconds, Int64((time - Double(seconds)) * 1e9))
  }

  private func read() {
    let count = bytes.withUnsafeMutableBufferPointer { cn_read($0.baseAddress, Int32($0.count)) }
    guard count >= 0 else {
      pending.append(.hangUp)
      return
    }
    pending += parser.feed(bytes[..<Int(count)], at: cn_ticks())
  }

  private func react(to signals: UInt32) {
    if signals == 0 { return }
    func came(_ signal: Int32) -> Bool { signals & 1 << UInt32(signal) != 0 }
    if came(SIGTSTP) {
      suspend()
    } else if came(SIGCONT) {
      // Stopped by somebody who did not ask.
      cn_resume()
      comeBack()
    }
    if came(SIGWINCH) { adoptSize() }
    for signal in [SIGINT, SIGQUIT, SIGTERM] where came(signal) {
      pending.append(.interrupt(signal))
    }
    if came(SIGHUP) { pending.append(.hangUp) }
  }

  private func adoptSize() {
    let size = CursesScreen.measured()
    if size == self.size { return }
    self.size = size
    cn_resize(Int32(size.columns), Int32(size.rows))
    shown = nil
    pending.append(.resize(size))
  }

  // MARK: Leaving and coming back

  package func suspend() {
    cn_suspend()
    comeBack()
  }

  private func comeBack() {
    adoptSize()
    refresh(mayScroll: false)
    pending.append(.resumed)
  }

  package func close() {
    if isClosed { return }
    isClosed = true
    cn_close()
  }
}
