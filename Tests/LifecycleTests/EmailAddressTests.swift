// Addresses: whom the standards let in, whom they do not, and what is said of each.

import Lifecycle
import Testing

@Suite struct `An address` {
  @Test(arguments: [
    "owner@contoso.com", "o'neill+portal@contoso.co.uk", "\"first last\"@contoso.com",
    "\"a@b\"@contoso.com", "\"q\\\"uote\"@contoso.com", "user%x=y/z@contoso.com",
    "müller@contoso.de", "δοκιμή@παράδειγμα.δοκιμή", "用户@例子.中国", "owner@xn--bcher-kva.de",
    "  owner@contoso.com  ", "a@b.museum", "1@2.com", "owner@例子。中国", "משתמש@דוגמה.ישראל",
  ]) func `of a real person is taken`(text: String) throws {
    _ = try EmailAddress(text)
  }

  @Test(arguments: [
    ("", "missing"), ("   ", "missing"), ("owner", "@"), ("@contoso.com", "before the @"),
    ("owner@", "after the @"), ("owner@contoso", "top-level domain"),
    ("owner@contoso..com", "two in a row"),
    (".owner@contoso.com", "dot"), ("ow..ner@contoso.com", "dot"),
    ("own er@contoso.com", "space"), ("owner@con toso.com", "blank"),
    ("owner@-contoso.com", "hyphen"), ("owner@[192.0.2.1]", "IP addresses"),
    ("owner@192.0.2.1", "number"), ("ow\u{1B}ner@contoso.com", "U+001B"),
    ("owner@conto\u{202E}so.com", "U+202E"), ("ow\u{202E}ner@contoso.com", "U+202E"),
    ("owner\u{0}@contoso.com", "U+0000"), ("\"open@contoso.com", "quotation mark"),
    ("\"a\"b\"@contoso.com", "quotation"), ("owner@contoso!.com", "!"), ("owner@💼.com", "💼"),
    ("owner@xn--zzzzzz.com", "international"),
    (String(repeating: "a", count: 65) + "@contoso.com", "64"),
    ("a@" + String(repeating: "b", count: 64) + ".com", "63"),
    ("a@" + String(repeating: "bcdefghi.", count: 30) + "com", "253"),
    (String(repeating: "a", count: 10_000), "longer"),
    ("owner@" + String(repeating: "ж", count: 60) + ".com", "63"),
  ]) func `that is none is refused with what is wrong`(text: String, word: String) throws {
    do throws(Misfit) {
      _ = try EmailAddress(text)
      Issue.record("“\(text)” was taken")
    } catch {
      #expect(error.reason.contains(word))
      #expect(error.reason.count < 200)
    }
  }

  @Test func `may be as long as the standard lets it, and no longer`() throws {
    let domain = [
      String(repeating: "b", count: 63), String(repeating: "c", count: 63),
      String(repeating: "d", count: 61),
    ].joined(separator: ".")
    let whole = String(repeating: "a", count: 64) + "@" + domain
    #expect(whole.utf8.count == 254)
    _ = try EmailAddress(whole)
    #expect(throws: Misfit.self) { try EmailAddress(whole + "e") }
  }

  @Test(arguments: [
    ("owner@bücher.de", "owner@xn--bcher-kva.de"), ("owner@例子.中国", "owner@xn--fsqu00a.xn--fiqs8s"),
    ("owner@münchen-ost.de", "owner@xn--mnchen-ost-9db.de"),
  ]) func `of an international domain has an ASCII form, both ways`(
    unicode: String, ascii: String
  ) throws {
    let one = try EmailAddress(unicode)
    let other = try EmailAddress(ascii)
    #expect(one.asciiForm == ascii)
    #expect(one == other && one.key == other.key && other.text == unicode)
  }

  @Test func `is one person in every case and spelling of the letters`() throws {
    let keys = try ["Owner@Contoso.COM", "owner@contoso.com", "OWNER@contoso.com "]
      .map { try EmailAddress($0).key }
    #expect(Set(keys).count == 1)
    #expect(
      try EmailAddress("jose\u{301}@contoso.com").key == EmailAddress("jos\u{e9}@contoso.com").key)
    #expect(try EmailAddress("owner@contoso.com").key != EmailAddress("owner@contosо.com").key)
  }

  @Test func `that mixes letters that look alike is warned of, and shown in ASCII`() throws {
    let false1 = try EmailAddress("owner@cоntoso.com")
    #expect(false1.asciiForm == "owner@xn--cntoso-wqf.com")
    #expect(false1.warning?.contains("Latin and Cyrillic") == true)
    #expect(try EmailAddress("оwner@contoso.com").warning?.contains("name mixes") == true)
    for honest in ["owner@contoso.com", "用户@例子.中国", "δοκιμή@παράδειγμα.δοκιμή"] {
      #expect(try EmailAddress(honest).warning == nil)
    }
  }
}

@Suite struct `An MPN ID` {
  @Test func `has digits, and blanks around it do not matter`() throws {
    #expect(try MPNID(" 1234567 ").text == "1234567")
  }

  @Test(arguments: ["", "A1", "12 34", "0000", "1234567890123", "١٢٣٤", "12\u{0}", "-1", "1.5"])
  func `that is none is refused`(text: String) {
    #expect(throws: Misfit.self) { try MPNID(text) }
  }
}
