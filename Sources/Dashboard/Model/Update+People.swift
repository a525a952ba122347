// The people of an account: who is added, removed or gets another role, and the lists of the portals.

import Lifecycle
import Terminal

extension Model {
  mutating func openUsers() -> [Effect] {
    guard let publisher = bannerPublisher else {
      say("The deck has no publisher yet; \(keyName(.addPublisher)) adds one.")
      return []
    }
    dialogs.append(.users(UserList(publisher, zone: zone, today: today)))
    return [.account(.users(publisher.id))]
  }

  mutating func askUser(_ id: String) {
    dialogs.append(
      .entry(
        TextEntry(
          title: "Add a user in Partner Center",
          text: "The address, or the name and the address: Ann <ann@contoso.com>.",
          purpose: .user(id))))
  }

  mutating func askRole(_ address: EmailAddress, name: String, of id: String) {
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
    guard user.center != nil else {
      return complain(UserRefusal.unknown(user.address).sentence)
    }
    confirm(
      "Remove \(user.name.isEmpty ? user.address.text : user.name)?",
      "The person loses access in Partner Center, and is then expected to go from Cloud Partner "
        + "Portal too.",
      .account(.changeUser(.remove(user.address), of: id, isConfirmed: false)))
  }

  // MARK: - The lists of the portals

  mutating func askUserPortal(of id: String) {
    let items = UserPortal.allCases.map {
      Menu.Item("The list of \($0.title)", wish: .account(.askUserFile($0, of: id)))
    }
    dialogs.append(
      .menu(
        Menu(
          title: "Import users",
          text: "Which portal? The file replaces that portal's whole user list.", items: items,
          isQuestion: true)))
  }

  mutating func askUserFile(_ portal: UserPortal, of id: String) {
    dialogs.append(
      .entry(
        TextEntry(
          title: "Import the users of \(portal.title)",
          text: "The path of a CSV table with the columns address, name, role and since, or of a "
            + "JSON array with the same. It is taken whole or not at all.",
          purpose: .userFile(portal, id))))
  }
}
