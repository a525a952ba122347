// The records that the portals' interfaces answer with, told apart by their shape alone: people
// save answers under any name, alone, page by page, or many in one file.
//
// A file may hold, in any nesting:
//   - records in an array: `[{…}, {…}]`
//   - pages: `{"value": […], "nextLink": …}`, or several of them in an array
//   - answers by product: `{"<product ID>": {"value": […]}, …}`
//   - products with their answers inside: `{"id": …, "submissions": {"value": […]}}`; offers of
//     Cloud Partner Portal with a status answer inside: `{"id": …, "offerStatus": {…}}`
// A submissions or status answer does not say which product it is of. It is known from the place
// that it stands in, or else from the file's name (`submissions-<product ID>.json`,
// `status-<offer ID>.json`).

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
    /// A product of Microsoft Graph.
    case graphProduct
    /// A submission there.
    case graphSubmission
    /// An answer with no records in it.
    case nothing
  }

  let kind: Kind
  let value: JSONValue
  let file: JSONFile
  /// The product that its place names, where it does.
  let owner: String?

  /// Reports something that is wrong with it.
  func report(_ sentence: String) { file.report(sentence, at: value) }

  /// The text of a key; reports one that is something else.
  func text(_ key: String) -> String? { Self.text(value[key], key, file) }

  /// The text of a key of an object inside.
  func text(_ outer: String, _ key: String) -> String? {
    Self.text(value[outer]?[key], key, file)
  }

  private static func text(_ value: JSONValue?, _ key: String, _ file: JSONFile) -> String? {
    guard let value else { return nil }
    if let text = value.string { return text.isEmpty ? nil : text }
    file.report("“\(key)” must be a text", at: value)
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
    } else if let type = value["resourceType"]?.text {
      self = type.lowercased() == "submission" ? .ingestionSubmission : .ingestionProduct
    } else if value["externalIDs"]?.elements != nil {
      self = .ingestionProduct
    } else if value["substate"] != nil {
      self = .ingestionSubmission
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
    case .ingestionProduct, .ingestionSubmission: .ingestion
    case .graphProduct, .graphSubmission: .graph
    case .nothing: nil
    }
  }

  /// It is what an offer is made from, rather than an answer about one.
  var isProduct: Bool {
    switch self {
    case .cppOffer, .ingestionProduct, .graphProduct: true
    case .cppStatus, .ingestionSubmission, .graphSubmission, .nothing: false
    }
  }
}

extension PortalRecord {
  /// Keys under which records carry answers about themselves.
  private static let nested = ["submissions", "offerStatus"]

  /// All records of a file, in order. What is none is reported.
  static func all(in file: JSONFile) -> [PortalRecord] {
    var records: [PortalRecord] = []
    if let root = file.root { collect(root, owner: nil, file, &records) }
    return records
  }

  private static func collect(
    _ value: JSONValue, owner: String?, _ file: JSONFile, _ records: inout [PortalRecord]
  ) {
    if let elements = value.elements {
      if elements.isEmpty {
        records.append(PortalRecord(kind: .nothing, value: value, file: file, owner: owner))
      }
      for element in elements { collect(element, owner: owner, file, &records) }
      return
    }
    guard let pairs = value.pairs else {
      file.report("this is no offer, product or submission of a portal", at: value)
      return
    }
    if let kind = Kind(value) {
      records.append(PortalRecord(kind: kind, value: value, file: file, owner: owner))
      let own = value["id"]?.text
      for key in nested {
        if let inner = value[key] { collect(inner, owner: own, file, &records) }
      }
    } else if let page = value["value"] {
      collect(page, owner: owner, file, &records)
    } else if let error = value["error"] {
      let words = [error["code"]?.scalar, error["message"]?.scalar].compactMap(\.self)
      file.report(
        "the portal answered with an error (\(words.joined(separator: ": "))); ask it again",
        at: value)
    } else if pairs.isEmpty {
      records.append(PortalRecord(kind: .nothing, value: value, file: file, owner: owner))
    } else if pairs.allSatisfy({ $0.value.pairs != nil || $0.value.elements != nil }) {
      for (key, inner) in pairs { collect(inner, owner: key, file, &records) }
    } else {
      file.report("this is no offer, product or submission of a portal", at: value)
    }
  }
}
