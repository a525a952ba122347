// The stages of an offer, and the events that can happen to it. Both are code, not playbook:
// a new program moves dates and steps, never these.

/// How far the version of an offer that is being worked on has come.
package enum Stage: String, ListedWord {
  /// Being prepared. Leaves by `submit`, or by `retire` where it was never published.
  case draft
  /// Handed to Microsoft. Leaves by passing or failing certification, or by `withdraw`.
  case submitted
  /// Approved and waiting for the publisher. Leaves by `goLive` or `revise`.
  case certified
  /// Customers can get it. Leaves by `revise` or `stopDistribution`.
  case live
  /// Out of the catalogs for good. Only an observation leads out of it.
  case retired
  /// A portal used a word that is not known, of an offer that was not known either. The word is
  /// kept in `Publication.word`. Only an observation leads out of it.
  case unrecognized = "unknown"

  package static let earlierWords: [String: Stage] = ["unrecognised": .unrecognized]

  /// The four stages of the way to live, in order: the columns of the board and keys 1 to 4.
  package static let onTheWay: [Stage] = [.draft, .submitted, .certified, .live]

  /// How far along the way, for telling forward from backward; nil off the way.
  package var rank: Int? { Self.onTheWay.firstIndex(of: self) }
}

/// Something that happens to an offer's publication.
package enum StageEvent: String, CaseIterable, Codable, Sendable {
  /// The publisher hands the draft in.
  case submit
  /// Microsoft approves the submission.
  case certificationPassed = "certification_passed"
  /// Microsoft refuses the submission; the text of its report is kept.
  case certificationFailed = "certification_failed"
  /// The publisher takes the submission back.
  case withdraw
  /// The publisher releases the certified version.
  case goLive = "go_live"
  /// The publisher begins a new version of what is certified or live.
  case revise
  /// The publisher takes a live offer out of the marketplace.
  case stopDistribution = "stop_distribution"
  /// The publisher deletes a draft that was never published.
  case retire

  /// What a person calls it, as the beginning of a sentence.
  package var title: String {
    switch self {
    case .submit: "Submit"
    case .certificationPassed: "Certification passed"
    case .certificationFailed: "Certification failed"
    case .withdraw: "Withdraw"
    case .goLive: "Go live"
    case .revise: "Revise"
    case .stopDistribution: "Stop distribution"
    case .retire: "Retire"
    }
  }

  /// What follows from it, for the question that is asked first.
  package var outcome: String {
    switch self {
    case .submit:
      "Sends the offer to certification. You can only withdraw it until Microsoft responds."
    case .certificationPassed: "The offer is certified. Go live when you are ready."
    case .certificationFailed: "Returns the offer to draft. The report is saved with it."
    case .withdraw: "Cancels the submission and returns the offer to draft."
    case .goLive: "Publishes the certified version to AppSource."
    case .revise: "A new draft begins. A version that is live stays live until the next goes live."
    case .stopDistribution: "Customers can no longer get the offer. Removes it from the catalogs."
    case .retire: "Permanently removes the draft from the catalogs."
    }
  }
}
