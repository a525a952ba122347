// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let strictC: [CSetting] = [
  .treatAllWarnings(as: .error)
]

let package = Package(
  name: "offerdeck",
  products: [
    .executable(name: "offerdeck", targets: ["offerdeck"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(
      name: "Lifecycle",
      swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .systemLibrary(name: "CCSV", providers: [.apt(["libcsv-dev"])]),
    .target(
      name: "Formats",
      dependencies: ["CCSV", "Lifecycle", .product(name: "Yams", package: "Yams")],
      resources: [
        .embedInCode("Playbooks/dynamics-365-2019.yaml"),
        .embedInCode("Playbooks/marketplace-2020.yaml"),
        .embedInCode("Playbooks/co-sell-2021.yaml"),
        .embedInCode("../../themes/catppuccin.yaml"),
        .embedInCode("../../themes/color-blind-dark.yaml"),
        .embedInCode("../../themes/color-blind-light.yaml"),
        .embedInCode("../../themes/dark.yaml"),
        .embedInCode("../../themes/dracula.yaml"),
        .embedInCode("../../themes/github-light.yaml"),
        .embedInCode("../../themes/gruvbox.yaml"),
        .embedInCode("../../themes/high-contrast.yaml"),
        .embedInCode("../../themes/light.yaml"),
        .embedInCode("../../themes/mono.yaml"),
        .embedInCode("../../themes/nord.yaml"),
        .embedInCode("../../themes/one-dark.yaml"),
        .embedInCode("../../themes/solarized-dark.yaml"),
        .embedInCode("../../themes/solarized-light.yaml"),
        .embedInCode("../../themes/tokyo-night.yaml"),
      ],
      swiftSettings: strict),
    .target(
      name: "Persistence",
      dependencies: ["Lifecycle", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "CNCurses", cSettings: strictC,
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "Terminal", dependencies: ["CNCurses"], swiftSettings: strict),
    .target(name: "Dashboard", dependencies: ["Lifecycle", "Terminal"], swiftSettings: strict),
    .executableTarget(
      name: "offerdeck",
      dependencies: [
        "Dashboard", "Formats", "Lifecycle", "Persistence", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "offerdeck-benchmark",
      dependencies: [
        "PseudoTerminal", "Terminal", "offerdeck",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "CVTerm", path: "Tests/CVTerm", cSettings: strictC,
      linkerSettings: [.linkedLibrary("vterm")]),
    .target(
      name: "CIcal", path: "Tests/CIcal", cSettings: strictC,
      linkerSettings: [.linkedLibrary("ical")]),
    .target(
      name: "PseudoTerminal", dependencies: ["CVTerm"], path: "Tests/PseudoTerminal",
      swiftSettings: strict),
    .executableTarget(
      name: "CursesProbe", dependencies: ["Terminal"], path: "Tests/CursesProbe",
      swiftSettings: strict),
    .testTarget(
      name: "LifecycleTests", dependencies: ["Formats", "Lifecycle"], swiftSettings: strict),
    .testTarget(
      name: "FormatsTests", dependencies: ["CIcal", "Formats", "Lifecycle"],
      resources: [.copy("Files")], swiftSettings: strict),
    .testTarget(
      name: "PersistenceTests", dependencies: ["Formats", "Persistence"],
      resources: [.copy("Files")], swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["CursesProbe", "PseudoTerminal", "Terminal"],
      swiftSettings: strict),
    .testTarget(name: "DashboardTests", dependencies: ["Dashboard"], swiftSettings: strict),
    .testTarget(
      name: "offerdeckTests", dependencies: ["PseudoTerminal", "offerdeck"], swiftSettings: strict),
  ]
)
