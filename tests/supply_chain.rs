//! What is linked into palint: licences, doubles, and that nothing of it talks to a network. It asks
//! cargo and no server; `deny.toml` says what is allowed.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The strings of a list in `deny.toml`.
fn policy(key: &str) -> BTreeSet<String> {
    let text = read("deny.toml");
    let (_, list) = text.split_once(&format!("\n{key} = [")).unwrap();
    let (list, _) = list.split_once(']').unwrap();
    let names: BTreeSet<_> = list.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(!names.is_empty(), "{key}");
    names
}

/// Every package of `Cargo.lock`, those for other systems and for tests included, with its versions
/// and sources.
fn locked() -> BTreeMap<String, Vec<(String, Option<String>)>> {
    let lock = read("Cargo.lock");
    let mut packages: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let field = |name: &str| {
            let start = format!("{name} = \"");
            let line = package.lines().find_map(|line| line.strip_prefix(&start));
            line.map(|rest| rest.trim_end_matches('"').to_owned())
        };
        let known = (field("version").unwrap(), field("source"));
        packages.entry(field("name").unwrap()).or_default().push(known);
    }
    assert!(packages.contains_key("flate2") && packages["palint"].len() == 1);
    packages
}

/// The packages that are built on this system.
fn built() -> Vec<Value> {
    let version = Command::new("rustc").arg("-vV").output().unwrap().stdout;
    let version = String::from_utf8(version).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform"])
        .arg(host)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().clone();
    assert!(packages.len() > 50);
    packages
}

#[test]
fn nothing_opens_connections_or_needs_a_c_compiler() {
    let packages = locked();
    let denied: Vec<_> =
        policy("deny").into_iter().filter(|name| packages.contains_key(name)).collect();
    assert!(denied.is_empty(), "{denied:?}");
    let about = ["http", "tls", "ssl", "websocket"];
    let suspicious: Vec<_> =
        packages.keys().filter(|name| about.iter().any(|word| name.contains(word))).collect();
    assert!(suspicious.is_empty(), "add these to `deny`, or explain them: {suspicious:?}");
}

#[test]
fn every_package_comes_from_the_registry() {
    for (name, versions) in locked() {
        for (_, source) in versions {
            let expected = (name != "palint")
                .then_some("registry+https://github.com/rust-lang/crates.io-index");
            assert_eq!(source.as_deref(), expected, "{name}");
        }
    }
}

#[test]
fn one_version_of_each_package_is_enough() {
    let packages = locked();
    let twice = packages.iter().filter(|(_, versions)| versions.len() > 1);
    let twice: BTreeSet<_> = twice.map(|(name, _)| name.clone()).collect();
    assert_eq!(twice, policy("skip"));
}

#[test]
fn every_licence_is_allowed() {
    let allowed = policy("allow");
    for package in built() {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(licence, &allowed), "{}: `{licence}`", package["name"]);
    }
}

#[test]
fn build_scripts_are_known_and_link_nothing() {
    let known = policy("allow-build-scripts");
    let packages = locked();
    let stale: Vec<_> = known.iter().filter(|name| !packages.contains_key(*name)).collect();
    assert!(stale.is_empty(), "{stale:?}");
    for package in built() {
        let name = package["name"].as_str().unwrap();
        let mut targets = package["targets"].as_array().unwrap().iter();
        let has_script = targets.any(|target| target["kind"][0] == "custom-build");
        assert!(!has_script || known.contains(name), "{name} runs a build script");
        // rayon-core only makes sure that it is there once.
        assert!(package["links"].is_null() || name == "rayon-core", "{name} links a library");
    }
}

/// Judges an SPDX expression; the `/` of older manifests is an `OR`.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    if let Some((before, inside, after)) = innermost(&expression) {
        let verdict = if is_allowed(inside, allowed) { "yes" } else { "no" };
        return is_allowed(&format!("{before}{verdict}{after}"), allowed);
    }
    let one = |name: &str| name.trim() == "yes" || allowed.contains(name.trim());
    expression.split(" OR ").any(|all| all.split(" AND ").all(one))
}

/// A pair of parentheses that holds none, with what is around it.
fn innermost(expression: &str) -> Option<(&str, &str, &str)> {
    let end = expression.find(')')?;
    let start = expression[..end].rfind('(')?;
    Some((&expression[..start], &expression[start + 1..end], &expression[end + 1..]))
}

#[test]
fn expressions_are_judged_as_spdx_says() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "Unicode-3.0".to_owned()]);
    for expression in
        ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(GPL-3.0 OR MIT) AND Unicode-3.0"]
    {
        assert!(is_allowed(expression, &allowed), "{expression}");
    }
    for expression in ["", "GPL-3.0", "MIT AND GPL-3.0", "(GPL-3.0 OR BSL-1.0) AND MIT"] {
        assert!(!is_allowed(expression, &allowed), "{expression}");
    }
}
