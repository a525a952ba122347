// Offers whose playbook is not here: nothing is known of their dates, and that is not the same as that
// there are none.

import Lifecycle

extension Model {
  /// Says which playbook is missing, where nothing worse is said.
  mutating func complainOfMissingPlaybook() {
    guard notice?.isError != true, let (playbook, offers) = tally.missing(from: playbooks).first
    else { return }
    complain(
      "\(offers.counted("offer")) \(offers == 1 ? "goes" : "go") by the playbook “\(playbook)”, "
        + "which is not here: nothing is known of what they have to do, and when.")
  }
}
