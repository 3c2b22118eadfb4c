//! Something that should silence a finding where there is none.

use crate::finding::{Edit, Finding, Fix};
use crate::model::ignores::Ignore;
use crate::rules::{Check, Rule, Severity};
use crate::source::{Span, TextRange};

/// See the page.
pub static RULE: Rule = Rule {
    id: "suppression/unused",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/suppression/unused.md"),
    check: Check::Engine,
};

/// The finding for a comment of which these `names` silence nothing.
pub fn finding(comment: &Span, ignore: &Ignore, names: &[&Span]) -> Finding {
    let listed: Vec<_> = names.iter().map(|name| format!("`{}`", name.text())).collect();
    let message = format!("nothing to ignore here: no finding of {}", listed.join(" or "));
    let kept: Vec<_> = ignore.names.iter().filter(|name| !names.contains(name)).collect();
    let place = match (names, &kept[..]) {
        ([name], [_, ..]) => (*name).clone(),
        _ => comment.clone(),
    };
    let fix = if kept.is_empty() {
        Fix::safe("remove the comment", Edit::delete(whole(comment)))
    } else {
        let kept: Vec<_> = kept.into_iter().map(Span::text).collect();
        let list = Span::new(comment.file(), ignore.list);
        Fix::safe("remove what is unused", Edit::replace(list, kept.join(", ")))
    };
    Finding::new(place, message).help("remove what is no longer needed").fix(fix)
}

/// The finding for an entry of palint.yaml that silences nothing.
pub fn entry(rule: &str, named: &Span) -> Finding {
    let message = format!("nothing to ignore: no finding of `{rule}` is there");
    Finding::new(named.clone(), message).help("remove the entry, or correct its `path` and `at`")
}

/// The comment with its line where it is alone on it, else with the blanks before it.
fn whole(comment: &Span) -> Span {
    let (file, range) = (comment.file(), comment.range());
    let line = file.full_line_around(range.start);
    let before = file.slice(TextRange::new(line.start, range.start));
    let kept = before.trim_end_matches([' ', '\t']).len();
    // Of a very long line only a part is known, and the line stays.
    if kept > 0 || line.start > file.line_start(range.start) {
        let start = line.start + u32::try_from(kept).unwrap_or(0);
        return Span::new(file, TextRange::new(start, range.end));
    }
    let rest = TextRange::new(range.end, line.end.max(range.end));
    let end = if matches!(file.slice(rest), "\n" | "\r\n") { rest.end } else { range.end };
    Span::new(file, TextRange::new(line.start, end))
}
