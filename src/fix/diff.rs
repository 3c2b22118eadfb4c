//! A unified diff of one file, as `git apply` and `patch -p1` read it.

use similar::TextDiff;

/// The diff; `before` is `None` for a new file. Empty where nothing differs.
pub fn unified(path: &str, before: Option<&[u8]>, after: &[u8]) -> Vec<u8> {
    let lines = |text: &'_ [u8]| -> Vec<Vec<u8>> {
        text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
    };
    let (old, new) = (lines(before.unwrap_or_default()), lines(after));
    let old: Vec<&[u8]> = old.iter().map(Vec::as_slice).collect();
    let new: Vec<&[u8]> = new.iter().map(Vec::as_slice).collect();
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let from = before.map_or_else(|| "/dev/null".to_owned(), |_| side('a', path));
    let mut text = Vec::new();
    let mut shown = diff.unified_diff();
    let written = shown.context_radius(3).header(&from, &side('b', path)).to_writer(&mut text);
    written.map(|()| text).unwrap_or_default()
}

/// Paths that leave the working directory have no place below `a` and `b`.
fn side(name: char, path: &str) -> String {
    let is_outside = path.starts_with('/') || path.starts_with("../");
    if is_outside { path.to_owned() } else { format!("{name}/{path}") }
}

#[cfg(test)]
mod tests {
    use super::unified;

    fn diff(before: &[u8], after: &[u8]) -> String {
        String::from_utf8_lossy(&unified("é.yaml", Some(before), after)).into_owned()
    }

    #[test]
    fn lines_are_kept_as_they_are() {
        let expected = "--- a/é.yaml\n+++ b/é.yaml\n@@ -1,2 +1,2 @@\n a\rb\r\n-c\r\n+d\r\n";
        assert_eq!(diff(b"a\rb\r\nc\r\n", b"a\rb\r\nd\r\n"), expected);
        let expected = "--- a/é.yaml\n+++ b/é.yaml\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n\
                        +b\n\\ No newline at end of file\n";
        assert_eq!(diff(b"a", b"b"), expected);
        assert_eq!(diff(b"a\xff\n", b"a\xff\n"), "");
    }

    #[test]
    fn new_files_and_files_elsewhere_are_named_so() {
        let new = unified("x", None, b"a\n");
        assert_eq!(new, b"--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
        assert!(unified("../x", Some(b""), b"a\n").starts_with(b"--- ../x\n+++ ../x\n"));
    }
}
