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
  private(set) var field = TextField()
  /// What was typed and not taken, by field, as the deck has it.
  private var drafts: [ProfileField: String] = [:]
  /// The text of the field when it was last shown or kept.
  private var keptText = ""
  /// The fields whose earlier texts were asked for.
  private var recalled: Set<ProfileField> = []
  /// Where the keys are, among the stops.
  private(set) var place = 0
  /// Why the account did not go on.
  private(set) var mistake: AccountRefusal?
  /// No answer could be had: why, in a sentence.
  private(set) var trouble: String?
  /// The addresses that can work, the best first, as the directory of the deck has them; nil until it
  /// was asked.
  private var addresses: [String]?
  /// The work email that the profile had when the wizard was opened.
  private let profileEmail: String?
  /// The number of the question that is being asked; nil where none is.
  var asking: Int?

  /// The wizard of a publisher's account, on the page where it was left.
  init(_ publisher: Publisher) {
    self.publisher = publisher
    profileEmail = publisher.workEmail
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

  /// What the field of the page is about; nil where the page has none.
  var profileField: ProfileField? {
    switch page {
    case 1: .workEmail
    case 2: .mpnID
    default: nil
    }
  }

  /// What the keys can stand on, in the order of Tab.
  var stops: [Stop] {
    let help: [Stop] = mistake.map { $0.canBeSaidByHand ? [.byHand] : [] } ?? []
    switch account.underlying {
    case .actionRequired, .workEmail, .notOwner:
      return [.field] + help
        + [.next, .back, .link(.joinNetwork), .link(.membership), .link(.guide)]
    case .membership(_, _, .unconfirmed):
      return [
        .confirm, .link(.connectedProfile), .link(.membershipCenter), .link(.membershipSupport),
        .field, .next, .back,
      ]
    case .membership(_, _, .valid): return [.next, .field, .back]
    case .membership: return [.field] + help + [.next, .link(.joinNetwork), .back]
    case .review: return [.next, .back]
    case .migrated:
      return [.next, .link(.settings), .link(.users), .link(.manageAccount)]
    }
  }

  /// What the keys stand on.
  var stop: Stop { stops[min(place, stops.count - 1)] }

  // MARK: - What is typed

  /// What was typed and is not kept yet; nil where there is nothing to keep.
  var unkept: (field: ProfileField, text: String)? {
    guard let profileField else { return nil }
    let text = field.text
    return text == keptText ? nil : (profileField, text)
  }

  /// What was typed is kept now.
  mutating func keep() {
    guard let unkept else { return }
    drafts[unkept.field] = unkept.text
    keptText = unkept.text
  }

  /// Takes what the deck has of an earlier time, unless something was typed meanwhile.
  ///
  /// - Parameter addresses: those that can work, the best first; nil if nobody was asked.
  mutating func recall(drafts: [ProfileField: String], addresses: [String]?) {
    self.addresses = addresses ?? self.addresses
    guard unkept == nil else { return }
    self.drafts = drafts
    turnPage()
  }

  /// The addresses to suggest, the best first: none that must be refused.
  private func suggestions(_ known: Account.Registration) -> [String] {
    let texts = addresses ?? publisher.knownAddresses
    // What was taken on this page before was checked then.
    let taken = known.workEmail == profileEmail ? nil : known.workEmail
    return [taken].compactMap { $0 } + texts.filter { $0 != taken }
  }

  /// The field whose earlier texts are to be asked for.
  mutating func recallable() -> ProfileField? {
    guard let profileField, recalled.insert(profileField).inserted else { return nil }
    return profileField
  }

  /// Takes what was typed into a field before.
  mutating func recall(_ texts: [String], of field: ProfileField) {
    if field == profileField { self.field.recall(texts) }
  }

  // MARK: - What happens to it

  /// The account is another one now.
  mutating func show(_ publisher: Publisher) {
    let isSame = publisher.account == account
    self.publisher = publisher
    if !isSame { turnPage() }
  }

  /// What was asked for was taken: nothing of it has to be kept any more.
  mutating func accept() {
    if let profileField { drafts[profileField] = nil }
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
    recalled = []
    switch account.underlying {
    case .actionRequired(let known), .workEmail(let known):
      let texts = suggestions(known)
      show(texts.first, .workEmail, suggestions: texts.reversed())
    case .membership(_, _, .invalid): show(nil, .mpnID, suggestions: [])
    case .membership(let known, _, let membership):
      show(membership.id, .mpnID, suggestions: [known.mpnID].compactMap { $0 })
    case .review, .migrated, .notOwner: show(nil, nil, suggestions: [])
    }
  }

  private mutating func show(_ known: String?, _ what: ProfileField?, suggestions: [String]) {
    keptText = what.flatMap { drafts[$0] } ?? known ?? ""
    field = TextField(keptText, suggestions: suggestions)
  }

  // MARK: - Keys

  /// Takes a key. While an answer is waited for, none comes here.
  mutating func take(_ key: Key) -> Answer {
    if stop == .field, field.take(key) {
      mistake = nil
      trouble = nil
      return .open
    }
    switch key.symbol {
    case .escape: return .wanted(.account(.leave(self)))
    case .tab: return move(by: 1)
    case .backTab: return move(by: -1)
    // In the field they walk through what was typed before.
    case .up where stop != .field: return move(by: -1)
    case .down where stop != .field: return move(by: 1)
    case .enter: return pressed()
    default: return .open
    }
  }

  /// Pasted text goes to the field, if the keys are there.
  mutating func paste(_ text: String) {
    guard stop == .field else { return }
    field.insert(text)
    mistake = nil
  }

  /// A click into the field.
  mutating func point(at column: Int, in rectangle: Rectangle) {
    guard let place = stops.firstIndex(of: .field) else { return }
    self.place = place
    field.point(at: column, in: rectangle)
  }

  /// A click on one of the stops.
  mutating func press(_ number: Int) -> Answer {
    guard stops.indices.contains(number) else { return .open }
    _ = move(by: number - place)
    return stop == .field ? .open : pressed()
  }

  /// Leaving the field says at once what is wrong with it.
  private mutating func move(by places: Int) -> Answer {
    let isLeavingField = stop == .field
    place = (place + places + stops.count) % stops.count
    guard isLeavingField else { return .open }
    let target = stop
    mistake = mistake ?? misfit
    place = stops.firstIndex(of: target) ?? place
    return .open
  }

  /// What is wrong with the text of the field, by its form alone.
  private var misfit: AccountRefusal? {
    do throws(Misfit) {
      switch profileField {
      case .workEmail: _ = try EmailAddress(field.text)
      case .mpnID where field.text.trimmingWhitespace().isEmpty: return .missingMembership
      case .mpnID: _ = try MPNID(field.text)
      default: break
      }
      return nil
    } catch {
      return profileField == .workEmail
        ? .malformedAddress(reason: error.reason) : .malformedMPNID(reason: error.reason)
    }
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
    case .byHand: return mistake.map { .meanwhile(.account(.sayByHand($0))) } ?? .open
    case .confirm: return .meanwhile(.account(.apply(.confirmMembership, of: publisher)))
    case .back:
      return page == 1
        ? .wanted(.account(.leave(self)))
        : .meanwhile(.account(.apply(.back, of: publisher)))
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
        return .meanwhile(.account(.apply(.acceptMembership, of: publisher)))
      }
      return ask(.askMembership(field.text, of: publisher))
    case .review: return .meanwhile(.account(.askCompletion(of: publisher)))
    case .migrated: return .closed
    }
  }

  private mutating func ask(_ wish: AccountWish) -> Answer {
    field.remember()
    if let misfit {
      refuse(misfit)
      return .open
    }
    return .meanwhile(.account(wish))
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
