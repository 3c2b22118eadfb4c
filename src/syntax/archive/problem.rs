//! Why an archive cannot be read, in words that follow its name: "`x.tgz` is cut off".

use std::fmt;

use crate::limits;

/// Why an archive cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveError {
    /// It does not start as gzip does.
    NotGzip {
        /// What it seems to be instead.
        instead: String,
    },
    /// The gzip data stops before its end.
    Truncated,
    /// The gzip data is damaged.
    CorruptGzip {
        /// What the decoder says.
        reason: String,
    },
    /// The tar inside is damaged, or is none.
    CorruptTar {
        /// What is wrong with it.
        reason: String,
    },
    /// It inflates to more bytes than are read.
    TooLarge {
        /// In bytes.
        limit: usize,
    },
    /// It and what was read of the same pack before inflate to more than
    /// [`limits::PACK_BYTES`].
    PackTooLarge,
    /// It inflates so far that it can only be meant to.
    SuspiciousRatio {
        /// Inflated bytes per compressed byte.
        limit: usize,
    },
    /// It has more entries than are read.
    TooManyEntries {
        /// In entries.
        limit: usize,
    },
    /// It has no files.
    Empty,
}

impl ArchiveError {
    pub(super) fn not_gzip(bytes: &[u8]) -> Self {
        Self::NotGzip { instead: instead(bytes) }
    }
}

/// Beginnings of what is found under the name of a chart archive.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK", "it starts with `PK`, as a zip archive does"),
    (b"version https://git-lfs", "it is a Git LFS pointer, the file itself was not fetched"),
    (b"BZh", "it is compressed with bzip2"),
    (b"\xfd7zXZ\0", "it is compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "it is compressed with zstd"),
    (b"<", "it starts with `<`, as a web page does"),
];

/// Where a tar has its own signature.
const TAR_SIGNATURE: std::ops::Range<usize> = 257..262;

fn instead(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "it is empty".to_owned();
    }
    if bytes.get(TAR_SIGNATURE) == Some(b"ustar") {
        return "it is a tar that is not compressed".to_owned();
    }
    match SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        Some((_, words)) => (*words).to_owned(),
        None => {
            let start: Vec<_> = bytes.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
            format!("it starts with the bytes {}", start.join(" "))
        }
    }
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotGzip { instead } => write!(f, "is not a gzip file: {instead}"),
            Self::Truncated => f.write_str("is cut off: the gzip data stops before its end"),
            Self::CorruptGzip { reason } => write!(f, "is damaged: {reason}"),
            Self::CorruptTar { reason } => write!(f, "does not hold a readable tar: {reason}"),
            Self::TooLarge { limit } if limit % (1 << 20) == 0 => {
                write!(f, "inflates to more than {} MiB", limit >> 20)
            }
            Self::TooLarge { limit } => write!(f, "inflates to more than {limit} bytes"),
            Self::PackTooLarge => {
                let limit = limits::PACK_BYTES >> 20;
                write!(f, "was not read: the pack inflates to more than {limit} MiB")
            }
            Self::SuspiciousRatio { limit } => {
                write!(f, "inflates to more than {limit} times its size")
            }
            Self::TooManyEntries { limit } => write!(f, "has more than {limit} entries"),
            Self::Empty => f.write_str("has no files"),
        }
    }
}

impl std::error::Error for ArchiveError {}
