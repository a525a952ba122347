// The migration of an account, page by page: work email, MPN ID, a last look. The page follows from
// the account's state, so that the wizard can be left and opened again anywhere.

import Lifecycle
import Terminal

/// The pages that lead an account to Partner Center.
struct MigrationWizard: Dialog {
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
  private(set) var owner: Publisher
  /// What is being typed.
  private(set) var field = TextField()
  /// What was typed and not taken, by field, as the deck has it.
  private var drafts: [ProfileField: String] = [:]
  /// The text of the field when it was last shown or kept.
  private var keptText = ""
  /// What was typed into its fields before.
  private var typed: [ProfileField: [String]] = [:]
  /// What the deck has of an earlier time was read.
  private var isRecalled = false
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
    owner = publisher
    profileEmail = publisher.workEmail
    turnPage()
  }

  /// The account.
  var account: Account { owner.account }

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

  /// What was typed and is not saved yet; nil if there is nothing to save.
  private var unkept: (field: ProfileField, text: String)? {
    guard let profileField else { return nil }
    let text = field.text
    return text == keptText ? nil : (profileField, text)
  }

  var hasDraft: Bool { unkept != nil }

  mutating func keepDraft() -> Effect? {
    guard let unkept else { return nil }
    drafts[unkept.field] = unkept.text
    keptText = unkept.text
    return .account(.keep(draft: unkept.text, unkept.field, of: owner.id))
  }

  /// The same as an action, or none.
  private mutating func keepingDraft() -> [DialogAction] { keepDraft().map { [.ask($0)] } ?? [] }

  /// Takes what the deck has of an earlier time, unless something was typed meanwhile.
  ///
  /// - Parameter addresses: those that can work, the best first; nil if nobody was asked.
  private mutating func recall(drafts: [ProfileField: String], addresses: [String]?) {
    isRecalled = true
    self.addresses = addresses ?? self.addresses
    guard unkept == nil else { return }
    self.drafts = drafts
    turnPage()
  }

  /// The addresses to suggest, the best first: none that must be refused.
  private func suggestions(_ known: Account.Registration) -> [String] {
    let texts = addresses ?? owner.knownAddresses
    // What was taken on this page before was checked then.
    let taken = known.workEmail == profileEmail ? nil : known.workEmail
    return [taken].compactMap { $0 } + texts.filter { $0 != taken }
  }

  // MARK: - What happens to it

  var question: [String] { ["wizard", heading] }
  var pageTitle: String? { "Migrate" }
  var publisher: Publisher? { owner }
  var isTyping: Bool { stop == .field }
  var needs: [Effect] {
    (isRecalled ? [] : [.account(.recallDrafts(owner.id))])
      + (profileField.map { [.recallTyped(.profile($0))] } ?? [])
  }

  mutating func take(_ message: Message, in environment: Environment) {
    switch message {
    case .recalled(.profile(let what), let texts):
      typed[what] = texts
      if what == profileField { field.recall(texts) }
    case .account(.recalled(owner.id, let drafts, let addresses)):
      recall(drafts: drafts, addresses: addresses)
    case .account(.answered(let answer, let number)):
      if number != nil { asking = nil }
      switch answer {
      case .changed:
        // What was asked for was taken: nothing of it has to be saved any more.
        if number != nil, let profileField { drafts[profileField] = nil }
      case .refused(let refusal): refuse(refusal)
      case .failed(let sentence): trouble = sentence
      }
    default: break
    }
    if asking == nil, let publisher = environment.deck.publisher(owner.id) { show(publisher) }
  }

  /// The account is another one now.
  private mutating func show(_ publisher: Publisher) {
    let isSame = publisher.account == account
    owner = publisher
    if !isSame { turnPage() }
  }

  /// The account did not go on.
  private mutating func refuse(_ refusal: AccountRefusal) {
    mistake = refusal
    trouble = nil
    place = stops.firstIndex(of: .field) ?? 0
  }

  /// The question to the directory is given up.
  mutating func stopAsking() {
    asking = nil
    trouble = "Stopped. Nothing was changed."
  }

  private mutating func turnPage() {
    mistake = nil
    trouble = nil
    place = 0
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
    if let texts = what.flatMap({ typed[$0] }) { field.recall(texts) }
  }

  // MARK: - Keys

  /// While an answer is waited for, nothing comes here.
  mutating func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction] {
    switch input {
    case .key(let key, _): return take(key, environment)
    case .paste(let text) where stop == .field:
      field.insert(text)
      mistake = nil
    case .field(let column, let rectangle):
      guard let place = stops.firstIndex(of: .field) else { break }
      self.place = place
      field.point(at: column, in: rectangle)
    case .entry(let number, _) where stops.indices.contains(number):
      move(by: number - place)
      return stop == .field ? [] : pressed(environment)
    case .paste, .entry: break
    }
    return []
  }

  private mutating func take(_ key: Key, _ environment: Environment) -> [DialogAction] {
    if stop == .field, field.take(key) {
      mistake = nil
      trouble = nil
      return []
    }
    switch key.symbol {
    case .escape: return keepingDraft() + [.close]
    case .tab: move(by: 1)
    case .backTab: move(by: -1)
    // In the field they walk through what was typed before.
    case .up where stop != .field: move(by: -1)
    case .down where stop != .field: move(by: 1)
    case .enter: return pressed(environment)
    default: break
    }
    return []
  }

  /// Leaving the field says at once what is wrong with it.
  private mutating func move(by places: Int) {
    let isLeavingField = stop == .field
    place = (place + places + stops.count) % stops.count
    guard isLeavingField else { return }
    let target = stop
    mistake = mistake ?? misfit
    place = stops.firstIndex(of: target) ?? place
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
  mutating func choose(_ stop: Stop, _ environment: Environment) -> [DialogAction] {
    place = stops.firstIndex(of: stop) ?? place
    return pressed(environment)
  }

  /// Types a text into the field, and goes on with it.
  mutating func enter(_ text: String, _ environment: Environment) -> [DialogAction] {
    (field, mistake, trouble) = (TextField(typing: text), nil, nil)
    return choose(.field, environment)
  }

  private mutating func pressed(_ environment: Environment) -> [DialogAction] {
    switch stop {
    case .link(let page): return [.ask(.open(page.link))]
    case .byHand: return mistake.flatMap { question(about: $0) }.map { [.open($0)] } ?? []
    case .confirm: return apply(.confirmMembership)
    case .back: return page == 1 ? keepingDraft() + [.close] : apply(.back)
    case .field, .next: return goOn(environment)
    }
  }

  /// On to the next page, if what was given is taken.
  mutating func goOn(_ environment: Environment) -> [DialogAction] {
    let (text, owner) = (field.text, owner)
    switch account.underlying {
    case .actionRequired, .workEmail, .notOwner:
      return ask { .askWorkEmail(text, of: owner, number: $0) }
    case .membership(_, _, let membership):
      let typed = text.trimmingWhitespace()
      if case .valid = membership, typed == membership.id { return apply(.acceptMembership) }
      return ask { .askMembership(text, of: owner, number: $0) }
    case .review: return [.open(lastQuestion(environment))]
    case .migrated: return [.close]
    }
  }

  private mutating func ask(
    _ effect: @escaping @Sendable (Int) -> AccountEffect
  ) -> [DialogAction] {
    field.remember()
    if let misfit {
      refuse(misfit)
      return []
    }
    let kept = profileField.map { [DialogAction.ask(.keepTyped(field.text, .profile($0)))] } ?? []
    return kept + [.askDirectory(effect)]
  }

  /// Lets something happen to the account; what is typed is saved before the page turns.
  private mutating func apply(_ event: AccountEvent) -> [DialogAction] {
    keepingDraft() + [.write(.account(.apply(event, of: owner)))]
  }

  // MARK: - What it asks

  private func lastQuestion(_ environment: Environment) -> Confirmation {
    let offers = environment.deck.tally.count(publisher: owner.id)
    return Confirmation(
      "Migrate \(owner.name)?",
      "From then on you manage users and account settings in Partner Center; changes sync back to "
        + "Cloud Partner Portal. \(offers.counted("offer")) of \(owner.name) "
        + (offers == 1 ? "belongs" : "belong") + " to the account.",
      .write(.account(.apply(.complete, of: owner))))
  }

  /// Asks a person what no directory knows; nil if a person does not know it either.
  private func question(about refusal: AccountRefusal) -> (any Dialog)? {
    switch refusal {
    case .unknownTenant(let address, _):
      return TextEntry.tenant(
        of: .domain(address.domain, nil), title: "Whose is \(address.domain.unicode)?",
        text: "The name of the company (tenant) that its addresses belong to. It is marked "
          + "unverified.", for: owner.id)
    case .unknownMembership(let id):
      guard let tenant = account.email?.tenant else { return nil }
      func says(_ state: MembershipState, _ tenant: Tenant?) -> DialogAction {
        .write(.account(.learn(.membership(id, state, tenant), of: owner.id)))
      }
      let registration = TextEntry.tenant(
        of: .membership(id, .valid, nil), title: "Who is MPN ID \(id.text) registered to?",
        text: "The name of the company (tenant). It is marked unverified.", for: owner.id)
      return Menu(
        title: "What is the MPN ID \(id.text)?", text: "Your answer is marked unverified.",
        items: [
          Menu.Item("Valid, registered to \(tenant.name)", says(.valid, tenant)),
          Menu.Item(
            "Created in Partner Membership Center, for \(tenant.name)",
            says(.unconfirmed, tenant)),
          Menu.Item("Registered to another company", .open(registration)),
          Menu.Item("Invalid", says(.invalid, nil)),
        ], isQuestion: true)
    default: return nil
    }
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
