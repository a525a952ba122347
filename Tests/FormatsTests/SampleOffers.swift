// Offers with everything that an offer can have, and texts that break careless formats.

import Foundation
import Lifecycle

enum SampleOffers {
  static let moment = Date(timeIntervalSince1970: 1_568_988_120.123_456)

  static let plain = named("contoso-field-sales")

  private static func named(_ id: String) -> Offer {
    Offer(
      key: OfferKey(publisher: "contoso", offer: id), name: "Contoso Field Sales",
      type: .customerEngagement, playbook: "dynamics-365-2019", track: "draft", changedAt: moment)
  }

  /// Texts with quotes, breaks, controls, other scripts, direction marks, and formulas.
  static let hostile = [
    "\"", ",", "a,b\"c\"", "line\nbreak", "line\r\nbreak", " spaces ", "\ttab\t", "\\", "\\n", "'",
    "=1+1", "@SUM(A1)", "日本語 Ünïcödé", "👨‍👩‍👧‍👦", "\u{202E}right to left", "\u{1B}[31mred\u{1B}[0m",
    "e\u{301}", "\u{FEFF}mark", "\u{7F}\u{85}\u{2028}", "null", "{}", "</script>", "\u{10FFFF}",
    String(repeating: "long ", count: 400) + "end",
  ]

  static let all: [Offer] = {
    var offers = [plain]
    for stage in Stage.allCases {
      var offer = named("contoso-\(stage.rawValue)")
      offer.publication = Publication(stage: stage, market: stage == .live ? .current : .none)
      if stage == .unrecognized { offer.publication.word = "Frozen" }
      offers.append(offer)
    }
    var full = named("contoso-full")
    full.facts = [
      .inAppSource: "yes", .typeRight: "yes", .separateEntity: "no", .certifiedBefore: "yes",
      .cosellPrioritized: "no", .cloudEmbed: "yes", .testDrive: "no", .tier: "premium",
      .listingURL: "https://appsource.microsoft.com/product/dynamics-365/contoso.field?a=1,2",
      .legalEntity: "Contoso, Ltd", .markets: "US;CA",
    ]
    full.ticks = ["addendum": Tick(at: moment, by: "owner@contoso.com")]
    full.pages = ["offer-setup": .complete, "properties": .incomplete]
    offers.append(full)
    for (number, text) in hostile.enumerated() {
      var offer = Offer(
        key: OfferKey(publisher: "fabrikam", offer: "fabrikam-\(number)"), name: text,
        type: .other("type \(number)"), playbook: "marketplace-2020", track: "move",
        publication: Publication(
          stage: .draft, market: .earlier, failure: SubmissionFailure(.certification, text)),
        changedAt: moment.addingTimeInterval(Double(number)))
      let entity = text.trimmingWhitespace()
      if !entity.isEmpty { offer.facts[.legalEntity] = entity }
      offers.append(offer)
    }
    return offers
  }()
}
