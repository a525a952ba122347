// What `show` says of an offer at its head, and of what to do.

import Foundation
import Testing

@Suite struct `Show` {
  private static let rows = """
    offer_id,name,offer_type,track,publisher_id
    fleet,Contoso Fleet,Ops,published,contoso
    plain,Contoso Plain,,draft,contoso

    """

  private func program() throws -> Program {
    let program = try Program()
    try program.file("offers.csv", Self.rows)
    try program.run("import", "offers.csv", "--as-of", "2019-09-20")
    return program
  }

  @Test func `begins with the name, the type and the track`() throws {
    let lines = try program().expect("show", "fleet").split(separator: "\n")
    #expect(lines[0] == "Contoso Fleet (contoso/fleet)")
    #expect(lines[1].hasPrefix("Dynamics 365 for Operations, published track of "))
  }

  @Test func `says that the type is not known`() throws {
    let lines = try program().expect("show", "plain").split(separator: "\n")
    #expect(lines[1].hasPrefix("No offer type, draft track of "), "\(lines[1])")
  }

  @Test func `says what to do: the instruction, for whom it counts, and the page`() throws {
    let program = try program()
    let shown = try program.expect("show", "fleet")
    let parts = shown.components(separatedBy: "\nWhat to do: ")
    try #require(parts.count == 2, "\(shown)")
    let lines = parts[1].components(separatedBy: "\n\n")[0].split(separator: "\n")
    #expect(lines[0] == "Check the MPN profile in Partner Center")
    #expect(lines.count >= 3 && lines.dropFirst().allSatisfy { $0.hasPrefix("  ") })
    #expect(lines.contains("  Done once for all offers of contoso."))
    #expect(lines.last?.hasPrefix("  https://") == true)
    let step = try #require(
      (program.record(of: "fleet")["steps"] as? [[String: Any]])?.first)
    #expect(lines[1] == "  \(step["help"] as? String ?? "")")
  }
}
