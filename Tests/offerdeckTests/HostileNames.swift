// Names as nobody would write them, and as somebody did.

import Foundation

/// Names that would harm a terminal that shows them as they are.
enum HostileNames {
  /// Each with an ID to be found by. JSON, since CSV can't hold all of them.
  static let all: [(id: String, json: String)] = [
    ("escape", #"\u001b[2J\u001b[31mred\u001b]0;title\u0007"#),
    ("c1", #"\u009b31m\u0090q\u009c \u0085next\u0080"#),
    ("bidi", #"\u202eevil\u202c \u2066isolated\u2069 \u200f\u061c"#),
    ("long", String(repeating: "x", count: 10_000)),
    ("tower", "e" + String(repeating: #"\u0301\u0323"#, count: 500)),
    ("cjk", String(repeating: "日本語の名前", count: 20)),
    ("emoji", "👨‍👩‍👧‍👦 ❤️ 🇩🇪 👍🏽 " + String(repeating: "🚀", count: 60)),
    ("lines", #"one\ntwo\r\nthree\ttab\u000b\u000c\u2028\u2029end"#),
    ("surrogate", #"high \ud800 low \udc00 turned \udc00\ud800 end"#),
    ("controls", #"\u0000\u0001\u0007\u0008\u000e\u000f\u007f"#),
    ("invisible", #"a\u200bb\u00adc\ufeffd\u2060e"#),
    ("tags", "x\u{E0041}\u{E0042}\u{E007F}"),
    ("wide-end", String(repeating: "a", count: 37) + "日日"),
    ("rtl", "عرض كونتوسو שלום"),
  ]

  /// The offer list of Cloud Partner Portal with all of them.
  static let file =
    "["
    + all.map { id, json in
      """
      {"offerTypeId":"dynamics-365-for-operations","publisherId":"contoso","status":"Running",
       "id":"\(id)","definition":{"displayText":"\(json)"}}
      """
    }.joined(separator: ",\n") + "]"

  /// What must not be in a text that reaches a terminal, for people to read.
  static func harm(in text: some StringProtocol) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F,
        0xE0000...0xE007F:
        true
      default: false
      }
    }
  }
}
