// What a portal answers if it does not answer with a list: the sign-in service, the interfaces, and
// the gateways before them each have a form of their own. All of it is shown, and what to do.

import Lifecycle

/// An error that a portal answered with.
struct PortalErrorResponse {
  /// What the portal said, and what to do.
  var sentence: String { Self.sentence(messages, codes, ids) }

  /// What an answer is that is not what was expected: an access token, or an error; nil if nothing
  /// tells.
  static func sentence(of answer: JSONValue) -> String? {
    AccessToken.sentence(answer) ?? PortalErrorResponse(answer)?.sentence
  }

  private var messages: [String] = []
  private var codes: [String] = []
  private var ids: [String] = []

  /// Reads an answer; nil if it is no error.
  init?(_ value: JSONValue) {
    if let text = value.string {
      guard Self.speaksOfAnError(text) else { return nil }
      // An error as a JSON string: text, often with JSON inside.
      take(text: text)
    } else {
      guard Self.isError(value) else { return nil }
      take(value, depth: 0)
    }
  }

  /// An answer that is no JSON object or list, but a line of text or a string; nil if it is no error.
  init?(page bytes: some Collection<UInt8>) {
    let head = Array(bytes.prefix(4_097))
    let text = String(decoding: head, as: UTF8.self).trimmed
    guard head.count <= 4_096, let first = text.first, first != "{", first != "[", first != "<",
      Self.speaksOfAnError(text)
    else { return nil }
    take(text: (try? JSONParser.value(of: Array(text.utf8)))?.string ?? text)
  }

  /// Words that services and gateways answer with, and that no header of a table has.
  private static func speaksOfAnError(_ text: String) -> Bool {
    let words = [
      "unable to complete request", "the api you have called", "not applicable", "apim:", "aadsts",
      "exception", "unauthorized", "forbidden", "not found", "bad request", "gateway",
      "service unavailable", "too many requests", "internal server error", "access denied",
      "access token", "invalid_client", "invalid_grant", "request failed", "timed out",
    ]
    let lower = text.lowercased()
    return !lower.contains("offer_id") && words.contains { lower.contains($0) }
  }

  // MARK: - Telling errors

  /// Keys that only errors have.
  private static let marks = [
    "error", "odata.error", "statusCode", "faultCode", "error_description", "errorCode",
  ]

  private static func isError(_ value: JSONValue) -> Bool {
    guard value.pairs != nil else { return false }
    if marks.contains(where: { value[$0] != nil }) { return true }
    let hasText = ["message", "title", "detail"].contains { value[$0]?.text != nil }
    let hasCode = ["code", "status", "errors", "traceId", "type"].contains { value[$0] != nil }
    return hasText && hasCode && value["id"] == nil || pairsAreOnlyMessage(value)
  }

  private static func pairsAreOnlyMessage(_ value: JSONValue) -> Bool {
    value["message"]?.text != nil && value.pairs?.dropFirst().first { _ in true } == nil
  }

  // MARK: - Reading

  private static let messageKeys = [
    "message", "error_description", "reasonPhrase", "title", "detail", "value",
  ]
  private static let codeKeys = ["code", "statusCode", "status", "faultCode", "errorCode"]
  private static let idKeys = [
    "request-id", "requestId", "correlationId", "correlation_id", "traceId", "trace_id",
    "operationId", "client-request-id", "activityId",
  ]
  /// Objects inside, and lists of them, that say more.
  private static let innerKeys = ["error", "odata.error", "innererror", "details", "message"]
  /// Objects with a list of messages for each field.
  private static let fieldKeys = ["errors", "data", "modelState"]

  private mutating func take(_ value: JSONValue, depth: Int) {
    guard depth < 8, messages.count < 20 else { return }
    if let elements = value.elements {
      for element in elements.prefix(20) { take(element, depth: depth + 1) }
      return
    }
    // OAuth: {"error": "invalid_client", …}
    if let code = value["error"]?.text { add(code, to: \.codes) }
    for key in Self.codeKeys { add(value[key]?.scalar, to: \.codes) }
    for key in Self.messageKeys { if let text = value[key]?.text { take(text: text) } }
    for key in Self.fieldKeys {
      if let pairs = value[key]?.pairs {
        for (field, fault) in pairs.prefix(20) {
          let texts =
            fault.elements.map { $0.prefix(5).compactMap(\.scalar) } ?? [fault.scalar ?? ""]
          add("\(field): \(texts.joined(separator: " "))", to: \.messages)
        }
      }
      for fault in value.elements(of: key).prefix(20) { take(fault, depth: depth + 1) }
    }
    for key in Self.idKeys {
      if let id = value[key]?.scalar { add("\(key) \(id)", to: \.ids) }
    }
    for key in Self.innerKeys {
      if let inner = value[key], inner.kind == .object || inner.kind == .array {
        take(inner, depth: depth + 1)
      }
    }
  }

  /// Text that may have a JSON object inside, as a service has that reports another's answer.
  private mutating func take(text: String) {
    guard let start = text.firstIndex(of: "{"), let end = text.lastIndex(of: "}"), start < end,
      let inner = try? JSONParser.value(of: Array(text[start...end].utf8)), inner.pairs != nil
    else { return add(text, to: \.messages) }
    add(String(text[..<start]), to: \.messages)
    take(inner, depth: 1)
  }

  private mutating func add(_ text: String?, to list: WritableKeyPath<Self, [String]>) {
    guard let text else { return }
    let line = PortalText.line(text)
    if !line.isEmpty && !self[keyPath: list].contains(line) { self[keyPath: list].append(line) }
  }

  // MARK: - Saying it

  private static func sentence(_ messages: [String], _ codes: [String], _ ids: [String]) -> String {
    let said = (codes.prefix(4) + messages).joined(separator: ": ")
    let named = ids.isEmpty ? "" : " (\(ids.prefix(4).joined(separator: ", ")))"
    let text = PortalText.line(said.isEmpty ? "no text" : said)
    return "the portal answered with an error: \(text)\(named); \(advice(said))"
  }

  /// What to do, by words that the services use. Their codes change, so that none is relied on.
  private static func advice(_ said: String) -> String {
    let text = said.lowercased()
    let numbers = Set(text.split { !$0.isLetter && !$0.isNumber })
    func has(_ words: String...) -> Bool {
      words.contains { Int($0) == nil ? text.contains($0) : numbers.contains(Substring($0)) }
    }
    if has("aadsts7000222") {
      return "the client secret has expired: create a new one, get a new token and download again"
    }
    if has("aadsts7000215") {
      return "use the secret's value, not its ID; get a new token and download again"
    }
    if has("aadsts700016", "aadsts90002") {
      return "check the tenant and the application ID; get a new token and download again"
    }
    if has("aadsts50076", "aadsts50079", "900421") {
      return "sign in with multi-factor authentication and download again"
    }
    if has("aadsts", "invalid_client", "invalid_grant", "expired_token") {
      return "get a new token and download the list again"
    }
    if has("x-ms-publisherid") { return "send your publisher ID in the header x-ms-publisherId" }
    if has("401", "unauthorized", "token") {
      return
        "get a new token, and check that the application has the Manager role in Partner Center"
    }
    if has("403", "forbidden", "permission") {
      return "add the application to the account with the Manager role, then download again"
    }
    if has("404", "notfound", "not found") {
      return "check the ID and the account in the address, then download again"
    }
    if has("429", "too many") { return "wait a few minutes and download again" }
    if has("500", "502", "503", "504", "internal", "unavailable", "timeout", "timed out") {
      return "the service has a problem: download again later"
    }
    return "correct the request and download the list again"
  }
}
