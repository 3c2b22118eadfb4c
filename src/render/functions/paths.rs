//! Paths, by Go's `path`; on the systems that Helm charts are rendered for, `filepath` is the same.

use super::arguments::text;
use super::{Function, Type, fixed};

const S: &[Type] = &[Type::String];

pub(super) static FUNCTIONS: &[Function] = &[
    fixed("base", S, |_, a| Ok(base(text(a, 0)).into())),
    fixed("osBase", S, |_, a| Ok(base(text(a, 0)).into())),
    fixed("dir", S, |_, a| Ok(dir(text(a, 0)).into())),
    fixed("osDir", S, |_, a| Ok(dir(text(a, 0)).into())),
    fixed("clean", S, |_, a| Ok(clean(text(a, 0)).into())),
    fixed("osClean", S, |_, a| Ok(clean(text(a, 0)).into())),
    fixed("ext", S, |_, a| Ok(ext(text(a, 0)).into())),
    fixed("osExt", S, |_, a| Ok(ext(text(a, 0)).into())),
    fixed("isAbs", S, |_, a| Ok(text(a, 0).starts_with('/').into())),
    fixed("osIsAbs", S, |_, a| Ok(text(a, 0).starts_with('/').into())),
];

/// `path.Base`
pub(in crate::render) fn base(path: &str) -> &str {
    if path.is_empty() {
        return ".";
    }
    match path.trim_end_matches('/') {
        "" => "/",
        path => path.rsplit('/').next().unwrap_or(path),
    }
}

fn dir(path: &str) -> String {
    clean(path.rfind('/').map_or("", |at| &path[..=at]))
}

fn ext(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rfind('.').map_or("", |at| &name[at..])
}

/// `path.Clean`
pub(in crate::render) fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            part => parts.push(part),
        }
    }
    match (rooted, parts.join("/")) {
        (true, path) => format!("/{path}"),
        (false, path) if path.is_empty() => ".".to_owned(),
        (false, path) => path,
    }
}
