// What words mean, remembered: a table of a million rows says the same few words again and again,
// and asking the rules each time takes longer than all the rest of reading it.

/// Words that were understood before, with what they mean.
struct WordMemory<Meaning> {
  private var meanings: [String: Meaning] = [:]

  /// A column that has more words than these does not repeat them.
  private static var limit: Int { 1_024 }

  /// What a word means; asks only where it is new.
  mutating func meaning<Failure: Error>(
    of word: String, _ ask: (String) throws(Failure) -> Meaning
  ) throws(Failure) -> Meaning {
    if let meaning = meanings[word] { return meaning }
    let meaning = try ask(word)
    if meanings.count < Self.limit { meanings[word] = meaning }
    return meaning
  }
}
