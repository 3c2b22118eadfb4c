//! An entry of a baseline whose finding is gone.

use crate::finding::Finding;
use crate::rules::{Check, Rule, Severity};
use crate::source::Span;

/// See the page.
pub static RULE: Rule = Rule {
    id: "suppression/stale-baseline",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/suppression/stale-baseline.md"),
    check: Check::Engine,
};

/// The finding for an entry at `place`, of whose `count` findings this many are `gone`.
pub fn finding(place: Span, pack: &str, (gone, count): (usize, usize)) -> Finding {
    let rule = place.text().trim_matches('"').to_owned();
    let message = match (gone, count) {
        (gone, count) if gone < count => {
            format!("{gone} of {count} findings of `{rule}` in `{pack}` are gone")
        }
        _ => format!("no finding of `{rule}` in `{pack}` matches this entry"),
    };
    let help = "run `palint check` with `--baseline` and `--write-baseline` of this file: what is \
                gone is removed";
    Finding::new(place, message).help(help)
}
