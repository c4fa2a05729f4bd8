//! What is built from corpora and from GeoNames. Each file begins with a header that the library checks, and is used where it lies.

/// Bytes at an address fit for any number of at most 16 bytes.
#[repr(C, align(16))]
struct Aligned<T: ?Sized>(T);

static GAZETTEER_ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!("../weights/gazetteer.bin"));
static NAMES_ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!("../weights/names.bin"));
static WORDS_ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!("../weights/words.bin"));

/// Places of the world, with lists of regions.
pub static GAZETTEER: &[u8] = &GAZETTEER_ALIGNED.0;

/// Names.
pub static NAMES: &[u8] = &NAMES_ALIGNED.0;

/// Tags, lemmas and parse.
pub static WORDS: &[u8] = &WORDS_ALIGNED.0;
