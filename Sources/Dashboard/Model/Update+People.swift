// The people of an account: who is added, removed or gets another role, and the lists of the portals.

import Lifecycle
import Terminal

extension Model {
  mutating func openUsers() -> [Effect] {
    guard let publisher = pagePublisher ?? bannerPublisher else {
      say("No publisher yet. \(keyName(.addPublisher)) adds one.")
      return []
    }
    dialogs.append(.users(UserList(publisher, zone: zone, today: today)))
    return [.account(.users(publisher.id))]
  }

  /// Whether users can be managed in Partner Center yet; says so if not.
  private mutating func canManageUsers(of id: String) -> Bool {
    if publishers.first(where: { $0.id == id })?.account.isMigrated == true { return true }
    complain(UserRefusal.notMigrated.sentence)
    return false
  }

  mutating func askUser(_ id: String) {
    guard canManageUsers(of: id) else { return }
    dialogs.append(
      .entry(
        TextEntry(
          title: "Add a user in Partner Center",
          text: "An address, or a name with an address: Ann <ann@contoso.com>.",
          purpose: .user(id))))
  }

  mutating func askRole(_ address: EmailAddress, name: String, of id: String) {
    guard canManageUsers(of: id) else { return }
    let known = dialogs.lazy.compactMap { dialog -> CenterRole? in
      guard case .users(let list) = dialog else { return nil }
      return list.people?.first { $0.address.key == address.key }?.center
    }.first
    let items = CenterRole.allCases.map { role in
      Menu.Item(
        role.title, detail: role.echo.map { "CPP: \($0.rawValue)" } ?? "not in CPP",
        wish: .account(
          .changeUser(
            known == nil ? .add(address, name: name, role) : .setRole(address, role), of: id,
            isConfirmed: false)), isCurrent: role == known)
    }
    dialogs.append(
      .menu(
        Menu(
          title: "Role of \(address.text)",
          text: address.text.lookalikes.joined(separator: "\n"), items: items,
          isQuestion: known == nil)))
  }

  mutating func askRemoval(_ user: AccountUser, of id: String) {
    guard canManageUsers(of: id) else { return }
    guard user.center != nil else {
      return complain(UserRefusal.unknown(user.address).sentence)
    }
    confirm(
      "Remove \(user.name.isEmpty ? user.address.text : user.name)?",
      "Removes their access to Partner Center. The change syncs back to Cloud Partner Portal.",
      .account(.changeUser(.remove(user.address), of: id, isConfirmed: false)))
  }

  // MARK: - The lists of the portals

  mutating func askUserPortal(of id: String) {
    let items = UserPortal.allCases.map {
      Menu.Item($0.title, wish: .account(.askUserFile($0, of: id)))
    }
    dialogs.append(
      .menu(
        Menu(
          title: "Import users",
          text: "Which portal? The file replaces that portal's whole user list."
            + (portalWarning(of: id).map { "\nPartner Center: \($0)" } ?? ""),
          items: items, isQuestion: true)))
  }

  private func portalWarning(of id: String) -> String? {
    publishers.first { $0.id == id }.flatMap { UserPortal.partnerCenter.warning(for: $0.account) }
  }

  mutating func askUserFile(_ portal: UserPortal, of id: String) {
    dialogs.append(
      .entry(
        TextEntry(
          title: "Import the users of \(portal.title)",
          text: "The path of a CSV table with the columns address, name, role and since, or of a "
            + "JSON array of the same. Nothing is imported if any row fails.",
          purpose: .userFile(portal, id))))
  }
}
