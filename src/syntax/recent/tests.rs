use super::*;
use crate::source::VirtualPath;
use crate::syntax::yaml;

fn entry(text: &str, weight: usize) -> Entry<Arc<[u8]>, String> {
    Entry { key: text.as_bytes().into(), value: Arc::new(text.to_owned()), weight }
}

fn file(path: &'static str, text: &str) -> Arc<SourceFile> {
    SourceFile::new(VirtualPath::new(path), text)
}

#[test]
fn what_is_asked_for_stays_and_the_rest_goes() {
    let mut recent = Recent::new(8);
    let hash = |text: &str| u64::from(text.as_bytes()[0]);
    for text in ["a", "b", "c", "d", "e", "f"] {
        recent.add(hash(text), entry(text, 2));
        let found = recent.find(hash("a"), b"a");
        assert_eq!(found.as_deref().map(String::as_str), Some("a"), "{text}");
    }
    assert!(recent.find(hash("b"), b"b").is_none() && recent.find(hash("f"), b"f").is_some());
    assert!(recent.find(hash("f"), b"a").is_none(), "contents count, not hashes");
    assert!(recent.young.weight + recent.old.weight <= 8);
}

#[test]
fn trees_serve_every_file_with_the_same_text() {
    keep();
    let (first, second) = (file("a.yaml", "é: 1\r\nb: 日"), file("b.yaml", "é: 1\r\nb: 日"));
    let (one, other) = (yaml::parse(&first), yaml::parse(&second));
    assert!(one.shares_tree(&other));
    let node = other.root().and_then(|root| root.get("b")).unwrap();
    assert_eq!(node.as_str(), Some("日"));
    assert_eq!(node.span().file().path().as_str(), "b.yaml");
    let different = yaml::parse(&file("a.yaml", "é: 2\r\nb: 日"));
    assert!(!different.shares_tree(&one));
}

#[test]
fn nothing_is_kept_where_nobody_asked_for_it() {
    let (first, second) = (file("a.yaml", "a: 1"), file("b.yaml", "a: 1"));
    assert!(!yaml::parse(&first).shares_tree(&yaml::parse(&second)));
}

#[test]
fn what_is_larger_than_the_limit_is_not_kept() {
    keep();
    let text = "#".repeat(limits::RECENT_TEXT);
    let (first, second) = (file("a.yaml", &text), file("b.yaml", &text));
    assert!(!yaml::parse(&first).shares_tree(&yaml::parse(&second)));
}
