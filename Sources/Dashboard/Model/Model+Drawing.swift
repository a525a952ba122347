// The picture of the dashboard: each part draws itself into its place, and dialogs lie over all.

import Lifecycle
package import Terminal

extension Model {
  /// What is on the screen now.
  package func drawn() -> Canvas {
    var canvas = Canvas(size: environment.look.size, style: environment.theme[.text])
    guard canvas.size.columns >= Layout.least.columns, canvas.size.rows >= Layout.least.rows else {
      drawTooSmall(on: &canvas)
      return canvas
    }
    let layout = layout
    let header = header
    if !layout.header.isEmpty { header.draw(on: &canvas, in: layout.header) }
    if !layout.moment.isEmpty { header.drawMoment(on: &canvas, in: layout.moment) }
    if !layout.banner.isEmpty {
      header.drawBanner(on: &canvas, in: layout.banner, isFocused: panels.focus == .banner)
    }
    panels.draw(on: &canvas, layout, hasKeys: dialogs.isEmpty, environment)
    let footer = footer
    if !layout.message.isEmpty { footer.drawMessage(on: &canvas) }
    footer.draw(on: &canvas)
    for dialog in dialogs.all { _ = dialog.draw(on: &canvas, in: layout.underBanner, environment) }
    footer.drawLongNotice(on: &canvas)
    return canvas
  }

  var header: Header {
    Header(
      environment: environment, pageTitles: dialogs.pageTitles, pagePublisher: dialogs.publisher)
  }

  var footer: Footer {
    Footer(
      environment: environment, layout: layout, view: panels.view, focus: panels.focus,
      status: status, filter: panels.offers.filter, jump: panels.offers.jump,
      isFiltered: query.isFiltered,
      isWriting: writing.isActive, hasPage: !dialogs.pageTitles.isEmpty)
  }

  /// Says which size is needed and which there is, the part that falls short in the error's style.
  private func drawTooSmall(on canvas: inout Canvas) {
    let (least, size) = (Layout.least, canvas.size)
    let lines: [[(String, Role)]] = [
      [("offerdeck needs ", .text), ("\(least.columns)x\(least.rows)", .title)],
      [
        ("this is ", .text),
        ("\(size.columns)", size.columns < least.columns ? .error : .levelMet), ("x", .text),
        ("\(size.rows)", size.rows < least.rows ? .error : .levelMet),
      ],
    ]
    for (row, pieces) in lines.enumerated() {
      let width = pieces.reduce(0) { $0 + $1.0.count }
      canvas.write(
        pieces,
        at: Point(
          column: max(0, (size.columns - width) / 2), row: max(0, size.rows / 2 - 1) + row),
        columns: size.columns, theme: environment.theme)
    }
  }
}
