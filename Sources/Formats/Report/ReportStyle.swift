// How the page of a report looks: its colors for light and dark, its layout for wide, narrow and
// paper. No script, no font and no picture is fetched from anywhere.

/// The look of the page.
package enum ReportStyle {
  /// A color, by what it is for, on light and on dark paper.
  package struct Ink: Sendable {
    /// What it is for.
    package let name: String
    /// On light paper, as `#rrggbb`.
    package let light: String
    /// On dark paper.
    package let dark: String
    /// Text is written in it; else it fills or draws what is also said in words.
    package let isText: Bool

    fileprivate init(_ name: String, _ light: String, _ dark: String, isText: Bool = true) {
      self.name = name
      self.light = light
      self.dark = dark
      self.isText = isText
    }
  }

  /// What text stands on.
  package static let papers = [
    Ink("paper", "#ffffff", "#14181f", isText: false),
    Ink("raised", "#f4f6f9", "#1d232d", isText: false),
  ]

  /// What text and charts are drawn in. Levels and stages have the hues that the dashboard gives
  /// them; each stands beside its word.
  package static let inks = [
    Ink("ink", "#1b2430", "#e3e8f0"), Ink("soft", "#525f70", "#a3afc0"),
    Ink("accent", "#0b57b5", "#8ab8ff"), Ink("line", "#d5dbe4", "#36404e", isText: false),
    Ink("missed", "#b3261e", "#ff8a80"), Ink("start_now", "#9a4a00", "#ffb066"),
    Ink("due_soon", "#735c00", "#f2d16b"), Ink("comfortable", "#525f70", "#a3afc0"),
    Ink("on_hold", "#735c00", "#f2d16b"),
    Ink("met", "#1d6b2f", "#8fd694"), Ink("draft", "#6b7889", "#8593a6", isText: false),
    Ink("submitted", "#2f6fc4", "#6ea4f0", isText: false),
    Ink("certified", "#7a45b8", "#b48cf0", isText: false),
    Ink("live", "#2f8544", "#6fc47c", isText: false),
    Ink("retired", "#b8c0cb", "#4c5768", isText: false),
    Ink("unknown", "#c07a1a", "#d99a48", isText: false),
  ]

  private static func variables(_ value: (Ink) -> String) -> String {
    (papers + inks).map { "--\($0.name): \(value($0));" }.joined(separator: " ")
  }

  private static var fills: String {
    inks.map { ink in
      ".fill-\(ink.name) { fill: var(--\(ink.name)); background: var(--\(ink.name)); } "
        + ".ink-\(ink.name) { color: var(--\(ink.name)); fill: var(--\(ink.name)); }"
    }.joined(separator: "\n")
  }

  /// The style sheet. It has no `<` and no `&`, so that it stands in a page as it is.
  static var sheet: String {
    """
    :root { color-scheme: light dark; \(variables(\.light)) }
    @media (prefers-color-scheme: dark) { :root { \(variables(\.dark)) } }
    \(fills)
    \(layout)
    @media print {
      :root { color-scheme: light; \(variables(\.light)) }
      \(print)
    }

    """
  }

  private static let layout = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 0.95rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial,
        "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    body div.page { max-width: 70rem; margin: 0 auto; padding: 2rem 1.5rem 3rem; }
    header { border-bottom: 3px solid var(--accent); padding-bottom: 1rem; }
    h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -0.01em; }
    h2 { margin: 2.5rem 0 0.75rem; font-size: 1.25rem; line-height: 1.3; }
    h3 { margin: 0; font-size: 1rem; line-height: 1.35; }
    p { margin: 0 0 0.5rem; }
    a { color: var(--accent); }
    .soft, .kicker, figcaption, caption, dt { color: var(--soft); }
    .kicker { margin: 0 0 0.25rem; font-size: 0.85rem; }
    ul.plain.verdict { margin: 1.25rem 0 0; font-size: 1.1rem; max-width: 52rem; }
    .verdict li { display: flex; gap: 0.5rem; margin: 0 0 0.3rem; }
    .verdict .level { flex: none; width: 1.1rem; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
      gap: 0.75rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
    .tiles li { background: var(--raised); border-radius: 0.6rem; padding: 0.75rem 1rem; }
    .tiles strong { display: block; font-size: 1.6rem; line-height: 1.2; overflow-wrap: normal; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr));
      gap: 1rem; }
    .card { background: var(--raised); border-radius: 0.6rem; padding: 1rem 1.1rem;
      border: 0 solid var(--line); border-left-width: 5px; break-inside: avoid; }
    .card.missed { border-left-color: var(--missed); }
    .card.start_now { border-left-color: var(--start_now); }
    .card.due_soon { border-left-color: var(--due_soon); }
    .card.met { border-left-color: var(--met); }
    .card p { margin: 0.25rem 0 0; }
    .card h3 + .bar { margin-top: 0.5rem; }
    .card .level { display: block; margin-bottom: 0.6rem; }
    .card dl + p, .card .outlook { margin-top: 0.6rem; }
    .card .day { font-size: 1.15rem; font-weight: 600; }
    .level { font-weight: 600; }
    .bar { display: block; width: 100%; height: 0.6rem; margin: 0.6rem 0 0.35rem; }
    .bar .rest { fill: var(--line); }
    dl { margin: 0.5rem 0 0; display: grid; grid-template-columns: max-content 1fr;
      gap: 0.15rem 0.8rem; }
    dd { margin: 0; }
    ul.plain { margin: 0; padding: 0; list-style: none; }
    .card li + li, .blocked li + li { margin-top: 0.3rem; }
    figure { margin: 0 0 1.5rem; }
    figcaption { margin: 0 0 0.5rem; font-size: 0.9rem; }
    figcaption strong { color: var(--ink); }
    svg { max-width: 100%; height: auto; display: block; }
    svg.bar { height: 0.6rem; }
    figure > svg.bar { height: 2rem; margin: 0; }
    svg.chart { width: 100%; max-width: 34rem; }
    svg text { font: 13px system-ui, "Segoe UI", Roboto, Arial, "Noto Sans", sans-serif;
      fill: var(--soft); }
    .grid { stroke: var(--line); stroke-width: 1; }
    .today { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 3; }
    .course { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linejoin: round; }
    .last { stroke: var(--soft); stroke-width: 1.5; }
    .needed { fill: none; stroke: var(--start_now); stroke-width: 1.5; stroke-dasharray: 6 4; }
    .band { fill: var(--accent); opacity: 0.18; }
    .legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0.5rem 0 0;
      padding: 0; list-style: none; }
    .swatch { display: inline-block; width: 0.75rem; height: 0.75rem; margin-right: 0.4rem;
      border-radius: 0.15rem; vertical-align: -0.05rem; }
    .key { flex: none; width: 1.5rem; margin-right: 0.4rem; }
    .key-course { border-top: 2.5px solid var(--accent); }
    .key-needed { border-top: 2px dashed var(--start_now); }
    .key-band { height: 0.75rem; background: var(--accent); opacity: 0.18; }
    .key-today, .key-last { width: 0; height: 0.9rem; border-left: 1.5px solid var(--soft); }
    .key-today { border-left-style: dotted; }
    .charts figure { display: flex; flex-direction: column; }
    .charts svg.chart { margin-top: auto; }
    .legend.keys { margin: 0 0 1rem; font-size: 0.9rem; color: var(--soft); }
    .legend.keys li { display: flex; align-items: center; }
    .progress p { display: flex; justify-content: space-between; gap: 1rem; margin: 0; }
    .progress strong { flex: none; }
    .progress .bar { margin: 0.2rem 0 0.7rem; }
    .charts { display: grid; gap: 1rem 2rem;
      grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; }
    .offers thead th:nth-child(1) { width: 38%; }
    .offers thead th:nth-child(2) { width: 9.5rem; }
    .offers thead th:nth-child(4) { width: 8.5rem; }
    .blocked thead th:nth-child(1) { width: 34%; }
    .blocked thead th:nth-child(2) { width: 26%; }
    .history thead th:nth-child(1) { width: 9rem; }
    .history thead th:nth-child(2) { width: 24%; }
    .history thead th:nth-child(4) { width: 20%; }
    caption { text-align: left; padding: 0 0 0.5rem; }
    th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.75rem 0.45rem 0;
      border-bottom: 1px solid var(--line); }
    thead th { font-size: 0.85rem; color: var(--soft); border-bottom-width: 2px; }
    tbody th { font-weight: 600; }
    small { display: block; color: var(--soft); font-size: 0.85rem; font-weight: 400; }
    footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line);
      font-size: 0.85rem; color: var(--soft); }
    \(narrow)
    """

  /// On a small screen a row of a table is a block of lines: a column would be a letter wide.
  private static let narrow = """
    @media (max-width: 40rem) {
      body div.page { padding: 1.25rem 1rem 2rem; }
      h1 { font-size: 1.6rem; }
      .tiles { grid-template-columns: 1fr 1fr; }
      .tiles li:last-child:nth-child(odd) { grid-column: 1 / -1; }
      .cards, .charts { grid-template-columns: 1fr; }
      table, tbody, caption, th, td { display: block; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
        clip-path: inset(50%); }
      tbody tr { display: grid; grid-template-columns: 1fr auto; gap: 0.1rem 1rem;
        padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
      tbody th, tbody td { padding: 0; border: 0; grid-column: 1 / -1; }
      .offers td:nth-child(2) { grid-area: 2 / 1; }
      .offers td:nth-child(4) { grid-area: 2 / 2; text-align: right; }
      .offers td:nth-child(4) small { display: inline; margin-left: 0.4rem; }
      .history td:nth-child(1) { grid-area: 1 / 1; color: var(--soft); }
      .history td:nth-child(4) { grid-area: 1 / 2; color: var(--soft); text-align: right; }
      .history td:nth-child(2) { font-weight: 600; }
    }
    """

  private static let print = """
    @page { margin: 16mm 14mm; }
      body div.page { max-width: none; padding: 0; }
      html { font-size: 12px; }
      .tiles { grid-template-columns: repeat(5, 1fr); }
      .tiles li { border: 1px solid var(--line); }
      .card { border-width: 1px 1px 1px 5px; border-style: solid; }
      .cards { grid-template-columns: repeat(3, 1fr); }
      .cards.wide { grid-template-columns: 1fr 1fr; }
      section, h2 { margin-top: 1.5rem; }
      .charts { grid-template-columns: 1fr 1fr; }
      h2, h3, caption, thead, thead tr, .keys { break-after: avoid; }
      tbody tr:first-child { break-before: avoid; }
      figure, tr, .keys { break-inside: avoid; }
      thead { display: table-header-group; }
      a { color: inherit; text-decoration: none; }
      svg, .swatch, .key, .card { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    """
}
