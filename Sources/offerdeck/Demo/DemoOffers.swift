// The publishers and offers of the sample, each of which shows a rule.

import Foundation
import Lifecycle

/// What is in the sample.
struct DemoOffers {
  private let zone: TimeZone

  /// The sample, with its days in a zone.
  init(zone: TimeZone) { self.zone = zone }

  /// Ten in the morning of a day of 2019.
  func day(_ month: Int, _ day: Int) -> Date {
    guard let date = Day(year: 2019, month: month, day: day) else {
      preconditionFailure("The sample's days exist.")
    }
    return date.start(in: zone) + 10 * 3_600
  }

  private func ticks(_ ids: String..., on date: Date) -> [String: Tick] {
    Dictionary(
      uniqueKeysWithValues: ids.map { ($0, Tick(at: date, by: "owner@contoso.com")) })
  }

  var publishers: [Publisher] {
    [
      Publisher(
        id: "contoso", name: "Contoso Ltd", role: .owner, owners: ["owner@contoso.com"],
        signIn: "owner@contoso.com",
        ticks: ticks("enrolled", "manager-signed-in", on: day(9, 12))),
      Publisher(
        id: "fabrikam", name: "Fabrikam Inc", role: .owner, owners: ["admin@fabrikam.com"],
        signIn: "admin@fabrikam.com", mpnID: "7654321",
        ticks: ticks(
          "account-confirmed", "enrolled", "manager-signed-in", "addendum", "billing",
          on: day(8, 6))),
    ]
  }

  // MARK: - Offers

  private func offer(
    _ id: String, _ name: String, _ type: OfferType, _ track: String,
    _ publication: Publication = Publication(), _ facts: [Fact: String] = [:],
    ticks: [String: Tick] = [:], pages: [String: PageState] = [:], on date: Date,
    publisher: String = "contoso", playbook: String = "dynamics-365-2019"
  ) -> Offer {
    Offer(
      key: OfferKey(publisher: publisher, offer: id), name: name, type: type, playbook: playbook,
      track: track, publication: publication, facts: facts, ticks: ticks, pages: pages,
      changedAt: date)
  }

  var offers: [Offer] { published + drafts + new + launched + fabrikam }

  /// All pages but the last few.
  private func pages(_ count: Int) -> [String: PageState] {
    let ids = [
      "offer-setup", "properties", "offer-listing", "availability", "technical-configuration",
      "supplemental-content",
    ]
    return Dictionary(uniqueKeysWithValues: ids.prefix(count).map { ($0, .complete) })
  }

  private var listed: [Fact: String] {
    [
      .inAppSource: "yes", .certifiedBefore: "yes", .cosellPrioritized: "no", .cloudEmbed: "no",
      .tier: "standard",
    ]
  }

  private var published: [Offer] {
    let platform = ticks("platform-version", on: day(9, 10))
    return [
      offer(
        "contoso-fleet", "Contoso Fleet", .operations, "published",
        Publication(stage: .submitted, market: .earlier),
        listed.merging([.cosellPrioritized: "yes"]) { $1 }, ticks: platform, on: day(9, 11)),
      offer(
        "contoso-payroll", "Contoso Payroll", .operations, "published",
        Publication(stage: .live, market: .current),
        listed.merging([
          .listingURL:
            "https://appsource.microsoft.com/product/dynamics-365/contoso.contoso-payroll"
        ]) { $1 }, ticks: platform, on: day(8, 28)),
      offer(
        "contoso-expenses", "Contoso Expenses", .customerEngagement, "published",
        Publication(stage: .certified, market: .earlier), listed, ticks: platform, on: day(9, 18)),
      offer(
        "contoso-inventory", "Contoso Inventory", .operations, "published",
        Publication(stage: .draft, market: .earlier),
        [.inAppSource: "yes", .certifiedBefore: "yes", .cloudEmbed: "yes"], on: day(9, 9)),
      offer(
        "contoso-quality", "Contoso Quality", .customerEngagement, "published", Publication(),
        [.inAppSource: "no"], on: day(9, 13)),
      offer(
        "contoso-insights", "Contoso Insights", .customerEngagement, "published",
        Publication(stage: .live, market: .earlier),
        [.certifiedBefore: "yes", .cosellPrioritized: "yes"], on: day(9, 3)),
      offer(
        "contoso-ledger", "Contoso Ledger", .operations, "published",
        Publication(stage: .live, market: .current), listed, ticks: platform, on: day(9, 16)),
    ]
  }

  private var drafts: [Offer] {
    let right: [Fact: String] = [.typeRight: "yes"]
    let duplicate: [Fact: String] = [
      .typeRight: "yes", .inAppSource: "yes", .separateEntity: "no", .markets: "US;CA",
    ]
    return [
      offer(
        "contoso-field-sales", "Contoso Field Sales", .customerEngagement, "draft",
        on: day(9, 12)),
      offer(
        "contoso-route-planner", "Contoso Route Planner", .customerEngagement, "draft",
        Publication(), [.typeRight: "no", .supportTicket: "119091400012"],
        ticks: ticks("offer-type", on: day(9, 14)), on: day(9, 14)),
      offer(
        "contoso-warehouse", "Contoso Warehouse", .operations, "draft", Publication(), duplicate,
        ticks: ticks("compare-collateral", on: day(9, 17)), on: day(9, 17)),
      offer(
        "contoso-warehouse-old", "Contoso Warehouse (copy)", .operations, "draft",
        Publication(stage: .retired), duplicate,
        ticks: ticks("compare-collateral", "compare-contact", "compare-markets", on: day(9, 15)),
        on: day(9, 15)),
      offer(
        "contoso-assets", "Contoso Assets", .operations, "draft", Publication(),
        [
          .typeRight: "yes", .inAppSource: "yes", .separateEntity: "yes",
          .legalEntity: "Contoso Ltd (Europe)",
        ], pages: pages(6), on: day(9, 16)),
      offer(
        "contoso-service-desk", "Contoso Service Desk", .customerEngagement, "draft",
        Publication(), right.merging([.inAppSource: "no", .testDrive: "yes"]) { $1 },
        pages: pages(3).merging(["availability": .incomplete]) { $1 }, on: day(9, 18)),
      offer(
        "contoso-loyalty", "Contoso Loyalty", .customerEngagement, "draft",
        Publication(
          stage: .draft,
          failure: SubmissionFailure(
            .certification,
            "The package could not be installed: solution ContosoLoyaltyCore is missing."),
          evidence: .submitted),
        right.merging([.inAppSource: "no"]) { $1 }, pages: pages(6), on: day(9, 19)),
      offer(
        "contoso-rostering", "Contoso Rostering", .operations, "draft",
        Publication(stage: .submitted), right.merging([.inAppSource: "no"]) { $1 },
        pages: pages(6), on: day(9, 17)),
      offer(
        "contoso-kiosk", "Contoso Kiosk", .customerEngagement, "draft",
        Publication(stage: .unrecognized, word: "Frozen"), on: day(9, 19)),
    ]
  }

  private var new: [Offer] {
    [
      offer(
        "contoso-warranty", "Contoso Warranty", .customerEngagement, "new", on: day(9, 18)),
      offer(
        "contoso-timesheets", "Contoso Timesheets", .operations, "new", Publication(),
        ticks: ticks("create-offer", on: day(9, 19)), on: day(9, 19)),
    ]
  }

  private var launched: [Offer] {
    [
      offer(
        "contoso-one", "Contoso One", .other("contoso-launch"), "launch",
        ticks: ticks("slides", on: day(9, 12)), on: day(9, 12), playbook: "contoso-launch"),
      offer(
        "contoso-studio", "Contoso Studio", .other("contoso-launch"), "launch",
        ticks: ticks("slides", "video", "press", on: day(9, 12)), on: day(9, 13),
        playbook: "contoso-launch"),
    ]
  }

  private var fabrikam: [Offer] {
    let facts: [Fact: String] = [.typeRight: "yes", .inAppSource: "no"]
    let approved = ticks("approval-email", on: day(9, 10))
    func mine(
      _ id: String, _ name: String, _ type: OfferType, _ track: String,
      _ publication: Publication, _ facts: [Fact: String] = [:], ticks: [String: Tick] = [:],
      pages: [String: PageState] = [:], on date: Date, playbook: String = "dynamics-365-2019"
    ) -> Offer {
      offer(
        id, name, type, track, publication, facts, ticks: ticks, pages: pages, on: date,
        publisher: "fabrikam", playbook: playbook)
    }
    return [
      mine(
        "fabrikam-claims", "Fabrikam Claims", .customerEngagement, "draft",
        Publication(stage: .live, market: .current), facts, ticks: approved, pages: pages(6),
        on: day(9, 10)),
      mine(
        "fabrikam-dispatch", "Fabrikam Dispatch", .customerEngagement, "draft",
        Publication(stage: .certified), facts, ticks: approved, pages: pages(6), on: day(9, 12)),
      mine(
        "fabrikam-freight", "Fabrikam Freight", .operations, "draft",
        Publication(stage: .submitted), facts, pages: pages(6), on: day(9, 13)),
      mine(
        "fabrikam-harvest", "Fabrikam Harvest", .operations, "draft", Publication(), facts,
        pages: pages(6), on: day(9, 16)),
      mine(
        "fabrikam-portal", "Fabrikam Portal", .customerEngagement, "published",
        Publication(stage: .live, market: .current),
        listed.merging([
          .cloudEmbed: "yes",
          .listingURL:
            "https://appsource.microsoft.com/product/dynamics-365/fabrikam.fabrikam-portal",
        ]) { $1 }, ticks: ticks("platform-version", on: day(8, 20)), on: day(8, 25)),
      mine(
        "fabrikam-print", "Fabrikam Print", .operations, "published",
        Publication(stage: .submitted, market: .earlier),
        listed.merging([.tier: "premium", .cosellPrioritized: "yes"]) { $1 },
        ticks: ticks("platform-version", on: day(9, 2)), on: day(9, 4)),
      mine(
        "fabrikam-vision", "Fabrikam Vision", .other("microsoft-azure-virtualmachines"), "move",
        Publication(stage: .live, market: .earlier), on: day(9, 5), playbook: "marketplace-2020"),
      mine(
        "fabrikam-edge", "Fabrikam Edge", .other("microsoft-azure-containers"), "move",
        Publication(stage: .draft), on: day(9, 6), playbook: "marketplace-2020"),
    ]
  }

  // MARK: - What happened since

  /// Changes that leave a history behind.
  var changes: [(offer: (publisher: String, offer: String), actions: [Action], at: Date)] {
    [
      (("fabrikam", "fabrikam-harvest"), [.event(.submit)], day(9, 17)),
      (
        ("fabrikam", "fabrikam-harvest"),
        [.event(.certificationFailed, report: "The listing names no support contact.")],
        day(9, 19)
      ),
      (("contoso", "contoso-inventory"), [.tick(step: "platform-version")], day(9, 19)),
      (
        ("contoso", "contoso-service-desk"), [.page(id: "offer-setup", state: .complete)],
        day(9, 19)
      ),
    ]
  }
}
