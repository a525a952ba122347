// Which steps of an offer are over. Lists ask this of each of their rows in every frame, and imports
// of each row of a file, so nothing is copied here and nothing that blocks is looked for.

/// How a step of an offer's track stands.
enum Passing {
  /// It is still to be done.
  case open
  /// It was not done here, but a gate behind it was passed: portals can be ahead of us.
  case passed
  /// It was done.
  case done
}

extension Rules {
  /// The place of an offer's track in the playbook; nil where it has none of that ID.
  func trackIndex(of offer: Offer) -> Int? {
    playbook.tracks.firstIndex { $0.id == offer.track }
  }

  /// How each step of the offer's track stands, by its place there; nil for one that does not apply
  /// to the offer. Empty where the track is not known.
  func passings(of offer: Offer, _ publisher: Publisher) -> [Passing?] {
    guard let track = trackIndex(of: offer) else { return [] }
    let count = playbook.tracks[track].steps.count
    var passings = [Passing?](repeating: nil, count: count)
    var gate = 0
    for index in 0..<count where playbook.tracks[track].steps[index].when.holds(for: offer) {
      let isDone = isDone(playbook.tracks[track].steps[index], offer, publisher)
      passings[index] = isDone ? .done : .open
      if isDone && playbook.tracks[track].steps[index].isGate { gate = index }
    }
    for index in 0..<gate where passings[index] == .open { passings[index] = .passed }
    return passings
  }
}
