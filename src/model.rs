//! Spanned trees to Palette's words: packs and what belongs to them. Facts are computed when they
//! are first asked for, and once.

pub mod catalog;
pub mod chart;
pub mod conformance;
pub mod constraint;
pub mod ignores;
pub mod image;
pub mod install;
pub mod kubernetes;
pub mod literal;
pub mod literal_image;
pub mod macros;
pub mod manifest;
pub mod name;
pub mod needed;
pub mod pack;
pub mod preset_image;
pub mod presets;
pub mod profile;
pub mod pulled;
pub mod reads;
pub mod registry;
pub mod rendered;
pub mod schema;
pub mod schemas;
pub mod secret;
pub mod unread_value;
pub mod values;
pub mod version;
