// A deck of each earlier version, with rows in it, brought to the present one.

import Foundation
import GRDB
import Lifecycle
import Testing

@testable import Persistence

struct UpgradeTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try writeVersion1()
  }

  /// A deck as version 1 wrote it: its tables by its own step, and rows of each kind.
  private func writeVersion1() throws {
    let queue = try DatabaseQueue(path: folder.deck)
    try queue.write { db in
      try Schema.createVersion1(db)
      try db.execute(
        sql: """
          PRAGMA user_version = 1;
          PRAGMA application_id = \(Schema.applicationID);
          INSERT INTO playbooks VALUES (1, 'program', NULL);
          INSERT INTO publishers VALUES
            (1, 'contoso', 'Contoso Ltd', 'owner', 'owner@contoso.com', NULL, NULL, NULL),
            (2, 'fabrikam', 'Fabrikam Inc', 'owner', NULL, 'a@fabrikam.com', '7654321',
              1565000000000000),
            (3, 'northwind', 'Northwind', 'contributor', NULL, 'n@northwind.com', NULL, NULL);
          INSERT INTO owners VALUES (1, 0, 'owner@contoso.com');
          INSERT INTO account_ticks VALUES (1, 'billing', 1565000000000000, 'ann');
          INSERT INTO offers
            (id, publisher, offer_id, name, type, playbook, track, stage, market, going_live,
              changed_at, due, blocked, concerned, met, stands_since)
            VALUES (1, 1, 'fleet', 'Fleet', 'CE', 1, 'draft', 0, 0, 0, 1565000000000000, 0, 0, 0, 0,
              1565000000000000);
          INSERT INTO tally VALUES (1, 1, 'draft', 0, 0, 0, 0, 1);
          INSERT INTO history VALUES
            (1, 1565000000000000, 'ann', 2, NULL, 'edited', NULL, NULL, NULL, NULL, 'hand', NULL,
              '{"publisher":{"_0":{"id":"fabrikam","name":"Fabrikam","owners":[],"role":"owner",\
          "mpnID":"111","ticks":{}}}}');
          """)
    }
    try queue.close()
  }

  @Test func `a deck of version 1 keeps its accounts, steps, offers and history`() throws {
    let store = try folder.store()
    let publishers = try store.publishers.all()
    let (contoso, fabrikam, northwind) = (publishers[0], publishers[1], publishers[2])
    #expect(contoso.account == .actionRequired(Account.Registration()))
    #expect(contoso.owners == ["owner@contoso.com"] && contoso.ticks.keys.contains("billing"))
    #expect(contoso.signIn == "owner@contoso.com" && !contoso.hasMicrosoftAccount)
    let moved = Date(timeIntervalSince1970: 1_565_000_000)
    #expect(
      fabrikam.account
        == .migrated(
          Account.Completion(workEmail: "a@fabrikam.com", mpnID: "7654321", at: moved)))
    #expect(northwind.role == .contributor && northwind.workEmail == "n@northwind.com")
    #expect(try store.offers.find(Sample.key("fleet"))?.name == "Fleet")
    let entry = try #require(try store.history.entries(publisher: "fabrikam", limit: 9).first)
    guard
      case .fields(.publisher("fabrikam"), let fields) = try store.history.changes(of: entry.id)?
        .first
    else {
      Issue.record("what undoing restores was lost")
      return
    }
    #expect(fields["mpn_id"] == FieldChange(.text("111"), .text("7654321")))
    #expect(fields["account"] == FieldChange(.text("action_required"), .text("migrated")))
    #expect(try store.integrity.problems() == [])
  }

  @Test func `what was done in version 1 can be undone`() throws {
    let store = try folder.store()
    #expect(
      try store.history.undo(accountOf: "fabrikam", at: Sample.now, by: "bob").isEmpty == false)
    #expect(try store.publishers.all().first { $0.id == "fabrikam" }?.mpnID == "111")
  }

  @Test func `a deck of version 1 that is only read is brought up to date first`() throws {
    let store = try folder.store(isReadOnly: true)
    #expect(try store.publishers.all().count == 3)
  }

  @Test func `what version 2 kept of a half typed address is there, and the rest as it was`() throws
  {
    let queue = try DatabaseQueue(path: folder.deck)
    try queue.write { db in
      try Schema.createVersion2(db)
      try db.execute(
        sql: """
          PRAGMA user_version = 2;
          UPDATE publishers SET account =
            '{"workEmail":{"_0":{"mpnID":"12"},"draft":"half@cont"}}' WHERE id = 'contoso';
          UPDATE publishers SET account =
            '{"workEmail":{"_0":{},"draft":""}}' WHERE id = 'northwind';
          UPDATE offers SET legal_entity = 'Contoso AG';
          INSERT INTO history VALUES
            (2, 1565000000000000, 'ann', 1, NULL, 'migration_begun', NULL, NULL, NULL, NULL, 'hand',
              NULL, '{"publisher":{"_0":{"id":"contoso","name":"Contoso Ltd","owners":[],\
          "role":"owner","account":{"workEmail":{"_0":{},"draft":"x"}},"ticks":{}}}}');
          """)
    }
    try queue.close()
    let store = try folder.store()
    let contoso = try #require(try store.publishers.all().first { $0.id == "contoso" })
    #expect(contoso.account == .workEmail(Account.Registration(mpnID: "12")))
    #expect(store.typed.drafts(of: "contoso") == [.workEmail: "half@cont"])
    #expect(store.typed.drafts(of: "northwind") == [:])
    #expect(
      try store.publishers.legalEntities(of: "contoso")
        == [LegalEntity(name: "Contoso AG", offers: 1, isListed: false)])
    #expect(
      try store.history.undo(accountOf: "contoso", at: Sample.now, by: "bob").isEmpty == false)
    #expect(
      try store.publishers.all().first { $0.id == "contoso" }?.account
        == .workEmail(Account.Registration()))
    #expect(try store.integrity.problems() == [])
  }
}
