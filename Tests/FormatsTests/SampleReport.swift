// Reports to write: one as a person would send it, and one in which every text is hostile.

import Formats
import Foundation
import Lifecycle

enum SampleReport {
  /// A report with something in each of its parts, in which this stands wherever a text can.
  static func report(_ text: String? = nil, concerned: Int = 7, met: Int = 3) throws -> Report {
    func words(_ usual: String) -> String { text ?? usual }
    var report = Report()
    report.title = words("Contoso Ltd")
    report.moment = "Fri 20 Sep 2019, 14:02 (Europe/Berlin)"
    report.today = Day(number: 18_159)
    report.accounts = [
      Report.Account(
        name: words("Contoso Ltd"), state: words("not moved yet"), isMigrated: false,
        facts: [Report.Account.Fact("Publisher ID", words("contoso"))])
    ]
    report.waitingAccounts = 1
    report.offers = 12
    report.blocked = 3
    report.stages = [
      Report.StageCount(stage: .draft, count: 11), Report.StageCount(stage: .live, count: 1),
    ]
    report.dates = try Level.allCases.map { try date($0, words, concerned: concerned, met: met) }
    report.blockedOffers = [
      Report.BlockedOffer(
        name: words("Contoso Kiosk"), key: words("contoso/kiosk"), step: words("Submit"),
        reasons: [words("Not done yet: Submit."), words("The page is incomplete.")])
    ]
    report.history = [
      Report.Entry(
        moment: "19 Sep, 10:00", subject: words("contoso-fleet"), sentence: words("Submit"),
        move: "draft → submitted", actor: words("owner@contoso.com"))
    ]
    report.historySince = "23 Aug 2019"
    report.hasFurtherHistory = true
    report.listedOffers = 2
    report.programs = [
      Report.Program(
        title: words("Program"), revision: words("2019-09-09"), source: try link())
    ]
    report.writer = "offerdeck 1.2.3"
    return report
  }

  /// Two rows of its table.
  static func rows(_ text: String? = nil) -> [ReportRow] {
    [true, false].map { isBlocked in
      ReportRow(
        name: text ?? "Contoso Fleet", particulars: text ?? "contoso/fleet · Ops · published",
        stage: .draft, stageTitle: text ?? "draft (failed)", next: text ?? "Submit",
        isBlocked: isBlocked,
        due: isBlocked ? ReportRow.Due(day: Day(number: 18_184), level: .dueSoon) : nil)
    }
  }

  /// The whole of it, in a form.
  static func text(_ report: Report, _ rows: [ReportRow], in form: any ReportForm) -> String {
    form.opening(report) + rows.map(form.row).joined() + form.closing(report)
  }

  private static func link() throws -> Link {
    guard let link = Link("https://contoso.com/guide?a=1&b='2'") else { throw NoLink() }
    return link
  }

  private struct NoLink: Error {}

  private static func date(
    _ level: Level, _ words: (String) -> String, concerned: Int, met: Int
  ) throws -> Report.DueDate {
    let day = Day(number: 18_184)
    var date = Report.DueDate(
      title: words("Publish draft offers"), day: day, zone: "Europe/Berlin", level: level,
      left: "25 d 9 h", startBy: day - 7, startByLeft: "in 18 days", lead: "7 d",
      concerned: concerned,
      met: level == .met ? concerned : met,
      losses: [Report.Loss(title: words("out of the catalog"), meaning: words("It is left."))])
    date.outlook = [words("You need 2 a week, and do 1.4.")]
    date.course = Report.Course(
      met: (0..<20).map { Report.Course.Point(day: day - 45 + $0, count: min($0 / 6, concerned)) },
      expected: (0..<30).map {
        Report.Course.Range(day: day - 25 + $0, low: 3, high: 3 + Double($0))
      }, today: day - 25)
    return date
  }
}
