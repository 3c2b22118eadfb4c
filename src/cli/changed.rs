//! `--changed-since`: git says what changed. It is the only process that palint starts.
//!
//! What differs between the revision and the working tree counts, with files that git does not know
//! yet and without those that it ignores.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Failure;
use crate::changed::{self, Changes};
use crate::discover::Target;

/// The targets with something that changed since `revision`.
pub(super) fn only(targets: Vec<Target>, revision: &str) -> Result<Vec<Target>, Failure> {
    // A name that starts with `-` would be an option to git; no revision does.
    if revision.is_empty() || revision.starts_with('-') {
        return Err(format!("--changed-since: `{revision}` is no revision"));
    }
    let mut repositories: BTreeMap<PathBuf, Changes> = BTreeMap::new();
    let mut kept = Vec::new();
    for target in targets {
        let location = target.location();
        // git names files by the way without links.
        let location = location.canonicalize().unwrap_or_else(|_| location.to_owned());
        let around = repository_around(&location);
        let changes = match repositories.get(&around) {
            Some(changes) => changes,
            None => {
                let found = changes(&around, revision)?;
                repositories.entry(around).or_insert(found)
            }
        };
        if changes.touch(&location) {
            kept.push(target);
        }
    }
    Ok(kept)
}

/// Where to ask: the directory that looks like the root of a repository, else the target's own.
fn repository_around(location: &Path) -> PathBuf {
    let directory =
        if location.is_dir() { location } else { location.parent().unwrap_or(location) };
    let root = directory.ancestors().find(|directory| directory.join(".git").exists());
    root.unwrap_or(directory).to_owned()
}

fn changes(directory: &Path, revision: &str) -> Result<Changes, Failure> {
    let top = git(directory, &["rev-parse", "--show-toplevel"])?.map_err(|said| {
        let shown = directory.display();
        format!("--changed-since: `{shown}` lies in no working tree of git: {said}")
    })?;
    let top = changed::path(top.strip_suffix(b"\n").unwrap_or(&top));
    let tree = format!("{revision}^{{tree}}");
    let tree = git(&top, &["rev-parse", "--verify", "--quiet", &tree])?
        .map_err(|_| unknown(&top, revision))?;
    let tree = String::from_utf8_lossy(&tree).trim_end().to_owned();
    // Without renames both names of a renamed file are listed, with `--` nothing is a path.
    let diff = ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", &tree, "--"];
    let untracked = ["ls-files", "-z", "--others", "--exclude-standard", "--full-name"];
    let mut changes = Changes::default();
    for arguments in [&diff[..], &untracked] {
        let list = git(&top, arguments)?.map_err(|said| format!("--changed-since: {said}"))?;
        changes.add(&top, &list);
    }
    Ok(changes)
}

fn unknown(top: &Path, revision: &str) -> Failure {
    let shallow = git(top, &["rev-parse", "--is-shallow-repository"]);
    let cure = match shallow {
        Ok(Ok(answer)) if answer.starts_with(b"true") => {
            "; the clone is shallow, so fetch that revision first"
        }
        _ => "",
    };
    let shown = top.display();
    format!("--changed-since: `{shown}` has no revision `{revision}`{cure}")
}

/// What git prints, or else what it complains about. Fails where there is no git.
fn git(directory: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(["-c", "diff.relative=false"]).args(arguments);
    // A hook's variables name the hook's repository, which need not be that of the pack.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    let output = command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => "--changed-since needs git, and there is none in PATH".to_owned(),
        _ => format!("--changed-since: git cannot be run: {error}"),
    })?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().next().unwrap_or("git failed");
    Ok(Err(line.strip_prefix("fatal: ").unwrap_or(line).to_owned()))
}
