// The help of a page: what it is for, the rule of the guide behind it, its keys, and the pages of the
// portals that it speaks of.

import Lifecycle
import Terminal

extension Menu {
  /// The help of a page.
  init(helpOn title: String, rule: String, keys: String, _ pages: AccountPage...) {
    self.init(
      title: "Help: \(title)", text: "\(rule)\n\n\(keys)",
      items: pages.map { Item($0.title, .ask(.open($0.link))) })
  }
}
