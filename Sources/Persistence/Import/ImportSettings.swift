// What holds for every offer of an import.

import Foundation
import Lifecycle

/// What holds for every offer of an import.
struct ImportSettings {
  /// Where the file comes from.
  let source: Source
  /// The name of the file, for messages and the history.
  let file: String
  /// The publisher of rows that name none.
  let publisher: String?
  /// When it is imported.
  let moment: Date
  /// Who imports it.
  let actor: String
  /// Stages that lie behind what is known are taken all the same.
  let acceptsEarlier: Bool

  /// When a row's answers were given and by whom, as far as is known: when the row was changed, else
  /// now.
  func tick(of sighting: Sighting) -> Tick {
    let at = sighting.updatedAt ?? sighting.observation?.at ?? moment
    return Tick(at: min(at, moment).atDeckResolution, by: actor)
  }
}
