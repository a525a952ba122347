// The table of stages: each word of each portal, alone and together with others.

import Formats
import Lifecycle
import Testing

@Suite struct PortalStageTests {
  /// What was seen of an offer, in short: `submitted`, `draft!` (needs attention), `certified>`
  /// (going live), `?Word` (not known), with `+` where an earlier version is live.
  private func seen(_ text: String) throws -> String {
    var all: [Sighting] = []
    _ = try OfferFile.read(bytes: text.utf8, named: "p") { all.append($0) }
    let observation = try #require(all.first?.observation)
    let stage = observation.stage?.rawValue ?? "?\(observation.word)"
    return stage + (observation.failure == nil ? "" : "!")
      + (observation.isGoingLive ? ">" : "") + (observation.market == .earlier ? "+" : "")
  }

  private func steps(_ steps: [(String, String)]) -> String {
    "[" + steps.map { "{\"id\":\"\($0.0)\",\"status\":\"\($0.1)\"}" }.joined(separator: ",") + "]"
  }

  @Test(
    "the old portal's words",
    arguments: [
      ("NeverPublished", "draft"), ("notstarted", "draft"), ("Running", "submitted"),
      ("Failed", "draft!"), ("Canceled", "draft!"), ("WaitingForPublisherReview", "certified"),
      ("published", "live"), ("Succeeded", "?Succeeded"), ("Frozen", "?Frozen"),
    ])
  func cloudPartnerPortal(word: String, expected: String) throws {
    let offer = "{\"offerTypeId\":\"x\",\"id\":\"a\",\"status\":\"\(word)\"}"
    #expect(try seen("[\(offer)]") == expected)
  }

  @Test(
    "the old portal's steps say what its word leaves open",
    arguments: [
      ("Succeeded", "live", "complete", "live"),
      ("Succeeded", "live", "notStarted", "certified"),
      ("Running", "publisher-signoff", "Complete", "certified>"),
      ("Running", "publisher-signoff", "waitingForPublisherReview", "submitted"),
      ("Running", "displaycertify", "Rejected", "draft!"),
      ("Running", "displaycertify", "blocked", "draft!"),
    ])
  func cloudPartnerPortalSteps(
    word: String, id: String, status: String, expected: String
  ) throws {
    let steps = steps([(id, status)])
    #expect(
      try seen(
        """
        [{"offerTypeId":"x","id":"a","status":"\(word)",
          "offerStatus":{"status":"\(word)","steps":\(steps)}}]
        """) == expected)
  }

  @Test func `the report of a refused step is kept`() throws {
    var all: [Sighting] = []
    let text = """
      [{"offerTypeId":"x","id":"a","status":"Failed","offerStatus":{"status":"Failed","steps":[
        {"id":"displaycertify","status":"rejected",
         "messages":[{"messageHtml":"No icon.","level":"error"}]}]}}]
      """
    _ = try OfferFile.read(bytes: text.utf8, named: "p") { all.append($0) }
    #expect(all.first?.observation?.failure?.report == "No icon.")
  }

  private func ingestion(_ submissions: String...) throws -> String {
    try seen(
      """
      [{"resourceType":"AzureDynamics365ForOperations","id":"a",
        "submissions":{"value":[\(submissions.joined(separator: ","))]}}]
      """)
  }

  private func submission(_ number: Int, _ substate: String, _ pending: String? = nil) -> String {
    let update = pending.map { ",\"pendingUpdateInfo\":{\"status\":\"\($0)\"}" } ?? ""
    return """
      {"resourceType":"Submission","id":"\(number)","substate":"\(substate)"\(update)}
      """
  }

  @Test(
    "the words of the ingestion interface",
    arguments: [
      ("InDraft", "draft"), ("submitted", "submitted"), ("Failed", "draft!"),
      ("FailedInCertification", "draft!"), ("Cancelled", "draft!"),
      ("ReadyToPublish", "certified"), ("Publishing", "certified>"), ("Published", "live"),
      ("INSTORE", "live"), ("Frozen", "?Frozen"),
    ])
  func ingestionWord(word: String, expected: String) throws {
    #expect(try ingestion(submission(1, word)) == expected)
  }

  @Test func `a pending update comes before the substate`() throws {
    #expect(try ingestion(submission(1, "InDraft", "Running")) == "submitted")
    #expect(try ingestion(submission(1, "Published", "failed")) == "draft!")
    #expect(try ingestion(submission(1, "ReadyToPublish", "Completed")) == "certified")
  }

  @Test func `no submission is a draft`() throws {
    #expect(try ingestion() == "draft")
  }

  @Test func `the newest submission counts, whatever their order`() throws {
    let (old, new) = (submission(9, "FailedInCertification"), submission(10, "ReadyToPublish"))
    #expect(try ingestion(old, new) == "certified")
    #expect(try ingestion(new, old) == "certified")
  }

  @Test func `a published offer with a newer draft stays live`() throws {
    #expect(try ingestion(submission(1, "InStore"), submission(2, "InDraft")) == "live")
  }

  @Test func `a published offer whose next version is under way has an earlier one live`() throws {
    let live = submission(1, "Published")
    #expect(try ingestion(live, submission(2, "Submitted")) == "submitted+")
    #expect(try ingestion(live, submission(2, "Failed")) == "draft!+")
    #expect(try ingestion(live, submission(2, "ReadyToPublish")) == "certified+")
  }

  private func graph(_ submissions: (String, String, String, String)...) throws -> String {
    let list = submissions.map { id, target, status, result in
      """
      {"id":"submission/g/\(id)","product":"product/g","target":{"targetType":"\(target)"},
       "status":"\(status)","result":"\(result)","created":"2022-02-04T20:07:2\(id.suffix(1))Z"}
      """
    }
    return try seen(
      """
      [{"id":"product/g","identity":{"externalId":"a"},"type":"dynamics365ForOperations"},
       {"g":{"value":[\(list.joined(separator: ","))]}}]
      """)
  }

  @Test(
    "the words of Graph",
    arguments: [
      ("preview", "notStarted", "pending", "submitted"),
      ("preview", "running", "pending", "submitted"),
      ("preview", "completed", "failed", "draft!"),
      ("preview", "completed", "succeeded", "certified"),
      ("live", "Running", "pending", "certified>"),
      ("live", "completed", "SUCCEEDED", "live"),
      ("live", "completed", "failed", "draft!"),
      ("preview", "paused", "pending", "?preview paused pending"),
    ])
  func graphWord(target: String, status: String, result: String, expected: String) throws {
    #expect(try graph(("0", "draft", "", ""), ("11", target, status, result)) == expected)
  }

  @Test func `a draft alone is a draft`() throws {
    #expect(try graph(("0", "draft", "", "")) == "draft")
  }

  @Test func `preview and live with one ID are live`() throws {
    #expect(
      try graph(
        ("11", "live", "completed", "succeeded"), ("11", "preview", "completed", "succeeded"))
        == "live")
  }

  @Test func `a newer preview leaves the earlier version live`() throws {
    #expect(
      try graph(("12", "preview", "running", "pending"), ("11", "live", "completed", "succeeded"))
        == "submitted+")
  }

  @Test func `a deprecated offer is retired`() throws {
    let text = """
      [{"id":"product/g","identity":{"externalId":"a"},"type":"x"},
       {"id":"submission/g/11","product":"product/g","target":{"targetType":"live"},
        "status":"completed","result":"succeeded","lifecycleState":"deprecated"}]
      """
    #expect(try seen(text) == "retired")
  }
}
