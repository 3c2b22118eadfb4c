//! The header of values.yaml marks presets as chosen that do not exist.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::presets::header::{self, Enabled};
use crate::model::presets::{self, Preset};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::source::{Span, TextRange};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/unknown-enabled-preset",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/presets/unknown-enabled-preset.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    if presets::are_unreadable(pack) {
        return Vec::new();
    }
    let known: Vec<_> = pack.presets().iter().filter_map(pair).collect();
    let enabled = header::enabled(pack);
    if pack.presets_file().document.is_err() {
        return without_presets(&enabled).into_iter().collect();
    }
    let unknown = enabled.iter().filter(|enabled| {
        let (group, name) = enabled.text.rsplit_once(':').unwrap_or(("", &enabled.text));
        let text = format!("{}:{}", group.trim(), name.trim());
        !known.contains(&text) && !known.contains(&enabled.text)
    });
    unknown.map(|enabled| finding(enabled, &known)).collect()
}

/// A header that came with a copy of another pack is one mistake, however long it is.
fn without_presets(enabled: &[Enabled]) -> Option<Finding> {
    let (first, last) = (enabled.first()?, enabled.last()?);
    let what = match enabled.len() - 1 {
        0 => format!("`{}` is", first.text),
        1 => format!("`{}` and one more preset are", first.text),
        count => format!("`{}` and {count} more presets are", first.text),
    };
    let message = format!("{what} enabled here, and the pack has no `presets.yaml`");
    let range = TextRange { start: first.span.range().start, end: last.span.range().end };
    let at = Span::new(first.span.file(), range);
    Some(Finding::new(at, message).help("remove the comment"))
}

fn pair(preset: &Preset<'_>) -> Option<String> {
    Some(format!("{}:{}", preset.group()?.trim(), preset.name()?.trim()))
}

fn finding(enabled: &Enabled, known: &[String]) -> Finding {
    let text = &enabled.text;
    let message = format!("`{text}` is enabled here, and the pack has no such preset");
    let finding = Finding::new(enabled.span.clone(), message);
    match nearest(text, known.iter().map(String::as_str)) {
        Some(meant) => finding.help(format!("there is `{meant}`")),
        None => finding.help("name presets as `Group:name`, or remove the comment"),
    }
}
