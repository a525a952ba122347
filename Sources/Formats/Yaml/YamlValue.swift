// A value of a YAML file that can be asked for what it should be. Each question that it can't
// answer leaves a mistake with its place, and the reading goes on.

import Lifecycle
import Yams

/// A value of a YAML file, with its place.
struct YamlValue {
  let node: Node
  let log: MistakeLog

  /// Where it begins.
  var place: YamlPlace { node.mark.map { YamlPlace($0) } ?? YamlPlace(line: 1, column: 1) }

  /// It is a list with nothing in it.
  var isEmptyList: Bool { node.sequence?.isEmpty ?? false }

  /// The text of it, as it is written; nil where it is a list or a mapping.
  var plain: String? { node.scalar?.string }

  /// It is a list.
  var isList: Bool { node.sequence != nil }

  /// It is a mapping.
  var isMapping: Bool { node.mapping != nil }

  /// It is a mapping that has this key.
  func has(_ key: String) -> Bool {
    node.mapping?.contains { $0.key.scalar?.string == key } ?? false
  }

  /// Reports something that is wrong with it.
  func report(_ sentence: String) {
    log.add(sentence, line: place.line, column: place.column)
  }

  /// The value as a text that is not empty. `what` names it, as the beginning of a sentence.
  func text(_ what: String) -> String? {
    guard let scalar = node.scalar else {
      report("\(what) must be a string, not \(kind)")
      return nil
    }
    let text = scalar.string.trimmed
    guard !text.isEmpty else {
      report("\(what) is empty")
      return nil
    }
    return text
  }

  /// The value as a list.
  func list(_ what: String) -> [YamlValue]? {
    guard let sequence = node.sequence else {
      report("\(what) must be a list, not \(kind)")
      return nil
    }
    return sequence.map(child)
  }

  /// The value as a mapping with these keys and no others.
  ///
  /// - Parameter earlier: keys of earlier versions, with today's.
  func mapping(
    _ what: String, keys: [String], earlier: [String: String] = [:]
  ) -> YamlMapping? {
    guard let pairs = pairs(what) else { return nil }
    let vocabulary = Vocabulary(words: keys)
    var values: [String: YamlValue] = [:]
    for (key, value) in pairs {
      guard let name = key.plain.map({ earlier[$0] ?? $0 }), keys.contains(name) else {
        let name = key.plain ?? ""
        if !log.isFull {
          key.report("\(what) has no key \(name.inQuotes); \(vocabulary.hint(for: name))")
        }
        continue
      }
      values[name] = value
    }
    return YamlMapping(what: what, whole: self, values: values)
  }

  /// The value as pairs of keys that are not known beforehand.
  func pairs(_ what: String) -> [(key: YamlValue, value: YamlValue)]? {
    guard let mapping = node.mapping else {
      report("\(what) must be a mapping, not \(kind)")
      return nil
    }
    return mapping.map { (child($0.key), child($0.value)) }
  }

  /// The value as one of a few words.
  func word<Word: RawRepresentable & CaseIterable>(
    _ what: String, of type: Word.Type
  ) -> Word? where Word.RawValue == String {
    word(what, of: Word.allCases.map(\.rawValue)) { Word(rawValue: $0) }
  }

  /// The value as one of a few words, by what makes a value of one.
  func word<Value>(_ what: String, of words: [String], _ make: (String) -> Value?) -> Value? {
    guard let text = text(what) else { return nil }
    if let value = make(text) { return value }
    let vocabulary = Vocabulary(words: words)
    report("unknown \(what) \(text.inQuotes); \(vocabulary.hint(for: text))")
    return nil
  }

  private func child(_ node: Node) -> YamlValue {
    YamlValue(node: node, log: log)
  }

  private var kind: String {
    switch node {
    case .scalar: "a string"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

/// A mapping of a YAML file whose keys are known.
struct YamlMapping {
  /// What it describes, as the beginning of a sentence.
  let what: String
  /// The mapping itself.
  let whole: YamlValue
  /// The values that it has, by key.
  let values: [String: YamlValue]

  /// The value of a key; nil where it has none.
  subscript(key: String) -> YamlValue? { values[key] }

  /// The value of a key that has to be there.
  func required(_ key: String) -> YamlValue? {
    if let value = values[key] { return value }
    whole.report("\(what) is missing \(key.inQuotes)")
    return nil
  }

  /// The text of a key that has to be there.
  func text(_ key: String) -> String? { required(key)?.text("\(key.inQuotes)") }

  /// The values of a list that may be left out.
  func list(_ key: String) -> [YamlValue] { values[key]?.list("\(key.inQuotes)") ?? [] }
}
