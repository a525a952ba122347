// What the dialogs about accounts answer, and the words that are typed into them.

import Lifecycle
import Terminal

extension Model {
  /// Does what a dialog about an account wants.
  mutating func grantForAccount(_ wish: Wish) -> [Effect] {
    switch wish {
    case .account(let event, let publisher): return apply(event, of: publisher)
    case .askWorkEmail(let text, let publisher):
      return ask { .askWorkEmail(text, of: publisher, number: $0) }
    case .askMembership(let text, let publisher):
      return ask { .askMembership(text, of: publisher, number: $0) }
    case .leave(let wizard): return leave(wizard)
    case .sayByHand(let refusal): askByHand(refusal)
    case .askTenant(let id):
      dialogs.append(
        .entry(
          TextEntry(
            title: "Whom is the MPN ID \(id.text) registered to?",
            text: "The name of the company (tenant). It is marked as unverified.",
            purpose: .tenant(.membership(id, .valid, nil)))))
    case .learn(let entry):
      isWriting = true
      return [.account(.learn(entry))]
    case .editProfile(let field, let publisher):
      dialogs.append(
        .entry(
          TextEntry(
            title: field.title, text: field.help, purpose: .profile(field, publisher),
            field: TextField(publisher.text(of: field)))))
    case .setProfile(let field, let text, let id):
      isWriting = true
      return [.account(.set(field, text, of: id))]
    case .setStep(let step, let isDone, let id):
      isWriting = true
      return [.account(.setStep(step.id, isDone: isDone, of: id))]
    case .undoAccount(let id):
      isWriting = true
      return [.account(.undo(id))]
    case .askUser(let id): askUser(id)
    case .askRole(let address, let name, let id): askRole(address, name: name, of: id)
    case .askRemoval(let user, let id): askRemoval(user, of: id)
    case .changeUser(let change, let id, let isConfirmed):
      return grant(change, of: id, isConfirmed: isConfirmed)
    default: preconditionFailure("Only wishes about accounts are granted here.")
    }
    return []
  }
}

extension TextEntry {
  /// The answer of a field about an account.
  mutating func submittedForAccount() -> Answer {
    let text = field.text.trimmingWhitespace()
    switch purpose {
    case .tenant(let entry):
      guard !text.isEmpty, text.count <= 200 else {
        mistake = "Type the name of the company, with 200 letters at most."
        return .open
      }
      let tenant = Tenant(id: text, name: text)
      switch entry {
      case .domain(let domain, _): return .wanted(.learn(.domain(domain, tenant)))
      case .membership(let id, let state, _):
        return .wanted(.learn(.membership(id, state, tenant)))
      }
    case .profile(let field, let publisher):
      do throws(AccountRefusal) {
        _ = try publisher.setting(field, to: text)
        return .wanted(.setProfile(field, text, of: publisher.id))
      } catch {
        mistake = error.sentence
        return .open
      }
    case .user(let id):
      // As mail programs write it: a name, then the address in angle brackets.
      var name = ""
      var address = Substring(text)
      if text.last == ">", let bracket = text.lastIndex(of: "<") {
        name = String(text[..<bracket].trimmingWhitespace().prefix(200))
        address = text[text.index(after: bracket)...].dropLast()
      }
      do throws(EmailAddress.Misfit) {
        return .wanted(.askRole(try EmailAddress(address), name: name, of: id))
      } catch {
        mistake = "Please look again: \(error.reason)."
        return .open
      }
    case .answer, .report, .field, .file, .publisher: return .open
    }
  }
}
