//! Gzip to bytes under a limit. The length that gzip states about itself is never believed.

use std::io::{self, Read};

use flate2::bufread::GzDecoder;

use super::{ArchiveError, Limits};
use crate::limits::ARCHIVE_RATIO_FROM;

/// How much is inflated between two looks at the limits.
const CHUNK: u64 = 1 << 20;

/// Chart archives shrink to an eighth; the rest of the guess would be paid by hostile input.
const GUESSED_RATIO: usize = 8;

/// Most memory that is reserved before a byte is inflated.
const GUESSED_BYTES: usize = 64 << 20;

const MAGIC: [u8; 2] = [0x1f, 0x8b];

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
