//! The entries of a tar, with long names resolved.
//!
//! The `tar` crate reads headers and pax records. Joining them is done here, because its own way
//! keeps a list of the pieces of a sparse file that is several times as large as the file.

use std::borrow::Cow;
use std::io::Cursor;
use std::ops::Range;

use tar::{EntryType, Header, PaxExtensions};

use super::ArchiveError;
use super::hazard::printable;

/// One file, directory or link.
pub(super) struct Entry<'a> {
    pub(super) name: Cow<'a, [u8]>,
    pub(super) kind: EntryType,
    pub(super) content: Range<usize>,
}

impl Entry<'_> {
    /// Before there was a type for it, a directory was a file whose name ends with a slash.
    pub(super) fn is_directory(&self) -> bool {
        self.kind == EntryType::Directory
            || (self.kind == EntryType::Regular && self.name.ends_with(b"/"))
    }
}

/// What extension headers say about the entry after them.
#[derive(Default)]
struct Extension<'a> {
    name: Option<&'a [u8]>,
    pax_name: Option<&'a [u8]>,
    pax_size: Option<&'a [u8]>,
}

/// Shows each entry of `tar` to `visit`, up to the first error.
pub(super) fn walk(
    tar: &[u8],
    mut visit: impl FnMut(Entry<'_>) -> Result<(), ArchiveError>,
) -> Result<(), ArchiveError> {
    let mut archive = tar::Archive::new(Cursor::new(tar));
    let headers = archive.entries_with_seek().map_err(|error| corrupt(&error))?.raw(true);
    let mut extension = Extension::default();
    for header in headers {
        let entry = header.map_err(|error| corrupt(&error))?;
        let content = content(&entry, tar)?;
        if extension.read(entry.header().entry_type(), &tar[content.clone()]) {
            continue;
        }
        visit(std::mem::take(&mut extension).apply(entry.header(), content)?)?;
    }
    Ok(())
}

fn content<R: std::io::Read>(
    entry: &tar::Entry<'_, R>,
    tar: &[u8],
) -> Result<Range<usize>, ArchiveError> {
    let start = entry.raw_file_position();
    let end = start.saturating_add(entry.size());
    if end > tar.len() as u64 {
        let name = printable(&entry.path_bytes());
        return Err(ArchiveError::CorruptTar { reason: format!("it ends inside `{name}`") });
    }
    Ok(start as usize..end as usize)
}

impl<'a> Extension<'a> {
    /// Takes in an extension header; false for a header that stands for an entry itself.
    fn read(&mut self, kind: EntryType, content: &'a [u8]) -> bool {
        match kind {
            EntryType::GNULongName => self.name = content.split(|byte| *byte == 0).next(),
            EntryType::GNULongLink => {}
            EntryType::XHeader => self.read_pax(content),
            _ => return false,
        }
        true
    }

    fn read_pax(&mut self, records: &'a [u8]) {
        for record in PaxExtensions::new(records).flatten() {
            match record.key_bytes() {
                b"path" => self.pax_name = Some(record.value_bytes()),
                b"size" => self.pax_size = Some(record.value_bytes()),
                _ => {}
            }
        }
    }

    fn apply(self, header: &Header, content: Range<usize>) -> Result<Entry<'a>, ArchiveError> {
        let name = match self.name.or(self.pax_name) {
            Some(name) => Cow::Borrowed(name),
            None => Cow::Owned(header.path_bytes().into_owned()),
        };
        let kind = header.entry_type();
        // Two sizes mean two archives, one for each way of reading; a sparse one has a third.
        let same_size =
            self.pax_size.is_none_or(|size| size == content.len().to_string().as_bytes());
        if !same_size || kind == EntryType::GNUSparse {
            let problem = if same_size { "is a sparse file" } else { "has two different sizes" };
            let reason = format!("`{}` {problem}", printable(&name));
            return Err(ArchiveError::CorruptTar { reason });
        }
        Ok(Entry { name, kind, content })
    }
}

fn corrupt(error: &std::io::Error) -> ArchiveError {
    ArchiveError::CorruptTar { reason: printable(error.to_string().as_bytes()) }
}
