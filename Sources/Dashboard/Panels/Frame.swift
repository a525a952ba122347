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

  /// Where a row with this subject is, if there is one as wide.
  fileprivate func row(_ wanted: Part) -> Rectangle? {
    guard case .row = wanted.subject else { return nil }
    return parts.first { $0.subject == wanted.subject && $0.place.size == wanted.place.size }?.place
  }
}

/// What all parts are drawn from besides what they show: where it changes, all are drawn anew.
private struct Ground: Equatable, Sendable {
  let layout: Layout
  let theme: Theme
  let moment: Date
  let playbooks: [Playbook]
  let publishers: [Publisher]
  let tally: Tally
  let isCounted: Bool
  let query: Query
  let view: View
  let focus: Panel
  let hasDialog: Bool
  let scrubber: Scrubber?
  let isTravelling: Bool
  let isVisitedPast: Bool

  init(_ model: Model, _ layout: Layout) {
    self.layout = layout
    theme = model.theme
    moment = model.overview.moment
    playbooks = model.playbooks
    publishers = model.publishers
    tally = model.tally
    isCounted = model.isCounted
    query = model.query
    view = model.view
    focus = model.focus
    hasDialog = !model.dialogs.isEmpty
    scrubber = model.scrubber
    isTravelling = model.isTravelling
    isVisitedPast = model.isVisitedPast
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

/// What a part shows. On the same ground, parts with equal subjects look alike.
enum Subject: Equatable, Sendable {
  case header, banner, heading
  case nearest(selection: Int)
  case borders(Borders)
  case row(OfferRow)
  case steps(StepLines)
  case deadlines(selection: Int, offers: DueOffers?)
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
      return Frame(canvas: canvas, panels: canvas, ground: nil, parts: [])
    }
    let layout = layout
    let ground = Ground(self, layout)
    let parts = parts(layout)
    // An address belongs to the whole picture.
    let known = previous.flatMap { $0.ground == ground && $0.panels.links.isEmpty ? $0 : nil }
    var panels = known?.panels ?? Canvas(size: size, style: theme[.text])
    panels.cursor = nil
    for (index, part) in parts.enumerated() {
      if let known {
        let isThere = known.parts.indices.contains(index) && known.parts[index] == part
        if isThere && part.subject.lasts { continue }
        if let row = known.row(part) {
          panels.copy(row, of: known.panels, to: part.place.origin)
          continue
        }
        if case .borders = part.subject {} else { panels.clear(part.place, theme: theme) }
      }
      draw(part, on: &panels, layout)
    }
    var canvas = panels
    for dialog in dialogs { dialog.draw(on: &canvas, theme: theme, keys: keys) }
    // In every test that draws, and on the screen of everyone who builds it without optimisation.
    assert(
      known == nil || canvas == drawn(),
      "A part was left as it was, though it shows something else.")
    return Frame(canvas: canvas, panels: panels, ground: ground, parts: parts)
  }
}
