//! Places of SARIF: artifacts by URI, regions by line and column.

use serde::Serialize;

use super::Message;
use crate::report::shown::Shown;
use crate::source::Span;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
pub(super) struct ArtifactLocation {
    uri: String,
}

/// The end column is that of the first character behind the region.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

impl Location {
    /// The place of a result, whose message says what there is to say.
    pub(super) fn new(shown: &Shown<'_>) -> Self {
        let physical_location = PhysicalLocation {
            artifact_location: ArtifactLocation::new(shown.path),
            region: shown.span.map(Region::new),
        };
        Self { id: None, physical_location, message: None }
    }

    /// Another place that takes part.
    pub(super) fn related(id: usize, shown: &Shown<'_>) -> Self {
        let text = shown.message.clone();
        let message = Some(Message { text }).filter(|message| !message.text.is_empty());
        Self { id: Some(id), message, ..Self::new(shown) }
    }
}

impl Region {
    pub(super) fn new(span: &Span) -> Self {
        let (start, end) = (span.start(), span.end());
        Self {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

impl ArtifactLocation {
    pub(super) fn new(path: &str) -> Self {
        Self { uri: uri(path) }
    }
}

/// A relative path is a relative reference, and an absolute one, with or without a drive, a `file`
/// URI.
fn uri(path: &str) -> String {
    let is_drive = |path: &str| matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let (prefix, path) = match path {
        "" => (String::new(), "."),
        path if path.starts_with("//") => ("file:".to_owned(), path),
        path if path.starts_with('/') => ("file://".to_owned(), path),
        path if is_drive(path) => (format!("file:///{}", &path[..2]), &path[2..]),
        path => (String::new(), path),
    };
    let mut uri = prefix;
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("packs/ü b%/a:b.yaml"), "packs/%C3%BC%20b%25/a%3Ab.yaml");
        assert_eq!(uri("../x.yaml"), "../x.yaml");
        assert_eq!(uri("/tmp/x y"), "file:///tmp/x%20y");
        assert_eq!(uri("C:/x"), "file:///C:/x");
        assert_eq!(uri("//server/x"), "file://server/x");
        assert_eq!(uri(""), ".");
    }
}
