//! Files as URIs. Editors escape differently, so a URI is never compared with another one before it
//! has become a path.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

/// The file that a URI names; `None` for one that is no file of this machine.
pub(super) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return None;
    }
    let path = path.split(['?', '#']).next()?;
    let path = String::from_utf8(decoded(path)).ok()?;
    Some(PathBuf::from(without_slash_before_drive(&path)))
}

/// The URI of an absolute path.
pub(super) fn of_path(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = "file://".to_owned();
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    Uri(uri)
}

/// Bytes with `%XX` decoded; what only looks like an escape stays.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        let escaped = || Some(digit(0)? * 16 + digit(1)?);
        match escaped().filter(|_| *first == b'%').and_then(|byte| u8::try_from(byte).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

/// `/c:/x` is `c:/x`.
fn without_slash_before_drive(path: &str) -> &str {
    match path.as_bytes() {
        [b'/', letter, b':', ..] if letter.is_ascii_alphabetic() => &path[1..],
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_survive_the_way_there_and_back() {
        for path in ["/a/b.yaml", "/ü b%20/日 #?.yaml", "/100%"] {
            assert_eq!(to_path(&of_path(Path::new(path))).unwrap(), Path::new(path));
        }
        assert_eq!(of_path(Path::new("/ü b")).0, "file:///%C3%BC%20b");
        assert_eq!(of_path(Path::new("C:\\x")).0, "file:///C%3A/x");
    }

    #[test]
    fn other_spellings_are_read() {
        let cases = [
            ("file:///a%2fb%2Fc", Some("/a/b/c")),
            ("file://localhost/a", Some("/a")),
            ("file:///c%3A/x", Some("c:/x")),
            ("file:///a%zz%", Some("/a%zz%")),
            ("file:///a%ff", None),
            ("untitled:Untitled-1", None),
            ("file://server/share", None),
            ("https://example.com/a", None),
            ("", None),
        ];
        for (uri, path) in cases {
            assert_eq!(to_path(&Uri(uri.into())), path.map(PathBuf::from), "{uri}");
        }
    }
}
