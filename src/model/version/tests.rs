//! Versions and ranges as they occur, and the corners of the Go library's rules.

use super::*;

fn version(text: &str) -> Version {
    Version::lenient(text).unwrap_or_else(|| panic!("{text} is a version"))
}

#[test]
fn versions_are_read_leniently() {
    use Deviation::*;
    let cases: &[(&str, &str, &[Deviation])] = &[
        ("1.2.3", "1.2.3", &[]),
        ("0.0.0-rc.1+build.01", "0.0.0-rc.1+build.01", &[]),
        ("2.0.1-up.1", "2.0.1-up.1", &[]),
        ("0.30.0-5.5.2026", "0.30.0-5.5.2026", &[]),
        ("1.21", "1.21.0", &[MissingParts]),
        ("312", "312.0.0", &[MissingParts]),
        ("26.04.4", "26.4.4", &[LeadingZeros]),
        ("26.02.0", "26.2.0", &[LeadingZeros]),
        ("v1.2", "1.2.0", &[LeadingV, MissingParts]),
        ("v01", "1.0.0", &[LeadingV, MissingParts, LeadingZeros]),
        ("1-a", "1.0.0-a", &[MissingParts]),
        ("1.2+b.c", "1.2.0+b.c", &[MissingParts]),
        ("1.2.3--", "1.2.3--", &[]),
        ("1.2.3+a-b", "1.2.3+a-b", &[]),
        ("18446744073709551615.0.0", "18446744073709551615.0.0", &[]),
    ];
    for (text, full, deviations) in cases {
        let version = version(text);
        assert_eq!(version.to_string(), *full);
        assert_eq!(version.original(), *text);
        assert_eq!(version.deviations(), *deviations, "{text}");
        assert_eq!(version.is_strict(), semver::Version::parse(text).is_ok(), "{text}");
    }
}

#[test]
fn other_texts_are_no_versions() {
    for text in [
        "",
        "v",
        "canary",
        "latest",
        "V1.2",
        "vv1",
        "1.",
        ".1",
        "1.2.3.4",
        "1.2.x",
        "1.2.3-",
        "1.2.3+",
        "1.2.3-a..b",
        "1.2.3-01",
        "1.2.3-ä",
        "1.2.3+a+b",
        "+1",
        "-1",
        " 1.2.3",
        "1.2.3 ",
        "1,2",
        "18446744073709551616",
        "{{ .v }}",
        "１.2.3",
        "1.+2.3",
    ] {
        assert!(Version::lenient(text).is_none(), "{text}");
    }
}

#[test]
fn order_is_precedence() {
    let sorted = [
        "0.9",
        "1.0.0-0",
        "1.0.0-2",
        "1.0.0-10",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-beta",
        "v1",
        "1.0.1",
        "1.2",
        "1.10",
    ];
    for pair in sorted.windows(2) {
        assert!(version(pair[0]) < version(pair[1]), "{pair:?}");
    }
    assert_eq!(version("1.0+a"), version("v1.0.0+b"));
}

fn range(text: &str) -> Range {
    Range::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn ranges_match_as_in_helm() {
    let cases: &[(&str, &str, &str)] = &[
        (">=1.19-0", "1.19.0-0 1.19 1.30.1-gke.5 v2", "1.18.9"),
        (">=v1.23.0-0", "1.23.0 1.24.0-rc.1", "1.22.9"),
        (">= 1.22.0-0 < 2", "1.22.0 1.31.2-eks-1", "2.0.0 1.21"),
        (">=1.22 <2", "1.22.0", "1.23.0-rc.1"),
        ("^1.2", "1.2.0 1.9.9", "2.0.0 1.1.9 1.3.0-a"),
        ("^0.2.3", "0.2.3 0.2.9", "0.3.0 0.2.2"),
        ("^0.2", "0.2.0", "0.3.0 1.2.0"),
        ("^0.0.3", "0.0.3", "0.0.4 0.1.3 0.0.2"),
        ("^0.0", "0.0.0 0.0.9", "0.1.0"),
        ("^0", "0.9.9", "1.0.0"),
        ("~1.2.3", "1.2.3 1.2.9", "1.3.0 1.2.2"),
        ("~>1", "1.9", "2"),
        ("~0.0.0", "0.0.0 3.1.2", "1.0.0-a"),
        ("1.2.x", "1.2.0 1.2.9", "1.3.0 1.2.0-a"),
        ("1.2", "1.2.9", "1.3.0"),
        ("*", "0.0.0 9.9.9", "1.0.0-a"),
        ("x", "1.2.3", ""),
        ("1.2 - 1.4", "1.2.0 1.4.9", "1.5.0 1.1.9"),
        ("1.2.0 - 1.4.0 2 || 3 - 4", "3.0.0 4.9.9", "1.3.0 5.0.0"),
        ("1.2.3", "1.2.3 v1.2.3+b", "1.2.4"),
        ("=1.2.3", "1.2.3", "1.2.4"),
        ("!=1.2.3", "1.2.4", "1.2.3"),
        ("!=1.x", "2.0.0", "1.9.9"),
        ("!=1.2", "1.3.0", "1.2.9"),
        (">11", "12.0.0", "11.9.9"),
        (">11.1", "11.2.0", "11.1.9"),
        ("<=11", "11.9.9", "12.0.0"),
        ("=<1.2", "1.2.9", "1.3.0"),
        ("=>1.2.3", "1.2.3", "1.2.2"),
        ("<1.2-beta", "1.1.9 1.2.0-alpha", "1.2.0"),
        ("1,1.2 , >1.2.3", "1.2.4", "1.2.3 1.3.0"),
        ("1.x.3", "1.9.9", "2.0.0"),
    ];
    for (text, inside, outside) in cases {
        let range = range(text);
        for candidate in inside.split_whitespace() {
            assert!(range.matches(&version(candidate)), "`{text}` matches {candidate}");
        }
        for candidate in outside.split_whitespace() {
            assert!(!range.matches(&version(candidate)), "`{text}` does not match {candidate}");
        }
    }
}

#[test]
fn mistakes_in_ranges_have_a_place() {
    let cases: &[(&str, &str, &str)] = &[
        ("", "", "expected a version"),
        ("  ", "", "expected a version"),
        (">=", "", "expected a version"),
        ("1 ||", "", "expected a version"),
        ("1,,2", ",", "expected a version"),
        ("1,", "", "expected a version"),
        ("> = 1", "=", "expected a version"),
        ("é", "é", "expected a version"),
        ("1 \r\n é2", "é", "expected a version"),
        ("latest", "latest", "`latest` is not a version"),
        (">=1.2.3 <V2", "V2", "`V2` is not a version"),
        ("1 || 1.2.3.4", "1.2.3.4", "`1.2.3.4` is not a version"),
        ("1.2.3-01", "1.2.3-01", "`1.2.3-01` is not a version"),
        ("1 -2", "-2", "`-2` is not a version"),
        ("1x", "1x", "`1x` is not a version"),
        ("99999999999999999999", "99999999999999999999", "`99999999999999999999` is not a version"),
        (">1<2", "<", "expected a blank, `,` or `||`"),
        ("1|2", "|", "expected a blank, `,` or `||`"),
        (">=1 - 2", "-", "`-` is not a version"),
        ("<3 1 - 2", "1 - 2", "Helm needs a `,` before a range with a hyphen"),
        ("{{ .v }}", "{{", "expected a version"),
    ];
    for (text, wrong, message) in cases {
        let error = Range::parse(text).expect_err(text);
        assert_eq!((&text[error.range.to_usize()], error.message.as_str()), (*wrong, *message));
    }
    assert!(Range::parse(&"1,".repeat(2000)).is_err());
}

#[test]
fn ranges_and_bounds_intersect() {
    let cases = [
        (">=1.19-0", Some("1.18"), Some("1.30"), true),
        (">=1.31", None, Some("1.30.9"), false),
        (">=1.31", None, Some("1.31.0"), true),
        (">=1.31", Some("1.20"), None, true),
        ("<1.20", Some("1.20"), None, false),
        ("<1.20-0", Some("1.19.9"), None, true),
        (">1.20", Some("1.20.5"), Some("1.20.9"), false),
        ("!=1.20.0", Some("1.20.0"), Some("1.20.0"), false),
        ("!=1.20.0", Some("1.20.0"), Some("1.20.1"), true),
        ("^1.2 || ^3", Some("2"), Some("2.9.9"), false),
        (">1.2.3 <1.2.4", None, None, false),
        (">1.2.3 <1.2.5", None, None, true),
        ("1.2 - 1.4, !=1.3", Some("1.3.0"), Some("1.3.9"), false),
        ("~1.2.3-rc.1", Some("1.2.3-rc.2"), Some("1.2.3-rc.2"), true),
        ("^1", Some("3"), Some("2"), true),
        (">18446744073709551615", None, None, false),
        ("*", None, None, true),
    ];
    for (text, lower, upper, expected) in cases {
        let (lower, upper) = (lower.map(version), upper.map(version));
        let found = range(text).may_intersect(lower.as_ref(), upper.as_ref());
        assert_eq!(found, expected, "{text} in {lower:?}..={upper:?}");
    }
}

proptest::proptest! {
    #[test]
    fn intersection_agrees_with_counting(
        text in "(>=|<=|<|>|~|\\^|!=|)[0-3](\\.[0-3](\\.[0-3](-0)?)?)?( (<|>|<=|!=|~)[0-3](\\.[0-3])?)?",
        low in 0u64..125,
        high in 0u64..125,
    ) {
        // The text has numbers up to three, and nothing new begins beyond four.
        let at = |n: u64| Version::from(semver::Version::new(n / 25, n / 5 % 5, n % 5));
        let range = range(&text);
        let counted = low > high || (low..=high).any(|n| range.matches(&at(n)));
        let found = range.may_intersect(Some(&at(low)), Some(&at(high)));
        proptest::prop_assert_eq!(found, counted, "{}", text);
    }

    #[test]
    fn any_range_text_ends(text in "[0-9x.*v<>=~^!|, é-]{0,24}") {
        if let Err(error) = Range::parse(&text) {
            assert!(text.get(error.range.to_usize()).is_some());
        }
    }
}
