//! The names of what does not belong into a pack.

/// Who left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stray {
    System,
    Editor,
    Copy,
    Repository,
}

/// Who left the file or directory at `path`; `None` for what belongs into a pack, and for what lies
/// inside a directory that is told as a whole.
pub(super) fn of(path: &str) -> Option<Stray> {
    let (parents, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_inside_one = parents.split('/').any(|parent| kind(parent).is_some());
    // The directory of a pack may be a repository of its own.
    let is_own_repository = parents.is_empty() && kind(name) == Some(Stray::Repository);
    kind(name).filter(|_| !is_inside_one && !is_own_repository)
}

/// True for what a version control system, an editor or an operating system keeps for itself.
pub(super) fn is_foreign(path: &str) -> bool {
    path.split('/').any(|name| kind(name).is_some_and(|kind| kind != Stray::Copy))
}

/// By name alone, since all of them are made by programs.
fn kind(name: &str) -> Option<Stray> {
    match name {
        ".DS_Store" | "__MACOSX" | ".AppleDouble" | ".Spotlight-V100" | ".Trashes"
        | ".fseventsd" | "Thumbs.db" | "ehthumbs.db" | "desktop.ini" | "Desktop.ini" => {
            Some(Stray::System)
        }
        ".git" | ".hg" | ".svn" => Some(Stray::Repository),
        _ => by_affix(name),
    }
}

fn by_affix(name: &str) -> Option<Stray> {
    match name.as_bytes() {
        [b'.', b'_', _, ..] => Some(Stray::System),
        [_, .., b'~'] | [_, .., b'.', b's', b'w', b'p' | b'o'] => Some(Stray::Editor),
        [b'.', b'#', _, ..] => Some(Stray::Editor),
        [_, .., b'.', b'o', b'r', b'i', b'g'] => Some(Stray::Copy),
        [_, .., b'.', b'b', b'a', b'k'] | [_, .., b'.', b'r', b'e', b'j'] => Some(Stray::Copy),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn junk_is_known_by_its_name() {
        assert_eq!(of("charts/.DS_Store"), Some(Stray::System));
        assert_eq!(of("charts/._x.tgz"), Some(Stray::System));
        assert_eq!(of(".values.yaml.swp"), Some(Stray::Editor));
        assert_eq!(of("values.yaml~"), Some(Stray::Editor));
        assert_eq!(of(".#values.yaml"), Some(Stray::Editor));
        assert_eq!(of("charts/x.tgz.orig"), Some(Stray::Copy));
        assert_eq!(of("charts/x/.git"), Some(Stray::Repository));
    }

    #[test]
    fn what_belongs_into_a_pack_is_not_junk() {
        for path in ["charts/x.orig.tgz", "charts/x/_helpers.tpl", ".gitignore", "~", ".bak", ""] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn a_directory_is_told_once_and_the_own_repository_never() {
        assert_eq!(of("charts/__MACOSX"), Some(Stray::System));
        assert_eq!(of("charts/__MACOSX/._x"), None);
        assert_eq!(of(".git"), None);
        assert_eq!(of(".git/COMMIT_EDITMSG~"), None);
        assert!(is_foreign(".git/fsmonitor"));
    }
}
