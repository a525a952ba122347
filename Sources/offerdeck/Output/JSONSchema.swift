// What `--json` prints, for every command: the one description that `offerdeck help json` prints, that
// the README shows, and that a test holds every output against.

import Foundation

/// The shapes of what `--json` prints.
enum JSONSchema {
  /// A key ends with `?` if it can be missing, with `[x]` for a list of x, `(x)` for an x, and `{}` for
  /// an object whose keys are IDs.
  static let shapes: [(name: String, keys: String)] = [
    (
      "offer",
      """
      publisher offer_id name type playbook track stage portal_word? needs_attention report? \
      failure? evidence is_going_live on_market facts{} pages{} next? blockers[blocker] steps[step] \
      deadlines[offer_deadline] changed_at
      """
    ),
    ("blocker", "kind step? sentence"),
    ("step", "id title state at? by? help links[] is_recorded_manually"),
    (
      "offer_deadline",
      """
      id day start_by level is_met may_apply on_hold on_hold_since? ticket? losses[] \
      possible_losses[]
      """
    ),
    ("change", "done dry_run offer(offer)? account(account)? user(user)? legal_entities[entity]?"),
    (
      "entry",
      """
      id at by publisher offer? kind subject? detail? from? to? source undoes? \
      is_recorded_manually
      """
    ),
    (
      "deadline",
      """
      id playbook title day zone ends start_by lead(lead) level seconds_left concerned met \
      may_apply on_hold safe_day? note? consequences[]
      """
    ),
    ("lead", "days prior learned low? high? count left_out"),
    ("due", "kind day deadline(deadline)? unmet? on_hold? first[]? account(account)?"),
    ("watched", "kind at from to sentence publisher? offer_id? name? by? deadline(deadline)?"),
    (
      "forecast",
      """
      id playbook title day basis concerned met chance? expected? done_by(done_by)? pace(pace) seed \
      offers[offer_chance]? band[range]? burndown[burndown]?
      """
    ),
    ("done_by", "early? middle? late?"),
    ("pace", "so_far needed? arrivals weeks unseen sentence"),
    ("offer_chance", "publisher offer_id chance?"),
    ("range", "day low middle high"),
    ("burndown", "day concerned met"),
    ("import", "file added changed same kept_out remarks[remark]"),
    ("remark", "publisher offer line column? sentence"),
    ("list_import", "file added changed same dry_run"),
    (
      "publisher", "id name role owners[] sign_in? work_email? mpn_id? migrated_at? offers"
    ),
    (
      "account",
      """
      publisher name role owners[] sign_in? has_microsoft_account state missing[] work_email? \
      work_email_ascii? work_email_tenant? mpn_id? migrated_at? is_unverified steps{} \
      legal_entities[]
      """
    ),
    ("entity", "name offers is_listed"),
    ("directory_entry", "domain? mpn_id? state tenant? tenant_id? assurance"),
    (
      "user",
      "address ascii? name cpp? cpp_since? partner_center? partner_center_since? standing waiting_since?"
    ),
    (
      "playbook",
      "id title revision source from tracks[track] deadlines[playbook_deadline]? help[link]?"
    ),
    ("track", "id title steps[playbook_step]?"),
    ("playbook_step", "id title actor condition? help links[]"),
    ("playbook_deadline", "id title day start_by tracks[] consequences[]"),
    ("link", "title link"),
    ("file_check", "file ok result? errors[error]"),
    ("error", "line? column? error"),
    ("theme", "name background title roles[role]?"),
    ("role", "role ink? paper? attributes[]"),
    ("config", "settings[setting] keys[setting]"),
    ("setting", "name value from file? line?"),
  ]

  /// The commands that print each shape; `[x]` is a list of x, and `{}` an object of texts.
  static let commands: [(prints: String, commands: [String])] = [
    ("[offer]", ["list"]),
    ("offer", ["show"]),
    (
      "change",
      [
        "advance", "undo", "redo", "add", "edit", "publisher add", "publisher edit",
        "publisher remove",
        "publisher entity add", "publisher entity rename", "publisher entity remove",
        "account undo", "account directory add", "users add", "users remove", "users role",
      ]
    ),
    ("[entry]", ["history", "account history"]),
    ("[deadline]", ["deadlines"]),
    ("[due]", ["check"]),
    ("watched", ["watch"]),
    ("[forecast]", ["forecast"]),
    ("[import]", ["import"]),
    ("list_import", ["users import", "account directory import"]),
    ("[publisher]", ["publisher list"]),
    ("account", ["account show", "account check", "account migrate"]),
    ("[entity]", ["publisher entity list"]),
    ("[directory_entry]", ["account directory list"]),
    ("[user]", ["users list", "users compare"]),
    ("[playbook]", ["playbook list"]),
    ("playbook", ["playbook show"]),
    ("[file_check]", ["playbook check", "theme check", "config check"]),
    ("[theme]", ["theme list"]),
    ("theme", ["theme show"]),
    ("config", ["config show"]),
    ("{}", ["info"]),
  ]

  /// The description for people.
  static var text: String {
    let introduction = """
      Commands print JSON with --json. Keys are in snake_case; what is unknown is left out; dates are
      2019-09-20 or 2019-09-20T14:02:00Z. On a terminal it is indented. In a pipe an object is one
      line, and a list has one element on each line. export writes JSON
      Lines for import: {"offerdeck":2}, one record on each line, and a last line that counts them.

      key? may be missing, key[x] is a list of x, key(x) is an x, key{} is an object with IDs as keys.
      """
    let outputs = commands.map { line($0.prints, $0.commands.joined(separator: ", ")) }
    let objects = shapes.map { line($0.name, $0.keys) }
    return ([introduction, "", "Output of commands:"] + outputs + ["", "Objects:"] + objects)
      .joined(separator: "\n")
  }

  /// A name and what it stands for, in lines that fit 100 columns.
  private static func line(_ name: String, _ words: String) -> String {
    let indent = String(repeating: " ", count: 20)
    var lines = [("  " + name).padding(toLength: indent.count, withPad: " ", startingAt: 0)]
    var isStart = true
    for word in words.split(separator: " ") {
      if lines[lines.count - 1].count + word.count >= 100 {
        lines.append(indent)
        isStart = true
      }
      lines[lines.count - 1] += (isStart ? "" : " ") + word
      isStart = false
    }
    return lines.joined(separator: "\n")
  }
}
