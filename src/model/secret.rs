//! Secrets of a known form in a text: what issues them, and where they stand.
//!
//! Only forms that cannot be anything else are known, so that a hit needs no second opinion.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Matches that are looked at in one scalar: each costs a look at its line.
const MATCHES: usize = 200;

/// No secret below is shorter.
const SHORTEST: usize = 20;

/// Findings in one scalar: beyond a few, the file is a key store and the point is made.
const TOLD: usize = 10;

/// Different characters that the random part of a secret has at least; `xxxx` is a placeholder.
const VARIETY: usize = 8;

/// What issues secrets of a known form, and the form. The group is the random part.
const FORMS: [(&str, &str); 16] = [
    ("an AWS access key", r"\b(?:AKIA|ASIA)([A-Z2-7]{16})\b"),
    ("a GitHub token", r"\bgh[pousr]_([A-Za-z0-9]{36,251})\b"),
    ("a GitHub token", r"\bgithub_pat_([A-Za-z0-9_]{60,251})\b"),
    ("a GitLab token", r"\bglpat-([A-Za-z0-9_-]{20,})"),
    ("a Slack token", r"\bxox[abeoprs]-([A-Za-z0-9-]{20,})"),
    ("a Slack webhook", r"hooks\.slack\.com/services/T[A-Z0-9]+/B[A-Z0-9]+/([A-Za-z0-9]{20,})"),
    ("a Google API key", r"\bAIza([A-Za-z0-9_-]{35})(?:[^A-Za-z0-9_-]|$)"),
    ("a JSON web token", r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.([A-Za-z0-9_-]{20,})"),
    ("a Docker Hub token", r"\bdckr_pat_([A-Za-z0-9_-]{20,})"),
    ("an npm token", r"\bnpm_([A-Za-z0-9]{36})\b"),
    ("a Stripe key", r"\b[sr]k_live_([A-Za-z0-9]{20,})\b"),
    ("a SendGrid key", r"\bSG\.[A-Za-z0-9_-]{16,32}\.([A-Za-z0-9_-]{32,64})"),
    ("an NVIDIA API key", r"\bnvapi-([A-Za-z0-9_-]{40,})"),
    ("a Hugging Face token", r"\bhf_([A-Za-z0-9]{34,})\b"),
    ("an API key", r"\bsk-(?:ant|proj)-([A-Za-z0-9_-]{32,})"),
    (
        "a private key",
        r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----\s+([A-Za-z0-9+/=\s]{60,})",
    ),
];

/// What begins any of them. Nearly every text is told apart by it alone.
const HINT: &str = "AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|hooks\\.slack|AIza|eyJ|\
    dckr_pat_|npm_|k_live_|SG\\.|nvapi-|hf_|sk-(?:ant|proj)-|-----BEGIN ";

static HINTS: LazyLock<Regex> = LazyLock::new(|| compile(HINT));

static PATTERNS: LazyLock<Vec<(&'static str, Regex)>> =
    LazyLock::new(|| FORMS.into_iter().map(|(what, form)| (what, compile(form))).collect());

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns above are tested to compile")
}

/// The secrets in a text, a few at most; comments and placeholders hold none.
pub fn find(text: &str) -> Vec<(&'static str, Range<usize>)> {
    if text.len() < SHORTEST || !HINTS.is_match(text) {
        return Vec::new();
    }
    let hits = PATTERNS
        .iter()
        .flat_map(|(what, pattern)| pattern.captures_iter(text).map(move |found| (*what, found)));
    let secrets = hits.take(MATCHES).filter_map(|(what, found)| {
        let (whole, random) = (found.get(0)?, found.get(1)?);
        let real = is_random(random.as_str()) && !in_comment(text, whole.start());
        real.then(|| (what, whole.range()))
    });
    secrets.take(TOLD).collect()
}

fn is_random(text: &str) -> bool {
    let example = ["EXAMPLE", "example", "XXXX", "xxxx", "PLACEHOLDER", "placeholder"];
    let variety: BTreeSet<char> = text.chars().collect();
    variety.len() >= VARIETY && !example.iter().any(|word| text.contains(word))
}

/// True in the line of a `#` comment of a text within the text.
fn in_comment(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[line..at].trim_start().starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::{FORMS, find, in_comment, is_random};

    /// No token stands here in one piece, so that no scanner takes this file for a leak.
    const RANDOM: &str = "Q7vX2mK9bT4wZ8nR5cLpD3fG6hJ1kM0sYqWe";

    #[test]
    fn every_form_is_known() {
        let forty = format!("{RANDOM}aB3d");
        let samples = [
            ("AK", "IAQWERTYUIOPASDFGH".to_owned()),
            ("gh", format!("p_{RANDOM}")),
            ("github_", format!("pat_{RANDOM}{RANDOM}")),
            ("gl", format!("pat-{RANDOM}")),
            ("xo", format!("xb-123456789012-{RANDOM}")),
            ("hooks.slack", format!(".com/services/T0A/B0A/{RANDOM}")),
            ("AI", format!("za{}", &RANDOM[..35])),
            ("ey", format!("J{RANDOM}.eyJ{RANDOM}.{RANDOM}")),
            ("dckr_", format!("pat_{RANDOM}")),
            ("npm", format!("_{RANDOM}")),
            ("sk_", format!("live_{RANDOM}")),
            ("SG", format!(".{}.{forty}", &RANDOM[..22])),
            ("nv", format!("api-{forty}")),
            ("hf", format!("_{RANDOM}")),
            ("sk-", format!("ant-{forty}")),
            ("-----BEGIN RSA PRI", format!("VATE KEY-----\n{RANDOM}\n{RANDOM}\n")),
        ];
        assert_eq!(samples.len(), FORMS.len());
        for (start, rest) in samples {
            let text = format!("é {start}{rest}");
            assert_eq!(find(&text).first().map(|(_, at)| at.start), Some(3), "{start}…");
        }
    }

    #[test]
    fn placeholders_and_comments_are_no_secrets() {
        assert!(!is_random(&"x".repeat(40)));
        assert!(!is_random("IOSFODNN7EXAMPLE"));
        assert!(is_random(RANDOM));
        assert!(
            find("-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----").is_empty()
        );
        assert!(in_comment("a: 1\n  # token: x", 15));
        assert!(!in_comment("# a\ntoken: x", 11));
    }
}
