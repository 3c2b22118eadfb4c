//! Gzip to bytes under a limit. The length that gzip states about itself is never believed.

use std::io::{self, Read};
use std::panic::catch_unwind;

use flate2::bufread::GzDecoder;
use memchr::memmem;
use zune_inflate::{DeflateDecoder, DeflateOptions};

use super::{ArchiveError, Limits};
use crate::limits::ARCHIVE_RATIO_FROM;

/// How much is inflated between two looks at the limits.
const CHUNK: u64 = 1 << 20;

/// Chart archives shrink to an eighth; the rest of the guess would be paid by hostile input.
const GUESSED_RATIO: usize = 8;

/// Most memory that is reserved before a byte is inflated.
const GUESSED_BYTES: usize = 64 << 20;

/// Room behind the last byte, so that the fast decoder need not make more.
const SLACK: usize = 512;

const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// [`MAGIC`], and the only method there is.
const MEMBER: [u8; 3] = [0x1f, 0x8b, 8];

pub(super) struct Inflated {
    pub(super) bytes: Vec<u8>,
    /// Bytes after the last gzip member.
    pub(super) trailing: usize,
}

/// Inflates every gzip member of `gzip` into one text.
pub(super) fn inflate(gzip: &[u8], limits: &Limits) -> Result<Inflated, ArchiveError> {
    if !gzip.starts_with(&MAGIC) {
        return Err(ArchiveError::not_gzip(gzip));
    }
    match at_once(gzip, limits) {
        Some(bytes) => Ok(Inflated { bytes, trailing: 0 }),
        None => member_by_member(gzip, limits),
    }
}

fn member_by_member(gzip: &[u8], limits: &Limits) -> Result<Inflated, ArchiveError> {
    let guess = gzip.len().saturating_mul(GUESSED_RATIO).min(GUESSED_BYTES).min(limits.bytes);
    let mut bytes = Vec::with_capacity(guess);
    let mut rest = gzip;
    while rest.starts_with(&MAGIC) {
        let mut decoder = GzDecoder::new(rest);
        while read_chunk(&mut decoder, &mut bytes, limits)? {
            check(bytes.len(), gzip.len(), limits)?;
        }
        check(bytes.len(), gzip.len(), limits)?;
        rest = decoder.into_inner();
    }
    // Zeros only fill a block, as on tapes; every tool skips them.
    let trailing = if rest.iter().all(|byte| *byte == 0) { 0 } else { rest.len() };
    Ok(Inflated { bytes, trailing })
}

/// Inflates what nearly every archive is, one whole member with nothing behind it, in half the time.
/// What is anything else is left to the reader that can say what is wrong.
fn at_once(gzip: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let (member, footer) = gzip.split_last_chunk::<8>()?;
    // The footer could be that of another member which says the same.
    if memmem::find(member.get(1..)?, &MEMBER).is_some() {
        return None;
    }
    let [a, b, c, d, length @ ..] = *footer;
    let checksum = u32::from_le_bytes([a, b, c, d]);
    let length = u32::from_le_bytes(length) as usize;
    check(length, gzip.len(), limits).ok()?;
    let options = DeflateOptions::default()
        .set_confirm_checksum(false)
        .set_limit(length + SLACK)
        .set_size_hint(length + SLACK);
    let decode = || DeflateDecoder::new_with_options(gzip, options).decode_gzip().ok();
    // Should it stumble over the bytes of a stranger, the careful reader still judges them.
    let bytes = catch_unwind(decode).ok()??;
    (bytes.len() == length && crc32fast::hash(&bytes) == checksum).then_some(bytes)
}

/// False when the member is at its end.
fn read_chunk(
    decoder: &mut GzDecoder<&[u8]>,
    bytes: &mut Vec<u8>,
    limits: &Limits,
) -> Result<bool, ArchiveError> {
    let room = (limits.bytes - bytes.len()) as u64 + 1;
    let read = decoder.take(room.min(CHUNK)).read_to_end(bytes).map_err(|error| {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            ArchiveError::Truncated
        } else {
            ArchiveError::CorruptGzip { reason: error.to_string() }
        }
    })?;
    Ok(read > 0)
}

fn check(inflated: usize, compressed: usize, limits: &Limits) -> Result<(), ArchiveError> {
    if inflated > limits.bytes {
        return Err(ArchiveError::TooLarge { limit: limits.bytes });
    }
    if inflated > ARCHIVE_RATIO_FROM && inflated / limits.ratio.max(1) > compressed {
        return Err(ArchiveError::SuspiciousRatio { limit: limits.ratio });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, GzBuilder};
    use proptest::prelude::*;

    use super::*;

    fn gzip(text: &[u8], level: u32) -> Vec<u8> {
        let header = GzBuilder::new().filename("x").comment("é").extra([1, 2, 3]);
        let mut encoder = header.write(Vec::new(), Compression::new(level));
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    /// What is read at once, after it was compared with what is read with care.
    fn at_once_as_with_care(gzip: &[u8]) -> Option<Vec<u8>> {
        let limits = Limits::default();
        let bytes = at_once(gzip, &limits)?;
        let careful = member_by_member(gzip, &limits).expect("it was read at once");
        assert_eq!((&careful.bytes, careful.trailing), (&bytes, 0));
        Some(bytes)
    }

    #[test]
    fn whole_members_are_read_at_once() {
        let texts = [&b""[..], b"x", &[7; 100_000], &[b'\n', 0, 200, 3].repeat(9_999)];
        for (text, level) in texts.into_iter().flat_map(|text| [0, 1, 9].map(|level| (text, level)))
        {
            let whole = gzip(text, level);
            assert_eq!(at_once_as_with_care(&whole).as_deref(), Some(text));
            assert_eq!(at_once(&whole.repeat(2), &Limits::default()), None, "two members");
            assert_eq!(at_once(&whole[..whole.len() - 1], &Limits::default()), None, "cut");
            assert_eq!(at_once(&[&whole[..], b"\x01"].concat(), &Limits::default()), None, "more");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_at_once_is_what_it_says(
            text in prop::collection::vec(0..4u8, 0..2_000),
            level in 0..10u32,
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        ) {
            let mut bytes = gzip(&text, level);
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            at_once_as_with_care(&bytes);
        }
    }
}
