//! Bytes to spanned trees. Nothing here knows of Palette.

pub mod allowance;
pub mod archive;
mod builder;
pub mod hcl;
mod inner;
pub mod json;
pub mod origin;
mod part;
mod problem;
pub mod recent;
pub mod scalar;
pub mod template;
pub mod tree;
pub mod yaml;
