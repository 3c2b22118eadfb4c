//! Palette's words: what the parts of a pack mean.
pub mod image;
pub mod version;
