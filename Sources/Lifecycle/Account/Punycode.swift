// Labels of international domains in the letters that the domain name system knows (RFC 3492).

/// The code that writes a label in ASCII letters, digits and hyphens.
enum Punycode {
  /// What an encoded label begins with (RFC 5890, section 2.3.1).
  static let prefix = "xn--"

  private static let base = 36
  private static let leastThreshold = 1
  private static let greatestThreshold = 26
  private static let skew = 38
  private static let damp = 700
  private static let initialBias = 72
  private static let initialCode = 128

  /// The letters of a label, encoded; nil where its numbers would grow too large.
  static func encoded(_ label: String) -> String? {
    let scalars = label.unicodeScalars.map { Int($0.value) }
    var output = scalars.filter { $0 < initialCode }
    let basicCount = output.count
    var handled = basicCount
    if basicCount > 0 { output.append(0x2D) }
    var (code, delta, bias) = (initialCode, 0, initialBias)
    while handled < scalars.count {
      guard let next = scalars.filter({ $0 >= code }).min() else { return nil }
      delta += (next - code) * (handled + 1)
      guard delta < 1 << 30 else { return nil }
      code = next
      for scalar in scalars {
        if scalar < code { delta += 1 }
        guard scalar == code else { continue }
        output += digits(of: delta, bias: bias)
        bias = adapted(delta, handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return String(decoding: output.map { UInt8($0) }, as: UTF8.self)
  }

  /// The label that letters stand for; nil where they stand for none.
  static func decoded(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    let end = bytes.lastIndex(of: 0x2D) ?? 0
    var output = bytes.prefix(end).map { Int($0) }
    var rest = bytes.dropFirst(end == 0 ? 0 : end + 1)
    var (code, place, bias) = (initialCode, 0, initialBias)
    while !rest.isEmpty {
      let before = place
      var weight = 1
      var step = base
      while true {
        guard let byte = rest.popFirst(), let digit = value(of: byte) else { return nil }
        place += digit * weight
        guard place < 1 << 30 else { return nil }
        let threshold = threshold(step, bias)
        if digit < threshold { break }
        weight *= base - threshold
        guard weight < 1 << 30 else { return nil }
        step += base
      }
      bias = adapted(place - before, output.count + 1, isFirst: before == 0)
      code += place / (output.count + 1)
      place %= output.count + 1
      output.insert(code, at: place)
      place += 1
    }
    var label = String.UnicodeScalarView()
    for value in output {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { return nil }
      label.append(scalar)
    }
    return String(label)
  }

  private static func digits(of delta: Int, bias: Int) -> [Int] {
    var (rest, step) = (delta, base)
    var digits: [Int] = []
    while true {
      let threshold = threshold(step, bias)
      if rest < threshold { break }
      digits.append(letter(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      step += base
    }
    return digits + [letter(rest)]
  }

  private static func threshold(_ step: Int, _ bias: Int) -> Int {
    max(leastThreshold, min(greatestThreshold, step - bias))
  }

  private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var rest = isFirst ? delta / damp : delta / 2
    rest += rest / count
    var step = 0
    while rest > (base - leastThreshold) * greatestThreshold / 2 {
      rest /= base - leastThreshold
      step += base
    }
    return step + (base - leastThreshold + 1) * rest / (rest + skew)
  }

  /// 0 to 25 are letters, 26 to 35 digits.
  private static func letter(_ digit: Int) -> Int { digit < 26 ? digit + 0x61 : digit - 26 + 0x30 }

  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case 0x61...0x7A: Int(byte) - 0x61
    case 0x41...0x5A: Int(byte) - 0x41
    case 0x30...0x39: Int(byte) - 0x30 + 26
    default: nil
    }
  }
}
