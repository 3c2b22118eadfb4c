//! The header of values.yaml marks presets as chosen that do not exist.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::presets::header::{self, Enabled};
use crate::model::presets::{self, Preset};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

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
    let unknown = enabled.iter().filter(|enabled| {
        let (group, name) = enabled.text.rsplit_once(':').unwrap_or(("", &enabled.text));
        let text = format!("{}:{}", group.trim(), name.trim());
        !known.contains(&text) && !known.contains(&enabled.text)
    });
    unknown.map(|enabled| finding(pack, enabled, &known)).collect()
}

fn pair(preset: &Preset<'_>) -> Option<String> {
    Some(format!("{}:{}", preset.group()?.trim(), preset.name()?.trim()))
}

fn finding(pack: &Pack, enabled: &Enabled, known: &[String]) -> Finding {
    let text = &enabled.text;
    let message = if pack.presets_file().document.is_err() {
        format!("`{text}` is enabled here, and the pack has no `presets.yaml`")
    } else {
        format!("`{text}` is enabled here, and the pack has no such preset")
    };
    let finding = Finding::new(enabled.span.clone(), message);
    match nearest(text, known.iter().map(String::as_str)) {
        Some(meant) => finding.help(format!("there is `{meant}`")),
        None => finding.help("name presets as `Group:name`, or remove the comment"),
    }
}
