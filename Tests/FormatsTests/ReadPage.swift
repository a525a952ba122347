// A page as a parser of XML reads it (libxml2, which Foundation brings).

import Foundation
import FoundationXML
import Testing

/// A page that an independent reader took.
final class ReadPage: NSObject, XMLParserDelegate {
  /// An element with what is directly in it.
  final class Element {
    let name: String
    let attributes: [String: String]
    private(set) weak var parent: Element?
    fileprivate(set) var children: [Element] = []
    fileprivate(set) var ownText = ""

    fileprivate init(_ name: String, _ attributes: [String: String], in parent: Element?) {
      self.name = name
      self.attributes = attributes
      self.parent = parent
    }

    /// Itself, and everything in it.
    var all: [Element] { [self] + children.flatMap(\.all) }

    /// A number among its attributes.
    func number(_ name: String) -> Double? { attributes[name].flatMap { Double($0) } }

    /// Whether it is in an element of this name.
    func isInside(_ name: String) -> Bool {
      parent.map { $0.name == name || $0.isInside(name) } ?? false
    }
  }

  private var root: Element?
  private var open: [Element] = []

  /// Reads a page, all of which has to be well-formed.
  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.shouldResolveExternalEntities = false
    parser.delegate = self
    let isRead = parser.parse()
    try #require(
      isRead, "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")")
  }

  /// All elements, in their order.
  var all: [Element] { root?.all ?? [] }

  /// All elements of a name.
  func elements(_ name: String) -> [Element] { all.filter { $0.name == name } }

  /// The texts in the page, each whole.
  var texts: [String] { all.map(\.ownText).filter { !$0.isEmpty } }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    let element = Element(elementName, attributeDict, in: open.last)
    open.last?.children.append(element)
    if root == nil { root = element }
    open.append(element)
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    open.last?.ownText += string
  }
}
