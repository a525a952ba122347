// The folders of paths, however short these are.

import Testing

@testable import offerdeck

struct OutputPathTests {
  @Test(arguments: [
    ("a", "."), ("/a", "/"), ("a/b", "a"), ("/a/b", "/a"), ("a/", "."), ("/", "/"), ("", "."),
    ("//a", "/"), ("a//b", "a"), ("./a", "."), ("/a/b/", "/a"),
  ])
  func `the parent of a path is its folder`(path: String, folder: String) {
    #expect(OutputPath.parent(of: path) == folder)
  }
}
