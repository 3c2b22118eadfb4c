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
    if let Some(bytes) = at_once(gzip, limits) {
        return Ok(Inflated { bytes, trailing: 0 });
    }
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
    // Of bytes from strangers a decoder may think what it likes.
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
