// Broken files: whatever is cut off or changed, a reader gives values or mistakes, and never ends
// the program. The changes come from a generator with a seed, so each run makes the same ones.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct FuzzTests {
  private func broken(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.removeSubrange(place...)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes.remove(at: place)
      case 3:
        let signs = Array("\"{}[],:\\\n\r\0 -*&?|>%@`'".utf8)
        bytes.insert(signs.randomElement(using: &generator) ?? 0, at: place)
      case 4:
        let end = min(bytes.count, place + Int.random(in: 0..<40, using: &generator))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      default:
        let end = min(bytes.count, place + Int.random(in: 0..<40, using: &generator))
        bytes.removeSubrange(place..<end)
      }
    }
    return bytes
  }

  /// Reads something broken; true where there were mistakes, each of them with a place.
  private func fails(_ read: () throws -> Void) -> Bool {
    do {
      try read()
      return false
    } catch let error as FileMistakes {
      for mistake in error.mistakes {
        #expect(mistake.line > 0 && mistake.column > 0 && !mistake.sentence.isEmpty)
      }
      return true
    } catch {
      Issue.record(error)
      return true
    }
  }

  @Test func `a broken configuration gives settings and mistakes`() throws {
    let words = ConfigWords(
      themes: { ["dark"] }, presets: ["vim"], commands: ["undo", "quit"], keys: ["Enter"],
      key: { $0.count == 1 ? $0 : nil }, fault: { _, _ in nil })
    let text = """
      theme: {light: dark, dark: dark}
      mouse: no
      zone: Europe/Berlin
      keymap: vim
      keys:
        undo: [u, "#"]
        quit: none
      """
    var generator = Generator(state: 4)
    var failures = 0
    for _ in 0..<1_500 {
      let broken = String(decoding: broken(Array(text.utf8), &generator), as: UTF8.self)
      let config = ConfigFile.read(broken, named: "config.yaml", words)
      if fails({ if let mistakes = config.mistakes { throw mistakes } }) { failures += 1 }
    }
    #expect(failures > 500)
  }

  @Test func `a broken offer list gives offers or mistakes`() throws {
    var generator = Generator(state: 1)
    for file in try GoldenFile.all(".csv") + GoldenFile.all(".json") {
      let bytes = try file.bytes()
      var failures = 0
      for _ in 0..<300 {
        let broken = broken(bytes, &generator)
        for format in [nil, FileFormat.csv, .offerdeck] {
          let hasFailed = fails {
            _ = try OfferFile.read(bytes: broken, named: file.name, format: format) { _ in }
          }
          if hasFailed, format == nil { failures += 1 }
        }
      }
      #expect(failures > 0, "nothing that was done to \(file.name) broke it")
    }
  }

  @Test(arguments: [2, 4], [false, true])
  func `a list in another encoding that is cut off or changed gives offers or mistakes`(
    width: Int, isBig: Bool
  ) throws {
    var generator = Generator(state: 5)
    for name in ["offers.csv", "cpp-offers.json"] {
      let text = String(decoding: try GoldenFile(name: name).bytes(), as: UTF8.self)
      let bytes = `A file from a spreadsheet or a shell`.encoded(
        text, width: width, isBig: isBig, hasMark: true)
      var failures = 0
      for _ in 0..<200 {
        let broken = broken(bytes, &generator)
        if fails({ _ = try OfferFile.read(bytes: broken, named: name) { _ in } }) { failures += 1 }
      }
      #expect(failures > 0)
    }
  }

  @Test func `a list of users that is cut off or changed gives users or mistakes`() throws {
    var generator = Generator(state: 6)
    let text = "address,name,role,since\nann@contoso.com,Ann,owner,2019-01-02\n"
    var failures = 0
    for _ in 0..<600 {
      let broken = broken(Array(text.utf8), &generator)
      if fails({ _ = try UserFile.read(bytes: broken, named: "u", of: .cpp) }) { failures += 1 }
    }
    #expect(failures > 100)
  }

  @Test func `a playbook that is cut off or changed gives a playbook or mistakes`() throws {
    var generator = Generator(state: 2)
    let bytes = try GoldenFile(name: "small.yaml").bytes()
    var failures = 0
    for _ in 0..<600 {
      let text = String(decoding: broken(bytes, &generator), as: UTF8.self)
      if fails({ _ = try PlaybookFile.read(text, named: "p") }) { failures += 1 }
    }
    #expect(failures > 300)
  }

  @Test func `a deck that is cut off or changed gives records or mistakes`() throws {
    var generator = Generator(state: 3)
    var text = ""
    var writer = try DeckWriter { text += $0 }
    for offer in SampleOffers.all { try writer.write(.offer(offer)) }
    try writer.finish()
    let bytes = Array(text.utf8)
    for _ in 0..<300 {
      let broken = broken(bytes, &generator)
      _ = fails { try DeckFile.read(bytes: broken, named: "d") { _, _ in } }
    }
  }
}
