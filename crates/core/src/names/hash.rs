//! One hash for words and features: the same on every platform, since models hold its values.

const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hash of nothing.
pub const EMPTY: u64 = 0xCBF2_9CE4_8422_2325;

/// Adds one byte.
#[inline]
#[must_use]
pub fn byte(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
}

/// Spreads a value over all bits.
#[inline]
#[must_use]
pub fn spread(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(PRIME);
    value ^ (value >> 29)
}

/// Hash of a word's bytes.
#[must_use]
pub fn word(bytes: &[u8]) -> u64 {
    spread(bytes.iter().fold(EMPTY, |hash, &b| byte(hash, b)))
}

/// Joins two hashes, order mattering.
#[inline]
#[must_use]
pub fn join(a: u64, b: u64) -> u64 {
    spread(a.rotate_left(23) ^ b.wrapping_mul(0xD6E8_FEB8_6659_FD93))
}
