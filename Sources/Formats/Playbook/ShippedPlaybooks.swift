// The playbooks that ship inside the program: it needs no files beside it.

package import Lifecycle

/// The playbooks of the program.
package enum Playbooks {
  /// The shipped playbooks, the oldest program first; the first is the one that offers of its
  /// types go through. Parsed once, when they are first asked for.
  package static let shipped: [Playbook] = [
    playbook(PackageResources.dynamics_365_2019_yaml, named: "dynamics-365-2019.yaml"),
    playbook(PackageResources.marketplace_2020_yaml, named: "marketplace-2020.yaml"),
    playbook(PackageResources.co_sell_2021_yaml, named: "co-sell-2021.yaml"),
  ]

  private static func playbook(_ bytes: [UInt8], named name: String) -> Playbook {
    do throws(FileMistakes) {
      return try PlaybookFile.read(String(decoding: bytes, as: UTF8.self), named: name)
    } catch {
      preconditionFailure("A shipped playbook has mistakes:\n\(error)")
    }
  }
}
