// From the text of a YAML file to its nodes: syntax, size, keys that stand twice, and aliases.
// What the nodes mean is asked by `YamlValue`.

import Foundation
import Yams

/// A YAML file that holds one document.
struct YamlDocument {
  /// The largest file that is read, in bytes.
  static let sizeLimit = 1 << 20

  /// The outermost value.
  let root: YamlValue

  /// Parses a text; nil where there is nothing to go on with. Mistakes go to the log.
  init?(_ text: String, log: MistakeLog) {
    guard text.utf8.count <= Self.sizeLimit else {
      log.add("the file is larger than 1 MiB, which no file of this kind is", line: 1)
      return nil
    }
    if let place = Self.alias(in: text) {
      log.add(
        "anchors (&name) and aliases (*name) are not read here; write the value out",
        line: place.line, column: place.column)
      return nil
    }
    var text = text
    // A key that stands twice ends the parse. It is reported, made unlike the first, and the parse
    // is begun again, so that one mistake does not hide the others.
    var renamed = Set<YamlPlace>()
    while true {
      do {
        // Without resolver rules every scalar stays text: `yes`, `012` and `2019-08-31` as written.
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        guard let node = try parser.singleRoot() else {
          log.add("the file is empty", line: 1)
          return nil
        }
        root = YamlValue(node: node, renamed: renamed, log: log)
        return
      } catch YamlError.duplicatedKeysInMapping(let names, let mapping) {
        let first = YamlPlace(mapping.mark)
        guard let name = names.first, renamed.count < MistakeLog.limit,
          let second = Self.rename(name, after: first, in: &text, renamed.count)
        else {
          log.add(
            "the key “\(names.first ?? "")” stands twice", line: first.line, column: first.column)
          return nil
        }
        renamed.insert(second)
        log.add(
          "the key “\(name)” stands twice, first in line \(first.line)", line: second.line,
          column: second.column)
      } catch {
        Self.report(error, in: text, log)
        return nil
      }
    }
  }

  // MARK: - Syntax

  private static func report(_ error: any Error, in text: String, _ log: MistakeLog) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      log.add("this is no YAML: \(problem)", line: mark.line, column: mark.column)
    case YamlError.reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0)
      let line = before.count { $0.isNewline } + 1
      let column = before.reversed().prefix { !$0.isNewline }.count + 1
      log.add("this is no YAML: \(problem)", line: line, column: column)
    default:
      log.add("this is no YAML that can be read", line: 1)
    }
  }

  // MARK: - Keys that stand twice

  /// Makes the second key of that name in a mapping unlike any other, and gives its place; nil
  /// where it is not found. It begins a line at the column of the first, or follows on its line.
  private static func rename(
    _ name: String, after first: YamlPlace, in text: inout String, _ number: Int
  ) -> YamlPlace? {
    guard let mark = Unicode.Scalar(0xE000 + UInt32(number)) else { return nil }
    var lines = text.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" }
    ).map { String.UnicodeScalarView($0) }
    let key = Array(name.unicodeScalars)
    for index in lines.indices.dropFirst(first.line - 1) {
      let line = Array(lines[index])
      let columns =
        index == first.line - 1 ? Array(line.indices.dropFirst(first.column)) : [first.column - 1]
      for column in columns where line.dropFirst(column).starts(with: key) {
        let rest = line.dropFirst(column + key.count).drop { $0 == " " }
        guard rest.first == ":" else { continue }
        var changed = line
        changed[column] = mark
        lines[index] = String.UnicodeScalarView(changed)
        text = lines.map(String.init).joined(separator: "\n")
        return YamlPlace(line: index + 1, column: column + 1)
      }
    }
    return nil
  }

  // MARK: - Aliases

  /// The place of an alias, where the text also has an anchor. Aliases of aliases can stand for
  /// more values than fit into memory, and the parser looks at all of them; so it is not begun.
  private static func alias(in text: String) -> YamlPlace? {
    guard text.utf8.contains(0x26), text.utf8.contains(0x2A) else { return nil }
    var hasAnchor = false
    var alias: YamlPlace?
    var place = YamlPlace(line: 1, column: 0)
    var isStart = true
    var mark: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      place.column += 1
      if let sign = mark, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        if sign == "&" { hasAnchor = true }
        if sign == "*", alias == nil {
          alias = YamlPlace(line: place.line, column: place.column - 1)
        }
      }
      mark = isStart && (scalar == "&" || scalar == "*") ? scalar : nil
      switch scalar {
      case "\n":
        place = YamlPlace(line: place.line + 1, column: 0)
        isStart = true
      case "-", "?", ":", ",", "[", "{": isStart = true
      case " ", "\t": break
      default: isStart = false
      }
    }
    return hasAnchor ? alias : nil
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
