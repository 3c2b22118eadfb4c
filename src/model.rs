//! Spanned trees to Palette's words: packs and what belongs to them. Facts are computed when they
//! are first asked for, and once.

pub mod conformance;
pub mod image;
pub mod literal;
pub mod macros;
pub mod name;
pub mod pack;
pub mod presets;
pub mod schema;
pub mod schemas;
pub mod secret;
pub mod values;
pub mod version;
