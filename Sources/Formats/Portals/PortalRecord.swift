// The records that the portals' interfaces answer with, told apart by their shape alone: people
// save answers under any name, alone, page by page, or many in one file.
//
// A file may hold, in any nesting:
//   - records in an array: `[{…}, {…}]`
//   - pages: `{"value": […], "nextLink": …}`, or several of them, in an array or one after the other
//   - answers by product: `{"<product ID>": {"value": […]}, …}`
//   - products with their answers inside: `{"id": …, "submissions": {"value": […]}}`; offers of
//     Cloud Partner Portal with a status answer inside: `{"id": …, "offerStatus": {…}}`;
//     submissions with their validations inside: `{"id": …, "validations": {"value": […]}}`
// A submissions or status answer does not say which product it is of. It is known from the place
// that it stands in, or else from the file's name (`submissions-<product ID>.json`,
// `status-<offer ID>.json`).

import Foundation
import Lifecycle

/// One record, with where it was found.
struct PortalRecord {
  /// What a record is.
  enum Kind {
    /// An offer of Cloud Partner Portal's list.
    case cppOffer
    /// The answer to `GET …/offers/{id}/status` there.
    case cppStatus
    /// A product of Partner Center's ingestion interface.
    case ingestionProduct
    /// A submission there.
    case ingestionSubmission
    /// Something that a validation there found.
    case ingestionValidation
    /// A report or the workflow of a submission there, which says nothing of its stage.
    case ingestionDetail
    /// A product of Microsoft Graph.
    case graphProduct
    /// A submission there.
    case graphSubmission
    /// The status of a job there.
    case graphJob
    /// An answer with no records in it.
    case nothing
  }

  let kind: Kind
  let value: JSONValue
  let file: JSONFile
  /// The product that its place names, if it does.
  let owner: String?

  /// Reports something that is wrong with it.
  func report(_ sentence: String) { file.report(sentence, at: value) }

  /// The text of a key; reports one that is something else.
  func text(_ key: String) -> String? { Self.text(value[key], key, file) }

  /// The text of a key of an object inside.
  func text(_ outer: String, _ key: String) -> String? {
    Self.text(value[outer]?[key], key, file)
  }

  /// The ID of a key; reports one that can't be.
  func id(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    do throws(Misfit) { return try PortalID.check(text, key) } catch {
      report(error.reason)
      return nil
    }
  }

  /// The moment of a key; nil if it is unset, or can't be read, which is said in a warning.
  func moment(_ key: String) -> Date? {
    guard let value = value[key], let text = text(key) else { return nil }
    let reading = MomentReading(text)
    if case .unreadable(let reason) = reading { file.warn("\(key): \(reason)", at: value) }
    return reading.date
  }

  /// Warns of an update to an offer whose word tells no stage: what is known of the offer is kept.
  func warn(ofUpdate word: String) {
    let isWaiting = word.lowercased() == "pendingconfirmation"
    file.warn(
      isWaiting
        ? "the offer's update waits for confirmation; confirm it in the portal"
        : "unknown status \(PortalText.line(word).inQuotes) of the offer's update; look at it in the "
          + "portal", at: value)
  }

  private static func text(_ value: JSONValue?, _ key: String, _ file: JSONFile) -> String? {
    guard let value else { return nil }
    if let text = value.string { return text.isEmpty ? nil : text }
    file.report("\(key.inQuotes) must be a text", at: value)
    return nil
  }
}

extension PortalRecord.Kind {
  /// The kind that an object has by its keys; nil for anything else.
  init?(_ value: JSONValue) {
    let id = value["id"]?.text ?? ""
    if value["offerTypeId"] != nil || value["pcMigrationStatus"] != nil {
      self = .cppOffer
    } else if id.hasPrefix("submission/") || value["product"]?.text?.hasPrefix("product/") ?? false
    {
      self = .graphSubmission
    } else if id.hasPrefix("product/") || value["identity"]?["externalId"] != nil {
      self = .graphProduct
    } else if value["jobStatus"] != nil {
      self = .graphJob
    } else if let type = value["resourceType"]?.text {
      self = type.lowercased() == "submission" ? .ingestionSubmission : .ingestionProduct
    } else if value["externalIDs"] != nil {
      self = .ingestionProduct
    } else if value["substate"] != nil {
      self = .ingestionSubmission
    } else if value["severity"] != nil, value["errorCode"] ?? value["message"] != nil {
      self = .ingestionValidation
    } else if ["workflowSteps", "reportTimeInUtc"].contains(where: { value[$0] != nil }) {
      self = .ingestionDetail
    } else if value["status"]?.text != nil, Self.statusKeys.contains(where: { value[$0] != nil }) {
      self = .cppStatus
    } else {
      return nil
    }
  }

  /// Keys that a status answer has beside its status.
  private static let statusKeys = ["steps", "messages", "previewLinks", "liveLinks"]

  /// The format that it belongs to.
  var format: FileFormat? {
    switch self {
    case .cppOffer, .cppStatus: .cpp
    case .ingestionProduct, .ingestionSubmission, .ingestionValidation, .ingestionDetail: .ingestion
    case .graphProduct, .graphSubmission, .graphJob: .graph
    case .nothing: nil
    }
  }

  /// It is what an offer is made from, rather than an answer about one.
  var isProduct: Bool { [.cppOffer, .ingestionProduct, .graphProduct].contains(self) }

  /// It says that the product was asked about, even if there is nothing to say.
  var isAnswer: Bool {
    [.cppStatus, .ingestionSubmission, .graphSubmission, .nothing].contains(self)
  }
}

/// Collects the records of a file.
struct PortalRecordCollector {
  /// The records, in the order of the file.
  private(set) var records: [PortalRecord] = []
  /// Errors that the portal answered with instead of a page.
  private(set) var errors: [(sentence: String, value: JSONValue)] = []

  private let file: JSONFile

  /// Keys under which records carry answers about themselves; those of submissions come first.
  private static let nested = [
    "submissions", "offerStatus", "validations", "workflowdetails", "reports", "job", "jobs",
  ]

  /// Collects all records of a file. What is none is reported.
  init(_ file: JSONFile) {
    self.file = file
    guard let root = file.root else { return }
    if root.kind == .null {
      file.report("the answer is empty (null); download it again", at: root)
      return
    }
    collect(root, owner: nil)
    // A page that is missing takes nothing away from the others; an answer that is nothing else is
    // no list.
    for error in errors {
      if records.contains(where: \.kind.isProduct) {
        file.warn("\(error.sentence). The list may be incomplete", at: error.value)
      } else {
        file.report(error.sentence, at: error.value)
      }
    }
  }

  private mutating func collect(_ value: JSONValue, owner: String?, isNested: Bool = false) {
    switch value.kind {
    case .array:
      var isEmpty = true
      for element in value.elements ?? value.elements(of: "") {
        isEmpty = false
        collect(element, owner: owner, isNested: isNested)
      }
      if isEmpty && !isNested { addNothing(value, owner) }
    case .object: collect(object: value, owner: owner, isNested: isNested)
    case .null: break
    case .string: collect(text: value)
    case .bool, .number: reject(value)
    }
  }

  private mutating func collect(object value: JSONValue, owner: String?, isNested: Bool) {
    guard let pairs = value.pairs, !pairs.isEmpty else {
      if !isNested { addNothing(value, owner) }
      return
    }
    if let kind = PortalRecord.Kind(value) {
      if let key = Self.keyCutOff(value) {
        return file.report(
          "\(key.inQuotes) was cut off by ConvertTo-Json; save the list again with -Depth 10",
          at: value)
      }
      records.append(PortalRecord(kind: kind, value: value, file: file, owner: owner))
      let own = kind.isProduct ? value["id"]?.text : owner ?? value["product"]?.text
      for key in Self.nested {
        guard let inner = value[key], inner.kind == .object || inner.kind == .array else {
          continue
        }
        collect(inner, owner: own, isNested: key != "submissions")
      }
    } else if let page = value["value"], page.kind != .string {
      collect(page, owner: owner, isNested: isNested)
    } else if let error = PortalErrorResponse(value) {
      note(error, value)
    } else if pairs.contains(where: { ["value", "nextlink"].contains($0.key.lowercased()) }) {
      // A page without records: `{"value": null}`.
      if !isNested { addNothing(value, owner) }
    } else if pairs.allSatisfy({ $0.value.pairs != nil || $0.value.elements != nil }) {
      for (key, inner) in pairs { collect(inner, owner: key, isNested: isNested) }
    } else {
      reject(value)
    }
  }

  private mutating func collect(text value: JSONValue) {
    let text = value.string ?? ""
    if text.hasPrefix("@{") || text.hasPrefix("System.") {
      file.report(
        "a record was cut off by ConvertTo-Json; save the list again with -Depth 10", at: value)
    } else if text.trimmed.isEmpty {
      file.report("the answer is empty; download it again", at: value)
    } else if let error = PortalErrorResponse(value) {
      note(error, value)
    } else {
      reject(value)
    }
  }

  private mutating func note(_ error: PortalErrorResponse, _ value: JSONValue) {
    if errors.count < MistakeLog.limit { errors.append((error.sentence, value)) }
  }

  /// Many empty answers in a row are kept as one: a file can have millions of them.
  private mutating func addNothing(_ value: JSONValue, _ owner: String?) {
    if let last = records.last, last.kind == .nothing, last.owner == owner { return }
    records.append(PortalRecord(kind: .nothing, value: value, file: file, owner: owner))
  }

  private func reject(_ value: JSONValue) {
    file.report(
      AccessToken.sentence(value)
        ?? "not an offer, product or submission of a portal; download the list again", at: value)
  }

  /// A key whose value PowerShell replaced by its type or by a text of it; nil if there is none.
  private static func keyCutOff(_ value: JSONValue) -> String? {
    for key in ["externalIDs", "identity", "definition", "target", "pendingUpdateInfo", "steps"] {
      let text = value[key]?.string ?? value[key]?.elements?.first?.string ?? ""
      if text.hasPrefix("@{") || text.hasPrefix("System.") { return key }
    }
    return nil
  }
}
