// Which offers a file has named already, and where: a table of 1,000,000 rows must not name one
// twice, and must not take the memory of 1,000,000 texts to find out.

/// Offers by publisher and ID, each with the line that named it.
struct SeenOffers {
  /// All names one after the other.
  private var names: [UInt8] = []
  /// Where each name ends in `names`, and its line.
  private var entries: [(end: Int, line: Int)] = []
  /// The slots of a hash table: half a hash, so that few names have to be compared, and the number
  /// of an entry, from 1. At most half of the slots are taken.
  private var slots = [Slot](repeating: Slot(hash: 0, entry: 0), count: 1 << 10)

  private let isIgnoringCase: Bool

  /// No offer yet.
  ///
  /// - Parameter ignoringCase: IDs that differ by the case of ASCII letters alone are the same.
  init(ignoringCase: Bool = false) { isIgnoringCase = ignoringCase }

  private struct Slot {
    let hash: UInt32
    let entry: UInt32
  }

  /// Takes an offer down, or gives the line that named it before.
  mutating func insert(publisher: String?, offer: String, line: Int) -> Int? {
    let start = names.count
    names.append(contentsOf: (publisher ?? "").utf8)
    names.append(0)
    names.append(contentsOf: offer.utf8)
    let name = start..<names.count
    if isIgnoringCase {
      for place in name where (0x41...0x5A).contains(names[place]) { names[place] |= 0x20 }
    }
    let hash = self.hash(of: name)
    var place = Int(hash) & (slots.count - 1)
    while slots[place].entry != 0 {
      let entry = Int(slots[place].entry) - 1
      if slots[place].hash == hash, isEqual(self.name(entry), name) {
        names.removeLast(name.count)
        return entries[entry].line
      }
      place = (place + 1) & (slots.count - 1)
    }
    entries.append((names.count, line))
    slots[place] = Slot(hash: hash, entry: UInt32(entries.count))
    if entries.count * 2 > slots.count { grow() }
    return nil
  }

  private func name(_ entry: Int) -> Range<Int> {
    (entry == 0 ? 0 : entries[entry - 1].end)..<entries[entry].end
  }

  private func isEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    one.count == other.count && names[one].elementsEqual(names[other])
  }

  private func hash(of name: Range<Int>) -> UInt32 {
    var hasher = Hasher()
    names.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[name])) }
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(hash: 0, entry: 0), count: old.count * 2)
    for slot in old where slot.entry != 0 {
      var place = Int(slot.hash) & (slots.count - 1)
      while slots[place].entry != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }
}
