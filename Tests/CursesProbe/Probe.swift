// A small program on the real screen, for tests that type at it and look at what it shows: each
// input becomes a line, and some keys do something besides.

import Foundation
import Terminal

/// The program.
@main
struct Probe {
  private let screen: CursesScreen
  private let texts: [String]
  private var log: [String] = []
  private var count = 0
  private var mouse = true
  private var isLinked = false
  private var moment: Date?

  /// `CursesProbe TEXT…` shows the texts and what is typed; `CursesProbe random SEED FRAMES FILE`
  /// shows frames and writes what the last looks like; `CursesProbe measure` tells what one costs.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    var options = ScreenOptions(title: "probe \u{1B}]0;other")
    options.color = ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    if let log = ProcessInfo.processInfo.environment["PROBE_LOG"] {
      CursesScreen.keepLog(at: log, of: "probe")
    }
    do {
      let screen = try CursesScreen(options: options)
      switch arguments.first {
      case "measure": Frames.measure(on: screen)
      case "random": try Frames.random(arguments, on: screen)
      default:
        var probe = Probe(screen: screen, texts: arguments)
        probe.run()
      }
      screen.close()
    } catch {
      print(error)
      exit(69)
    }
  }

  private init(screen: CursesScreen, texts: [String]) {
    self.screen = screen
    self.texts = texts
  }

  private mutating func run() {
    while true {
      screen.show(picture)
      let inputs = screen.wait(until: moment)
      if inputs.isEmpty { log.append(moment == nil ? "woken" : "moment") }
      moment = nil
      for input in inputs {
        switch input {
        case .key(Key("q")), .hangUp: return
        case .interrupt(let signal):
          screen.close()
          exit(128 + signal)
        case .key(let key) where act(on: key): break
        default:
          count += 1
          log.append(line(for: input))
        }
      }
    }
  }

  /// Does what the key asks for; `false` for a key that only becomes a line.
  private mutating func act(on key: Key) -> Bool {
    switch key.name {
    case "C-z": screen.suspend()
    case "C-l": screen.redraw()
    case "M":
      mouse.toggle()
      screen.setMouse(mouse)
    // The bell marks the end of what is sent.
    case "B": screen.ring()
    case "N":
      for _ in 0..<3 { screen.show(picture) }
      screen.ring()
    case "Y": _ = screen.copy("copied")
    case "K": screen.notify("Contoso\u{1B}]0;evil\u{07}")
    case "L": isLinked.toggle()
    case "W":
      let waker = screen.waker
      Thread.detachNewThread { waker.wake() }
    case "P": moment = Date(timeIntervalSinceNow: 0.05)
    default: return Trouble.make(for: key)
    }
    return true
  }

  private var picture: Canvas {
    var canvas = Canvas(size: screen.size)
    let head = "probe \(screen.size.columns)x\(screen.size.rows) \(screen.depth) #\(count)"
    let red = Style(ink: .rgb(0xff, 0, 0), paper: .indexed(4), attributes: [.underline, .italic])
    canvas.write(head, at: .zero, style: red)
    for (row, text) in texts.enumerated() {
      canvas.write(text + "|", at: Point(column: 0, row: 1 + row))
    }
    if isLinked {
      canvas.link(
        Rectangle(column: 0, row: 1, columns: 7, rows: 1), to: "https://contoso.com/fleet")
    }
    let room = max(0, screen.size.rows - 1 - texts.count)
    for (row, line) in log.suffix(room).enumerated() {
      canvas.write(line, at: Point(column: 0, row: 1 + texts.count + row))
    }
    return canvas
  }

  private func line(for input: Input) -> String {
    switch input {
    case .key(let key): "key \(key.name)"
    case .repeated(let key): "held \(key.name)"
    case .paste(let text): "paste \(text.utf8.count) \(text.prefix(20))"
    case .mouse(let mouse): "mouse \(mouse.kind) \(mouse.at.column),\(mouse.at.row)"
    case .resize(let size): "resize \(size.columns)x\(size.rows)"
    case .focus(let isThere): "focus \(isThere)"
    case .scheme(let scheme): "scheme \(scheme)"
    case .resumed: "resumed"
    case .interrupt(let signal): "interrupt \(signal)"
    case .hangUp: "hang-up"
    }
  }
}
