//! Spanned trees to Palette's words: packs and what belongs to them. Facts are computed when they
//! are first asked for, and once.

pub mod conformance;
pub mod image;
pub mod macros;
pub mod pack;
pub mod presets;
pub mod schemas;
pub mod version;
