// The filter of the list: as it is in force, as it is being typed, and the last one.

import Lifecycle
import Terminal

/// The filter of the list.
struct ListFilter: Sendable {
  /// A filter that is being typed.
  struct Prompt: Hashable, Sendable {
    /// The filter as it was before.
    let before: String
    /// The offer that was selected before; nil if another was selected meanwhile.
    var origin: OfferKey?
  }

  /// The filter as it was typed.
  var field = TextField.search()
  /// How it was before it was typed; nil if nobody is typing.
  var prompt: Prompt?
  /// What is wrong with it.
  var mistake: FilterMistake?
  /// The last filter that is not in force any more.
  private var last = ""

  var text: String { field.text }

  /// Keeps the text as the last filter.
  mutating func keepLast(_ text: String? = nil) {
    let text = text ?? field.text
    if !text.trimmingWhitespace().isEmpty { last = text }
  }

  /// Swaps the last filter with the present one, so that twice leads back.
  ///
  /// - Returns: whether there was one.
  mutating func swapLast() -> Bool {
    guard !last.isEmpty else { return false }
    let present = field.text
    field.replace(with: last)
    keepLast(present)
    return true
  }

  /// Filters by a stage in place of any other; by none if it is nil.
  mutating func replaceStage(by stage: Stage?) {
    let words = field.text.split(separator: " ").filter { !$0.lowercased().hasPrefix("stage:") }
    field.replace(
      with: (words.map(String.init) + (stage.map { ["stage:\($0.rawValue)"] } ?? []))
        .joined(separator: " "))
  }
}

extension OfferList {
  /// Begins to type a filter.
  mutating func beginFilter() -> [Effect] {
    filter.prompt = ListFilter.Prompt(before: filter.text, origin: listing.offer?.key)
    return [.recallTyped(.filter)]
  }

  /// Takes a key that is typed into the filter.
  ///
  /// - Returns: nil if the key moves in the list.
  mutating func typeFilter(
    _ key: Key, _ status: inout StatusLine, in environment: Environment
  ) -> [Effect]? {
    guard let prompt = filter.prompt else { return [] }
    switch key.symbol {
    case .enter:
      if let mistake = filter.mistake {
        status.complain("\(mistake.sentence) (at \(mistake.column)).")
        return []
      }
      filter.prompt = nil
      filter.field.remember()
      if filter.text != prompt.before { filter.keepLast(prompt.before) }
      return filter.field.isEmpty ? [] : [.keepTyped(filter.text, .filter)]
    case .escape:
      filter.field.replace(with: prompt.before)
      defer { filter.prompt = nil }
      return refilter(in: environment)
    // With nothing typed yet, up leads to what was typed before.
    case .up where filter.field.isWalking, .down where filter.field.isWalking,
      .up where filter.field.isEmpty:
      return filter.field.take(key) ? refilter(in: environment) : nil
    case .up, .down, .pageUp, .pageDown: return nil
    default: return filter.field.take(key) ? refilter(in: environment) : []
    }
  }

  /// Applies what is typed, as far as it can be understood.
  mutating func refilter(in environment: Environment) -> [Effect] {
    do {
      var next = try query.filtered(by: filter.text, today: environment.today)
      next.standing = query.standing
      filter.mistake = nil
      return show(next, in: environment)
    } catch {
      filter.mistake = error
      return []
    }
  }

  /// The last filter again; the present one is the last one then.
  mutating func repeatFilter(
    _ status: inout StatusLine, in environment: Environment
  ) -> [Effect] {
    guard filter.swapLast() else {
      status.say("No earlier filter. \(environment.keyName(.filter)) starts one.")
      return []
    }
    return refilter(in: environment)
  }

  /// Lists all offers of the publisher again.
  mutating func clearFilter(in environment: Environment) -> [Effect] {
    filter.keepLast()
    filter.field.replace(with: "")
    filter.mistake = nil
    var next = Query(publisher: query.publisher)
    next.sort = query.sort
    next.isDescending = query.isDescending
    return show(next, in: environment)
  }
}
