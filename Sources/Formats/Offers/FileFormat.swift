// The forms in which lists of offers come.

package import Lifecycle

/// The form of an offer list.
package enum FileFormat: String, CaseIterable, Sendable {
  /// A table with a header.
  case csv
  /// The offer list of Cloud Partner Portal, with or without status answers.
  case cpp
  /// Products and submissions of Partner Center's ingestion interface.
  case ingestion
  /// Products and submissions of Microsoft Graph's product ingestion interface.
  case graph
  /// offerdeck's own export.
  case offerdeck

  /// What observations from such a file name as their source.
  package var source: Source {
    switch self {
    case .csv: .csv
    case .cpp: .cloudPartnerPortal
    case .ingestion: .ingestion
    case .graph: .graph
    case .offerdeck: .offerdeck
    }
  }
}

/// What was read, besides the offers.
package struct OfferFileSummary: Hashable, Sendable {
  /// The form that the file has.
  package let format: FileFormat
  /// What was passed over: nothing that keeps the rest from being right.
  package let warnings: [Mistake]

  /// Where the offers come from.
  package var source: Source { format.source }

  /// What was read of a file of this form.
  package init(format: FileFormat, warnings: [Mistake] = []) {
    self.format = format
    self.warnings = warnings
  }
}
