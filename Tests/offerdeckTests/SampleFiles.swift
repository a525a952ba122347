// Small files that the tests of the commands import, and decks that were made of them.

import Foundation
import Testing

extension Program {
  /// One offer of each track, at its beginning.
  static let offers = """
    offer_id,name,offer_type,track,publisher_id
    fleet,Contoso Fleet,Dynamics 365 for Operations,published,contoso
    field,Contoso Field,Dynamics 365 for Customer Engagement,draft,contoso
    fresh,Contoso Fresh,Dynamics 365 for Operations,new,contoso

    """

  /// A small playbook for offers of a type of its own, without deadlines.
  static let playbook = """
    id: spring
    title: Spring program
    revision: "1"
    source: https://contoso.com/spring
    types: [contoso-app]
    tracks:
      - id: only
        title: All offers
        steps:
          - {id: look, title: Look, kind: check}

    """

  /// The answer of Cloud Partner Portal.
  static let cloudPartnerPortal = """
    [{"offerTypeId":"dynamics-365-for-operations","publisherId":"contoso","status":"Succeeded",
      "id":"contoso-ledger","definition":{"displayText":"Contoso Ledger"},
      "offerStatus":{"status":"succeeded","steps":[
        {"id":"displaycertify","status":"complete"},{"id":"live","status":"complete"}]}},
     {"offerTypeId":"dynamics-365-for-customer-engagement","publisherId":"contoso",
      "status":"Running","id":"contoso-fleet","definition":{"displayText":"Contoso Fleet"},
      "changedTime":"2019-09-12T08:30:00Z"}]
    """

  /// A page of products of Partner Center.
  static let products = """
    {"value":[
      {"resourceType":"AzureDynamics365ForCustomerEngagement","name":"Contoso Field Sales",
       "externalIDs":[{"type":"AzureOfferId","value":"contoso-field-sales"}],
       "isModularPublishing":true,"id":"eaea608e-d780-4d0b-85ff-df0a525cc0ff"}]}
    """

  /// The submissions of that product.
  static let submissions = """
    {"value":[
      {"resourceType":"Submission","id":"1152921505692284721","state":"Published",
       "substate":"InStore","targets":[{"type":"Scope","value":"live"}],
       "publishedTimeInUtc":"2019-09-01T10:00:00Z","releaseNumber":1}]}
    """

  /// The name that ties those submissions to their product.
  static let submissionsName = "submissions-eaea608e-d780-4d0b-85ff-df0a525cc0ff.json"

  /// A page of products of Microsoft Graph.
  static let graphProducts = """
    {"value":[
      {"$schema":"https://schema.example.com/product/2022-03-01-preview3",
       "id":"product/aaaa1111","identity":{"externalId":"fabrikam-route"},
       "type":"dynamics365ForCustomerEngagement","alias":"Fabrikam Route"}]}
    """

  /// The submissions of those.
  static let graphSubmissions = """
    {"value":[
      {"id":"submission/aaaa1111/1152921515689848683","product":"product/aaaa1111",
       "target":{"targetType":"live"},"status":"completed","result":"succeeded",
       "created":"2022-02-04T20:07:22.4220588Z","lifecycleState":"generallyAvailable"}]}
    """

  /// A program whose deck has one offer of each track, imported on a day.
  static func withOffers(
    environment: [String: String] = [:], on day: String = "2019-09-20"
  ) throws -> Program {
    let program = try Program(environment: environment)
    try program.file("offers.csv", offers)
    try program.expect("import", "offers.csv", "--as-of", day)
    return program
  }

  /// Everything that the deck holds.
  func export(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    try expect("export", sourceLocation: sourceLocation)
  }

  /// What `show --json` says of an offer.
  func record(of offer: String) throws -> [String: Any] {
    let text = try expect("show", offer, "--json")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// A list of objects in JSON.
  static func objects(_ text: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }
}
