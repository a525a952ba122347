// Does what the model asks of the world. What is quick is done at once; what can last is done
// elsewhere, and answers by the mailbox.

import Dashboard
import Dispatch
import Formats
import Foundation
import Lifecycle
import Persistence
import Synchronization
import Terminal

/// The threads on which effects are done that can last.
private struct Workers: Sendable {
  /// Writes follow one another here, off the loop: another program can hold the deck for a while.
  let writes = SerialWorker()
  /// Imports can last; the store lets writes between them wait their turn.
  let imports = SerialWorker()
  /// Copies of the deck as it was, one after the other.
  let snapshots = SerialWorker()
  /// Counts, searches, and parts of lists, that nobody waits for.
  let counts = SerialWorker()
  /// Themes that are read again.
  let themes = SerialWorker()

  /// Waits until all is done that was asked for and is answered.
  func finish() { for worker in [imports, writes, snapshots, counts] { worker.finish() } }
}

/// Does effects.
final class Performer: Sendable {
  /// Where late answers arrive.
  let mailbox: Mailbox
  private let store: Store
  /// The deck that is read from: the store, or its past.
  private let snapshots: SnapshotSwitcher
  private let clock: Clock
  private let actor: String
  /// The latest entry of the history when the session began.
  private let firstEntry: Int64
  private let themeLibrary: ThemeLibrary
  private let memory: TerminalStore?
  private let chosen: ThemeChoiceStore?
  private let accounts: AccountPerformer
  private let leadTimes: LeadTimeWorker
  private let forecasts: ForecastWorker
  private let workers = Workers()
  /// Questions to a directory, which can take long; each on a thread of its own, so that the next one
  /// does not wait for one that was given up.
  private let questions = DispatchGroup()
  /// What was asked for last, and is not read yet.
  private let awaited = Mutex<[Pane: LoadRequest]>([:])
  /// Gives up the file that is read now; nil if none is.
  private let reading = Mutex<Cancellation?>(nil)
  /// Nobody waits any longer for bytes that do not come.
  private let isEnding = Cancellation()
  /// What is looked for now; a search for something else that has not begun is not begun.
  private let sought = Mutex<Sought?>(nil)

  /// A performer on a deck.
  ///
  /// - Parameters:
  ///   - zone: the zone in which days end where a playbook names none.
  ///   - pace: what is known already of how quickly things went.
  ///   - memory: keeps whether the terminal is dark or light; nobody does without it.
  ///   - chosen: keeps the theme that is chosen; nobody does without it.
  ///   - directory: answers whose tenant a domain is; the deck's own without it.
  init(
    _ store: Store, mailbox: Mailbox, clock: Clock, zone: TimeZone = .current,
    knowing pace: Pace = Pace(), actor: String, themeLibrary: ThemeLibrary,
    memory: TerminalStore? = nil, chosen: ThemeChoiceStore? = nil,
    directory: (any Directory)? = nil
  ) {
    self.store = store
    let snapshots = SnapshotSwitcher(store)
    self.snapshots = snapshots
    accounts = AccountPerformer(
      store: store, snapshots: snapshots, directory: directory ?? store.directory,
      clock: clock.standing,
      actor: actor)
    leadTimes = LeadTimeWorker(snapshots, mailbox: mailbox, zone: zone, knowing: pace)
    forecasts = ForecastWorker(snapshots, mailbox: mailbox, clock: clock)
    self.mailbox = mailbox
    self.clock = clock.standing
    self.actor = actor
    firstEntry = (try? store.history.latest()) ?? 0
    self.themeLibrary = themeLibrary
    self.memory = memory
    self.chosen = chosen
  }

  /// Does an effect.
  ///
  /// - Returns: the answers that are there at once.
  func perform(_ effect: Effect, on screen: any Screen) -> [Message] {
    switch effect {
    case .load(let request) where request.isPatient:
      awaited.withLock { $0[request.pane] = request }
      workers.counts.async { self.readAwaited(request.pane) }
    case .load(let request): return [answer { .loaded(try self.lists.window(request)) }]
    case .learn: leadTimes.learn()
    case .count:
      return [
        answer { .counted(try self.shown.publishers.all(), try self.shown.statistics.tally()) }
      ]
    case .foresee(let request): forecasts.foresee(request)
    case .find(let query):
      later(workers.counts) { .found(query, try self.shown.lists.count(query)) }
    case .locate(let sought, let query):
      self.sought.withLock { $0 = sought }
      workers.counts.async { self.locate(sought, in: query) }
    case .perform(let keys, let actions, let title):
      write { .performed(try self.apply(actions, to: keys, title: title)) }
    case .undo(let confirmed): write { try self.undo(confirmed: confirmed) }
    case .redo: write { .redone(try self.store.history.redo(at: self.clock.now, by: self.actor)) }
    case .match(let query, let limit):
      return [answer { .matched(query, try self.lists.keys(of: query, limit: limit)) }]
    case .survey(let keys): return [answer { .surveyed(try self.lists.subjects(keys)) }]
    case .remember(let key):
      return [
        answer {
          .remembered(
            key, try self.shown.history.entries(of: key, publisher: nil, limit: 500, before: nil))
        }
      ]
    case .importFile(let path, let publisher):
      later(workers.imports) { try self.imported(path, publisher) }
    case .addPublisher(let id):
      later(workers.writes) { try self.added(id) }
    case .account(.stopAsking): accounts.stopAsking()
    case .recallTyped(let field):
      return [answer { .recalled(field, self.store.typed.texts(of: field)) }]
    case .keepTyped(let text, let field):
      // That it could not be kept is nothing to stop for.
      workers.writes.async { try? self.store.typed.remember(text, of: field) }
    case .account(let effect) where effect.isQuick:
      return [answer { .account(try self.accounts.perform(effect)) }]
    case .account(let effect):
      let isQuestion =
        switch effect {
        case .askWorkEmail, .askMembership: true
        default: false
        }
      if isQuestion { accounts.beginAsking() }
      let work: @Sendable () throws -> Message = {
        .account(try self.cancelable { try self.accounts.perform(effect) })
      }
      if isQuestion {
        questions.enter()
        Thread.detachNewThread {
          self.mailbox.put(self.answer(work))
          self.questions.leave()
        }
      } else {
        later(workers.writes, work)
      }
    case .open(let link): return [Browser.open(link)]
    case .copy(let text):
      if !screen.copy(text) {
        return [.failed("This terminal has no clipboard for programs. Here is the text: \(text)")]
      }
    case .theme(let name): return [themeLibrary.message(named: name, screen.depth)]
    case .reloadTheme(let name):
      let depth = screen.depth
      workers.themes.async { self.mailbox.put(self.themeLibrary.message(named: name, depth)) }
    case .keep(let scheme): memory?.keep(scheme)
    case .keepTheme(let name):
      if let chosen, let reason = chosen.keep(name) {
        return [
          .failed("The theme can't be saved: \(chosen.path) (\(reason)).")
        ]
      }
    case .mouse(let isOn): screen.setMouse(isOn)
    case .alert(let sentence, let isSeen):
      screen.ring()
      if !isSeen { screen.notify(sentence) }
    case .travel(let moment): later(workers.snapshots) { self.snapshots.go(to: moment) }
    case .redraw: screen.redraw()
    case .suspend: screen.suspend()
    case .quit: break
    }
    return []
  }

  /// Waits until everything that was asked for is answered.
  func settle() {
    workers.finish()
    questions.wait()
    leadTimes.finish()
    forecasts.finish()
  }

  /// Waits until every write that was asked for is done: nothing is lost by quitting.
  func finish() {
    accounts.stopAsking()
    stopWaiting()
    finishWriting()
  }

  /// Gives up the import that is under way: nothing of it is kept.
  func stopImport() { reading.withLock { $0?.cancel() } }

  /// Gives up imports whose file has nothing to read: a pipe that nobody writes to. Others are done.
  func stopWaiting() { isEnding.cancel() }

  /// Waits for imports a tenth of a second.
  ///
  /// - Returns: whether none is under way.
  func hasImported() -> Bool {
    [workers.imports, workers.writes].allSatisfy { $0.isFinished(by: .now() + 0.1) }
  }

  /// Reads files in a way that can be given up.
  private func cancelable<Value>(_ body: () throws -> Value) throws -> Value {
    let cancellation = Cancellation()
    reading.withLock { $0 = cancellation }
    defer { reading.withLock { $0 = nil } }
    let isCancelled: ReadingScope.Cancellation = { [isEnding] isWaiting in
      cancellation.isCancelled || (isWaiting && isEnding.isCancelled)
    }
    return try ReadingScope.$isCancelled.withValue(isCancelled) { try body() }
  }

  /// Checks the deck, and tells if something is wrong with it.
  func checkIntegrity() {
    workers.counts.async {
      guard let findings = try? self.store.integrity.findings(), !findings.isEmpty else { return }
      self.mailbox.put(
        .failed(
          "The deck has \(findings.count.counted("problem")). Run “offerdeck info --check”."))
    }
  }

  /// Waits until every write that was asked for is done, and answered.
  func finishWriting() {
    workers.imports.finish()
    workers.writes.finish()
  }

  private func answer(
    otherwise failed: (String) -> Message = Message.failed, _ body: () throws -> Message
  ) -> Message {
    do {
      return try body()
    } catch {
      let failure = Failure(error)
      let lines = failure.sentence.split(separator: "\n")
      let rest = lines.count > 1 ? " (and \(lines.count - 1) more errors)" : ""
      return failed((lines.first.map(String.init) ?? "") + rest)
    }
  }

  /// Does what the model waits for, so that it has to hear of a failure too.
  private func write(_ body: @escaping @Sendable () throws -> Message) {
    workers.writes.async { self.mailbox.put(self.answer(otherwise: Message.unwritten, body)) }
  }

  private func later(_ worker: SerialWorker, _ body: @escaping @Sendable () throws -> Message) {
    worker.async { self.mailbox.put(self.answer(body)) }
  }

  // MARK: - Reading

  /// The deck of the moment that is shown.
  private var shown: Store { snapshots.store }
  /// Its lists.
  private var lists: ListReader { ListReader(store: shown) }

  /// Reads what a pane asked for last: what it asked for before is not wanted any more.
  private func readAwaited(_ pane: Pane) {
    guard let request = awaited.withLock({ $0.removeValue(forKey: pane) }) else { return }
    mailbox.put(answer { .loaded(try self.lists.window(request)) })
  }

  /// Looks for an offer in the list of a query.
  private func locate(_ sought: Sought, in query: Query) {
    guard self.sought.withLock({ $0 == sought }) else { return }
    mailbox.put(answer { .located(sought, query, try self.lists.place(of: sought, in: query)) })
  }

  // MARK: - Writing

  private func imported(_ path: String, _ publisher: String?) throws -> Message {
    // Standard input is the keyboard here.
    let file = path == "-" ? "./-" : Paths().expanded(path)
    var importer = Importer(store: store, moment: clock.now, actor: actor, publisher: publisher)
    var warnings: [String] = []
    importer.warn = { warnings.append("warning: \($0)") }
    var total = ImportReport()
    try cancelable { try importer.take([file], nil) { _, report in total = report } }
    total.warnings = warnings
    return .imported(file, total)
  }

  /// Undoes the last action. One that was done before this session or by somebody else has to be
  /// confirmed first.
  private func undo(confirmed: Int64?) throws -> Message {
    var asked: [HistoryEntry] = []
    let undone = try store.history.undo(at: clock.now, by: actor) { entries in
      let isKnown = entries.allSatisfy { $0.id > firstEntry && $0.by == actor }
      guard isKnown || entries.last?.id == confirmed else {
        asked = entries
        return false
      }
      return true
    }
    return asked.isEmpty ? .undone(undone) : .askedToUndo(asked)
  }

  private func added(_ id: String) throws -> Message {
    try store.publishers.add(Publisher(id: id, name: id), at: clock.now, by: actor)
    return .added(publisher: id)
  }

  private func apply(_ actions: [Action], to keys: [OfferKey], title: String) throws -> Outcome {
    let (done, refused) = try store.offers.apply(actions, to: keys, at: clock.now, by: actor)
    return Outcome(title: title, done: done, refused: refused)
  }
}

extension AccountEffect {
  /// It reads a few rows, so that the next key can act on them already.
  fileprivate var isQuick: Bool {
    switch self {
    case .users, .recallDrafts, .entities: true
    default: false
    }
  }
}
