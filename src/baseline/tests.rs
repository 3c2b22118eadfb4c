//! What a finding is known by, and what a broken file is told.

use super::*;
use crate::report::human;
use crate::source::VirtualPath;

fn parse(text: &str) -> Result<Baseline, String> {
    let file = SourceFile::from_bytes(VirtualPath::new("b.json"), text.into());
    read(&file).map_err(|error| {
        let text = String::from_utf8(human::error(&error, false).unwrap()).unwrap();
        text.lines().take(2).map(str::trim).collect::<Vec<_>>().join(" ")
    })
}

fn of(text: &str) -> Key {
    Key { pack: "dëmo@1.2.3".into(), rule: "values/secret".into(), text: text.into() }
}

#[test]
fn reformatting_does_not_change_what_a_finding_points_at() {
    for text in ["{ \"a\": [1, 2] }", "{\r\n  'a': [\r\n    1,\t2]}", "{\"a\":[1,2]}"] {
        assert_eq!(anchor(text), "{a:[1,2]}");
    }
    assert_eq!(anchor("\"system \n  app\""), "system app");
    assert_eq!(anchor(" größe  日本 "), "größe 日本");
    assert_ne!(anchor("systemapp"), anchor("system app"));
    assert_eq!(anchor(""), "");
}

#[test]
fn long_texts_are_shortened_and_still_told_apart() {
    let (one, two) = ("é".repeat(500), "é".repeat(501));
    assert_ne!(anchor(&one), anchor(&two));
    assert!(anchor(&one).starts_with("éé") && anchor(&one).chars().count() < 130);
}

#[test]
fn no_secret_is_written_down() {
    let secret = ["gh", "p_", "a8Kd02mZq7Lx5Tn3Rw9Yc1Vb6Hf4Js0PuEgQ"].concat();
    assert!(has_secret(&secret));
    for text in [secret.clone(), format!("{secret} {}", "x".repeat(200))] {
        assert!(!anchor(&text).contains("a8Kd"), "{}", anchor(&text));
        assert!(anchor(&text).starts_with('#'));
    }
}

#[test]
fn what_is_written_is_read_again_and_sorted() {
    let hostile = "a\"\\\u{1b}\u{7f}é\n";
    let counts = Counts::from([(of(hostile), 2), (of("b"), 1)]);
    let text = to_json(&counts);
    assert_eq!(parse(&text).unwrap().counts(), counts);
    assert_eq!(text.lines().count(), 7);
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    let empty = to_json(&Counts::new());
    assert_eq!(empty, "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
    assert!(parse(&empty).unwrap().counts().is_empty());
}

#[test]
fn entries_of_one_finding_are_added_and_the_later_goes_first() {
    let entry = r#"{"pack": "p", "rule": "r", "text": "t", "count": 2}"#;
    let known = parse(&format!("{{\"version\": 1, \"findings\": [{entry},\n{entry}]}}")).unwrap();
    let key = Key { pack: "p".into(), rule: "r".into(), text: "t".into() };
    assert_eq!(known.counts(), Counts::from([(key.clone(), 4)]));
    let stale = known.stale(Counts::from([(key, 3)]));
    let told: Vec<_> = stale
        .iter()
        .map(|finding| (finding.at.span().unwrap().start().line, finding.message.as_str()))
        .collect();
    let all = "no finding of `r` in `p` matches this entry";
    assert_eq!(told, [(2, all), (1, "1 of 2 findings of `r` in `p` are gone")]);
}

#[test]
fn a_broken_file_is_told_with_its_place() {
    let said = |text: &str| parse(text).unwrap_err();
    assert!(said("").contains("empty") || said("").contains("b.json"), "{}", said(""));
    assert!(said("<<<<<<< HEAD\n{").contains("b.json:1:1"), "{}", said("<<<<<<< HEAD\n{"));
    assert!(said("[]").contains("an object must stand here"));
    assert!(said("{}").contains("`version` is missing"));
    assert!(said(r#"{"version": 2, "findings": []}"#).contains("b.json:1:13"));
    assert!(said(r#"{"version": 1, "findings": {}}"#).contains("must be an array"));
    let entry = |entry: &str| said(&format!("{{\"version\": 1, \"findings\": [{entry}]}}"));
    assert!(entry("7").contains("an object must stand here"));
    assert!(entry("{}").contains("`pack` is missing"));
    assert!(entry(r#"{"pack": 1}"#).contains("`pack` must be a string"));
    for count in ["0", "-1", "1.5", "99999999999", "\"x\""] {
        let text = format!(r#"{{"pack": "p", "rule": "r", "text": "t", "count": {count}}}"#);
        assert!(entry(&text).contains("`count` must be a number"), "{count}");
    }
    let deep = "[".repeat(100_000);
    assert!(said(&deep).contains("not a baseline"));
    let file = SourceFile::from_bytes(VirtualPath::new("b"), b"{\xff}".to_vec());
    assert!(read(&file).unwrap_err().message.contains("UTF-8"));
}
