// From the text of a YAML file to its nodes: syntax, size, duplicate keys, and aliases. What the
// nodes mean is asked by `YamlValue`.

import Foundation
import Lifecycle
import Yams

/// A YAML file that holds one document.
struct YamlDocument {
  /// The largest file that is read, in bytes.
  static let sizeLimit = 1 << 20

  /// The outermost value.
  let root: YamlValue

  /// Parses a text; nil if there is nothing to go on with. Mistakes go to the log.
  init?(_ text: String, log: MistakeLog) {
    guard text.utf8.count <= Self.sizeLimit else {
      log.add("the file exceeds the 1 MiB limit", line: 1)
      return nil
    }
    if let place = YamlAliases.place(in: text) {
      log.add(
        "anchors (&name) and aliases (*name) are not supported; write the value out",
        line: place.line, column: place.column)
      return nil
    }
    do {
      // Without resolver rules every scalar stays text: `yes`, `012` and `2019-08-31` as written.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let node = try parser.singleRoot() else {
        log.add("the file is empty", line: 1)
        return nil
      }
      root = YamlValue(node: node, log: log)
    } catch {
      Self.report(error, in: text, log)
      return nil
    }
  }

  // MARK: - Syntax

  private static func report(_ error: any Error, in text: String, _ log: MistakeLog) {
    switch error {
    case YamlError.duplicatedKeysInMapping(let names, let mapping):
      let first = YamlPlace(mapping.mark)
      let name = names.first ?? ""
      let second = place(ofKey: name, after: first, in: text) ?? first
      log.add(
        "duplicate key \(name.inQuotes) (first on line \(first.line))", line: second.line,
        column: second.column)
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      if let tab = tab(in: text, near: mark.line) {
        log.add("tabs can't indent YAML; use spaces", line: tab.line, column: tab.column)
      } else {
        log.add(
          problem.contains("another document")
            ? "a second document begins here; keep one, and remove the line “---”"
            : "invalid YAML: \(problem)", line: mark.line, column: mark.column)
      }
    case YamlError.reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0)
      let line = before.count { $0.isNewline } + 1
      let column = before.reversed().prefix { !$0.isNewline }.count + 1
      log.add("invalid YAML: \(problem)", line: line, column: column)
    default:
      log.add("invalid YAML", line: 1)
    }
  }

  /// The tab that a line is indented with, or the line before: that is where the scanner notices.
  private static func tab(in text: String, near line: Int) -> YamlPlace? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for number in [line - 1, line] where lines.indices.contains(number - 1) {
      let indentation = lines[number - 1].prefix { $0 == " " || $0 == "\t" }
      if let tab = indentation.firstIndex(of: "\t") {
        return YamlPlace(
          line: number, column: indentation.distance(from: indentation.startIndex, to: tab) + 1)
      }
    }
    return nil
  }

  /// Where a key stands a second time: it begins a line at the column of the first, or follows on
  /// its line. Nil if it is written in another way.
  private static func place(
    ofKey name: String, after first: YamlPlace, in text: String
  ) -> YamlPlace? {
    let key = Array(name.unicodeScalars)
    let lines = text.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" })
    for (index, content) in lines.enumerated().dropFirst(first.line - 1) {
      let line = Array(content)
      let columns =
        index == first.line - 1 ? Array(line.indices.dropFirst(first.column)) : [first.column - 1]
      for column in columns where line.dropFirst(column).starts(with: key) {
        let rest = line.dropFirst(column + key.count).drop { $0 == " " }
        if rest.first == ":" { return YamlPlace(line: index + 1, column: column + 1) }
      }
    }
    return nil
  }
}

/// A place in a YAML file.
struct YamlPlace: Hashable {
  /// The line, from 1.
  var line: Int
  /// The column, from 1, in Unicode scalars.
  var column: Int
}

extension YamlPlace {
  /// The place of a mark.
  init(_ mark: Mark) {
    self.init(line: mark.line, column: mark.column)
  }
}
