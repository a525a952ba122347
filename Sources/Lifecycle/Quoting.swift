// Values of files in messages.

extension StringProtocol {
  /// The text in quotes, cut if it is too long for a message.
  package var inQuotes: String { "“\(excerpt)”" }
}
