//! `palint init`.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use super::arguments::InitOptions;
use super::{Failure, Outcome, print};
use crate::config::NAMES;

/// What is written: everything is a comment, so that nothing changes until somebody wants it.
pub const TEMPLATE: &str = include_str!("init/palint.yaml");

pub(super) fn run(options: &InitOptions) -> Result<Outcome, Failure> {
    let path = options.directory.join(NAMES[0]);
    let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
    let other = options.directory.join(NAMES[1]);
    if !options.force && other.exists() {
        let other = other.strip_prefix(".").unwrap_or(&other).display();
        return Err(format!("`{other}` is there and would count no more; --force writes {shown}"));
    }
    let mut open = OpenOptions::new();
    open.write(true);
    // `create_new` also refuses a link that leads elsewhere.
    let opened = match options.force {
        true => open.create(true).truncate(true).open(&path),
        false => open.create_new(true).open(&path),
    };
    let mut file = opened.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => format!("`{shown}` exists; --force writes over it"),
        _ => format!("`{shown}` cannot be written: {error}"),
    })?;
    file.write_all(TEMPLATE.as_bytes())
        .map_err(|error| format!("`{shown}` cannot be written: {error}"))?;
    print(format!("Wrote {shown}.\n").as_bytes())?;
    Ok(Outcome::Clean)
}
