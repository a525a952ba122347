// Numbers as people write them into flags: digits and nothing else.

extension Int {
  /// The number that a text of digits stands for; nil for any other text, and for none.
  init?(digits text: some StringProtocol) {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.init(text)
  }
}
