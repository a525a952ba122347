// Files of the portals: how each shape is understood, how files are joined, and each mistake.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct PortalFileTests {
  private func read(_ names: String...) throws -> [Sighting] {
    var sightings: [Sighting] = []
    _ = try OfferFile.read(paths: names.map { GoldenFile(name: $0).path }) { sightings.append($0) }
    return sightings
  }

  private func mistakes(_ text: String, format: FileFormat? = nil) -> [String] {
    do {
      _ = try OfferFile.read(bytes: text.utf8, named: "p", format: format) { _ in }
      return []
    } catch let error as FileMistakes {
      return error.mistakes.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  private func format(_ name: String) throws -> FileFormat {
    try OfferFile.read(path: GoldenFile(name: name).path) { _ in }.format
  }

  @Test func `each form is recognised by its shape`() throws {
    #expect(try format("offers.csv") == .csv)
    #expect(try format("cpp-offers.json") == .cpp)
    #expect(try format("ingestion-products.json") == .ingestion)
    #expect(try format("ingestion-together.json") == .ingestion)
    #expect(try format("graph-products.json") == .graph)
  }

  // MARK: - Cloud Partner Portal

  @Test func `offers of Cloud Partner Portal have publisher, type, name, status and time`() throws {
    let offers = try read("cpp-offers.json")
    try #require(offers.count == 3)
    #expect(
      offers[0]
        == Sighting(
          publisher: "contoso", offer: "test-vm", name: "Contoso Virtual Machine Offer",
          type: .other("microsoft-azure-virtualmachines"),
          observation: Observation(
            stage: .draft, word: "neverPublished", source: .cloudPartnerPortal,
            at: Date(timeIntervalSince1970: 1_654_172_756.651)), line: 2))
    #expect(offers[1].name == "contoso-fleet")
    #expect(offers[1].type == .customerEngagement)
    #expect(offers[1].observation?.stage == .submitted)
    #expect(offers[1].observation?.at == Date(timeIntervalSince1970: 1_568_277_000.123_456))
    #expect(offers[1].line == 5)
    #expect(offers[2].name == "Contoso Ledger 🚀 \u{FFFD}")
    #expect(offers[2].observation?.stage == .live)
  }

  @Test func `a status answer is joined by the name of its file`() throws {
    let offers = try read("status-contoso-fleet.json", "cpp-offers.json")
    let fleet = try #require(offers.first { $0.offer == "contoso-fleet" })
    #expect(fleet.observation?.stage == .certified)
    #expect(fleet.observation?.isGoingLive == true)
  }

  @Test func `a list in a wrapper reads as the bare list`() throws {
    let bare = try GoldenFile(name: "cpp-offers.json").text()
    var offers: [Sighting] = []
    _ = try OfferFile.read(bytes: "{\"value\":\(bare)}".utf8, named: "p") { offers.append($0) }
    #expect(offers == (try read("cpp-offers.json")))
  }

  // MARK: - Ingestion

  @Test func `products alone have no stages`() throws {
    let offers = try read("ingestion-products.json")
    #expect(offers.map(\.offer) == ["contoso-field-sales", "contoso-field"])
    #expect(offers.map(\.name) == ["Contoso Field Sales", "Contoso Field"])
    #expect(offers.map(\.type) == [.customerEngagement, .operations])
    #expect(offers.map(\.line) == [3, 6])
    #expect(offers.allSatisfy { $0.observation == nil && $0.publisher == nil })
  }

  @Test func `submissions are joined by the product's ID in the name of their file`() throws {
    let offers = try read(
      "ingestion-products.json", "submissions-eaea608e-d780-4d0b-85ff-df0a525cc0ff.json")
    #expect(
      offers[0].observation
        == Observation(stage: .submitted, word: "Submitted", market: .earlier, source: .ingestion))
    #expect(offers[1].observation == nil)
  }

  @Test func `an empty answer that is named after an offer says that it is a draft`() throws {
    let offers = try read("answers-of-contoso-field.json", "ingestion-products.json")
    #expect(offers[0].observation == nil)
    #expect(offers[1].observation?.stage == .draft)
  }

  @Test func `pages, answers by product and answers inside products stand in one file`() throws {
    let offers = try read("ingestion-together.json")
    #expect(offers.map(\.offer) == ["northwind-stock", "northwind-ledger"])
    #expect(offers[0].type == .businessCentral)
    #expect(offers[0].observation?.stage == .certified)
    #expect(offers[0].observation?.isGoingLive == false)
    #expect(offers[1].observation?.stage == .certified)
    #expect(offers[1].observation?.isGoingLive == true)
  }

  @Test func `a list without its last page is read with a warning`() throws {
    let first = GoldenFile(name: "ingestion-products.json").path
    let last = GoldenFile(name: "answers-of-contoso-field.json").path
    let alone = try OfferFile.read(path: first, named: "p") { _ in }
    #expect(
      alone.warnings.map(\.description) == [
        "p:1:1: another page follows (nextLink) and is missing; import all pages together",
        "p:3:3: the file does not tell the stage of 2 products; import the files of their "
          + "submissions together with it",
      ])
    #expect(
      try OfferFile.read(paths: [first, last]) { _ in }.first?.warnings.map(\.sentence) == [
        "the file does not tell the stage of 1 product; import the files of their submissions together with it"
      ])
    let together = GoldenFile(name: "ingestion-together.json").path
    #expect(try OfferFile.read(path: together) { _ in }.warnings == [])
  }

  // MARK: - Graph

  @Test func `submissions of Graph say themselves which product they are of`() throws {
    let offers = try read("graph-products.json", "graph-submissions.json")
    #expect(offers.map(\.offer) == ["fabrikam-route", "fabrikam-depot"])
    #expect(offers.map(\.name) == ["Fabrikam Route", "fabrikam-depot"])
    #expect(offers.map(\.type) == [.customerEngagement, .operations])
    #expect(
      offers[0].observation
        == Observation(stage: .live, word: "live completed succeeded", source: .graph))
    #expect(offers[1].observation?.stage == .submitted)
  }

  // MARK: - Several files

  @Test func `tables and answers can be given together`() throws {
    let paths = ["offers.csv", "graph-products.json"].map { GoldenFile(name: $0).path }
    var count = 0
    let summaries = try OfferFile.read(paths: paths) { _ in count += 1 }
    #expect(summaries.map(\.format) == [.csv, .graph])
    #expect(count == 6)
  }

  @Test func `answers of two portals are not read as one`() {
    let error = #expect(throws: FileMistakes.self) {
      try read("graph-products.json", "ingestion-products.json")
    }
    #expect(error?.mistakes.first?.sentence.contains("has the format ingestion") == true)
  }

  // MARK: - Mistakes

  @Test(
    "each mistake has its line, its column and a sentence",
    arguments: [
      ("[", "1:2: the file ends before its JSON does; it may have been cut off"),
      ("[{\"id\": \"a", "1:11: the file ends before its JSON does; it may have been cut off"),
      ("[{\"id\": tru}]", "1:12: a value is expected here"),
      ("[\n1, 2]", "2:1: not an offer, product or submission of a portal"),
      ("[{\"id\" \"a\"}]", "1:8: a colon is expected here"),
      ("[{\"id\": 1 \"a\"}]", "1:11: a comma or “}” is expected here"),
      ("[{id: 1}]", "1:3: a key in quotes is expected here"),
      ("[\"a\nb\"]", "1:4: a quote is missing before this place"),
      ("[\"a\\x\"]", "1:5: invalid escape"),
      ("[\"a\\u12g4\"]", "1:8: four hexadecimal digits are expected here"),
      ("[] x", "1:4: a value is expected here"),
      ("{}", "1:1: no offers or products found; pass --format, or use CSV"),
      ("{\"a\": 1}", "1:1: not an offer, product or submission of a portal"),
      (
        "{\"error\":{\"code\":\"Forbidden\",\"message\":\"No.\"}}",
        "1:1: the portal answered with an error: Forbidden: No.; add the application to the account"
      ),
      ("[\n {\"offerTypeId\":\"x\"}]", "2:2: the offer has no “id”"),
      ("[{\"offerTypeId\":\"x\",\"id\":7}]", "1:26: “id” must be a text"),
      (
        "[{\"offerTypeId\":\"x\",\"id\":\"a\"},\n{\"offerTypeId\":\"x\",\"id\":\"A\"}]",
        "2:1: duplicate offer “A” (first in p, line 1)"
      ),
      (
        "{\"value\":[{\"resourceType\":\"Submission\",\"id\":\"1\",\"substate\":\"InDraft\"}]}",
        "1:11: unknown product; import this file together with the product list"
      ),
      (
        "[{\"offerTypeId\":\"x\",\"id\":\"Ä\"},{\"id\":\"product/1\",\"identity\":{\"externalId\":\"a\"}}]",
        "1:31: this file has the format graph, not cpp; import it separately"
      ),
    ])
  func mistake(text: String, expected: String) {
    let found = mistakes(text)
    #expect(found.first?.hasPrefix("p:\(expected)") == true, "\(found)")
  }

  @Test(
    "an error that a portal answered with is shown with its text, its IDs and what to do",
    arguments: [
      (
        #"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret is provided.","error_codes":[7000215],"trace_id":"t-1","correlation_id":"c-1"}"#,
        "invalid_client: AADSTS7000215: Invalid client secret is provided. (correlation_id c-1, trace_id t-1); use the secret's value, not its ID"
      ),
      (
        #""ICH50400 - Unable to complete request. {\"faultCode\":50400,\"reasonPhrase\":\"Request validation failed.\",\"correlationId\":\"c-2\",\"operationId\":\"o-2\",\"data\":{\"FeatureName\":[\"The field FeatureName is invalid.\"]}}""#,
        "50400: ICH50400 - Unable to complete request.: Request validation failed.: FeatureName: The field FeatureName is invalid. (correlationId c-2, operationId o-2); correct the request"
      ),
      (
        "The API you have called is not applicable for this product",
        "The API you have called is not applicable for this product; correct the request"
      ),
      (
        #""RestClientException: Product request failed, API=GetProduct, ResponseContent={\"errors\":{\"x-ms-publisherId\":[\"Missing.\"]},\"type\":\"t\",\"title\":\"Bad\",\"status\":400,\"traceId\":\"t-3\"}""#,
        "400: RestClientException: Product request failed, API=GetProduct, ResponseContent=: Bad: x-ms-publisherId: Missing. (traceId t-3); send your publisher ID"
      ),
      (
        #"{ "statusCode": 401, "message": "APIM: Unauthorized. Access token is missing or invalid." }"#,
        "401: APIM: Unauthorized. Access token is missing or invalid.; get a new token"
      ),
      (
        #"{"$schema":"s","error":{"code":"badRequest","message":"Invalid","details":[{"code":"schemaValidationError","message":"No title."}]}}"#,
        "badRequest: schemaValidationError: Invalid: No title.; correct the request"
      ),
      (
        #"{"error":{"code":"badRequest","message":"Invalid\u001b[31m\nnow","details":{}}}"#,
        "badRequest: Invalid [31m now; correct the request"
      ),
      (
        #"{"type":"about:blank","title":"Not Found","status":404,"detail":"No such product."}"#,
        "404: Not Found: No such product.; check the ID"
      ),
      (#"{"code":"TooManyRequests","message":"429"}"#, "TooManyRequests: 429; wait a few minutes"),
    ])
  func errorResponse(text: String, expected: String) {
    let found = mistakes(text)
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix("p:1:1: the portal answered with an error: \(expected)") == true,
      "\(found)")
  }

  @Test func `a long error is cut`() {
    let long = String(repeating: "x", count: 1_000_000)
    let found = mistakes("{\"error\":{\"code\":\"\(long)\",\"message\":\"\(long)\"}}")
    #expect(found.count == 1 && found[0].utf8.count < 1_000)
  }

  private func all(_ text: String) throws -> (offers: [Sighting], warnings: [String]) {
    var offers: [Sighting] = []
    let summary = try OfferFile.read(bytes: text.utf8, named: "p") { offers.append($0) }
    return (offers, summary.warnings.map(\.description))
  }

  private static func product(_ id: String, _ offer: String?) -> String {
    let external = offer.map {
      ",\"externalIDs\":[{\"type\":\"AzureOfferId\",\"value\":\"\($0)\"}]"
    }
    return "{\"resourceType\":\"X\",\"name\":\"N\",\"id\":\"\(id)\"\(external ?? "")}"
  }

  @Test func `pages one after the other, empty ones and one that was not found are one list`()
    throws
  {
    let (one, other) = (Self.product("1", "a"), Self.product("2", "b"))
    let pages = """
      \u{FEFF}{"value":[\(one)],"nextLink":"n"}
      null {"value":null,"nextLink":"n"} {"nextLink":"n"}
      \u{FEFF}{"value":[\(other)],"nextLink":"n"}
      {"statusCode":404,"message":"Resource not found"}
      """
    let (offers, warnings) = try all(pages)
    #expect(offers.map(\.offer) == ["a", "b"])
    #expect(
      warnings.contains {
        $0.hasPrefix("p:4:1: the portal answered with an error: 404: Resource not found;")
          && $0.hasSuffix("The list may be incomplete")
      }, "\(warnings)")
    #expect(mistakes("null") == ["p:1:1: the answer is empty (null); download it again"])
    #expect(mistakes("\"\"").count == 1)
  }

  @Test func `a product on two pages is one offer, by the page that names it`() throws {
    let guid = "07dfa796-4234-4c06-9254-f8286cfb1a69"
    let (named, unnamed) = (Self.product(guid, "zig"), Self.product(guid, nil))
    for list in ["\(named),\(named)", "\(named),\(unnamed)", "\(unnamed),\(named)"] {
      #expect(try all("{\"value\":[\(list)]}").offers.map(\.offer) == ["zig"])
    }
    #expect(
      mistakes("{\"value\":[\(unnamed)]}") == [
        "p:1:11: the product “N” has no offer ID (externalIDs); download the list again"
      ])
    #expect(
      mistakes("[\(named),\(Self.product("2", "zig"))]").first?
        .hasSuffix("duplicate offer “zig” (first in p, line 1)") == true)
  }

  @Test func `what PowerShell cut off is named`() {
    let cut =
      #"{"resourceType":"X","name":"N","externalIDs":"@{type=AzureOfferId; value=zig}","id":"1"}"#
    #expect(
      mistakes("{\"value\":[\(cut)]}") == [
        "p:1:11: “externalIDs” was cut off by ConvertTo-Json; save the list again with -Depth 10"
      ])
    #expect(
      mistakes(#"{"value":["@{resourceType=X; id=1}"]}"#) == [
        "p:1:11: a record was cut off by ConvertTo-Json; save the list again with -Depth 10"
      ])
  }

  @Test func `two publishers of the old portal may use one ID`() throws {
    let offer = #"{"offerTypeId":"x","id":"a","publisherId":"#
    #expect(try all("[\(offer)\"contoso\"},\(offer)\"fabrikam\"}]").offers.count == 2)
  }

  @Test func `a mistake in a file of one line has its column, however many there are`() {
    let found = mistakes("[" + String(repeating: "1,", count: 20_000) + "1]")
    #expect(found.count == 100)
    #expect(
      found.last?.hasPrefix("p:1:200: not an offer, product or submission of a portal") == true)
    let wide = "[" + String(repeating: "\"é\",", count: 2_000) + "1]"
    #expect(mistakes(wide).contains { $0.hasPrefix("p:1:") })
  }

  @Test func `nesting without end is a mistake`() {
    #expect(
      mistakes(String(repeating: "[", count: 1_000_000)) == [
        "p:1:201: values are nested deeper than 200"
      ])
  }

  @Test func `a list that is empty has no offers and is no mistake`() throws {
    #expect(mistakes("[]") == [])
    #expect(mistakes("{\"value\":[]}") == [])
  }

  @Test func `a form that was named is held against what the file has`() {
    let offer = "[{\"offerTypeId\":\"x\",\"id\":\"a\"}]"
    #expect(mistakes(offer, format: .cpp) == [])
    #expect(mistakes(offer, format: .graph).first?.contains("not graph") == true)
    #expect(mistakes(offer, format: .csv).count == 1)
    #expect(mistakes(offer, format: .offerdeck).count == 1)
  }
}
