// Random numbers that are the same in every run with the same seed, and what forecasts draw from them.
// Swift's own generator has no seed.

import Foundation

/// The generator of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators"
/// (OOPSLA 2014).
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64
  /// The second of the two normal numbers that are made at once.
  private var spare: Double?

  /// A generator that gives the same numbers for the same seed.
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number above 0 and up to 1.
  mutating func unit() -> Double { (Double(next() >> 11) + 1) * 0x1p-53 }

  /// A number of the standard normal distribution (Box and Muller, 1958).
  mutating func normal() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    let radius = (-2 * log(unit())).squareRoot()
    let angle = 2 * Double.pi * unit()
    spare = radius * sin(angle)
    return radius * cos(angle)
  }

  /// A number of the chi-squared distribution with so many degrees of freedom, by the cube of a
  /// normal one (Wilson and Hilferty, 1931): close enough from three degrees on.
  mutating func chiSquared(_ freedom: Double) -> Double {
    let part = 2 / (9 * freedom)
    let root = 1 - part + normal() * part.squareRoot()
    return max(freedom * 1e-6, freedom * root * root * root)
  }

  /// How many events happen where so many are expected (Poisson): by their waiting times where they
  /// are few (Knuth, "The Art of Computer Programming" 3.4.1), else by the normal distribution.
  mutating func events(expected: Double) -> Double {
    guard expected < 30 else {
      return max(0, (expected + expected.squareRoot() * normal()).rounded())
    }
    let limit = exp(-expected)
    var product = unit()
    var count = 0.0
    while product > limit {
      count += 1
      product *= unit()
    }
    return count
  }
}
