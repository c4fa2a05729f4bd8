//! What is known of a word whatever its context: lists that it stands in, how news spells it, its distributional class.

/// Word classes, one bit each.
pub mod flag {
    /// Given name.
    pub const GIVEN: u16 = 1;
    /// Family name.
    pub const FAMILY: u16 = 1 << 1;
    /// Country, state or town.
    pub const GPE: u16 = 1 << 2;
    /// Continent, sea or region.
    pub const REGION: u16 = 1 << 3;
    /// Nationality, people, religion.
    pub const NORP: u16 = 1 << 4;
    /// Title or office before a person's name.
    pub const TITLE: u16 = 1 << 5;
    /// Head of a natural place's name: `river`.
    pub const PLACE_HEAD: u16 = 1 << 6;
    /// Head of an organisation's name: `ministry`.
    pub const ORG_HEAD: u16 = 1 << 7;
    /// First word of a name of several words that the lexicon holds.
    pub const OPENS: u16 = 1 << 8;
    /// Month or weekday.
    pub const CALENDAR: u16 = 1 << 9;
    /// Head of a built place's name: `airport`.
    pub const BUILT_HEAD: u16 = 1 << 10;
    /// Organisation known by name.
    pub const ORG: u16 = 1 << 11;
    /// Written in lower case inside sentences.
    pub const LOWER: u16 = 1 << 12;
    /// Written with a capital inside sentences.
    pub const CAPITAL: u16 = 1 << 13;
    /// Written in capitals inside sentences.
    pub const UPPER: u16 = 1 << 14;
    /// A frequent word of news.
    pub const FREQUENT: u16 = 1 << 15;
}

/// Bytes of one slot: fingerprint, flags, class.
pub const SLOT: usize = 6;
/// Slots looked at before a word counts as unknown.
pub const PROBES: usize = 24;

/// What the lexicon says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Bits of [`flag`].
    pub flags: u16,
    /// Distributional class, 0 where unknown.
    pub class: u16,
}

impl Entry {
    /// Whether nothing is known of the word itself.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self.flags & !flag::OPENS == 0 && self.class == 0
    }
}

/// An open-addressed table over bytes: `2^n` slots of fingerprint, flags and class, little-endian.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lexicon<'m> {
    slots: &'m [u8],
    mask: usize,
}

impl<'m> Lexicon<'m> {
    /// The table over `slots`, whose number of slots is a power of two.
    #[must_use]
    pub fn new(slots: &'m [u8]) -> Option<Self> {
        let count = slots.len() / SLOT;
        (count.is_power_of_two() && slots.len() == count * SLOT).then_some(Self { slots, mask: count - 1 })
    }

    /// The entry of a word, by the hash of its lower-case form.
    #[must_use]
    pub fn entry(&self, hash: u64) -> Entry {
        let print = fingerprint(hash);
        let mut at = hash as usize & self.mask;
        for _ in 0..PROBES {
            let Some(&[a, b, c, d, e, f]) = self.slots.get(at * SLOT..).and_then(|rest| rest.first_chunk::<SLOT>())
            else {
                break;
            };
            let found = u16::from_le_bytes([a, b]);
            if found == print {
                return Entry { flags: u16::from_le_bytes([c, d]), class: u16::from_le_bytes([e, f]) };
            }
            if found == 0 {
                break;
            }
            at = (at + 1) & self.mask;
        }
        Entry::default()
    }
}

/// The part of a hash that tells words of one slot apart; never 0, which marks an empty slot.
#[must_use]
pub fn fingerprint(hash: u64) -> u16 {
    ((hash >> 48) as u16).max(1)
}
