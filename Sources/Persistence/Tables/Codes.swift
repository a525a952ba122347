// The numbers by which stages, markets, evidence and failures are kept. Written out, so that the order of the cases in
// `Lifecycle` can change and no deck is read wrongly; stages sort by them along the way to live.

import Lifecycle

extension Stage {
  /// The number of the stage in the deck.
  var code: Int64 {
    switch self {
    case .draft: 0
    case .submitted: 1
    case .certified: 2
    case .live: 3
    case .retired: 4
    case .unrecognized: 5
    }
  }

  /// The stage of a number in the deck; nil if no stage has it.
  init?(code: Int64) {
    guard let stage = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = stage
  }
}

extension Market {
  /// The number of the market in the deck.
  var code: Int64 {
    switch self {
    case .none: 0
    case .earlier: 1
    case .current: 2
    }
  }

  /// The market of a number in the deck; nil if no market has it.
  init?(code: Int64) {
    guard let market = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = market
  }
}

extension Evidence {
  /// The number of the evidence in the deck.
  var code: Int64 {
    switch self {
    case .none: 0
    case .submitted: 1
    case .certified: 2
    case .live: 3
    }
  }

  /// The evidence of a number in the deck; nil if none has it.
  init?(code: Int64) {
    guard let evidence = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = evidence
  }
}

extension SubmissionFailure.Kind {
  /// The number of the kind in the deck.
  var code: Int64 {
    switch self {
    case .certification: 0
    case .validation: 1
    case .publishing: 2
    case .canceled: 3
    }
  }

  /// The kind of a number in the deck; nil if none has it.
  init?(code: Int64) {
    guard let kind = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = kind
  }
}
