// `offerdeck manual`: the manual page, for who packages the program.

import ArgumentParser

/// Prints the manual page.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page offerdeck(1), for man -l and for packages.",
    shouldDisplay: false)

  @OptionGroup var common: CommonOptions

  func run() { Output.verbatim(ManualPage.text) }
}
