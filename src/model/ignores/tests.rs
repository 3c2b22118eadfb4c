//! What a comment says, and what it is about.

use super::{Reach, comment_lines, read};
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::yaml;

/// What each comment reaches, `file`, or why it is nothing.
fn reached(text: &str) -> Vec<String> {
    let file = SourceFile::new(VirtualPath::new("values.yaml"), text);
    let document = yaml::parse(&file);
    let directives = read(&file, document.comments());
    let told = |directive: super::Directive| match directive.ignore {
        Ok(ignore) => match ignore.reach {
            Reach::File => "file".to_owned(),
            Reach::Lines(range) => file.slice(range).to_owned(),
        },
        Err(why) => why.to_owned(),
    };
    directives.into_iter().map(told).collect()
}

#[test]
fn a_comment_reaches_its_line_or_the_entry_below_it() {
    let cases = [
        ("a: 1 # palint: ignore[x/y] é\nb: 2\n", "a: 1 # palint: ignore[x/y] é"),
        ("# palint: ignore[x/y] é\r\na: 1\r\nb: 2\r\n", "a: 1"),
        ("# palint:ignore[x/y]\n# about a\na:\n  b: 1\n\n  c: 2\nd: 3\n", "a:\n  b: 1\n\n  c: 2\n"),
        ("# palint: ignore[x/y]\na: |\n  b\n\n  # c\nd: 3\n", "a: |\n  b\n\n  # c"),
        ("# palint: ignore[x/y]\na:\n- b\n- c\nd: 3\n", "a:\n- b\n- c"),
        ("a:\n  # palint: ignore[x/y]\n  - b: 1\n    c: 2\n  - d\n", "  - b: 1\n    c: 2"),
        ("# palint: ignore[x/y]\na: {\n  b: 1\n}\nc: 1\n", "a: {\n  b: 1\n}"),
        ("a: 1\n# palint: ignore[x/y]", "# palint: ignore[x/y]"),
        ("# palint: ignore-file[x/y] é\na: 1\n", "file"),
        ("# x\n---\n# palint: ignore-file[x/y]\na: 1\n", "file"),
    ];
    for (text, expected) in cases {
        assert_eq!(reached(text).join("|").trim_end(), expected.trim_end(), "{text}");
    }
}

#[test]
fn what_is_not_understood_is_told() {
    let cases = [
        ("a: 1 # palint: ignore\n", "it has no list of rules in brackets"),
        ("a: 1 # palint: ignore[x/y\n", "its `[` is never closed"),
        ("a: 1 # palint: ignore[ , ] x\n", "it names no rule"),
        ("a: 1 # palint: disable[x/y]\n", "it begins with neither `ignore` nor `ignore-file`"),
        ("a: 1\n# palint: ignore-file[x/y]\n", "`ignore-file` has to stand above the first key"),
    ];
    for (text, expected) in cases {
        assert_eq!(reached(text), [expected], "{text}");
    }
    for text in ["a: '# palint: ignore'\n", "a: |\n  # palint: ignore\n", "# about palint: x\n"] {
        assert_eq!(reached(text), [""; 0], "{text}");
    }
}

#[test]
fn names_and_reasons_are_found() {
    let text = "ü: 1 ## palint: ignore[ x/y,z ]: weil es ürgert\n";
    let file = SourceFile::new(VirtualPath::new("values.yaml"), text);
    let directives = read(&file, yaml::parse(&file).comments());
    let ignore = directives[0].ignore.as_ref().unwrap();
    let names: Vec<_> = ignore.names.iter().map(|name| name.text()).collect();
    assert_eq!((names, file.slice(ignore.list)), (vec!["x/y", "z"], " x/y,z "));
    assert!(ignore.has_reason);
}

#[test]
fn templates_have_comments_too() {
    let text =
        "a: {{ b }} # palint: ignore[x] é\r\n  ## palint: ignore[y]\nc: palint: no\n#palint:\n";
    let file = SourceFile::new(VirtualPath::new("x.yaml"), text);
    let found: Vec<_> = comment_lines(&file).into_iter().map(|at| file.slice(at)).collect();
    assert_eq!(found, ["# palint: ignore[x] é", "## palint: ignore[y]", "#palint:"]);
}
