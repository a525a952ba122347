// `offerdeck manual`: the manual page, for who packages the program.

import ArgumentParser

/// Prints the manual page.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "manual", "Print the manual page, for man -l and for packages.",
    examples: ["manual > offerdeck.1"])

  @OptionGroup var plain: PlainOptions

  func run() { Output.verbatim(ManualPage.text) }
}
