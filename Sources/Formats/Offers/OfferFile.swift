// The way into every offer list: it recognises the form of a file, and reads it as sightings.

import Foundation
package import Lifecycle

/// Offer lists as files.
package enum OfferFile {
  /// Reads an offer list from a file. A table is streamed; JSON is read whole.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What the file is called in mistakes; else its path.
  ///   - format: Its form; nil where it is to be recognised.
  ///   - take: Is given each offer, in the order of the file.
  /// - Throws: `FileFailure`, `FileMistakes` with all that is wrong, or what `take` threw. Offers
  ///   may have been given to `take` before: whoever keeps them has to take them back.
  package static func read(
    path: String, named name: String? = nil, format: FileFormat? = nil,
    into take: (Sighting) throws -> Void
  ) throws -> OfferFileSummary {
    let source = try ByteSource(path: path)
    return try read(source, named: name ?? path, format: format, into: take)
  }

  /// Reads an offer list from memory, as `read(path:named:format:into:)` does from a file.
  package static func read(
    bytes: some Sequence<UInt8>, named name: String, format: FileFormat? = nil,
    into take: (Sighting) throws -> Void
  ) throws -> OfferFileSummary {
    try read(ByteSource(bytes, path: name), named: name, format: format, into: take)
  }

  private static func read(
    _ source: ByteSource, named name: String, format: FileFormat?,
    into take: (Sighting) throws -> Void
  ) throws -> OfferFileSummary {
    try OfferTable.read(source, named: name, take)
  }
}
