// Bytes in pieces, from memory or from a file, so that a large file is never held whole. UTF-16 and
// UTF-32 become UTF-8 on the way, and byte order marks at the beginning are dropped, so that readers
// see one encoding only.

import Foundation

/// A file that can't be opened or read, as the system says.
package struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The system's number for what is wrong: `ENOENT`, `EACCES`, `EIO` and so on.
  package let code: Int32

  /// A failure of a file, by the system's number.
  package init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// What is wrong, in one sentence.
  package var description: String { "\(path.isEmpty ? "“”" : path): \(reason)" }

  /// What is wrong, without the file's name.
  package var reason: String {
    switch code {
    case ECANCELED: "the import was canceled"
    case ENOTTY: "it is a terminal; give the path of a file"
    case EFBIG:
      "the input exceeds \(ByteSource.memoryLimit >> 20) MiB; save it to a file and import that"
    default: "the file can't be read: \(String(cString: strerror(code)))\(advice)"
    }
  }

  private var advice: String {
    switch code {
    case ENOENT, ENOTDIR: "; check the path"
    case EISDIR: "; give the path of a file in it"
    case EACCES, EPERM: "; change its permissions"
    case ELOOP: "; its links go round in a circle"
    default: ""
    }
  }
}

/// How the reader of a file learns that nobody waits for it any more. What a person names can be a
/// pipe that nobody writes to.
package enum ReadingScope {
  /// Asked before each piece that is read, and again and again while there is nothing to read.
  ///
  /// - Parameter isWaiting: there is nothing to read.
  /// - Returns: whether to give up.
  package typealias Cancellation = @Sendable (_ isWaiting: Bool) -> Bool

  /// Whoever reads now can be asked to give up; nil for a command, which signals end.
  @TaskLocal package static var isCancelled: Cancellation?
}

/// Bytes that are read from the front, once.
package final class ByteSource {
  /// How many bytes are asked for at once.
  static let pieceSize = 1 << 18
  /// How much is looked at to tell what a file is.
  private static let headSize = 4_096
  /// The most bytes that are held of what can be read only once: a pipe, a terminal, a device.
  static let memoryLimit = 256 << 20

  /// What messages call it: the path, or “standard input”.
  package let name: String
  private let descriptor: Int32?
  /// Bytes that were read and not decoded.
  private var raw: ArraySlice<UInt8>
  /// Bytes that were decoded and not handed on.
  private var pending: ArraySlice<UInt8> = []
  private var decoder: UnicodeDecoder?
  private var isAtEnd = false

  /// Bytes in memory.
  init(_ bytes: some Sequence<UInt8>, path: String) {
    raw = ArraySlice(bytes)
    descriptor = nil
    name = path
  }

  /// The bytes of a file. `-` and `/dev/stdin` are standard input. A pipe, a terminal or a device is
  /// read to its end at once and held in memory, since it can't be read twice and may be slow.
  ///
  /// - Throws: the file can't be opened or read, it is a folder, or a pipe has more bytes than
  ///   `memoryLimit`. Where a reader can be asked to give up, it is a terminal, or it was asked.
  package convenience init(path: String) throws(FileFailure) {
    let isInput = path == "-" || path == "/dev/stdin"
    let name = isInput ? "standard input" : path
    // Opening a pipe waits for whoever writes to it.
    let canWait = ReadingScope.isCancelled == nil
    let flags = O_RDONLY | O_CLOEXEC | (canWait ? 0 : O_NONBLOCK | O_NOCTTY)
    let descriptor = isInput ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : open(path, flags)
    guard descriptor >= 0 else { throw FileFailure(path: name, code: errno) }
    if !canWait && isatty(descriptor) == 1 {
      // Its keys belong to the dashboard.
      close(descriptor)
      throw FileFailure(path: name, code: ENOTTY)
    }
    var status = stat()
    fstat(descriptor, &status)
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      self.init(descriptor: descriptor, path: name)
    case S_IFDIR:
      close(descriptor)
      throw FileFailure(path: name, code: EISDIR)
    default:
      let stream = ByteSource(descriptor: descriptor, path: name)
      var bytes: [UInt8] = []
      while true {
        let piece = try stream.read()
        if piece.isEmpty { break }
        guard bytes.count + piece.count <= Self.memoryLimit else {
          throw FileFailure(path: name, code: EFBIG)
        }
        bytes.append(contentsOf: piece)
      }
      self.init(bytes, path: name)
    }
  }

  /// The bytes of a file that was opened, which is closed with this.
  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    name = path
    raw = []
  }

  deinit {
    if let descriptor { _ = close(descriptor) }
  }

  /// The first bytes, which stay in place: a few thousand, or all if there are fewer.
  func peek() throws(FileFailure) -> ArraySlice<UInt8> {
    while pending.count < Self.headSize {
      let piece = try decoded()
      if piece.isEmpty { break }
      pending = pending.isEmpty ? piece : pending + piece
    }
    return pending
  }

  /// The next bytes; empty at the end.
  func next() throws(FileFailure) -> ArraySlice<UInt8> {
    guard pending.isEmpty else {
      defer { pending = [] }
      return pending
    }
    return try decoded()
  }

  /// All bytes that are left; nil if there are more than that.
  func whole(limit: Int) throws(FileFailure) -> [UInt8]? {
    // A file that says how large it is need not be read to find out.
    var status = stat()
    if let descriptor, fstat(descriptor, &status) == 0, status.st_size > limit { return nil }
    var bytes: [UInt8] = []
    while true {
      let piece = try next()
      if piece.isEmpty { return bytes }
      guard bytes.count + piece.count <= limit else { return nil }
      bytes.append(contentsOf: piece)
    }
  }

  /// Whether it begins as JSON does.
  ///
  /// - Throws: `FileFailure`; or `FileMistakes` that name what the file is, if it is empty or no
  ///   text.
  func isJSON() throws -> Bool {
    try check()
    let first = try peek().first { !$0.isBlankOrMark }
    return first == 0x7B || first == 0x5B
  }

  /// Refuses what is no text: a workbook, an archive, a web page. Names what it is instead.
  func check() throws {
    try readHead()
    // Before decoding, since an image can begin as UTF-16 does; and after, for pages in UTF-16.
    let foreign = ForeignContent(raw)
    let text = try peek()
    let isEmpty = isAtEnd && text.allSatisfy(\.isBlankOrMark)
    guard
      let sentence = foreign?.sentence ?? ForeignContent(text)?.sentence
        ?? (isEmpty ? "the file is empty" : nil)
    else { return }
    throw FileMistakes([Mistake(sentence: sentence, file: name, line: 1, column: 1)])
  }

  // MARK: - Decoding

  /// Reads the beginning, and decides how the bytes are encoded.
  private func readHead() throws(FileFailure) {
    guard decoder == nil else { return }
    while raw.count < Self.headSize {
      let piece = try read()
      if piece.isEmpty { break }
      raw = raw.isEmpty ? piece : raw + piece
    }
    decoder = UnicodeDecoder(head: raw.prefix(Self.headSize))
  }

  /// The next bytes as UTF-8; empty at the end.
  private func decoded() throws(FileFailure) -> ArraySlice<UInt8> {
    try readHead()
    guard var decoder else {
      preconditionFailure("The head of a source decides how it is decoded.")
    }
    defer { self.decoder = decoder }
    while !isAtEnd {
      let piece = raw.isEmpty ? try read() : raw
      raw = []
      isAtEnd = piece.isEmpty
      let text = isAtEnd ? decoder.rest() : decoder.utf8(of: piece)
      if !text.isEmpty { return text }
    }
    return []
  }

  private func read() throws(FileFailure) -> ArraySlice<UInt8> {
    guard let descriptor else { return [] }
    if let isCancelled = ReadingScope.isCancelled {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      var isWaiting = false
      repeat {
        if isCancelled(isWaiting) { throw FileFailure(path: name, code: ECANCELED) }
        isWaiting = poll(&ready, 1, 100) == 0
      } while isWaiting
    }
    var code: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      var result = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      while result < 0, errno == EINTR || errno == EAGAIN {
        // Whoever gave us a descriptor may have made it non-blocking.
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if errno == EAGAIN { _ = poll(&request, 1, -1) }
        result = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if result < 0 { code = errno }
      count = max(0, result)
    }
    guard code == 0 else { throw FileFailure(path: name, code: code) }
    return piece[...]
  }
}

extension UInt8 {
  /// White space, or a byte of a byte order mark in UTF-8.
  var isBlankOrMark: Bool { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(self) }
}
