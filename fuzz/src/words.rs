//! Small languages: macros, image references, versions and their ranges.

use std::collections::BTreeMap;

use palint::files::Files;
use palint::model::image::ImageRef;
use palint::model::macros::{self, Macro};
use palint::model::pack::Pack;
use palint::model::version::{Range, Version};
use palint::source::VirtualPath;

use super::spans;

const PACK_JSON: &str = r#"{"layer": "addon", "kubeManifests": ["manifests/a.yaml"]}"#;

/// The bytes as values and as a manifest: every part of a macro has a place, and the macros of a
/// manifest stand one behind the other.
pub fn macro_scanner(data: &[u8]) {
    let mut files = BTreeMap::new();
    files.insert("pack.json".to_owned(), PACK_JSON.as_bytes().into());
    files.insert("values.yaml".to_owned(), data.into());
    files.insert("manifests/a.yaml".to_owned(), data.into());
    let pack = Pack::new(Files::in_memory(VirtualPath::new("pack"), files));
    let mut before = 0;
    for found in pack.macros() {
        check_macro(found);
        let whole = &found.whole.span;
        if whole.file().path().as_str().ends_with("a.yaml") {
            assert!(before <= whole.range().start, "{whole:?} stands before {before}");
            before = whole.range().end;
        }
    }
    for nested in macros::nested(pack.macros()) {
        spans::span(&nested.outer.span, "outer");
        nested.inner.iter().for_each(|inner| spans::span(&inner.span, "inner"));
    }
}

fn check_macro(found: &Macro) {
    spans::span(&found.whole.span, "macro");
    for word in [&found.head, &found.family, &found.key] {
        spans::span(&word.span, "word of a macro");
        spans::within(found.whole.span.range(), word.span.range(), "word of a macro");
    }
    // Those of a macro that is never closed stand behind it.
    found.filters.iter().for_each(|filter| spans::span(&filter.name.span, "filter"));
    assert!(found.whole.text.starts_with('{'), "{found:?}");
    assert!(!found.is_well_formed() || found.whole.text.ends_with("}}"), "{found:?}");
    let _ = (found.name(), found.pack_reference());
}

/// Each line a reference: a mistake has a place, and the parts of what is none make up its text.
pub fn image_reference(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut images: Vec<ImageRef> = Vec::new();
    for line in text.split('\n') {
        match ImageRef::parse(line) {
            Ok(image) => {
                assert_eq!(written(&image), line);
                assert!(image.same_repository(&image) && image.may_stand_for(&image));
                assert!(image.name().starts_with(image.host()));
                images.push(image);
            }
            Err(error) => spans::range(line, error.range, &error.message),
        }
    }
    for (one, other) in images.iter().zip(images.iter().skip(1)) {
        assert_eq!(one.same_repository(other), other.same_repository(one));
        let _ = one.may_stand_for(other);
    }
}

fn written(image: &ImageRef) -> String {
    let part = |before: &str, part: &Option<String>, after: &str| {
        part.as_ref().map_or_else(String::new, |part| format!("{before}{part}{after}"))
    };
    let registry = part("", &image.registry, "/");
    let (tag, digest) = (part(":", &image.tag, ""), part("@", &image.digest, ""));
    format!("{registry}{}{tag}{digest}", image.repository)
}

/// Each line a version and a range: versions are in one order, and a range that takes a release
/// meets the bounds that are this release.
pub fn version_range(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let lines: Vec<&str> = text.split('\n').take(40).collect();
    let versions: Vec<Version> = lines.iter().filter_map(|line| Version::lenient(line)).collect();
    for version in &versions {
        let again = Version::lenient(&version.to_string()).expect("a version prints as one");
        assert_eq!(&again, version);
        assert!(again.is_strict(), "{version}");
        assert_eq!(version.is_strict(), semver::Version::parse(version.original()).is_ok());
        for other in &versions {
            assert_eq!(version.cmp(other), other.cmp(version).reverse());
        }
    }
    for line in lines {
        match Range::parse(line) {
            Ok(range) => versions.iter().for_each(|version| meet(&range, version)),
            Err(error) => spans::range(line, error.range, &error.message),
        }
    }
}

fn meet(range: &Range, version: &Version) {
    let bound = Some(version);
    let meets = range.may_intersect(bound, bound);
    if !version.pre_release().is_empty() {
        return;
    }
    assert!(meets || !range.matches(version), "{range:?} takes {version}");
    if meets {
        assert!(range.may_intersect(None, bound) && range.may_intersect(bound, None));
        assert!(range.may_intersect(None, None));
    }
}
