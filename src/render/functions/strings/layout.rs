//! Shortening and wrapping, after the library that sprig uses; widths are bytes.

fn bytes(text: &str, start: usize, end: usize) -> String {
    let bytes = text.as_bytes();
    String::from_utf8_lossy(bytes.get(start..end.min(bytes.len())).unwrap_or_default()).into_owned()
}

pub(super) fn abbreviated(text: &str, offset: usize, width: i64) -> String {
    let Ok(width) = usize::try_from(width) else { return text.to_owned() };
    if width < 4 || text.len() <= width {
        return text.to_owned();
    }
    let mut offset = offset.min(text.len());
    if text.len() - offset < width - 3 {
        offset = text.len() - (width - 3);
    }
    if offset <= 4 {
        return format!("{}...", bytes(text, 0, width - 3));
    }
    if width < 7 {
        return String::new();
    }
    if offset + width - 3 < text.len() {
        let rest = bytes(text, offset, text.len());
        return format!("...{}", abbreviated(&rest, 0, (width - 3) as i64));
    }
    format!("...{}", bytes(text, text.len() - (width - 3), text.len()))
}

pub(super) fn abbreviated_both(text: &str, left: i64, right: i64) -> String {
    if right < 4 || left > 0 && right < 7 {
        return text.to_owned();
    }
    abbreviated(text, usize::try_from(left).unwrap_or(0), right)
}

pub(super) fn wrapped(text: &str, width: i64, line_break: &str, cuts_words: bool) -> String {
    let width = usize::try_from(width).unwrap_or(1).max(1);
    let (all, mut out, mut offset) = (text.as_bytes(), Vec::new(), 0);
    while all.len() - offset > width {
        if all[offset] == b' ' {
            offset += 1;
            continue;
        }
        let line = &all[offset..offset + width + 1];
        if let Some(blank) = line.iter().rposition(|byte| *byte == b' ') {
            out.extend_from_slice(&all[offset..offset + blank]);
            offset += blank + 1;
        } else if cuts_words {
            out.extend_from_slice(&all[offset..offset + width]);
            offset += width;
        } else {
            let rest = &all[offset + width..];
            let Some(blank) = rest.iter().position(|byte| *byte == b' ') else {
                break;
            };
            out.extend_from_slice(&all[offset..offset + width + blank]);
            offset += width + blank + 1;
        }
        out.extend_from_slice(line_break.as_bytes());
    }
    out.extend_from_slice(&all[offset..]);
    String::from_utf8_lossy(&out).into_owned()
}
