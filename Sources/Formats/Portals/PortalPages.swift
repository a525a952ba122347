// The portals answer in pages, each with the address of the next. A list whose last page is
// missing looks like a whole one: its offers are right, and others are not there.

/// The pages of a portal's list.
enum PortalPages {
  /// A warning for each page that says that another follows, where no page is the last one.
  static func warnings(_ files: [JSONFile]) -> [Mistake] {
    var open: [Mistake] = []
    for file in files {
      for page in pages(file) {
        guard isContinued(page) else { return [] }
        let place = file.place(of: page.offset)
        let sentence =
          "another page follows (nextLink) and is missing; import all pages together"
        open.append(
          Mistake(sentence: sentence, file: file.name, line: place.line, column: place.column))
      }
    }
    return open
  }

  /// The pages of products: a file is one, or holds several in an array.
  private static func pages(_ file: JSONFile) -> [JSONValue] {
    guard let root = file.root else { return [] }
    return (root.elements.map(Array.init) ?? [root]).filter { page in
      guard let elements = page["value"]?.elements else { return false }
      return elements.first.map { PortalRecord.Kind($0)?.isProduct ?? false } ?? true
    }
  }

  /// The three spellings in which the interfaces name the next page.
  private static func isContinued(_ page: JSONValue) -> Bool {
    ["nextLink", "@nextLink", "@odata.nextLink"].contains { page[$0]?.text != nil }
  }
}
