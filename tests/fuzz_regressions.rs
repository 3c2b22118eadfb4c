//! What fuzzing has found, each input as small as it could be made.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use targets::TARGETS;

/// Inputs by target.
const FOUND: &[(&str, &[u8])] = &[
    // A line that YAML does not call blank, and Rust does.
    ("yaml", b": '\n\xe2\x80\xa8'"),
];

#[test]
fn what_was_found_once_is_not_found_again() {
    for (name, bytes) in FOUND {
        let (_, target) = TARGETS.iter().find(|(known, _)| known == name).unwrap();
        target(bytes);
    }
}
