// The screen that follows a script keeps the promises of a real one.

import Foundation
import Testing

@testable import Terminal

@Suite struct ScriptedScreenTests {
  private func screen(_ inputs: [[Input]]) -> ScriptedScreen {
    ScriptedScreen(size: Size(columns: 10, rows: 2), inputs: inputs)
  }

  @Test func `batches come in order and then the terminal is gone`() {
    let screen = screen([[.key(Key("a")), .key(Key("b"))], [.key(Key("q"))]])
    #expect(screen.wait(until: nil) == [.key(Key("a")), .key(Key("b"))])
    #expect(screen.wait(until: nil) == [.key(Key("q"))])
    #expect(screen.wait(until: nil) == [.hangUp])
  }

  @Test func `a resize changes the size before it is given`() {
    let size = Size(columns: 3, rows: 1)
    let screen = screen([[.resize(size)]])
    #expect(screen.wait(until: nil) == [.resize(size)])
    #expect(screen.size == size)
  }

  @Test func `an empty batch is the moment, or a wake-up from elsewhere`() {
    let screen = screen([[], [], [.key(Key("q"))]])
    let moment = Date(timeIntervalSince1970: 1_568_988_120)
    #expect(screen.wait(until: moment) == [])
    let waker = screen.waker
    Thread.detachNewThread { waker.wake() }
    #expect(screen.wait(until: nil) == [])
    #expect(screen.wait(until: nil) == [.key(Key("q"))])
    #expect(screen.moments == [moment, nil, nil])
  }

  @Test func `wake-ups are kept until they are taken, and several are one`() {
    let waker = Waker()
    waker.wake()
    waker.wake()
    #expect(waker.take(within: 0))
    #expect(!waker.take(within: 0))
  }

  @Test func `what was done to it can be asked for`() {
    let screen = screen([[.key(Key("a"))]])
    screen.show(Canvas(size: screen.size))
    screen.suspend()
    #expect(screen.wait(until: nil) == [.resumed, .key(Key("a"))])
    screen.ring()
    screen.redraw()
    screen.setMouse(false)
    #expect(screen.copy("text"))
    screen.notify("message")
    screen.close()
    #expect(screen.frames.count == 1)
    #expect((screen.rings, screen.redraws, screen.suspensions) == (1, 1, 1))
    #expect(screen.copied == ["text"] && screen.notified == ["message"])
    #expect(!screen.mouse && screen.isClosed)
  }
}
