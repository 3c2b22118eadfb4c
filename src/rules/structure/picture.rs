//! What a file really is, by its first bytes.

/// How every PNG starts.
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What starts so, with its article; `None` where that is not known.
pub(super) fn described(start: &[u8]) -> Option<&'static str> {
    let known: &[(&[u8], &str)] = &[
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"BM", "a BMP picture"),
        (b"\x00\x00\x01\x00", "an ICO picture"),
        (b"II*\x00", "a TIFF picture"),
        (b"MM\x00*", "a TIFF picture"),
        (b"%PDF-", "a PDF document"),
        (b"version https://git-lfs", "a Git LFS pointer, the picture was not downloaded"),
        (b"\x89PNG\n\x1a\n", DAMAGED),
        (b"\x89PNG\r\r\n\x1a\r\n", DAMAGED),
        (b"\xef\xbf\xbdPNG", DAMAGED),
        (b"\xc2\x89PNG", DAMAGED),
    ];
    let by_signature = known.iter().find(|(signature, _)| start.starts_with(signature));
    by_signature.map(|(_, what)| *what).or_else(|| by_structure(start))
}

const DAMAGED: &str = "a PNG picture that was damaged when it was handled as text";

fn by_structure(start: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if start.is_empty() {
        Some("empty")
    } else if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
        Some("a WebP picture")
    } else if start.get(4..12) == Some(b"ftypavif") {
        Some("an AVIF picture")
    } else if text.starts_with("<!doctype html") || text.starts_with("<html") {
        Some("an HTML page")
    } else if text.starts_with('<') && text.contains("<svg") {
        Some("an SVG picture")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::described;

    #[test]
    fn pictures_are_known_by_their_first_bytes() {
        assert_eq!(described(b"RIFF\x00\x00\x00\x00WEBPVP8 "), Some("a WebP picture"));
        assert_eq!(described(b"\xef\xbb\xbf<?xml?>\n<svg/>"), Some("an SVG picture"));
        assert_eq!(described(b"\n<!DOCTYPE HTML><svg>"), Some("an HTML page"));
        assert_eq!(described(b""), Some("empty"));
        assert_eq!(described(b"RIFF"), None);
        assert_eq!(described(b"hello"), None);
        assert_eq!(described(b"\xff"), None);
    }
}
