// The timeline.

import Terminal

extension Model {
  func drawTimeline(on canvas: inout Canvas, in page: Rectangle) {}
  func readChart() -> [Effect] { [] }
}
