//! Links, pipes and refused files: what only a disk has. Every tree lies in a directory of its own
//! below the system's temporary directory and is removed at the end.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use palint::discover::discover;
use palint::engine::{self, Report};
use palint::report::concise;
use palint::rules::{self, Context, Rule};
use palint::settings::{Catalogs, Levels, Settings};

const PACK_JSON: &str = r#"{
  "name": "demo", "displayName": "Démo", "version": "1.2.3", "layer": "addon",
  "cloudTypes": ["all"], "addonType": "system app",
  "kubeManifests": ["manifests/demo.yaml"]
}
"#;

/// A pack on disk, removed when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("palint-structure-{}-{count}", std::process::id());
        let scratch = Self(std::env::temp_dir().join(name));
        fs::create_dir_all(scratch.0.join("pack/manifests")).unwrap();
        scratch.write("pack.json", PACK_JSON);
        scratch.write("values.yaml", "");
        scratch.write("README.md", "# Demo\n");
        fs::write(scratch.at("logo.png"), b"\x89PNG\r\n\x1a\n").unwrap();
        scratch.write("manifests/demo.yaml", "kind: ConfigMap\n");
        scratch
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.join("pack").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.at(path), text).unwrap();
    }

    /// Puts a link in the place of whatever is at `path`.
    fn link(&self, path: &str, target: impl AsRef<Path>) {
        let _ = fs::remove_file(self.at(path));
        symlink(target, self.at(path)).unwrap();
    }

    fn pipe(&self, path: &str) {
        let _ = fs::remove_file(self.at(path));
        assert!(Command::new("mkfifo").arg(self.at(path)).status().unwrap().success());
    }

    /// What the rules of the group say.
    fn lines(&self) -> String {
        let report = self.report();
        report.diagnostics.iter().map(|diagnostic| concise::line(diagnostic) + "\n").collect()
    }

    fn report(&self) -> Report {
        let found = discover(&[self.at("")], &self.0);
        assert_eq!(found.failures, Vec::<String>::new());
        let rules: Vec<&Rule> = rules::all().filter(|rule| rule.group() == "structure").collect();
        let today = "2026-01-01".parse().unwrap();
        let settings = Settings {
            levels: Levels::default(),
            context: Context { today },
            jobs: Some(1),
            catalogs: Catalogs::default(),
            whole_texts: false,
        };
        engine::run(&found.targets, &rules, &settings, &|| ()).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::set_permissions(self.at("manifests"), fs::Permissions::from_mode(0o755));
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_pack_of_plain_files_is_silent() {
    assert_eq!(Scratch::new().lines(), "");
}

#[test]
fn links_inside_the_pack_are_fine() {
    let pack = Scratch::new();
    pack.write("manifests/real.txt", "kind: ConfigMap\n");
    pack.link("manifests/demo.yaml", "real.txt");
    pack.link("docs", "manifests");
    assert_eq!(pack.lines(), "");
}

#[test]
fn a_listed_file_is_found_behind_a_linked_directory() {
    let pack = Scratch::new();
    pack.write("pack.json", &PACK_JSON.replace("manifests/demo", "linked/demo"));
    pack.link("linked", "manifests");
    assert_eq!(pack.lines(), "");
}

#[test]
fn a_link_that_leaves_the_pack_is_told_once_and_where_it_lies() {
    let pack = Scratch::new();
    fs::write(pack.0.join("outside.yaml"), "kind: Secret\n").unwrap();
    pack.link("manifests/demo.yaml", "../../outside.yaml");
    pack.link("values.yaml", pack.0.join("outside.yaml"));
    let outside = pack.0.join("outside.yaml");
    let expected = format!(
        "pack/manifests/demo.yaml:1:1: error[structure/path-escape] \
         this link to `../../outside.yaml` leaves the pack\n\
         pack/values.yaml:1:1: error[structure/path-escape] \
         this link to `{}` leaves the pack\n",
        outside.display()
    );
    assert_eq!(pack.lines(), expected);
}

#[test]
fn what_lies_behind_a_directory_outside_is_not_missing() {
    let pack = Scratch::new();
    fs::remove_dir_all(pack.at("manifests")).unwrap();
    fs::create_dir(pack.0.join("shared")).unwrap();
    pack.link("manifests", "../shared");
    let expected = "pack/manifests:1:1: error[structure/path-escape] \
                    this link to `../shared` leaves the pack\n";
    assert_eq!(pack.lines(), expected);
}

#[test]
fn links_that_lead_nowhere_are_graver_where_they_are_needed() {
    let pack = Scratch::new();
    pack.link("manifests/demo.yaml", "gone.yaml");
    pack.link("manifests/self.txt", "self.txt");
    pack.link("manifests/up", "..");
    let expected = "pack/manifests/demo.yaml:1:1: error[structure/path-escape] \
                    this link to `gone.yaml` leads nowhere\n\
                    pack/manifests/self.txt:1:1: warning[structure/path-escape] \
                    this link to `self.txt` leads nowhere\n\
                    pack/manifests/up:1:1: error[structure/path-escape] \
                    this link leads back to a directory that it lies in\n";
    assert_eq!(pack.lines(), expected);
}

#[test]
fn the_lock_of_an_editor_is_no_broken_link() {
    let pack = Scratch::new();
    pack.link(".#values.yaml", "someone@somewhere.1234");
    fs::create_dir(pack.at(".git")).unwrap();
    pack.link(".git/broken", "gone");
    pack.pipe(".git/fsmonitor");
    let expected = "pack/.#values.yaml:1:1: info[structure/stray-file] \
                    `.#values.yaml` is something that an editor keeps for itself\n";
    assert_eq!(pack.lines(), expected);
}

#[test]
fn pipes_are_told_and_never_opened() {
    let pack = Scratch::new();
    pack.pipe("values.yaml");
    pack.pipe("logo.png");
    pack.pipe("manifests/demo.yaml");
    pack.pipe("manifests/unneeded");
    let expected = "pack/logo.png:1:1: error[structure/unreadable-file] \
                    `logo.png` is a pipe, a socket or a device, not a file\n\
                    pack/manifests/demo.yaml:1:1: error[structure/unreadable-file] \
                    `manifests/demo.yaml` is a pipe, a socket or a device, not a file\n\
                    pack/values.yaml:1:1: error[structure/unreadable-file] \
                    `values.yaml` is a pipe, a socket or a device, not a file\n";
    assert_eq!(pack.lines(), expected);
}

#[test]
fn a_link_to_a_device_is_never_read() {
    let pack = Scratch::new();
    pack.link("README.md", "/dev/zero");
    let expected = "pack/README.md:1:1: error[structure/path-escape] \
                    this link to `/dev/zero` leaves the pack\n";
    assert_eq!(pack.lines(), expected);
}

#[test]
fn a_directory_in_the_place_of_a_file_is_told() {
    let pack = Scratch::new();
    fs::remove_file(pack.at("values.yaml")).unwrap();
    fs::create_dir(pack.at("values.yaml")).unwrap();
    let expected = "pack/pack.json:2:11: error[structure/missing-values] \
                    `values.yaml` is a directory, not a file\n";
    assert_eq!(pack.lines(), expected);
}

#[test]
fn refused_files_are_told_and_not_called_missing() {
    let pack = Scratch::new();
    fs::set_permissions(pack.at("README.md"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(pack.at("manifests"), fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything, so there is nothing to tell.
    if fs::read(pack.at("README.md")).is_ok() {
        assert_eq!(pack.lines(), "");
        return;
    }
    let lines = pack.lines();
    let told: Vec<&str> = lines.lines().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(told, ["error[structure/unreadable-file]"; 2], "{lines}");
}

#[test]
fn hostile_lists_end() {
    let pack = Scratch::new();
    let deep = "a/".repeat(200_000);
    let many = (0..20_000).map(|n| format!("\"manifests/dem{n}.yaml\"")).collect::<Vec<_>>();
    let list = format!("[\"{deep}\",\n\".\", \"\\u0000\", \"ü/日本\",\n{}]", many.join(",\n"));
    pack.write("pack.json", &PACK_JSON.replace("[\"manifests/demo.yaml\"]", &list));
    // So many that the last of them says that there are more.
    assert_eq!(pack.lines().matches("missing-file").count(), 1001);
}

#[test]
fn a_fix_writes_names_as_json_does() {
    let pack = Scratch::new();
    pack.write("manifests/ü\"b.yaml", "kind: ConfigMap\n");
    let list = "[\"manifests/demo.yaml\", \"manifests/Ü\\\"B.yaml\"]";
    let text = PACK_JSON.replace("[\"manifests/demo.yaml\"]", list).replace('\n', "\r\n");
    pack.write("pack.json", &text);
    let report = pack.report();
    let [diagnostic] = &report.diagnostics[..] else { panic!("{}", pack.lines()) };
    let edit = &diagnostic.finding.fix.as_ref().unwrap().edits[0];
    let mut fixed = text.clone();
    fixed.replace_range(edit.at.range().to_usize(), &edit.text);
    assert_eq!(fixed, text.replace("Ü\\\"B", "ü\\\"b"));
    pack.write("pack.json", &fixed);
    assert_eq!(pack.lines(), "");
}

#[test]
fn what_a_miswritten_list_meant_is_not_told_again() {
    let pack = Scratch::new();
    pack.write("pack.json", &PACK_JSON.replace("kubeManifests", "KubeManifests"));
    assert_eq!(pack.lines(), "");
    pack.write(
        "pack.json",
        &PACK_JSON.replace("[\"manifests/demo.yaml\"]", "\"manifests/demo.yaml\""),
    );
    assert_eq!(pack.lines(), "");
    pack.write("pack.json", "{");
    assert_eq!(pack.lines(), "");
}

#[test]
fn listed_directories_cover_what_lies_in_them() {
    let pack = Scratch::new();
    let lists = "\"charts\": [\"charts/demo\"], \"kubeManifests\": [\"./manifests/\"]";
    let json = PACK_JSON.replace("\"kubeManifests\": [\"manifests/demo.yaml\"]", lists);
    pack.write("pack.json", &json);
    fs::create_dir_all(pack.at("charts/demo/charts")).unwrap();
    pack.write("charts/demo/Chart.yaml", "name: demo\n");
    pack.write("charts/demo/values.yaml.orig", "");
    pack.write("charts/demo/charts/redis-1.0.0.tgz", "");
    pack.write("charts/demo-1.2.3.tgz", "");
    assert_eq!(pack.lines(), "");
}
