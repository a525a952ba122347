// Files and folders that may not be written to. The superuser may write everywhere, so that these
// tests give up its rights to files for a thread of their own.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

struct PermissionTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.store(with: [Sample.offer("fleet")]).close()
  }

  private func set(_ permissions: mode_t, _ path: String) { #expect(chmod(path, permissions) == 0) }

  /// Does something with the rights of a user who owns nothing here.
  private func asAnother(_ body: @escaping @Sendable () -> Void) {
    guard geteuid() == 0 else { return body() }
    typealias SetFileUser = @convention(c) (UInt32) -> Int32
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      // Linux keeps this for each thread; see setfsuid(2).
      if let symbol = dlsym(dlopen(nil, RTLD_NOW), "setfsuid") {
        _ = unsafeBitCast(symbol, to: SetFileUser.self)(65_534)
        body()
      } else {
        Issue.record("setfsuid is missing.")
      }
      done.signal()
    }
    thread.start()
    done.wait()
  }

  private func expectReadOnly() {
    let path = folder.deck
    asAnother {
      #expect(throws: StoreFailure.readOnly(path: path)) {
        let store = try Store(at: path, playbooks: [Sample.playbook])
        try store.offers.apply(
          [.tick(step: "review")], to: Sample.key("fleet"), at: Sample.now, by: "ann")
      }
    }
    asAnother {
      do {
        let store = try Store(at: path, playbooks: [Sample.playbook], isReadOnly: true)
        #expect(try store.offers.find(Sample.key("fleet"))?.ticks == [:])
      } catch {
        Issue.record(error)
      }
    }
  }

  @Test func `a file that can't be written to can be read`() {
    set(0o755, folder.path)
    set(0o444, folder.deck)
    expectReadOnly()
  }

  @Test func `a folder that can't be written to can be read`() {
    set(0o555, folder.path)
    set(0o444, folder.deck)
    expectReadOnly()
    set(0o755, folder.path)
  }

  @Test func `a file that may not be read is named as such`() {
    set(0o755, folder.path)
    set(0o000, folder.deck)
    let path = folder.deck
    asAnother {
      #expect(throws: StoreFailure.notPermitted(path: path)) {
        try Store(at: path, playbooks: [Sample.playbook], isReadOnly: true)
      }
    }
  }
}
