//! What input may cost at most. Each number is far above anything real and low enough that a
//! hostile file ends in a finding, not in a machine without memory.

/// Inflated bytes of one archive: the largest real chart archive inflates to 4.8 MB, and a laptop
/// can hold this many bytes once per core.
pub const ARCHIVE_BYTES: usize = 256 << 20;

/// Inflated bytes per compressed byte: real archives reach 21, an archive of zeros a thousand.
pub const ARCHIVE_RATIO: usize = 200;

/// Inflated bytes up to which [`ARCHIVE_RATIO`] is not looked at: a small archive of very regular
/// files may be that dense, and costs little.
pub const ARCHIVE_RATIO_FROM: usize = 16 << 20;

/// Entries of one archive: the largest real chart has 347.
pub const ARCHIVE_ENTRIES: usize = 20_000;

/// Archives within archives that are opened: Helm packs a dependency unpacked or as one archive in
/// `charts/`, and no real chart goes deeper than that.
pub const ARCHIVE_NESTING: usize = 2;
