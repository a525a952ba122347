// Offers whose playbook is not here: nothing is known of their dates, and that is not the same as that
// there are none.

import Lifecycle

extension Model {
  /// Says which playbook is missing, where nothing worse is said.
  mutating func complainOfMissingPlaybook() {
    guard notice?.isError != true, let (playbook, offers) = tally.missing(from: playbooks).first
    else { return }
    complain(
      "\(offers.counted("offer")) \(offers == 1 ? "uses" : "use") playbook “\(playbook)”, "
        + "which is not installed. Their steps and deadlines are unknown.")
  }
}
