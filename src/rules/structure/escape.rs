//! Paths that lead out of the pack, or are written so that they might.

/// How a listed path is not a path inside the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    /// It starts at the root of a file system.
    Absolute,
    /// It climbs with `..` above the pack.
    Leaves,
    /// It has a `..`, and stays in the pack.
    Climbs,
    /// It separates directories as Windows does.
    Backslash,
}

/// How `path` leads out of the pack, if it does.
pub(super) fn of(path: &str) -> Option<Escape> {
    let with_slashes = path.replace('\\', "/");
    if with_slashes.starts_with('/') || has_drive(&with_slashes) {
        return Some(Escape::Absolute);
    }
    let climbs = with_slashes.split('/').any(|part| part == "..");
    match (climbs, inside(path)) {
        (true, None) => Some(Escape::Leaves),
        (true, Some(_)) => Some(Escape::Climbs),
        (false, _) => path.contains('\\').then_some(Escape::Backslash),
    }
}

/// `path` as one inside the pack, by its text alone; `None` where it climbs above the pack.
pub(super) fn inside(path: &str) -> Option<String> {
    let with_slashes = path.replace('\\', "/");
    let relative = if has_drive(&with_slashes) { &with_slashes[2..] } else { &with_slashes };
    let mut parts: Vec<&str> = Vec::new();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn has_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && bytes[2] == b'/'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_inside_the_pack_do_not_escape() {
        for path in ["charts/x.tgz", "./charts//x.tgz", "charts/..x/y..", "ü/日本.yaml", "a:b", ""]
        {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn each_way_out_is_told_apart() {
        assert_eq!(of("/charts/x.tgz"), Some(Escape::Absolute));
        assert_eq!(of("C:\\charts\\x.tgz"), Some(Escape::Absolute));
        assert_eq!(of("\\\\host\\x.tgz"), Some(Escape::Absolute));
        assert_eq!(of("../x.tgz"), Some(Escape::Leaves));
        assert_eq!(of("charts\\..\\..\\x.tgz"), Some(Escape::Leaves));
        assert_eq!(of("charts/../charts/x.tgz"), Some(Escape::Climbs));
        assert_eq!(of("charts\\x.tgz"), Some(Escape::Backslash));
    }

    #[test]
    fn the_path_inside_is_found_by_its_text() {
        assert_eq!(inside("C:\\charts\\x.tgz").as_deref(), Some("charts/x.tgz"));
        assert_eq!(inside("/charts/./y/../x.tgz").as_deref(), Some("charts/x.tgz"));
        assert_eq!(inside("a/../../x"), None);
    }
}
