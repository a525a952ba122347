// The table of stages: each word of each portal, alone and together with others.

import Formats
import Foundation
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

  @Test func `an offer with live links stays live if its update failed`() throws {
    func status(_ word: String, _ step: String) throws -> String {
      try seen(
        """
        [{"offerTypeId":"x","id":"a","offerStatus":{"status":"\(word)","liveLinks":["https://l.example"],
          "steps":[{"id":"displaycertify","status":"\(step)"}]}}]
        """)
    }
    #expect(try status("Failed", "rejected") == "live!")
    #expect(try status("Canceled", "canceled") == "live")
    #expect(try status("Running", "inProgress") == "submitted+")
  }

  @Test func `reports of the old portal become text, with all their reasons`() throws {
    let failure = try failure(
      """
      [{"offerTypeId":"x","id":"a","offerStatus":{"status":"Failed","messages":[],"steps":[
        {"id":"displaycertify","status":"rejected","messages":[
          {"messageHtml":"Started","level":"information"},
          {"messageHtml":"<p>Policy 100.1 &amp; 3:<br/>see&nbsp;the <a href='x'>logo</a></p><ul><li>48&times;48</li></ul>","level":"error"}]},
        {"id":"displaypackage","status":"blocked","messages":[
          {"messageHtml":"Size < 15 MB &unknown; &#39;x&#x27;<script>alert(1)</script>","level":"error"}]}]}}]
      """)
    #expect(failure?.kind == .certification)
    #expect(
      failure?.report
        == "Policy 100.1 & 3:\nsee the logo\n- 48×48\nSize < 15 MB &unknown; 'x'")
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

  private func ingestion(_ submissions: String..., and more: String = "") throws -> String {
    try seen(
      """
      [{"resourceType":"AzureDynamics365ForOperations","id":"a",
        "submissions":{"value":[\(submissions.joined(separator: ","))]}\(more)}]
      """)
  }

  /// A submission by “state/substate update status”.
  private func submission(_ number: Int, _ words: String, _ reason: String = "") -> String {
    let parts = words.split(separator: " ").map(String.init)
    let states = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    let update =
      parts.count < 3
      ? "null"
      : """
      {"updateType":"\(parts[1])","status":"\(parts[2])","failureReason":"\(reason)"}
      """
    return """
      {"resourceType":"Submission","id":"\(number)","state":"\(states[0])","substate":"\(states[1])",
       "targets":[{"type":"Scope","value":"Preview"}],"publishedTimeInUtc":"1601-01-01T00:00:00Z",
       "pendingUpdateInfo":\(update)}
      """
  }

  @Test(
    "a submission of the ingestion interface is read by its pending update, substate and state",
    arguments: [
      ("InProgress/InDraft", "draft"), ("InProgress/InDraft Create Running", "submitted"),
      ("InProgress/InDraft Create Failed", "draft!"),
      ("INPROGRESS/submitted create COMPLETED", "submitted"),
      ("InProgress/Failed Create Completed", "draft!"),
      ("InProgress/FailedInCertification Create Completed", "draft!"),
      ("InProgress/Cancelled Create Cancelled", "draft!"),
      ("Cancelled/ Create Cancelled", "draft!"),
      ("Published/ReadyToPublish Create Completed", "certified"),
      ("Published/ReadyToPublish Create PendingConfirmation", "certified"),
      ("InProgress/Submitted Create PendingConfirmation", "?PendingConfirmation"),
      ("Published/Publishing Promote Running", "certified>"),
      ("InProgress/Publishing", "certified>"),
      ("Published/ReadyToPublish Promote Running", "certified>"),
      ("Published/InStore Create Completed", "live"), ("PUBLISHED/INSTORE", "live"),
      ("InProgress/InStore", "?InProgress/InStore"),
      ("Published/", "?Published"), ("Published/Published", "?Published/Published"),
      ("Published/Frozen", "?Published/Frozen"), ("Archived/", "?Archived"),
    ])
  func ingestionWord(words: String, expected: String) throws {
    #expect(try ingestion(submission(1, words)) == expected)
  }

  @Test func `no submission is a draft`() throws {
    #expect(try ingestion() == "draft")
  }

  @Test func `the last submission of the list is the newest, whatever its number`() throws {
    let (old, new) = (
      submission(10, "InProgress/Failed"), submission(9, "Published/ReadyToPublish")
    )
    #expect(try ingestion(old, new) == "certified")
    #expect(try ingestion(new, old) == "draft!")
  }

  @Test(
    "a live offer stays live while its update is a draft, has failed or was canceled",
    arguments: [
      ("InProgress/InDraft", "live"), ("InProgress/InDraft Create Failed", "live!"),
      ("InProgress/FailedInCertification", "live!"), ("Cancelled/ Create Cancelled", "live"),
      ("InProgress/Frozen", "live"), ("InProgress/Submitted", "submitted+"),
      ("Published/ReadyToPublish", "certified+"), ("Published/Publishing", "certified>+"),
      ("Published/InStore", "live"),
    ])
  func update(words: String, expected: String) throws {
    #expect(try ingestion(submission(1, "Published/InStore"), submission(2, words)) == expected)
    let older = submission(3, "InProgress/Cancelled")
    #expect(
      try ingestion(submission(1, "Published/InStore"), older, submission(2, words)) == expected)
  }

  private func warnings(_ text: String) throws -> [String] {
    try OfferFile.read(bytes: text.utf8, named: "p") { _ in }.warnings.map(\.sentence)
  }

  @Test(
    "a word of an update to a live offer that tells no stage is named",
    arguments: [
      ("InProgress/Frozen", "unknown status “InProgress/Frozen” of the offer's update"),
      ("InProgress/InDraft Create Thawing", "unknown status “Thawing” of the offer's update"),
      (
        "InProgress/Submitted Create PendingConfirmation",
        "the offer's update waits for confirmation"
      ),
    ])
  func unknownUpdate(words: String, expected: String) throws {
    let text = """
      [{"resourceType":"AzureDynamics365ForOperations","id":"a","submissions":{"value":[
        \(submission(1, "Published/InStore")),\(submission(2, words))]}}]
      """
    #expect(try seen(text) == "live")
    let warnings = try warnings(text)
    #expect(warnings.contains { $0.hasPrefix(expected) }, "\(warnings)")
  }

  @Test func `a word of an update in Graph that is not known is named`() throws {
    let text = graphText([
      ("12", "preview", "paused", "pending"), ("11", "live", "completed", "succeeded"),
    ])
    #expect(try warnings(text).contains { $0.contains("“preview paused pending”") })
  }

  @Test func `a date that can't be read is named, and stands for none`() throws {
    let text =
      "[{\"offerTypeId\":\"x\",\"id\":\"a\",\"status\":\"Running\",\"changedTime\":\"soon\"}]"
    var at: Date? = .distantPast
    let summary = try OfferFile.read(bytes: text.utf8, named: "p") { at = $0.observation?.at }
    #expect(at == nil)
    #expect(
      summary.warnings.map(\.sentence).contains { $0.hasPrefix("changedTime: invalid date “soon”") }
    )
  }

  private func failure(_ text: String) throws -> SubmissionFailure? {
    var all: [Sighting] = []
    _ = try OfferFile.read(bytes: text.utf8, named: "p") { all.append($0) }
    return try #require(all.first?.observation).failure
  }

  @Test func `a failed validation tells all its reasons, and is no failed certification`() throws {
    let validations = """
      ,"validations":{"value":[
        {"errorCode":"Resell-20007","severity":"Error","message":"Module is missing..","resource":"Resell"},
        {"errorCode":"Listing-1","severity":"Warning","message":"No <b>icon</b>"},
        {"errorCode":"Note-1","severity":"Informational","message":"All is well"}]}
      """
    let failed = submission(1, "InProgress/InDraft Create Failed", "Active validation errors")
    for text in [
      """
      [{"resourceType":"X","id":"a","submissions":{"value":[\(failed)]}\(validations)}]
      """,
      """
      [{"resourceType":"X","id":"a","submissions":{"value":[\(failed.dropLast())\(validations)}]}}]
      """,
    ] {
      let failure = try failure(text)
      #expect(failure?.kind == .validation)
      #expect(
        failure?.report
          == "Active validation errors\nResell-20007: Module is missing.. (Resell)\n"
          + "Listing-1: No icon")
    }
    let certification = submission(1, "InProgress/FailedInCertification")
    #expect(
      try failure("[{\"resourceType\":\"X\",\"id\":\"a\",\"submissions\":[\(certification)]}]")?
        .kind
        == .certification)
  }

  private func graph(_ submissions: (String, String, String, String)...) throws -> String {
    try seen(graphText(submissions))
  }

  private func graphText(_ submissions: [(String, String, String, String)]) -> String {
    let list = submissions.map { id, target, status, result in
      """
      {"id":"submission/g/\(id)","product":"product/g","target":{"targetType":"\(target)"},
       "status":"\(status)","result":"\(result)","created":"2022-02-04T20:07:2\(id.suffix(1))Z"}
      """
    }
    return """
      [{"id":"product/g","identity":{"externalId":"a"},"type":"dynamics365ForOperations"},
       {"g":{"value":[\(list.joined(separator: ","))]}}]
      """
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

  @Test(
    "an update in Graph leaves the earlier version live",
    arguments: [
      ("preview", "notStarted", "pending", "submitted+"),
      ("preview", "running", "pending", "submitted+"),
      ("preview", "completed", "succeeded", "certified+"),
      ("live", "running", "pending", "certified>+"), ("preview", "completed", "failed", "live!"),
      ("preview", "completed", "cancelled", "live"), ("preview", "paused", "pending", "live"),
    ])
  func graphUpdate(target: String, status: String, result: String, expected: String) throws {
    #expect(
      try graph(
        ("0", "draft", "", ""), ("12", target, status, result),
        ("11", "preview", "completed", "succeeded"),
        ("11", "live", "completed", "succeeded")) == expected)
  }

  @Test func `a preview that is going live has a live submission of the same ID`() throws {
    #expect(
      try graph(
        ("11", "preview", "completed", "succeeded"), ("11", "live", "running", "pending"))
        == "certified>")
  }

  private func graphFailure(_ errors: String) throws -> SubmissionFailure? {
    try failure(
      """
      [{"id":"product/g","identity":{"externalId":"a"},"type":"x"},
       {"id":"submission/g/12","product":"product/g","target":{"targetType":"preview"},
        "status":"completed","result":"failed"},
       {"jobId":"j","jobStatus":"completed","jobResult":"failed","jobEnd":"0001-01-01",
        "errors":\(errors)}]
      """)
  }

  @Test func `a certification failure in Graph is found anywhere in its tree of errors`() throws {
    let tree = """
      [{"resourceId":"submission/g/12","code":"internalServerError","message":"Operation failed",
        "details":[{"code":"invalidState","message":"Certification","details":[
          {"code":"invalidState","message":"Issues found during Certification."}]}]}]
      """
    #expect(
      try graphFailure(tree)
        == SubmissionFailure(.certification, "Issues found during Certification."))
    let flat = """
      [{"resourceId":"submission/g/12","code":"internalServerError","message":"Certification failed.",
        "details":{}}]
      """
    #expect(try graphFailure(flat) == SubmissionFailure(.certification, "Certification failed."))
  }

  @Test func `other failures in Graph tell every reason, whatever form the details have`() throws {
    let errors = """
      [{"resourceId":"submission/g/12","code":"badRequest","message":"Invalid configuration",
        "details":[{"code":"schemaValidationError","message":"No title."},
                   {"code":"businessValidationError","message":"No plan."}]},
       {"resourceId":"submission/g/12","code":"conflict","details":{"code":"locked","message":"Busy."}}]
      """
    #expect(
      try graphFailure(errors)
        == SubmissionFailure(
          .validation,
          "schemaValidationError: No title.\nbusinessValidationError: No plan.\nlocked: Busy."))
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
