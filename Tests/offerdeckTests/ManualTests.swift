// The manual page and the completions come from the lists that the program goes by, and other
// programs understand them.

import Dashboard
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal
import Testing

@testable import offerdeck

@Suite struct `The manual page` {
  private let program: Program
  /// The page as a person reads it, on one line.
  private let text: String

  init() throws {
    program = try Program()
    try program.file("offerdeck.1", try program.expect("manual"))
    let shown = try program.shell("mandoc -T utf8 -O width=500 offerdeck.1")
    // Bold and underlined letters are struck over each other.
    text = shown.output.replacing(#/.\x08/#, with: "").replacing("\n", with: " ")
      .replacing(#/ +/#, with: " ")
  }

  @Test func `has nothing that mandoc would complain of`() throws {
    let result = try program.shell("mandoc -T lint offerdeck.1")
    #expect(result.output == "" && result.errors == "" && result.code == 0, "\(result.output)")
  }

  @Test func `has every command with every option`() {
    for (words, command) in CommandLineOutline.outline(of: Offerdeck.self).leaves() {
      #expect(text.contains("offerdeck \(words.joined(separator: " "))"))
      let shown = (command.arguments ?? []).filter(\.shouldDisplay)
      for name in shown.flatMap({ $0.names ?? [] }) {
        #expect(text.contains(name.typed), "\(words): \(name.typed)")
      }
    }
  }

  @Test func `has every key, setting, variable, file and exit code`() {
    for command in Command.allCases {
      #expect(text.contains("\(command.title) (\(command.rawValue))."), "\(command)")
      for key in command.keys { #expect(text.contains(key.name), "\(key.name)") }
    }
    for setting in Setting.allCases {
      #expect(text.contains("\(setting.rawValue): \(setting.example)"), "\(setting)")
      #expect(text.contains(setting.variable))
    }
    for (path, _) in Paths.places { #expect(text.contains(path)) }
    for (code, meaning) in ExitCode.meanings {
      #expect(text.lowercased().contains("\(code) \(meaning)"), "\(code)")
    }
    for section in [
      "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "KEYS", "CONFIGURATION", "FILES",
      "ENVIRONMENT", "EXIT STATUS", "EXAMPLES", "SEE ALSO",
    ] {
      #expect(text.contains(" \(section) "), "\(section)")
    }
  }

  @Test func `has examples that are no usage errors`() throws {
    for (sentence, line) in ManualPage.examples {
      let words = line.dropFirst("offerdeck ".count)
      let result = try program.shell("$OFFERDECK \(words) </dev/null")
      #expect(result.code != 64, "\(sentence) \(result.errors)")
      #expect(text.contains(line))
    }
  }
}

@Suite struct `A shell completes` {
  private let program: Program

  init() throws {
    program = try Program()
    try program.file(
      "offers.csv", "offer_id,name,publisher_id\nfleet,Fleet,contoso\nfield,Field,contoso\n")
    try program.expect("import", "offers.csv")
    // No file can bring such an ID, but a deck of an earlier version may have it.
    let store = try Store(at: program.deck, playbooks: Demo.playbooks)
    try store.offers.add(
      Offer(
        key: OfferKey(publisher: "contoso", offer: "$(id)"), name: "Odd",
        type: .customerEngagement, playbook: "dynamics-365-2019", track: "draft",
        changedAt: Date(timeIntervalSince1970: 1_568_900_000)),
      at: Date(timeIntervalSince1970: 1_568_900_000), by: "ann")
    store.close()
  }

  /// What bash offers for the last of these words.
  private func completions(_ words: String...) throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let result = try program.shell(
      """
      source <($OFFERDECK --generate-completion-script bash)
      COMP_WORDS=("$OFFERDECK" \(quoted)); COMP_CWORD=\(words.count)
      COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9
      _offerdeck "$OFFERDECK" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    #expect(result.errors == "", "\(result.errors)")
    return result.lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  @Test func `commands and options`() throws {
    let declared = try program.shell(
      "source <($OFFERDECK --generate-completion-script bash); complete -p offerdeck")
    #expect(declared.output.contains("_offerdeck") && declared.code == 0)
    #expect(try completions("adv") == ["advance"])
    #expect(try completions("show", "--j") == ["--json"])
    #expect(try completions("manu") == ["manual"])
  }

  @Test func `offers, publishers, themes, stages and orders`() throws {
    // What would mean something to the shell is left out.
    #expect(try completions("show", "") == ["field", "fleet"])
    #expect(try completions("show", "fl") == ["fleet"])
    #expect(try completions("list", "--publisher", "") == ["contoso"])
    #expect(try completions("demo", "--theme", "solarized-").count == 2)
    #expect(try completions("advance", "fleet", "--event", "sub") == ["submit"])
    #expect(try completions("list", "--sort", "st") == ["stage"])
    #expect(try completions("advance", "fleet", "--step", "adde") == ["addendum"])
  }

  @Test func `in zsh and fish too`() throws {
    #expect(
      try program.expect("--generate-completion-script", "zsh").hasPrefix("#compdef offerdeck"))
    #expect(
      try program.expect("--generate-completion-script", "fish").contains("complete -c 'offerdeck'")
    )
  }
}
