// Files that people take for a list: what they are, by their first bytes, and what to do instead.

import Lifecycle

/// Content that no reader here reads.
struct ForeignContent {
  /// What it is, as in “a PDF file”.
  let what: String
  /// What to do if a list was expected.
  private let advice: String

  /// What it is and what to do.
  var sentence: String { "this is \(what); \(advice)" }

  /// The content that begins so; nil for anything that can be a text to read.
  init?(_ bytes: ArraySlice<UInt8>) {
    let head = Array(bytes.prefix(4_096))
    guard let found = Self.binary(head) ?? Self.markup(head) ?? Self.answer(head) else {
      return nil
    }
    (what, advice) = found
  }

  // MARK: - Binary files

  /// Signatures of binary files, with what they are.
  private static let signatures: [(bytes: [UInt8], what: String, advice: String)] = [
    ([0xD0, 0xCF, 0x11, 0xE0], "an Excel workbook (.xls)", asCSV),
    (Array("%PDF-".utf8), "a PDF file", "export the list as CSV or JSON instead"),
    (Array("{\\rtf".utf8), "an RTF document", "save it as plain text"),
    ([0x1F, 0x8B], "a gzip file", "unpack it first, for example with gunzip"),
    (Array("BZh".utf8), "a bzip2 file", "unpack it first, for example with bunzip2"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "an xz file", "unpack it first, for example with unxz"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file", "unpack it first, for example with unzstd"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive", "unpack it first"),
    (Array("SQLite format 3\0".utf8), "a SQLite database", "if it is a deck, open it with --deck"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image", "export the list as CSV or JSON instead"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image", "export the list as CSV or JSON instead"),
    (Array("GIF8".utf8), "a GIF image", "export the list as CSV or JSON instead"),
    (Array("bplist00".utf8), "a binary property list", "export the list as CSV or JSON instead"),
  ]
  private static let asCSV = "save it as “CSV UTF-8” and import that file"

  private static func binary(_ head: [UInt8]) -> (String, String)? {
    if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) {
      return zip(head)
    }
    if let known = signatures.first(where: { head.starts(with: $0.bytes) }) {
      return (known.what, known.advice)
    }
    if head.count >= 262, head[257..<262].elementsEqual(Array("ustar".utf8)) {
      return ("a tar archive", "unpack it and import the file inside")
    }
    // A download that broke off, or a disk that lost what was written last.
    if head.count > 4, head.allSatisfy({ $0 == 0 }) {
      return ("a file of zero bytes alone", "download or copy it again")
    }
    return nil
  }

  private static func zip(_ head: [UInt8]) -> (String, String) {
    let text = String(decoding: head, as: Unicode.ASCII.self)
    if text.contains("opendocument.spreadsheet") { return ("a spreadsheet (.ods)", asCSV) }
    if text.contains("xl/") { return ("an Excel workbook (.xlsx)", asCSV) }
    if text.contains("word/") { return ("a Word document", asCSV) }
    if text.contains("[Content_Types].xml") {
      return ("an Office document, such as an Excel workbook", asCSV)
    }
    return ("a ZIP archive", "unpack it and import the file inside")
  }

  // MARK: - Pages

  private static func markup(_ head: [UInt8]) -> (String, String)? {
    guard head.first(where: { !$0.isBlankOrMark }) == 0x3C else { return nil }
    let text = String(decoding: head, as: UTF8.self)
    let lower = text.lowercased()
    guard ["<html", "<!doctype html", "<head", "<body", "<table"].contains(where: lower.contains)
    else {
      return lower.contains("urn:schemas-microsoft-com:office:spreadsheet")
        ? ("an Excel workbook in XML", asCSV)
        : ("an XML file", "export the list as CSV or JSON instead")
    }
    let signs = ["sign in", "sign-in", "signin", "log in", "login"]
    if signs.contains(where: lower.contains) {
      return ("a sign-in page (HTML)", "sign in to the portal and download the list again")
    }
    let title = text.firstMatch(of: /(?i)<title[^>]*>\s*([^<]+?)\s*</).map { String($0.1).inQuotes }
    return (
      "an HTML page\(title.map { " titled \($0)" } ?? "")",
      "download the list itself, as CSV or JSON"
    )
  }

  // MARK: - Answers of servers

  /// An answer that was saved with its headers, or the words of a program that got none.
  private static func answer(_ head: [UInt8]) -> (String, String)? {
    let line = String(decoding: head.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    if line.wholeMatch(of: /HTTP\/\d(\.\d)? \d{3}.*/) != nil {
      return ("an HTTP response with its headers (\(line.inQuotes))", "save its body alone")
    }
    if line.hasPrefix("curl: (") {
      return ("the message of a download that failed (\(line.inQuotes))", "download the list again")
    }
    // Never shown: whoever has it can sign in with it.
    let isToken = line.prefixMatch(of: /"?(Bearer )?eyJ[A-Za-z0-9_-]{10,}(\.|$)/) != nil
    return isToken ? ("an access token", AccessToken.advice) : nil
  }
}
