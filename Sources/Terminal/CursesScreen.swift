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
  package let depth: ColorDepth
  package let unicode: Bool
  package let waker = Waker()

  /// What the terminal can do, as far as it has answered.
  package internal(set) var capabilities: Capabilities

  /// Addresses may be links.
  let allowsHyperlinks: Bool

  private let number: cn_color_number
  var parser = InputParser()
  /// What is kept for the next wait.
  var pending: [Input] = []
  /// What the terminal shows; only cells that differ are given to ncurses.
  private(set) var shown: Canvas?
  /// What it is to show when it has read what it was sent before.
  private var postponed: Canvas?
  /// The terminal has been asked what it can do.
  var hasAsked = false
  private var bytes = [UInt8](repeating: 0, count: 1 << 16)
  private(set) var isClosed = false

  /// Takes the terminal: nothing may print until `close`. What is printed on standard error
  /// meanwhile is shown after it; a crash or a signal restores the terminal too.
  package init(options: ScreenOptions = ScreenOptions()) throws(ScreenFailure) {
    guard waker.isOpen, Self.canOpenFiles else { throw .tooManyOpenFiles }
    var terminal = cn_terminal()
    let environment = ProcessInfo.processInfo.environment
    let term = environment["TERM"]
    capabilities = Capabilities(environment: environment)
    let opening = CursesScreen.open(
      options, isLikeXterm: capabilities.family.isLikeXterm, &terminal)
    switch opening {
    case CN_NO_TERMINAL: throw .noTerminal
    case CN_DUMB: throw .dumb(term: term)
    case CN_UNKNOWN: throw .unknown(term: term ?? "")
    case CN_TAKEN: preconditionFailure("A second screen was opened before the first was closed.")
    default: break
    }
    unicode = terminal.unicode && options.unicode
    allowsHyperlinks = options.hyperlinks
    (depth, number) = CursesScreen.colors(of: terminal)
    parser.utf8 = terminal.unicode
    parser.known = TerminfoKeys.known { name in cn_capability(name).map { String(cString: $0) } }
    size = CursesScreen.measured()
    cn_mouse(options.mouse)
  }

  /// How many files the dashboard has open at most: the deck, a copy of it at another moment, each
  /// over three connections with a log, what wakes it, and what it reads meanwhile.
  static let neededDescriptors: rlim_t = 48

  /// The limit of open files is high enough, or could be raised.
  private static var canOpenFiles: Bool {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return true }
    if limit.rlim_cur >= neededDescriptors { return true }
    limit.rlim_cur = min(neededDescriptors, limit.rlim_max)
    return limit.rlim_max >= neededDescriptors
      && setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
  }

  /// Keeps in a file what is printed on standard error while there is a screen, and what ended the
  /// program if that was a fault. `name` says in it whose it is. Said before the screen is opened.
  package static func keepLog(at path: String, of name: String) { cn_log_set(name, path) }

  private static func open(
    _ options: ScreenOptions, isLikeXterm: Bool, _ terminal: inout cn_terminal
  ) -> cn_opening {
    func open(_ title: UnsafePointer<CChar>?) -> cn_opening {
      var wanted = cn_options(color: options.color, xterm: isLikeXterm, title: title)
      return cn_open(&wanted, &terminal)
    }
    return options.title.map { Legible.legible($0).withCString(open) } ?? open(nil)
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
    // Frames that nobody has time to see are left out: on a slow line only the newest is sent.
    if cn_sending() {
      postponed = canvas
      return
    }
    postponed = nil
    let canvas = unicode ? canvas : canvas.inASCII
    let rows = min(canvas.size.rows, size.rows)
    if cn_renew_colors() { shown = nil }
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
    // A link would move along with its line, unseen by ncurses.
    let hasLinks = !canvas.links.isEmpty || before?.links.isEmpty == false
    refresh(mayScroll: changes * 3 >= rows && !hasLinks, after: before)
    ask()
  }

  private func refresh(mayScroll: Bool, after before: Canvas?) {
    let cursor = shown?.cursor
    let links = links(after: before)
    cn_refresh(
      Int32(clamping: cursor?.column ?? -1), Int32(clamping: cursor?.row ?? -1), mayScroll, links,
      Int32(clamping: links.utf8.count))
  }

  package func redraw() {
    cn_forget()
    if cn_sending() {
      postponed = postponed ?? shown
      shown = nil
    } else {
      refresh(mayScroll: false, after: nil)
    }
  }

  package var time: TimeInterval { Double(cn_ticks()) / 1_000 }

  package var isBehind: Bool { postponed != nil || cn_sending() }

  package func ring() { cn_ring() }

  package func setMouse(_ on: Bool) { cn_mouse(on) }

  // MARK: Input

  package func wait(until moment: Date?) -> [Input] {
    precondition(!isClosed, "Input was waited for after the screen was closed.")
    if let inputs = takePending() { return inputs }
    while true {
      let patience = parser.deadline.map { Int32(clamping: max(0, $0 - cn_ticks())) } ?? -1
      let news = look(patience: patience, until: moment)
      if news.input { read() }
      if news.sent, let postponed { show(postponed) }
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

  func read() {
    let count = bytes.withUnsafeMutableBufferPointer { cn_read($0.baseAddress, Int32($0.count)) }
    guard count >= 0 else {
      pending.append(.hangUp)
      return
    }
    pending += parser.feed(bytes[..<Int(count)], at: cn_ticks())
    takeReplies()
  }

  func react(to signals: UInt32) {
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
    awaitReplies()
    cn_suspend()
    comeBack()
  }

  private func comeBack() {
    adoptSize()
    refresh(mayScroll: false, after: nil)
    pending.append(.resumed)
  }

  package func close() {
    if isClosed { return }
    awaitReplies()
    isClosed = true
    cn_close()
  }
}
