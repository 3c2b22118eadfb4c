use proptest::prelude::*;

use super::Pattern;

fn refused(text: &str) -> Option<(&str, String)> {
    let error = Pattern::parse(text).err()?;
    Some((&text[error.range.to_usize()], error.message))
}

#[test]
fn what_go_takes_is_taken() {
    let patterns = [
        "",
        "^[a-z0-9]+$",
        r"\Qa.b*\E+",
        "a{",
        "a{,5}",
        "{",
        "}",
        "]",
        "a]b",
        "a{01}",
        "[a&&b]",
        "[+--]",
        "[]a]",
        "[^]a]",
        "[a-]",
        "[-a]",
        r"[\w-a]",
        r"\<",
        r"\_",
        r"\07",
        r"\12",
        r"\x41",
        r"\x{000000041}",
        r"\x{d800}",
        r"\pL",
        r"\p{Greek}",
        r"\P{^Greek}",
        "(?P<n>x)",
        "(?<n>x)",
        "(?i)x",
        "(?i-s:x)",
        "(?sU)",
        "a(?i)*",
        "a*(?i)*",
        "^*",
        r"\b+",
        "()*",
        "(|a)*",
        "a|",
        "|a",
        "||",
        "(a{10}){100}",
        "(a{1000}){0}",
        "((a{5})*){200}",
        "a{1000}",
        "a{0,}",
        "[[:alpha:][:^digit:]]",
        "[[:x]",
        "é{2}",
        r"a\z",
        "[a-é]",
        "((a{1000}){1}){1}",
    ];
    for pattern in patterns {
        assert_eq!(refused(pattern), None, "{pattern}");
    }
}

#[test]
fn what_go_refuses_has_a_place() {
    let patterns = [
        ("é(?=x)", "(?=", "look-ahead is not supported"),
        ("a(?!x)", "(?!", "look-ahead is not supported"),
        ("(?<=x)", "(?<=", "look-behind is not supported"),
        (r"(a)\1", r"\1", "back-references are not supported"),
        (r"\9", r"\9", "back-references are not supported"),
        ("a*+", "*+", "two repetitions in a row: possessive ones are not supported"),
        ("a{2}{3}", "{2}{3}", "two repetitions in a row: possessive ones are not supported"),
        ("x{1001}", "{1001}", "more than 1000 repetitions are not supported"),
        (
            "x{99999999999999999999}",
            "{99999999999999999999}",
            "more than 1000 repetitions are not supported",
        ),
        ("(a{100}){11}", "{11}", "nested repetitions multiply to more than 1000"),
        ("x{3,2}", "{3,2}", "the larger count stands before the smaller one"),
        ("*a", "*", "nothing before this to repeat"),
        ("a|*", "*", "nothing before this to repeat"),
        ("(?i)*", "*", "nothing before this to repeat"),
        ("a(b", "(", "the group that opens here is never closed"),
        ("a)b", ")", "this `)` closes no group"),
        ("a[b", "[", "the class that opens here is never closed"),
        ("[]", "[", "the class that opens here is never closed"),
        ("[é-a]", "é-a", "the range `é-a` runs backwards"),
        (r"\é", r"\é", r"`\é` is not an escape"),
        (r"\Z", r"\Z", r"`\Z` is not an escape"),
        ("a\\", "\\", "a backslash at the end"),
        (r"\x4", r"\x", "`\\x` needs two hexadecimal digits, or some in braces"),
        (r"\x{110000}", r"\x{110000}", "there is no character of this number"),
        ("[[:letter:]]", "[:letter:]", "`[:letter:]` is not a class"),
        (r"\p{Greek", r"\p{", "the name of this class does not end with `}`"),
        ("(?P<ö>x)", "(?P<ö>", "the name of a group is made of letters, digits and underscores"),
        ("(?x)a", "(?x", "the flag `x` is not supported"),
    ];
    for (pattern, place, message) in patterns {
        assert_eq!(refused(pattern), Some((place, message.to_owned())), "{pattern}");
    }
}

#[test]
fn patterns_match_as_in_go() {
    let cases = [
        (r"^\d+$", "12", true),
        (r"^\d+$", "١٢", false),
        (r"^\w$", "é", false),
        (r"^\W$", "é", true),
        (r"^.$", "é", true),
        (r"^[a&&b]+$", "&", true),
        (r"^\Q1.5+\E$", "1.5+", true),
        (r"^\Q1.5+\E$", "1x5+", false),
        (r"(?i)^https?://.*$", "HTTPS://x", true),
        (r"(?i)^[a-z]\d$", "A1", true),
        (r"^a{,2}$", "a{,2}", true),
        (r"^[^a]$", "é", true),
        (r"\bsize\b", "a size b", true),
        ("^[^\n]$", "\n", false),
        (r"^(?s:.)$", "\n", true),
        (r"^\x{e9}$", "é", true),
        ("^[[:alpha:]_-]+$", "a_-", true),
        ("^a$|b", "xb", true),
    ];
    for (pattern, value, expected) in cases {
        let compiled = Pattern::parse(pattern).ok().and_then(|p| p.compile());
        let compiled = compiled.unwrap_or_else(|| panic!("{pattern} does not compile"));
        assert_eq!(compiled.is_match(value), expected, "{pattern} on {value}");
    }
}

#[test]
fn huge_patterns_end_at_once() {
    let deep = "(".repeat(500_000) + &")".repeat(500_000);
    let long = "a{1000}".repeat(150_000);
    let classes = format!("[{}", "a-b".repeat(300_000));
    for pattern in [&deep, &long, &classes] {
        let pattern = Pattern::parse(pattern);
        assert!(pattern.ok().and_then(|pattern| pattern.compile()).is_none());
    }
}

proptest! {
    #[test]
    fn any_pattern_is_read(text in r"[a-cé0-9()\[\]{}*+?|\\^$.:<>=!PpQEixsdwbB,-]{0,30}") {
        match Pattern::parse(&text) {
            Ok(pattern) => drop(pattern.compile()),
            Err(error) => prop_assert!(text.get(error.range.to_usize()).is_some()),
        }
    }
}
