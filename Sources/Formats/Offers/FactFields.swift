// The facts of a row of an offer table. Rows that say the same share one value.

import Lifecycle

/// Reads the facts of rows.
struct FactFields {
  private var rows = WordMemory<[Fact: String]>()

  /// The facts that a row has; each one that can't be is reported with its column's index.
  mutating func facts(
    _ row: TableRow, _ header: TableHeader, _ report: (Int, String) -> Void
  ) -> [Fact: String] {
    let isKnownByWords = header.facts.allSatisfy { $0.fact.isWord || row.isEmpty($0.index) }
    guard isKnownByWords else { return Self.read(row, header, report) }
    var key = ""
    for (index, _) in header.facts {
      if !row.isEmpty(index) { key += row.string(index) }
      key.append("\u{0}")
    }
    var isWhole = true
    do throws(Misread) {
      return try rows.meaning(of: key) { _ throws(Misread) in
        let facts = Self.read(row, header) { index, reason in
          isWhole = false
          report(index, reason)
        }
        // Mistakes are not remembered, so that each of them is reported.
        if !isWhole { throw Misread() }
        return facts
      }
    } catch {
      return [:]
    }
  }

  private struct Misread: Error {}

  private static func read(
    _ row: TableRow, _ header: TableHeader, _ report: (Int, String) -> Void
  ) -> [Fact: String] {
    var facts: [Fact: String] = [:]
    for (index, fact) in header.facts where !row.isEmpty(index) {
      do throws(Misfit) {
        facts[fact] = try fact.value(row.string(index))
      } catch {
        report(index, error.reason)
      }
    }
    return facts
  }
}

extension Fact {
  /// Its values are few words, that many offers share.
  fileprivate var isWord: Bool { form != .link }
}
