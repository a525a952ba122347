// What an import did, offer by offer where somebody has to know.

/// What became of the offers of a file.
package struct ImportReport: Hashable, Sendable {
  /// Offers that were not known before.
  package var added = 0
  /// Offers that changed.
  package var changed = 0
  /// Offers of which the file said nothing new.
  package var same = 0
  /// Offers whose stage in the file is not later than the deck's, so that it was not taken.
  package var keptOut = 0
  /// What was ignored in the file, each with its place.
  package var warnings: [String] = []
  /// What a person should look at: offers that went back, lie behind, or have an unclear stage.
  package var remarks: [Remark] = []
  /// Remarks that were left out of `remarks`, since there were too many to read.
  package var furtherRemarks = 0

  /// Nothing yet.
  package init() {}

  /// The most remarks that are kept.
  package static let remarkLimit = 100

  /// Something to look at.
  package struct Remark: Hashable, Sendable {
    /// The offer.
    package let key: OfferKey
    /// The line of the file.
    package let line: Int
    /// The column, in Unicode scalars from 1; nil where it is about the whole line.
    package let column: Int?
    /// The sentence.
    package let sentence: String

    /// A remark on an offer at a line.
    package init(key: OfferKey, line: Int, column: Int? = nil, sentence: String) {
      self.key = key
      self.line = line
      self.column = column
      self.sentence = sentence
    }
  }

  /// Keeps a remark, as long as there are not too many.
  package mutating func add(_ remark: Remark) {
    if remarks.count < Self.remarkLimit { remarks.append(remark) } else { furtherRemarks += 1 }
  }
}
