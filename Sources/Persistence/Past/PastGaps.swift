// What the history does not tell: of some changes, earlier versions kept no state before them.

/// What could not be brought back of a past moment.
package struct PastGaps: Hashable, Sendable {
  /// Lists of an account's users that were taken, without what they changed.
  package var userLists = 0
  /// Changes that were taken back, without what was taken back.
  package var undos = 0

  /// What is missing, in sentences; empty where the moment is shown as it was.
  package var sentences: [String] {
    var sentences: [String] = []
    if userLists > 0 {
      sentences.append(
        "Users are shown as they were seen later: what \(userLists) of their lists changed was "
          + "not kept by an earlier offerdeck.")
    }
    if undos > 0 {
      sentences.append(
        "\(undos) of the changes that were taken back later are not shown: what they were was "
          + "not kept by an earlier offerdeck.")
    }
    return sentences
  }
}
