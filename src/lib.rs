//! palint: a static validator and linter for Spectro Cloud Palette packs and profiles.
//!
//! From bytes to a report: [`discover`] finds packs, [`model`] reads them through the spanned trees
//! of [`syntax`], [`engine`] runs the [`rules`] over them in parallel, [`report`] prints what they
//! found.
#![forbid(unsafe_code)]

pub mod baseline;
pub mod changed;
pub mod cli;
pub mod config;
pub mod date;
pub mod discover;
pub mod engine;
pub mod files;
pub mod finding;
pub mod fix;
pub mod graph;
pub mod limits;
pub mod lsp;
pub mod model;
pub mod nearest;
pub mod render;
pub mod report;
pub mod rules;
pub mod settings;
pub mod silence;
pub mod source;
pub mod suppress;
pub mod syntax;
