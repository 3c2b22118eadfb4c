//! One report with everything that a format has to cope with, and one of a clean run.
#![allow(dead_code, reason = "each test crate uses part of it")]

use std::sync::Arc;

use palint::engine::{Diagnostic, Report};
use palint::finding::{Edit, Finding, Fix, Place};
use palint::rules::{Check, Rule, Severity};
use palint::source::{SourceFile, Span, TextRange, VirtualPath};

static ODD_TEXT: Rule = Rule {
    id: "values/odd-text",
    severity: Severity::Warning,
    fixable: true,
    page: "# values/odd-text\n\nA text is odd.\n\n## Why it matters\n\nA cluster comes up \
           <without> it, and\nnobody is told.\n\n## Limits\n\nNone.\n",
    check: Check::Engine,
};

static WRONG_NAME: Rule = Rule {
    id: "chart/wrong-name",
    severity: Severity::Error,
    fixable: true,
    page: "# chart/wrong-name\n\nA chart has another name.\n",
    check: Check::Engine,
};

static BLURRED_LOGO: Rule = Rule {
    id: "pack/blurred-logo",
    severity: Severity::Info,
    fixable: false,
    page: "# pack/blurred-logo\n\nA logo is hard to see.\n",
    check: Check::Engine,
};

/// Everything that is hostile to some format: `%`, quotes, markup, separators, line breaks, control
/// and directional characters, and a character that XML does not know.
pub const HOSTILE: &str =
    "100%25 <b>&amp; \"'`|,:]]>\r\n::error::\u{1b}[31m\u{9b}\u{202e}\u{ffff}é";

/// The path of the packed pack.
pub const PACKED: &str = "packs/n<e>&\"t,%:\u{1b}-2.0.1.tgz";

const VALUES: &str = "pack:\r\n  nämé: \"日本\" # €\r\n  text: |\r\n    one\r\n    two\r\n";

fn file(path: VirtualPath, text: &str) -> Arc<SourceFile> {
    SourceFile::new(path, text)
}

/// The first place of `part` in the file.
fn span(file: &Arc<SourceFile>, part: &str) -> Span {
    let start = file.text().find(part).expect("the sample holds the part");
    Span::new(file, TextRange::from_usize(start..start + part.len()))
}

/// Three packs: a clean one, one with everything, and a packed one.
pub fn sample() -> Report {
    let root = VirtualPath::new("packs/dëmo 1.2.3");
    let values = file(root.join("values.yaml"), VALUES);
    let archive = root.join("charts/x.tgz");
    let chart = file(archive.member("x/Chart.yaml"), "# é\nname: y\n");
    let logo = Place::File(root.join("logo.png"));
    let packed = VirtualPath::new(PACKED);
    let pack_json = file(packed.member("net/pack.json"), "{\"name\": \"nët\"}\n");

    let wrong_name = Finding::new(span(&chart, "y"), "the chart is not named `x`")
        .label(span(&values, "\"日本\""), "`日本` stands here")
        .help("rename the chart")
        .fix(Fix::safe("rename it", Edit::replace(span(&chart, "y"), "x")));
    let two_edits = Fix {
        edits: vec![
            Edit::delete(span(&values, "two\r\n")),
            Edit::replace(span(&values, "\"日本\""), "\"<é>&\"\n"),
        ],
        ..Fix::needs_a_look("mend both", Edit::delete(span(&values, "x")))
    };
    let at = span(&values, "\"日本\"");
    let mended = Finding::new(at, "`日本` is odd").fix(two_edits);
    let hostile = Finding::new(span(&values, "one\r\n    two"), format!("`{HOSTILE}` is odd"))
        .label(span(&chart, "name"), format!("named {HOSTILE}"))
        .label(logo.clone(), "seen here")
        .help(format!("remove `{HOSTILE}`"))
        .fix(Fix::safe("empty it", Edit::delete(span(&values, "one\r\n    two"))));
    report(vec![
        (&BLURRED_LOGO, None, Finding::new(Place::File(VirtualPath::new(".")), "all are blurred")),
        (&WRONG_NAME, Some("dëmo@1.2.3"), wrong_name),
        (&BLURRED_LOGO, Some("dëmo@1.2.3"), Finding::new(logo, "`logo.png` is blurred")),
        (&ODD_TEXT, Some("dëmo@1.2.3"), mended),
        (&ODD_TEXT, Some("dëmo@1.2.3"), hostile),
        (&WRONG_NAME, Some("nët@2.0.1"), Finding::new(span(&pack_json, "\"nët\""), "no `net`")),
    ])
}

fn report(found: Vec<(&'static Rule, Option<&str>, Finding)>) -> Report {
    let numbered = (0x0123_4567_89ab_cdef..).zip(found);
    let diagnostic =
        |(fingerprint, (rule, pack, finding)): (u64, (&'static Rule, Option<&str>, _))| {
            Diagnostic {
                rule,
                severity: rule.severity,
                finding,
                pack: pack.map(Arc::from),
                fingerprint,
            }
        };
    Report { diagnostics: numbered.map(diagnostic).collect(), ..clean() }
}

/// The same packs, and nothing to say.
pub fn clean() -> Report {
    let packs = ["packs/clean-1.0.0", "packs/dëmo 1.2.3", PACKED];
    Report { packs: packs.map(VirtualPath::new).into(), files: 12, ..Report::default() }
}
