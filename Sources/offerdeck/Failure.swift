// Why a command ends without having done what was asked: a sentence for people, and a code for
// programs. Everything that can go wrong anywhere is turned into one here.

import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// The codes that the program ends with (those from 64 on are those of BSD's sysexits).
enum ExitCode: Int32, CaseIterable {
  case no = 1
  case refused = 2
  case incomplete = 3
  case keptOut = 4
  case usage = 64
  case badInput = 65
  case notFound = 66
  case unavailable = 69
  case cannotCreate = 73
  case inputOutput = 74
  case busy = 75
  case notPermitted = 77

  /// Every code with what it means, those that do not come from a failure too.
  static let meanings: [(code: String, meaning: String)] =
    [("0", "done")] + allCases.map { ("\($0.rawValue)", $0.meaning) } + [
      ("128 + n", "ended by signal n")
    ]

  private var meaning: String {
    switch self {
    case .no: "check failed (something is due, not migrated, or different)"
    case .refused: "refused by a rule"
    case .incomplete: "damaged rows left out"
    case .keptOut: "imported, but some offers kept a later stage"
    case .usage: "usage error"
    case .badInput: "bad input, or a playbook is missing"
    case .notFound: "not found (no such file, offer or publisher; nothing to undo)"
    case .unavailable: "no terminal"
    case .cannotCreate: "cannot create a file"
    case .inputOutput: "input or output failed"
    case .busy: "busy"
    case .notPermitted: "not permitted"
    }
  }
}

/// Why a command ends early.
struct Failure: Error {
  let code: ExitCode
  /// What is wrong, one line for each thing. A line that begins with a space continues the one
  /// before. Empty if the command has printed everything already.
  let sentence: String
  /// What to do about it; nil if the sentence says it.
  let hint: String?
  /// What the error led to; nil if the sentence says it.
  var warning: String?
  /// How the command is called; nil unless it was called wrongly.
  var usage: String?
  /// The sentence with its advice, as the dashboard shows it.
  private(set) var text: String

  init(_ code: ExitCode, _ sentence: String, hint: String? = nil) {
    self.code = code
    self.sentence = sentence
    self.hint = hint
    text = sentence + (hint.map { "; \($0)" } ?? "")
  }

  /// Prints the error and its hint on standard error, and ends the program.
  func end() -> Never {
    Output.error(sentence, hint: hint)
    if let warning { Output.warn(warning) }
    if let usage { Output.complain("usage: \(usage)") }
    // A failed check has results all the same. If they can't be written, that is said too, unless
    // it was said just now.
    do throws(Failure) {
      try Output.finish()
    } catch {
      if sentence.isEmpty { error.end() }
      if error.sentence != sentence { Output.error(error.sentence) }
    }
    // An answer that lacks rows is not an answer, unless something worse happened.
    let isIncomplete = DamageReport.complain() && code == .no
    exit(isIncomplete ? ExitCode.incomplete.rawValue : code.rawValue)
  }
}

extension Failure {
  /// A rule said no: every requirement on a line of its own.
  ///
  /// - Parameter zone: the zone of the days in it.
  init(_ refusal: Refusal, of key: OfferKey, zone: TimeZone) {
    let head =
      "can't \(refusal.subject.prefix(1).lowercased() + refusal.subject.dropFirst()) \(key.offer.inQuotes)"
    self.init(
      .refused,
      ([head] + refusal.requirements.map { "  \($0.sentence(in: zone))" }).joined(separator: "\n"))
  }

  /// An account can't go on: why, and the page that helps.
  init(_ refusal: AccountRefusal) {
    let page = refusal.link.map { "\n  \($0.text)" } ?? ""
    let isOthers = if case .notOwner = refusal { true } else { false }
    self.init(isOthers ? .notPermitted : .refused, refusal.sentence + page)
  }

  /// Several mistakes, each on a line of its own.
  init(_ refusals: AccountRefusals) {
    self.init(.refused, refusals.all.map(\.sentence).joined(separator: "\n"))
  }

  init(_ refusal: EntityRefusal) { self.init(.refused, refusal.sentence) }

  init(_ refusal: UserRefusal) {
    let hint: String? = if case .ownAccess = refusal { "pass --yes to confirm" } else { nil }
    self.init(.refused, refusal.sentence, hint: hint)
  }

  init(_ failure: DirectoryFailure) { self.init(.unavailable, failure.sentence) }

  init(_ failure: StoreFailure) { self.init(failure.code, advised: failure.sentence) }

  /// A sentence of the dashboard, “what is wrong; what to do.” or “What is wrong. What to do.”, as an
  /// error with a hint.
  private init(_ code: ExitCode, advised sentence: String) {
    let separator = ["; ", ". "].first { sentence.contains($0) }
    guard let separator, sentence.hasSuffix(".") else {
      self.init(code, sentence)
      return
    }
    let parts = sentence.components(separatedBy: separator)
    let first = parts.dropLast().joined(separator: separator)
    let advice = (parts.last ?? "").withLowercaseStart
    // Only a common word loses its capital: names and paths keep theirs.
    let isCommon = ["The", "There", "No"].contains { first.hasPrefix($0 + " ") }
    self.init(
      code, isCommon ? first.prefix(1).lowercased() + first.dropFirst() : first,
      hint: String(advice.dropLast()))
    text = sentence
  }

  init(_ mistakes: FileMistakes) { self.init(.badInput, mistakes.description) }

  init(_ failure: FileFailure) {
    let code: ExitCode =
      switch failure.code {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM: .notPermitted
      default: .inputOutput
      }
    self.init(code, failure.description)
  }

  init(_ failure: ScreenFailure) { self.init(.unavailable, failure.description) }

  /// The failure that any error of the program stands for.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let failure as StoreFailure: self.init(failure)
    case let refusal as AccountRefusal: self.init(refusal)
    case let refusals as AccountRefusals: self.init(refusals)
    case let refusal as EntityRefusal: self.init(refusal)
    case let refusal as UserRefusal: self.init(refusal)
    case let failure as DirectoryFailure: self.init(failure)
    case let mistakes as FileMistakes: self.init(mistakes)
    case let failure as FileFailure: self.init(failure)
    case let failure as ScreenFailure: self.init(failure)
    default: self.init(.inputOutput, "unexpected error: \(error.localizedDescription)")
    }
  }

  /// Runs something, and turns whatever goes wrong into a failure.
  static func wrapping<Value>(_ body: () throws -> Value) throws(Failure) -> Value {
    do {
      return try body()
    } catch {
      throw Failure(error)
    }
  }
}

extension StoreFailure {
  /// The code that the program ends with.
  fileprivate var code: ExitCode {
    switch self {
    case .notADeck, .newerSchema, .olderSchema, .damaged, .unacceptable, .rejected: .badInput
    case .cannotCreate, .noTemporaryFolder: .cannotCreate
    case .full, .fullTemporary, .io: .inputOutput
    case .notAFileName: .usage
    case .unusablePath: .notFound
    case .busy: .busy
    case .readOnly, .past, .notPermitted: .notPermitted
    case .missing, .unknownOffer, .unknownPublisher, .unknownPlaybook: .notFound
    case .knownOffer, .knownPublisher, .changedSince: .refused
    }
  }
}
