//! Names right and wrong, and the bytes that are blamed.

use super::*;
use crate::model::literal::blotted;

type Checked = Result<(), NameError>;

fn blamed(check: fn(&str) -> Checked, text: &str) -> Option<String> {
    let error = check(&blotted(text)).err()?;
    Some(text[error.range.to_usize()].to_owned())
}

#[test]
fn namespaces() {
    assert_eq!(blamed(namespace, "trident-system-2"), None);
    assert_eq!(blamed(namespace, "My-space").as_deref(), Some("M"));
    assert_eq!(blamed(namespace, "bücher").as_deref(), Some("ü"));
    assert_eq!(blamed(namespace, "-a").as_deref(), Some("-"));
    assert_eq!(blamed(namespace, "a.b").as_deref(), Some("."));
    assert_eq!(blamed(namespace, "").as_deref(), Some(""));
    assert_eq!(blamed(namespace, &"a".repeat(63)), None);
    assert_eq!(blamed(namespace, &"a".repeat(64)), Some("a".repeat(64)));
}

#[test]
fn macros_are_right_everywhere() {
    assert_eq!(blamed(namespace, "{{.spectro.system.cluster.name}}"), None);
    assert_eq!(blamed(namespace, "{{ .spectro.macro.a_b }}-X").as_deref(), Some("X"));
    assert_eq!(blamed(release, &format!("{}{}", "a".repeat(53), "{{ x }}")), None);
    assert_eq!(blamed(label_key, "{{ x }}/{{ y }}"), None);
}

#[test]
fn release_names_have_dots() {
    assert_eq!(blamed(release, "a.b-c"), None);
    assert_eq!(blamed(release, "a..b").as_deref(), Some("."));
    assert_eq!(blamed(release, "a.-b").as_deref(), Some("-b"));
    assert_eq!(blamed(release, &"a".repeat(54)), Some("a".repeat(54)));
}

#[test]
fn labels() {
    assert_eq!(blamed(label_key, "pod-security.kubernetes.io/enforce"), None);
    assert_eq!(blamed(label_key, "App_x.y"), None);
    assert_eq!(blamed(label_key, "a/b/c").as_deref(), Some("/"));
    assert_eq!(blamed(label_key, "A/b").as_deref(), Some("A"));
    assert_eq!(blamed(label_key, "a/").as_deref(), Some(""));
    assert_eq!(blamed(label_value, ""), None);
    assert_eq!(blamed(label_value, "a b").as_deref(), Some(" "));
    assert_eq!(blamed(label_value, "_a").as_deref(), Some("_"));
}
