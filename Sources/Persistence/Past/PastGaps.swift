// What the history does not tell: of some changes, earlier versions kept no state before them.

import Lifecycle

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
        "Users are shown as of a later time: an earlier offerdeck did not record what "
          + "\(userLists.counted("list")) changed.")
    }
    if undos > 0 {
      sentences.append(
        "\(undos.counted("change")) undone later \(undos == 1 ? "is" : "are") not shown: an earlier "
          + "offerdeck did not record what \(undos == 1 ? "it was" : "they were").")
    }
    return sentences
  }
}
