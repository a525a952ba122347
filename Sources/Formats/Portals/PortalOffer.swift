// One offer of a portal: its product record, and all that was answered about it.

import Foundation
import Lifecycle

/// An offer as a portal has it.
struct PortalOffer {
  /// The record of the offer or the product.
  let record: PortalRecord
  /// The names by which answers and files may speak of it, in lower case: the portal's own ID and
  /// the offer's.
  let names: [String]
  /// The offer's ID.
  let offer: String
  /// Answers about it: submissions, or a status.
  var answers: [PortalRecord] = []
  /// It was asked about, even if the answer is empty.
  var isAnswered = false

  /// The portal's own ID, in lower case.
  let portalID: String
  /// The record names the offer's ID, and not only the portal's.
  let hasOfferID: Bool

  /// Something says how far the offer has come.
  var hasStage: Bool { record.kind == .cppOffer ? record.value["status"] != nil : isAnswered }

  /// Reads the record of a product; nil, with a mistake, if it has no ID.
  init?(_ record: PortalRecord) {
    self.record = record
    let external: String?
    switch record.kind {
    case .cppOffer: external = record.text("id")
    case .graphProduct: external = record.text("identity", "externalId")
    default: external = Self.ingestionOfferID(record)
    }
    let id = external ?? record.text("id").map(Self.lastPart)
    guard let id else {
      // One that is there and is no text was reported when it was read.
      if record.value["id"] == nil { record.report("the offer has no “id”") }
      return nil
    }
    do throws(Misfit) { offer = try PortalID.check(id, "offer ID") } catch {
      record.report(error.reason)
      return nil
    }
    hasOfferID = external != nil
    portalID = (record.text("id").map(Self.lastPart) ?? id).lowercased()
    names = Set([id.lowercased(), portalID]).sorted()
  }

  /// Whether the other is an offer of another publisher.
  func isOther(than other: PortalOffer) -> Bool {
    guard record.kind == .cppOffer, other.record.kind == .cppOffer else { return false }
    return record.value["publisherId"]?.text != other.record.value["publisherId"]?.text
  }

  /// Whether the other is the same product, listed twice, and says nothing else of it.
  func isSame(as other: PortalOffer) -> Bool {
    guard portalID == other.portalID else { return false }
    guard record.kind == .cppOffer else {
      return offer == other.offer || !hasOfferID || !other.hasOfferID
    }
    return offer == other.offer
      && ["status", "changedTime"].allSatisfy {
        record.value[$0]?.scalar == other.record.value[$0]?.scalar
      }
  }

  private static func lastPart(_ id: String) -> String {
    id.split(separator: "/").last.map(String.init) ?? id
  }

  /// Reports a product whose only ID is a GUID: the offer would be another one in the next list.
  func checkIdentity() {
    guard !hasOfferID, UUID(uuidString: offer) != nil else { return }
    let key = record.kind == .graphProduct ? "identity.externalId" : "externalIDs"
    let name = record.text(record.kind == .graphProduct ? "alias" : "name") ?? offer
    record.report(
      "the product \(PortalText.line(name).inQuotes) has no offer ID (\(key)); download the list again"
    )
  }

  /// The sighting of the offer.
  var sighting: Sighting {
    var sighting = Sighting(offer: offer, line: record.file.line(of: record.value))
    let name: String?
    switch record.kind {
    case .cppOffer:
      sighting.publisher = record.id("publisherId")
      sighting.type = record.text("offerTypeId").flatMap { OfferType($0) }
      name = record.text("definition", "displayText")
      sighting.observation = CloudPartnerPortalStatus(self).observation
    case .graphProduct:
      sighting.type = record.text("type").flatMap { OfferType($0) }
      name = record.text("alias")
      sighting.observation = GraphSubmissions(self)?.observation
    default:
      sighting.type = record.text("resourceType").flatMap { OfferType($0) }
      name = record.text("name")
      sighting.observation = IngestionSubmissions(self)?.observation
    }
    let isNamed = !(name?.trimmed.isEmpty ?? true)
    sighting.name = isNamed ? name : offer
    return sighting
  }

  /// The ID by which the offer is known outside: of the type AzureOfferId where several are there.
  private static func ingestionOfferID(_ record: PortalRecord) -> String? {
    let list = record.value.elements(of: "externalIDs")
    let named = list.first { $0["type"]?.text?.lowercased() == "azureofferid" }
    return (named ?? list.first { _ in true })?["value"]?.text
  }
}
