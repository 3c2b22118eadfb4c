//! Spanned trees to Palette's words: packs and what belongs to them. Facts are computed when they
//! are first asked for, and once.

pub mod conformance;
pub mod constraint;
pub mod image;
pub mod pack;
pub mod registry;
pub mod schemas;
pub mod version;
