//! Entries behind those that are there.

use super::{Entry, with_entries};
use crate::config::{self, Scope};
use crate::engine::Diagnostic;
use crate::finding::{Finding, Place};
use crate::rules;
use crate::source::{SourceFile, Span, TextRange, VirtualPath};

fn entry(text: &str, part: &str, path: &str) -> Entry {
    let file = SourceFile::new(VirtualPath::new(path), text);
    let range = match text.find(part) {
        Some(start) => TextRange::from_usize(start..start + part.len()),
        None => TextRange::at(0),
    };
    diagnosed(Finding::new(Span::new(&file, range), "x"))
}

fn diagnosed(finding: Finding) -> Entry {
    let config = config::read(&SourceFile::new(VirtualPath::new("palint.yaml"), "")).unwrap();
    let scope = Scope::new(config.into(), VirtualPath::new("packs/é [1]"), "packs/é [1]");
    let rule = rules::find("pack/invalid-version").unwrap();
    let severity = rule.severity;
    let diagnostic = Diagnostic { rule, severity, finding, pack: None, fingerprint: 0 };
    Entry::new(&diagnostic, &scope)
}

fn added(config: &str, entries: &[Entry]) -> Result<String, String> {
    with_entries(&SourceFile::new(VirtualPath::new("palint.yaml"), config), entries, "so: it is")
}

#[test]
fn an_entry_points_at_the_value_and_names_one_file() {
    let json = "{\"a\": {\"x/y\": [1, {\"é~\": \"here\"}]}}";
    let text = added("", &[entry(json, "\"here\"", "packs/é [1]/pack.json")]).unwrap();
    let expected = "ignore:\n  - rule: pack/invalid-version\n    path: \"packs/é [[]1[]]/pack.json\"\n    \
                    at: \"/a/x~1y/1/é~0\"\n    reason: \"so: it is\"\n";
    assert_eq!(text, expected);
    let whole = diagnosed(Finding::new(Place::File(VirtualPath::new("packs/é [1]")), "x"));
    let text = added("", &[whole]).unwrap();
    assert!(text.contains("path: \"packs/é [[]1[]]\"\n    reason"), "{text}");
    let broken = added("", &[entry("{\"a\": ", "a", "packs/é [1]/pack.json")]).unwrap();
    assert!(!broken.contains("at:"), "{broken}");
    let twice = added("", &[entry("{\"a\": 1, \"a\": 2}", "1", "packs/é [1]/pack.json")]).unwrap();
    assert!(!twice.contains("at:"), "the pointer means the second: {twice}");
}

#[test]
fn the_rest_of_the_configuration_stays() {
    let one = [entry("{\"a\": 1}", "1", "packs/é [1]/pack.json")];
    let item = "- {rule: pack/invalid-version, path: p, reason: ours}".to_owned();
    for (config, (before, after)) in [
        ("# é", ("# é\nignore:\n  - ", "")),
        ("fail-on: info\r\n", ("fail-on: info\r\nignore:\r\n  - ", "")),
        ("ignore:\n# end\n", ("ignore:\n  - ", "# end\n")),
        ("ignore: # all\nrules: {}\n", ("ignore: # all\n  - ", "rules: {}\n")),
        ("ignore: []\n", ("ignore: [{", "]\n")),
        (
            &format!("ignore:\n{item} # é\n\nrules: {{}}\n"),
            (&format!("ignore:\n{item} # é\n- "), "\nrules: {}\n"),
        ),
        (&format!("ignore:\n   {item}"), (&format!("ignore:\n   {item}\n   - "), "")),
        (&format!("ignore: [{}]", &item[2..]), (&format!("ignore: [{}, {{", &item[2..]), "]")),
    ] {
        let text = added(config, &one).unwrap();
        assert!(text.starts_with(before) && text.ends_with(after), "{config:?} gives {text:?}");
        assert!(
            !config.contains('\r') || text.matches('\n').count() == text.matches("\r\n").count()
        );
    }
    for unusual in ["{fail-on: info}\n", "ignore: ~\n", "---\n---\n"] {
        assert!(added(unusual, &one).is_err(), "{unusual}");
    }
}
