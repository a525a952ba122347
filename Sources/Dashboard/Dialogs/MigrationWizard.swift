// The migration of an account, page by page: work email, MPN ID, a last look. The page follows from
// the account's state, so that the wizard can be left and opened again anywhere.

import Lifecycle
import Terminal

/// The pages that lead an account to Partner Center.
package struct MigrationWizard: Hashable, Sendable {
  /// Something that the keys can stand on.
  enum Stop: Hashable {
    case field
    /// A page of the guide.
    case link(AccountPage)
    /// Says what no directory knows.
    case byHand
    /// A membership from Partner Membership Center was seen in Partner Center.
    case confirm
    /// On to the next page.
    case next
    /// To the page before; from the first one, out.
    case back
  }

  /// The publisher whose account it is.
  private(set) var publisher: Publisher
  /// What is being typed.
  var field = TextField()
  /// What was typed before.
  private var history = FieldHistory()
  /// Where the keys are, among the stops.
  private(set) var place = 0
  /// Why the account did not go on.
  private(set) var mistake: AccountRefusal?
  /// No answer could be had: why, in a sentence.
  private(set) var trouble: String?
  /// The number of the question that is being asked; nil where none is.
  var asking: Int?

  /// The wizard of a publisher's account, on the page where it was left.
  init(_ publisher: Publisher) {
    self.publisher = publisher
    turnPage()
  }

  /// The account.
  var account: Account { publisher.account }

  /// The number of the page, from 1.
  var page: Int {
    switch account.underlying {
    case .actionRequired, .workEmail, .notOwner: 1
    case .membership: 2
    case .review: 3
    case .migrated: 4
    }
  }

  /// What the keys can stand on, in the order of Tab.
  var stops: [Stop] {
    let help: [Stop] = mistake.map { $0.canBeSaidByHand ? [.byHand] : [] } ?? []
    switch account.underlying {
    case .actionRequired, .workEmail, .notOwner:
      return [.field] + help + [.next, .back, .link(.membership)]
    case .membership(_, _, .unconfirmed):
      return [
        .confirm, .link(.connectedProfile), .link(.membershipCenter), .link(.membershipSupport),
        .field, .next, .back,
      ]
    case .membership(_, _, .valid): return [.next, .field, .back]
    case .membership: return [.field] + help + [.next, .link(.joinNetwork), .back]
    case .review: return [.next, .back]
    case .migrated: return [.next, .link(.settings), .link(.users)]
    }
  }

  /// What the keys stand on.
  var stop: Stop { stops[min(place, stops.count - 1)] }

  /// What was typed and not taken, to be kept in the deck; nil where there is nothing to keep.
  var draft: AccountEvent? {
    guard case .workEmail(_, let draft) = account, draft != field.text else { return nil }
    return .draft(field.text)
  }

  // MARK: - What happens to it

  /// The account is another one now.
  mutating func show(_ publisher: Publisher) {
    let isSame = publisher.account == account
    let isDraft =
      if case (.workEmail(let one, _), .workEmail(let other, _)) = (
        publisher.account, account
      ) { one == other } else { false }
    self.publisher = publisher
    if !isSame && !isDraft { turnPage() }
  }

  /// The account did not go on.
  mutating func refuse(_ refusal: AccountRefusal) {
    mistake = refusal
    trouble = nil
    place = stops.firstIndex(of: .field) ?? 0
  }

  /// No answer could be had.
  mutating func fail(_ sentence: String) { trouble = sentence }

  private mutating func turnPage() {
    mistake = nil
    trouble = nil
    place = 0
    switch account.underlying {
    case .actionRequired(let known), .workEmail(let known, _):
      let draft = if case .workEmail(_, let draft) = account { draft } else { "" }
      let texts = publisher.owners + [publisher.signIn, known.workEmail].compactMap { $0 }
      history = FieldHistory(texts)
      field = TextField(draft.isEmpty ? texts.last ?? "" : draft)
    case .membership(let known, _, let membership):
      history = FieldHistory([known.mpnID].compactMap { $0 })
      field = TextField(membership.id ?? "")
    case .review, .migrated, .notOwner: break
    }
  }

  // MARK: - Keys

  /// Takes a key. While an answer is waited for, none comes here.
  mutating func take(_ key: Key) -> Answer {
    switch key.symbol {
    case .escape: return .wanted(.leave(self))
    case .tab: return move(by: 1)
    case .backTab: return move(by: -1)
    case .up, .down:
      if stop == .field {
        if history.take(key, in: &field) { mistake = nil }
        return .open
      }
      return move(by: key.symbol == .up ? -1 : 1)
    case .enter: return pressed()
    default:
      if stop == .field, field.take(key) {
        mistake = nil
        trouble = nil
      }
      return .open
    }
  }

  /// Pasted text goes to the field, if the keys are there.
  mutating func paste(_ text: String) {
    guard stop == .field else { return }
    field.insert(text)
    mistake = nil
  }

  /// Leaving the field says at once what is wrong with it.
  private mutating func move(by places: Int) -> Answer {
    let isLeavingField = stop == .field
    place = (place + places + stops.count) % stops.count
    guard isLeavingField else { return .open }
    let target = stop
    mistake = mistake ?? misfit
    place = stops.firstIndex(of: target) ?? place
    return draft.map { .meanwhile(.account($0, of: publisher)) } ?? .open
  }

  /// What is wrong with the text of the field, by its form alone.
  private var misfit: AccountRefusal? {
    if page == 1 {
      do throws(EmailAddress.Misfit) {
        _ = try EmailAddress(field.text)
      } catch {
        return .malformedAddress(reason: error.reason)
      }
    } else if page == 2 {
      do throws(MPNID.Misfit) {
        _ = try MPNID(field.text)
      } catch {
        return .malformedMPNID(reason: error.reason)
      }
    }
    return nil
  }

  /// Chooses one of the stops, wherever the keys are.
  mutating func choose(_ stop: Stop) -> Answer {
    place = stops.firstIndex(of: stop) ?? place
    return pressed()
  }

  /// Types a text into the field, and goes on with it.
  mutating func enter(_ text: String) -> Answer {
    (field, mistake, trouble) = (TextField(typing: text), nil, nil)
    return choose(.field)
  }

  private mutating func pressed() -> Answer {
    switch stop {
    case .link(let page): return .meanwhile(.open(page.link))
    case .byHand: return mistake.map { .meanwhile(.sayByHand($0)) } ?? .open
    case .confirm: return .meanwhile(.account(.confirmMembership, of: publisher))
    case .back:
      return page == 1 ? .wanted(.leave(self)) : .meanwhile(.account(.back, of: publisher))
    case .field, .next: return goOn()
    }
  }

  /// On to the next page, if what was given is taken.
  mutating func goOn() -> Answer {
    switch account.underlying {
    case .actionRequired, .workEmail, .notOwner:
      return ask(.askWorkEmail(field.text, of: publisher))
    case .membership(_, _, let membership):
      let text = field.text.trimmingWhitespace()
      if case .valid = membership, text == membership.id {
        return .meanwhile(.account(.acceptMembership, of: publisher))
      }
      return ask(.askMembership(field.text, of: publisher))
    case .review: return .meanwhile(.account(.complete, of: publisher))
    case .migrated: return .closed
    }
  }

  private mutating func ask(_ wish: Wish) -> Answer {
    history.remember(field.text.trimmingWhitespace())
    if let misfit {
      refuse(misfit)
      return .open
    }
    return .meanwhile(wish)
  }
}

extension AccountRefusal {
  /// A person can say what no directory knows.
  var canBeSaidByHand: Bool {
    switch self {
    case .unknownTenant, .unknownMembership: true
    default: false
    }
  }
}
