//! What silences one rule silences no other, wherever it stands: a comment on any line, an entry of
//! palint.yaml, a baseline.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod mutation;
    pub mod page;
    pub mod run;
    pub mod scratch;
    pub mod tree;
}

use std::collections::BTreeMap;

use palint::baseline;
use palint::engine::Report;
use proptest::prelude::*;
use proptest::sample::Index;
use support::mutation::examples;
use support::run::lint;
use support::tree::Tree;

type Told = BTreeMap<(String, String, String), usize>;

/// What is told, by rule, file and message, and how often; without what is about silencing, and
/// without the rule that is silenced.
fn told(report: &Report, silenced: &str) -> Told {
    let mut told = Told::new();
    for diagnostic in &report.diagnostics {
        let rule = diagnostic.rule.id;
        if rule != silenced && diagnostic.rule.group() != "suppression" {
            let finding = &diagnostic.finding;
            let path = finding.at.path().as_str().to_owned();
            *told.entry((rule.to_owned(), path, finding.message.clone())).or_default() += 1;
        }
    }
    told
}

/// A rule that speaks of this tree.
fn rule_of(report: &Report, choice: &Index) -> Option<&'static str> {
    let rules: std::collections::BTreeSet<_> =
        report.diagnostics.iter().map(|diagnostic| diagnostic.rule.id).collect();
    let rules: Vec<&'static str> = rules.into_iter().collect();
    let rules: Vec<_> = rules.into_iter().filter(|rule| !rule.starts_with("suppression")).collect();
    (!rules.is_empty()).then(|| *choice.get(&rules))
}

/// Puts the comment above some line of a YAML file, at the indentation of that line. A line within a
/// block scalar, or under a comment that silences, would make it something else.
fn with_comment(tree: &Tree, rule: &str, (file, line): (&Index, &Index)) -> Option<Tree> {
    let is_plain = |path: &&String| {
        let text = std::str::from_utf8(&tree.0[*path]).unwrap_or("|");
        path.ends_with("values.yaml") && !path.contains("!/") && !text.contains(['|', '>', '"'])
    };
    let files: Vec<&String> = tree.0.keys().filter(is_plain).collect();
    let path = (!files.is_empty()).then(|| (*file.get(&files)).clone())?;
    let text = String::from_utf8(tree.0[&path].clone()).ok()?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() || text.contains('#') {
        return None;
    }
    let at = line.index(lines.len());
    let indent: String = lines[at].chars().take_while(|c| *c == ' ').collect();
    lines.insert(at, format!("{indent}# palint: ignore[{rule}] the test wants it so"));
    let mut tree = tree.clone();
    tree.put(&path, lines.join("\n") + "\n");
    Some(tree)
}

fn with_entry(tree: &Tree, rule: &str) -> Option<Tree> {
    if tree.0.contains_key("palint.yaml") {
        return None;
    }
    let mut tree = tree.clone();
    tree.put(
        "palint.yaml",
        format!("ignore:\n  - rule: {rule}\n    path: \"**\"\n    reason: the test wants it so\n"),
    );
    Some(tree)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_comment_hides_no_other_rule(
        example in any::<Index>(),
        rule in any::<Index>(),
        file in any::<Index>(),
        line in any::<Index>(),
    ) {
        let examples = examples();
        let (name, tree) = example.get(examples);
        let before = lint(tree, ".");
        let rule = rule_of(&before, &rule).unwrap_or("values/unread-section");
        if let Some(changed) = with_comment(tree, rule, (&file, &line)) {
            let after = lint(&changed, ".");
            prop_assert_eq!(told(&after, rule), told(&before, rule), "{}: {}", name, rule);
        }
    }

    #[test]
    fn an_entry_hides_no_other_rule(example in any::<Index>(), rule in any::<Index>()) {
        let examples = examples();
        let (name, tree) = example.get(examples);
        let before = lint(tree, ".");
        let rule = rule_of(&before, &rule).unwrap_or("values/unread-section");
        if let Some(changed) = with_entry(tree, rule) {
            let after = lint(&changed, ".");
            prop_assert_eq!(told(&after, rule), told(&before, rule), "{}: {}", name, rule);
        }
    }

    #[test]
    fn a_baseline_hides_no_other_rule(example in any::<Index>(), rule in any::<Index>()) {
        let examples = examples();
        let (name, tree) = example.get(examples);
        let before = lint(tree, ".");
        let Some(rule) = rule_of(&before, &rule) else { return Ok(()) };
        let mut known = baseline::counts(&before);
        known.retain(|key, _| key.rule == rule);
        let mut after = before.clone();
        baseline::excuse(&mut after, known);
        prop_assert_eq!(told(&after, rule), told(&before, rule), "{}: {}", name, rule);
        prop_assert!(after.diagnostics.iter().all(|diagnostic| diagnostic.rule.id != rule));
    }
}
