// The questions about accounts that are answered in words.

import Lifecycle
import Terminal

extension TextEntry {
  /// Asks for the name of the tenant that an entry of the directory is about.
  ///
  /// - Parameter id: the publisher whose account it is asked for.
  static func tenant(
    of entry: DirectoryEntry, title: String, text: String, for id: String
  ) -> TextEntry {
    TextEntry(title: title, text: text, remembering: .tenant) { text throws(Misfit) in
      let text = text.trimmingWhitespace()
      let tenant: Tenant
      do throws(Misfit) {
        tenant = Tenant(id: text, name: try Publisher.name(text))
      } catch {
        throw Misfit(reason: "Invalid name: \(error.reason).")
      }
      let named: DirectoryEntry =
        switch entry {
        case .domain(let domain, _): .domain(domain, tenant)
        case .membership(let id, let state, _): .membership(id, state, tenant)
        }
      return [.write(.account(.learn(named, of: id)))]
    }
  }

  /// Asks for another value of a field of a publisher's profile.
  static func profile(_ field: ProfileField, of publisher: Publisher) -> TextEntry {
    TextEntry(
      title: field.title, text: field.help, remembering: .profile(field),
      field: TextField(publisher.text(of: field))
    ) { text throws(Misfit) in
      let text = text.trimmingWhitespace()
      do throws(AccountRefusal) {
        _ = try publisher.setting(field, to: text)
      } catch {
        throw Misfit(reason: error.sentence)
      }
      return [.write(.account(.set(field, text, of: publisher.id)))]
    }
  }

  /// Asks for a legal entity to add to a publisher.
  static func entity(of id: String) -> TextEntry {
    TextEntry(
      title: "Add a legal entity",
      text: "The name of a company you sell through, such as Contoso Ltd (Europe). Offers of "
        + "different legal entities can be in AppSource side by side.",
      remembering: .legalEntity
    ) { text throws(Misfit) in
      [.write(.account(.changeEntity(.add(text.trimmingWhitespace()), of: id)))]
    }
  }

  /// Asks for another name of a legal entity.
  static func entityName(_ name: String, of id: String) -> TextEntry {
    TextEntry(
      title: "Rename a legal entity", text: "Its offers are updated too.",
      remembering: .legalEntity, field: TextField(name)
    ) { text throws(Misfit) in
      [.write(.account(.changeEntity(.rename(name, to: text.trimmingWhitespace()), of: id)))]
    }
  }

  /// Asks for a person, and then for the role.
  static func user(_ role: @escaping @Sendable (EmailAddress, String) -> Menu) -> TextEntry {
    TextEntry(
      title: "Add a user in Partner Center",
      text: "An address, or a name with an address: Ann <ann@contoso.com>.", remembering: .user
    ) { text throws(Misfit) in
      // As mail programs write it: a name, then the address in angle brackets.
      let text = text.trimmingWhitespace()
      var name = ""
      var address = Substring(text)
      if text.last == ">", let bracket = text.lastIndex(of: "<") {
        name = String(text[..<bracket].trimmingWhitespace().prefix(200))
        address = text[text.index(after: bracket)...].dropLast()
      }
      do throws(Misfit) {
        return [.open(role(try EmailAddress(address), name))]
      } catch {
        throw Misfit(reason: "Invalid address: \(error.reason).")
      }
    }
  }

  /// Asks for the file with the users of a portal.
  static func userFile(_ portal: UserPortal, of id: String) -> TextEntry {
    TextEntry(
      title: "Import the users of \(portal.title)",
      text: "The path of a CSV table with the columns address, name, role and since, or of a "
        + "JSON array of the same. Nothing is imported if any row fails.",
      remembering: .userFile
    ) { text throws(Misfit) in
      let path = try filePath(text)
      return [
        .say("Importing \(path)…"), .write(.account(.importUsers(path, portal, of: id))),
      ]
    }
  }
}
