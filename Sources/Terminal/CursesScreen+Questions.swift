// What the terminal is asked, what follows from its answers, and what it is told besides frames.

internal import CNCurses
internal import FoundationEssentials

extension CursesScreen {
  /// How long answers may take, in milliseconds, before what looks like one is taken for keys.
  private static let answerTime: Int64 = 2_000
  /// Asks the terminal what it can do: once, and after the first frame, which waits for nothing.
  func ask() {
    if hasAsked { return }
    hasAsked = true
    let questions = capabilities.questions
    if questions.isEmpty { return }
    parser.answersUntil = cn_ticks() + Self.answerTime
    send(questions)
  }

  /// Asks before the first frame, and waits for what the terminal says of its colors, or that it
  /// says nothing of them.
  ///
  /// - Parameter patience: how long at most, in milliseconds. A key ends the wait too.
  /// - Returns: false where the time has run out.
  package func askFirst(patience: Int) -> Bool {
    ask()
    let limit = cn_ticks() + Int64(patience)
    while parser.answersUntil > 0, pending.isEmpty, !cn_sending() {
      let left = limit - cn_ticks()
      if left <= 0 { return false }
      let news = cn_wait(waker.descriptor, Int32(clamping: left), nil, 0)
      if news.input { read() }
      react(to: news.signals)
    }
    return true
  }

  /// Takes what the terminal has answered.
  func takeReplies() {
    for reply in parser.replies {
      let before = capabilities
      capabilities.take(reply)
      switch reply {
      case .background(let color): pending.append(.scheme(Scheme(background: color)))
      case .scheme(let scheme): pending.append(.scheme(scheme))
      case .attributes: parser.answersUntil = 0
      case .mode, .name: break
      }
      if capabilities.hasSynchronizedOutput { cn_synchronize() }
      if capabilities.tellsScheme && !before.tellsScheme {
        cn_add_modes("\u{1B}[?2031h", "\u{1B}[?2031l")
      }
      if capabilities.hasHyperlinks && !before.hasHyperlinks { send(links(after: nil)) }
    }
    parser.replies = []
  }

  /// Takes answers that are still on their way, before the terminal is given back: they would be
  /// typed into the shell. A terminal that answers nothing is waited for as long as any.
  func awaitReplies() {
    while parser.answersUntil > 0, !cn_sending(), !pending.contains(.hangUp) {
      let left = parser.answersUntil - cn_ticks()
      if left <= 0 { return }
      let news = cn_wait(waker.descriptor, Int32(clamping: left), nil, 0)
      if news.signals != 0 { return }
      if news.input { read() }
    }
  }

  /// What writes the addresses under the text that was drawn anew since a canvas; all of them
  /// without one.
  func links(after before: Canvas?) -> String {
    guard allowsHyperlinks, capabilities.hasHyperlinks, let shown else { return "" }
    return shown.hyperlinks(after: before, depth: depth)
  }

  private func send(_ text: String) {
    cn_send(text, Int32(clamping: text.utf8.count))
  }

  package func copy(_ text: String) -> Bool {
    guard let clipboard = capabilities.clipboard,
      let command = OperatingSystemCommand.copy(text, by: clipboard)
    else { return false }
    send(command)
    return true
  }

  package func notify(_ text: String) {
    guard let notification = capabilities.notification else { return }
    send(OperatingSystemCommand.notify(text, by: notification))
  }
}
