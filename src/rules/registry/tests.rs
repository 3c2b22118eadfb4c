//! What the pages do not show: packs that cannot be compared, and names beyond ASCII.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::RULES;
use crate::files::Files;
use crate::limits;
use crate::model::pack::Pack;
use crate::model::registry::{Member, Registry};
use crate::rules::Check;
use crate::source::VirtualPath;

fn member(root: &str, json: &str, values: &str) -> Option<Member> {
    let file = |name: &str, text: &str| (name.to_owned(), Arc::from(text.as_bytes()));
    let files = BTreeMap::from([file("pack.json", json), file("values.yaml", values)]);
    Member::of(Pack::new(Files::in_memory(VirtualPath::new(root), files)))
}

fn json(name: &str, version: &str, layer: &str, more: &str) -> String {
    format!(
        "{{\r\n\"ü\": 1, \"name\": \"{name}\", \"version\": \"{version}\", \"layer\": \"{layer}\"{more}}}"
    )
}

/// Each finding as `rule place`, in the order of the rules.
fn told(members: Vec<Option<Member>>) -> Vec<String> {
    let registry = Registry::new(members.into_iter().flatten().collect());
    let mut lines = Vec::new();
    for rule in RULES {
        let Check::Registry(check) = rule.check else { continue };
        for finding in check(&registry) {
            let text = finding.at.span().map_or("", |span| span.text());
            lines.push(format!("{} {} {text}", rule.id, finding.at.path()));
        }
    }
    lines
}

#[test]
fn every_further_pack_of_a_version_is_told() {
    let same = json("démo", "1", "csi", "");
    let members = ["c", "a", "b"].map(|root| member(root, &same, ""));
    let expected = [
        "registry/duplicate-pack b/pack.json \"démo\"",
        "registry/duplicate-pack c/pack.json \"démo\"",
    ];
    assert_eq!(told(members.into()), expected);
}

#[test]
fn packs_that_cannot_be_read_are_left_out() {
    let same = json("demo", "1", "csi", "");
    let huge =
        json("demo", "1", "csi", &format!(", \"x\": \"{}\"", "x".repeat(limits::INDEXED_BYTES)));
    for other in ["", "[]", "null", "{\"name\": ", "{}", "{\"name\": 1, \"version\": 2}", &huge] {
        assert!(
            told(vec![member("a", &same, ""), member("b", other, "")]).is_empty(),
            "{other:.20}"
        );
    }
    assert!(told(vec![member("a", &same, "")]).is_empty());
    assert!(told(Vec::new()).is_empty());
}

#[test]
fn the_newest_version_counts_by_its_numbers() {
    let named = |version: &str, name: &str| {
        let more = format!(", \"displayName\": \"{name}\"");
        member(version, &json("demo", version, "csi", &more), "")
    };
    let members = vec![named("1.9.0", "A"), named("1.10.0", "B"), named("stable", "C")];
    let expected = [
        "registry/display-name-drift 1.9.0/pack.json \"A\"",
        "registry/display-name-drift stable/pack.json \"C\"",
    ];
    assert_eq!(told(members), expected);
    let members = vec![named("1.9.0", "A"), named("1.10.0", "B"), named("1.8.0", "A")];
    assert_eq!(told(members), ["registry/display-name-drift 1.10.0/pack.json \"B\""]);
}

#[test]
fn twins_are_of_one_version_and_of_the_right_layers() {
    let values = |images: &str| format!("pack:\n  content:\n    images: [{images}]\n");
    let (one, two) = (values("{image: a}"), values("{image: a}, {image: b}"));
    let twins = |infra: &str, version: &str, layer: &str, addon: &str| {
        let infra = member("a", &json(infra, "1.0.0", layer, ""), &two);
        told(vec![infra, member("b", &json("demo-addon", version, "addon", ""), addon)])
    };
    let expected = ["registry/twin-drift b/values.yaml "];
    assert_eq!(twins("demo", "1.0.0", "csi", &one), expected);
    assert_eq!(twins("cni-demo", "1.0.0", "cni", &one), expected);
    assert!(twins("demo", "1.0.0", "csi", &two).is_empty());
    assert!(twins("demo", "1.0.1", "csi", &one).is_empty());
    assert!(twins("demo", "1.0.0", "addon", &one).is_empty());
    assert!(twins("other", "1.0.0", "csi", &one).is_empty());
    assert!(twins("demo", "1.0.0", "csi", "").is_empty());
}

#[test]
fn a_few_packs_are_no_registry() {
    let needs = ", \"constraints\": {\"dependencies\": [\
                 {\"packName\": \"fehlt-é\", \"layer\": \"addon\", \"type\": \"required\"}]}";
    let pack = |name: &str, more: &str| member(name, &json(name, "1", "csi", more), "");
    assert!(told(vec![pack("a", needs), pack("b", "")]).is_empty());
    let three = vec![pack("a", needs), pack("b", ""), pack("c", "")];
    assert_eq!(told(three), ["registry/unknown-dependency a/pack.json \"fehlt-é\""]);
}
