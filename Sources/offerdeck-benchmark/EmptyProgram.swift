// The floor for frames and keys: a program with the same screen and nothing behind it. It opens the
// terminal, draws a list, and moves a bar.

import ArgumentParser
import Terminal

/// A list without a deck.
struct EmptyProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "empty", abstract: "Show the list that figures are held against.",
    shouldDisplay: false)

  @Argument(help: "How many rows the list has.")
  var count: Int

  func run() throws {
    let screen = try CursesScreen(options: ScreenOptions())
    defer { screen.close() }
    var (top, selection) = (0, 0)
    while true {
      let rows = max(1, screen.size.rows - 2)
      top = max(min(top, selection), selection - rows + 1)
      screen.show(picture(top: top, selection: selection, rows: rows, size: screen.size))
      for input in screen.wait(until: nil) {
        switch input {
        case .key(Key(.down)): selection = min(selection + 1, count - 1)
        case .key(Key(.up)): selection = max(0, selection - 1)
        case .key(Key(.home)): selection = 0
        case .key(Key("q")), .hangUp, .interrupt: return
        default: break
        }
      }
    }
  }

  private func picture(top: Int, selection: Int, rows: Int, size: Size) -> Canvas {
    var canvas = Canvas(size: size)
    canvas.write(" Offer \((selection + 1).grouped) of \(count.grouped) ", at: .zero)
    for row in 0..<rows where top + row < count {
      let number = top + row
      let style = Style(
        ink: .indexed(UInt8(number % 6 + 1)), attributes: number == selection ? .reverse : [])
      canvas.write(
        "Offer \(number) of nobody, in no stage, due at no time, with nothing to do",
        at: Point(column: 1, row: row + 1), style: style, columns: size.columns - 2)
    }
    return canvas
  }
}
