//! Bytes to spanned trees. Nothing here knows of Palette.
pub mod archive;
pub mod template;
