//! palint: a static validator and linter for Spectro Cloud Palette packs and profiles.
#![forbid(unsafe_code)]

pub mod limits;
pub mod model;
pub mod source;
pub mod syntax;
