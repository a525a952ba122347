// A small program on the real screen, for tests that type at it and look at what it shows: each
// input becomes a line, and some keys make trouble.

import Foundation
import Terminal

/// The program.
@main
struct Probe {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    var options = ScreenOptions(title: "probe \u{1B}[31m")
    options.colour = ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    do {
      let screen = try CursesScreen(options: options)
      if arguments.first == "measure" {
        measure(screen)
      } else {
        run(screen, texts: arguments)
      }
      screen.close()
    } catch {
      print(error)
      exit(69)
    }
  }

  private static func run(_ screen: CursesScreen, texts: [String]) {
    var log: [String] = []
    var mouse = true
    while true {
      screen.show(picture(screen, texts: texts, log: log))
      for input in screen.wait(until: nil) {
        log.append(String(describing: line(for: input)))
        switch input {
        case .key(Key("q")), .hangUp: return
        case .interrupt(let signal):
          screen.close()
          exit(128 + signal)
        case .key(Key("z", .control)): screen.suspend()
        case .key(Key("l", .control)): screen.redraw()
        case .key(Key("M")):
          mouse.toggle()
          screen.setMouse(mouse)
        case .key(Key("B")): screen.ring()
        case .key(Key("Y")): screen.copy("copied")
        case .key(Key("W")): wake(screen.waker)
        case .key(let key): Trouble.make(for: key)
        default: break
        }
      }
    }
  }

  private static func wake(_ waker: Waker) {
    Thread.detachNewThread { waker.wake() }
  }

  private static func picture(_ screen: CursesScreen, texts: [String], log: [String]) -> Canvas {
    var canvas = Canvas(size: screen.size)
    let head = "probe \(screen.size.columns)x\(screen.size.rows) \(screen.depth)"
    let red = Style(ink: .rgb(0xff, 0, 0), paper: .indexed(4), attributes: [.bold, .underline])
    canvas.write(head, at: .zero, style: red)
    for (row, text) in texts.enumerated() {
      canvas.write(text + "|", at: Point(column: 0, row: 1 + row))
    }
    let room = max(0, screen.size.rows - 1 - texts.count)
    for (row, line) in log.suffix(room).enumerated() {
      canvas.write(line, at: Point(column: 0, row: 1 + texts.count + row))
    }
    return canvas
  }

  private static func line(for input: Input) -> String {
    switch input {
    case .key(let key): "key \(key.name)"
    case .paste(let text): "paste \(text.utf8.count) \(text.prefix(20))"
    case .mouse(let mouse): "mouse \(mouse.kind) \(mouse.at.column),\(mouse.at.row)"
    case .resize(let size): "resize \(size.columns)x\(size.rows)"
    case .focus(let isThere): "focus \(isThere)"
    case .resumed: "resumed"
    case .interrupt(let signal): "interrupt \(signal)"
    case .hangUp: "hang-up"
    }
  }

  /// How long frames take: every row changed, one row changed, and none; in microseconds a frame.
  private static func measure(_ screen: CursesScreen) {
    let count = 300
    var results: [String] = []
    for (name, rows) in [("all", screen.size.rows), ("one", 1), ("none", 0)] {
      let start = DispatchTime.now().uptimeNanoseconds
      for frame in 0..<count {
        var canvas = Canvas(size: screen.size)
        for row in 0..<screen.size.rows {
          let text = "\(row < rows ? frame : 0) row \(row) ─ Contoso Field Sales ● draft "
          let style = Style(ink: .indexed(UInt8(row % 200)), paper: .rgb(0, 0, 40))
          canvas.write(text + text + text, at: Point(column: 0, row: row), style: style)
        }
        screen.show(canvas)
      }
      let each = (DispatchTime.now().uptimeNanoseconds - start) / UInt64(count) / 1000
      results.append("\(name) \(each)")
    }
    screen.close()
    print("microseconds", results.joined(separator: ", "))
  }
}
