// Wide, combining and right-to-left text, on terminals that each have their own tables of widths: all
// of it stands where it was measured to stand.

import Foundation
import PseudoTerminal
import Testing

@testable import Terminal

/// Who draws what the probe sends.
enum Drawer: String, CaseIterable, Sendable {
  case libvterm, tmux, screen

  /// Whether it is here. The README's command for the tests installs all of them.
  var isHere: Bool {
    self == .libvterm || FileManager.default.isExecutableFile(atPath: "/usr/bin/\(rawValue)")
  }

  /// Starts the probe inside of it, with a folder for its files.
  func probe(_ texts: [String], _ folder: String) throws -> RunningProgram {
    let rows = texts.count + 4
    let environment = ["TMUX_TMPDIR": folder, "SCREENDIR": folder, "HOME": folder]
    let command = [RunningProgram.probePath] + texts
    return switch self {
    case .libvterm: try .probe(texts, rows: rows)
    case .tmux:
      try RunningProgram(
        "/usr/bin/tmux", ["-L", "probe", "-f", "/dev/null", "-u", "new-session", "--"] + command,
        environment: environment, rows: rows)
    case .screen:
      try RunningProgram(
        "/usr/bin/screen", ["-c", "/dev/null", "-U"] + command, environment: environment, rows: rows
      )
    }
  }
}

@Suite(.serialized) struct CursesPlacementTests {
  private static let texts = [
    "Contoso", "世界 Fabrikam", "한국어", "ﾊﾝｶｸ カタカナ", "e\u{301}a\u{308}o\u{302}\u{323}",
    "क्षि नमस्ते", "ภาษาไทย", "שלום Northwind", "مرحبا بالعالم", "abc שלום 123", "👍 ok",
    "a" + String(repeating: "\u{301}", count: 9) + "b", "zero\u{200B}width", "soft\u{AD}hyphen",
    "Ａ１", "─●✓▸", "1\u{20E3}", "👨‍👩‍👧 family", "👍🏽 thumb", "❤\u{FE0F} heart", "☎\u{FE0E} phone",
    "🇩🇪 flag", "﷽ long",
  ]

  @Test(arguments: Drawer.allCases.filter(\.isHere))
  func `text stands where it was measured to stand`(drawer: Drawer) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "offerdeck-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try drawer.probe(Self.texts, folder.path)
    try program.wait(for: "the last row") { $0.shows("long|") }
    program.type("x")
    try program.wait(for: "key x")
    for (row, text) in Self.texts.enumerated() {
      let column = Legible.columns(of: text)
      #expect(
        program.cell(row: 1 + row, column: column).text == "|",
        "\(text): \(program.lines[1 + row])")
    }
    program.type("q")
    try program.waitForEnd()
  }
}
