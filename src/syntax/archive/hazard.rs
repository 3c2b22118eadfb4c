//! Entries that could harm whoever unpacks the archive, with names made safe to print.

use std::fmt;

use crate::limits;

/// Longest name that is shown, in characters: what fits on two lines of a terminal.
const SHOWN: usize = 160;

/// An entry that is not read, except for [`HazardKind::DuplicateEntry`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hazard {
    /// The name, shortened, with control characters escaped.
    pub entry: String,
    /// What is wrong with it.
    pub kind: HazardKind,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HazardKind {
    /// A component of the name is `..`.
    ParentPath,
    /// The name starts at the root of a file system.
    AbsolutePath,
    /// A symbolic link; Helm reads it as an empty file.
    SymbolicLink,
    /// A hard link; Helm reads it as an empty file.
    HardLink,
    /// A device or a pipe.
    Device,
    /// An earlier entry has the same name; this one replaces it.
    DuplicateEntry,
    /// The name is not UTF-8.
    NonUtf8Name,
    /// The name has a backslash, which separates components on some systems only.
    BackslashPath,
    /// A file without a name.
    EmptyName,
    /// The name is longer than [`limits::ARCHIVE_NAME`].
    LongName,
}

impl Hazard {
    pub(super) fn new(name: &[u8], kind: HazardKind) -> Self {
        Self { entry: printable(name), kind }
    }
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.entry, self.kind)
    }
}

impl fmt::Display for HazardKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ParentPath => "leaves its directory with `..`",
            Self::AbsolutePath => "has an absolute path",
            Self::SymbolicLink => "is a symbolic link",
            Self::HardLink => "is a hard link",
            Self::Device => "is a device or a pipe",
            Self::DuplicateEntry => "is in the archive more than once",
            Self::NonUtf8Name => "has a name that is not UTF-8",
            Self::BackslashPath => "has a backslash in its name",
            Self::EmptyName => "has no name",
            Self::LongName => {
                return write!(f, "has a name of more than {} bytes", limits::ARCHIVE_NAME);
            }
        })
    }
}

/// Text for a terminal: UTF-8, short, without control or direction-changing characters.
pub(super) fn printable(bytes: &[u8]) -> String {
    // Four bytes make the longest character, so nothing that is shown is cut off here.
    let start = &bytes[..bytes.len().min(4 * (SHOWN + 1))];
    let text = String::from_utf8_lossy(start);
    let mut shown = String::new();
    for character in text.chars().take(SHOWN) {
        if character.is_control() || is_direction_mark(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
