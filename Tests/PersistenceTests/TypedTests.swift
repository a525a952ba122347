// What a person types is there again: before it is sent, and another day.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

@Suite struct `What is typed` {
  private let folder: Folder
  private let store: Store
  private static let tenant = Tenant(id: "t1", name: "Contoso")

  init() throws {
    folder = try Folder()
    store = try folder.store(with: [])
  }

  private func apply(_ event: AccountEvent) throws {
    try store.accounts.apply(event, to: "contoso", at: Sample.now, by: "ann")
  }

  private func keep(_ text: String, _ field: ProfileField) throws {
    try store.typed.keep(draft: text, for: field, of: "contoso")
  }

  @Test func `into the wizard is kept until it is taken, and is nobody else's business`() throws {
    try apply(.begin)
    let before = try store.history.entries(publisher: "contoso", limit: 99)
    let other = try folder.store()
    let writes = try other.foreignWrites()
    try keep("half@cont", .workEmail)
    try keep("123", .mpnID)
    try keep("half@contoso.com", .workEmail)
    #expect(store.typed.drafts(of: "contoso") == [.workEmail: "half@contoso.com", .mpnID: "123"])
    #expect(try other.foreignWrites() == writes)
    #expect(try store.history.entries(publisher: "contoso", limit: 99) == before)
    #expect(throws: AccountRefusal.self) {
      try apply(.workEmail("nobody", domain: .unknown, registered: nil))
    }
    #expect(store.typed.drafts(of: "contoso").count == 2)
    try apply(
      .workEmail("owner@contoso.com", domain: .tenant(Self.tenant, .verified), registered: nil))
    #expect(store.typed.drafts(of: "contoso") == [.mpnID: "123"])
    try apply(.membership("1234567", .valid(Self.tenant, .verified)))
    #expect(store.typed.drafts(of: "contoso") == [:])
    try keep("", .mpnID)
    #expect(store.typed.drafts(of: "contoso") == [.mpnID: ""])
    try store.publishers.remove("contoso", at: Sample.now, by: "ann")
    #expect(store.typed.drafts(of: "contoso") == [:])
  }

  @Test func `into a field is remembered, the latest last, and not for ever`() throws {
    for number in 1...60 {
      try store.typed.remember("stage:draft \(number)", of: .filter)
    }
    try store.typed.remember(" stage:draft 30 ", of: .filter)
    try store.typed.remember("1234567", of: .profile(.mpnID))
    for text in ["", "  ", String(repeating: "x", count: 10_000)] {
      try store.typed.remember(text, of: .filter)
    }
    let texts = store.typed.texts(of: .filter)
    #expect(texts.count == TypedField.limit)
    #expect(texts.last == "stage:draft 30" && texts.first == "stage:draft 11")
    #expect(texts.count { $0 == "stage:draft 30" } == 1)
    #expect(store.typed.texts(of: .profile(.mpnID)) == ["1234567"])
    #expect(store.typed.texts(of: .tenant) == [])
  }

  @Test func `is in a file of its own that nobody else can read, and not in the deck`() throws {
    try keep("half@contoso.com", .workEmail)
    try store.typed.remember("stage:draft", of: .filter)
    store.close()
    let path = "\(folder.deck).private"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.deck))
    for text in ["half@contoso.com", "stage:draft"] {
      #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text)")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("half@contoso.com"))
  }

  @Test func `by several programs at once is kept by all of them`() async throws {
    let path = "\(folder.path)/deck.sqlite.typed"
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let file = PrivateFile(path: path)
          for number in 0..<25 {
            try? file.change { $0.drafts["\(writer)", default: [:]]["\(number)"] = "text" }
          }
        }
      }
    }
    #expect(PrivateFile(path: path).read().drafts.values.map(\.count) == [25, 25, 25, 25])
  }

  @Test func `shrinks to what is left, and a file that can't be read counts as empty`() throws {
    let path = "\(folder.path)/deck.sqlite.typed"
    let file = PrivateFile(path: path)
    try file.change { $0.drafts["contoso"] = ["mpn_id": String(repeating: "1", count: 900)] }
    try file.change { $0.drafts = [:] }
    #expect(file.read() == PrivateFile.Content())
    try Data("{\"version\":".utf8).write(to: URL(fileURLWithPath: path))
    #expect(file.read() == PrivateFile.Content())
    try file.change { $0.typed["filter"] = ["late"] }
    #expect(file.read().typed == ["filter": ["late"]])
    try Data("{\"version\":2,\"drafts\":{},\"typed\":{}}".utf8)
      .write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreFailure.self) { try file.change { $0.typed = [:] } }
  }
}
