// A picture of the dashboard that knows what it was drawn from, so that the next one begins with it:
// what is the same in both is not drawn again. On the way down a list, that is most of it.

import Foundation
import Lifecycle
package import Terminal

/// A picture of the dashboard, and what each part of it was drawn from.
package struct Frame: Sendable {
  /// The picture.
  package let canvas: Canvas
  /// The picture without what lies over the panels.
  fileprivate let panels: Canvas
  /// Nil where there is no room for panels.
  fileprivate let ground: Ground?
  fileprivate let parts: [Part]
  /// The place in the list of its first visible row.
  fileprivate let top: Int

  /// A part is there as it was, and can be left so.
  fileprivate func has(_ part: Part, at index: Int) -> Bool {
    parts.indices.contains(index) && parts[index] == part && part.subject.lasts
  }

  /// Where a row was drawn that is to be drawn at a place among the parts now; nil where it was not.
  fileprivate func row(_ wanted: Part, at index: Int, top: Int) -> Rectangle? {
    let before = index + top - self.top
    guard top != self.top, case .row = wanted.subject, parts.indices.contains(before),
      parts[before].place.size == wanted.place.size, parts[before].subject == wanted.subject
    else { return nil }
    return parts[before].place
  }
}

/// What all parts are drawn from besides what they show: where it changes, all are drawn anew.
private struct Ground: Equatable, Sendable {
  let layout: Layout
  let theme: Theme
  let moment: Date
  let revision: Int
  let isCounted: Bool
  let counts: Counts
  let query: Query
  let view: View
  let focus: Panel
  let hasDialog: Bool
  let pageTitles: [String]
  let offset: AsOf.Offset?
  let isReading: Bool
  let isPast: Bool

  init(_ model: Model, _ layout: Layout) {
    self.layout = layout
    theme = model.theme
    moment = model.overview.moment
    revision = model.environment.deck.revision
    isCounted = model.isCounted
    counts = model.counts
    query = model.query
    view = model.view
    focus = model.focus
    hasDialog = !model.dialogs.isEmpty
    pageTitles = model.pageTitles
    offset = model.environment.asOf.offset
    isReading = model.environment.asOf.isReading
    isPast = model.environment.asOf.isPast
  }
}

/// A part of the picture. No two of a picture share a cell.
struct Part: Equatable, Sendable {
  /// Where it is.
  let place: Rectangle
  /// What it shows.
  let subject: Subject

  /// A part that shows something at a place.
  init(_ subject: Subject, in place: Rectangle) {
    self.subject = subject
    self.place = place
  }
}

/// What a part shows. On the same ground, parts with equal subjects look alike. Indirect, since there
/// are some sixty in a frame and an offer is large to be passed on.
indirect enum Subject: Equatable, Sendable {
  case header, moment, banner, heading
  case nearest(selection: Int)
  case borders(Borders)
  case row(OfferRow)
  case steps(StepLines)
  case instruction(Instruction?)
  case message(MessageLine)
  /// Below the list, the box shares a line with the list's.
  case deadlines(
    selection: Int, offers: DueOffers?, chances: [Remainder: Double]?, below: Borders?)
  case footer(FooterLine)
  /// It is drawn each time.
  case emptyList, page, prompt

  /// One that was drawn before can be left as it is.
  fileprivate var lasts: Bool {
    switch self {
    case .emptyList, .page, .prompt: false
    default: true
    }
  }
}

extension Model {
  /// What is on the screen now.
  package func drawn() -> Canvas { frame(after: nil).canvas }

  /// What is on the screen now, drawn over the picture that was there before.
  package func frame(after previous: Frame?) -> Frame {
    guard size.columns >= Layout.least.columns, size.rows >= Layout.least.rows else {
      var canvas = Canvas(size: size, style: theme[.text])
      drawTooSmall(on: &canvas)
      return Frame(canvas: canvas, panels: canvas, ground: nil, parts: [], top: 0)
    }
    let layout = layout
    let ground = Ground(self, layout)
    let parts = parts(layout)
    var panels: Canvas
    // An address belongs to the whole picture.
    let known = previous.flatMap { $0.ground == ground && $0.panels.links.isEmpty ? $0 : nil }
    if let known {
      panels = known.panels
      panels.cursor = nil
      for (index, part) in parts.enumerated() where !known.has(part, at: index) {
        if let row = known.row(part, at: index, top: list.top) {
          panels.copy(row, of: known.panels, to: part.place.origin)
          continue
        }
        if case .borders = part.subject {} else { panels.clear(part.place, theme: theme) }
        draw(part, on: &panels, layout)
      }
    } else {
      panels = Canvas(size: size, style: theme[.text])
      for part in parts { draw(part, on: &panels, layout) }
    }
    var canvas = panels
    for dialog in dialogs.all {
      _ = dialog.draw(on: &canvas, in: layout.underBanner, environment)
    }
    drawLongNotice(on: &canvas, layout)
    // In every test that draws, and on the screen of everyone who builds it without optimisation.
    assert(
      known == nil || canvas == drawn(),
      "A part was left as it was, though it shows something else:\n\(canvas.strays(from: drawn()))")
    return Frame(canvas: canvas, panels: panels, ground: ground, parts: parts, top: list.top)
  }
}

extension Canvas {
  /// The lines that are not as in another picture, each as it is and as it is there.
  fileprivate func strays(from other: Canvas) -> String {
    zip(lines, other.lines).filter { $0 != $1 }.map { "\($0)\n\($1)" }.joined(separator: "\n")
  }
}
