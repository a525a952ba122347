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
  case noSuchFile = 66
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
    case .no: "the answer is no"
    case .refused: "refused by a rule"
    case .incomplete: "damaged rows left out"
    case .keptOut: "imported, but some offers kept a later stage"
    case .usage: "usage"
    case .badInput: "bad input"
    case .noSuchFile: "no such file"
    case .unavailable: "no terminal"
    case .cannotCreate: "cannot create"
    case .inputOutput: "input or output failed"
    case .busy: "busy"
    case .notPermitted: "not permitted"
    }
  }
}

/// Why a command ends early.
struct Failure: Error {
  let code: ExitCode
  /// One sentence, or one a line where a file has several mistakes. Empty where the command said
  /// everything already.
  let sentence: String

  init(_ code: ExitCode, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }

  /// Says the sentence on standard error, harmless for a terminal, and ends the program.
  func end() -> Never {
    for line in sentence.split(separator: "\n") {
      Output.complain("offerdeck: \(line)")
    }
    // An answer that is no can have results all the same; what they lack then is said, unless that
    // is what was said just now.
    do throws(Failure) {
      try Output.finish()
    } catch {
      if sentence.isEmpty { error.end() }
      if error.sentence != sentence { Output.complain("offerdeck: \(error.sentence)") }
    }
    // An answer that lacks rows is not an answer, unless something worse happened.
    let isIncomplete = DamageReport.complain() && code == .no
    exit(isIncomplete ? ExitCode.incomplete.rawValue : code.rawValue)
  }
}

extension Failure {
  /// A rule said no: every requirement on a line of its own.
  init(_ refusal: Refusal, of key: OfferKey) {
    let head = "“\(refusal.subject)” is not possible for \(key.offer):"
    self.init(
      .refused,
      ([head] + refusal.requirements.map { "  \($0.sentence)" }).joined(separator: "\n"))
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
    let help = if case .ownAccess = refusal { " (--yes confirms it.)" } else { "" }
    self.init(.refused, refusal.sentence + help)
  }

  init(_ failure: DirectoryFailure) { self.init(.unavailable, failure.sentence) }

  init(_ failure: StoreFailure) { self.init(failure.code, failure.sentence) }

  init(_ mistakes: FileMistakes) { self.init(.badInput, mistakes.description) }

  init(_ failure: FileFailure) {
    let code: ExitCode =
      switch failure.code {
      case ENOENT, ENOTDIR: .noSuchFile
      case EACCES, EPERM: .notPermitted
      default: .inputOutput
      }
    self.init(code, failure.description + ".")
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
    default: self.init(.inputOutput, "Something went wrong: \(error.localizedDescription)")
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
    case .missing: .noSuchFile
    case .cannotCreate, .noTemporaryFolder: .cannotCreate
    case .full, .fullTemporary, .io: .inputOutput
    case .notAFileName: .usage
    case .unusablePath: .noSuchFile
    case .busy: .busy
    case .readOnly, .past, .notPermitted: .notPermitted
    case .unknownOffer, .unknownPublisher, .unknownPlaybook: .no
    case .knownOffer, .knownPublisher, .changedSince: .refused
    }
  }
}
