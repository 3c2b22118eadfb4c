//! Writes files so that each is either as it was or as it is to be: the text is written beside the
//! file and takes its place at once.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file and what it is to hold.
#[derive(Debug)]
pub struct Rewrite<'a> {
    /// The file.
    pub path: PathBuf,
    /// What it held when it was read; `None` for a file that was not there.
    pub before: Option<&'a [u8]>,
    /// What it is to hold.
    pub after: &'a [u8],
}

/// Writes all of them, or none.
///
/// # Errors
/// Which file could not be written, and why, in the words of [`Refusal`].
pub fn write_all(files: &[Rewrite<'_>]) -> Result<(), Refusal> {
    let mut beside = Vec::new();
    for file in files {
        let staged = Beside::write(file).map_err(|error| Refusal::new(file, &error))?;
        beside.push(staged);
    }
    // As late as can be: an editor may have saved while palint was reading.
    for file in files {
        if !is_unchanged(file) {
            let reason = "it has changed since it was read".to_owned();
            return Err(Refusal { path: file.path.clone(), reason });
        }
    }
    for (done, (file, staged)) in files.iter().zip(&mut beside).enumerate() {
        if let Err(error) = staged.take_place_of(&file.path) {
            files[..done].iter().for_each(restore);
            return Err(Refusal::new(file, &error));
        }
    }
    Ok(())
}

/// Why nothing was written.
#[derive(Debug)]
pub struct Refusal {
    /// The file that refused.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

impl Refusal {
    fn new(file: &Rewrite<'_>, error: &io::Error) -> Self {
        Self { path: file.path.clone(), reason: error.to_string() }
    }
}

fn is_unchanged(file: &Rewrite<'_>) -> bool {
    match (fs::read(&file.path), file.before) {
        (Ok(found), Some(before)) => found == before,
        (Err(error), None) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Nothing can be told of a failure here that the caller is not told already.
fn restore(file: &Rewrite<'_>) {
    let Some(before) = file.before else { return fs::remove_file(&file.path).unwrap_or_default() };
    let back = Rewrite { path: file.path.clone(), before: None, after: before };
    if let Ok(mut staged) = Beside::write(&back) {
        staged.take_place_of(&file.path).unwrap_or_default();
    }
}

/// A file beside another, removed unless it took its place.
struct Beside {
    path: PathBuf,
    in_place: bool,
}

impl Beside {
    fn write(file: &Rewrite<'_>) -> io::Result<Self> {
        let permissions = permissions(&file.path)?;
        let (path, mut open) = create_beside(&file.path)?;
        let beside = Self { path, in_place: false };
        open.write_all(file.after)?;
        if let Some(permissions) = permissions {
            open.set_permissions(permissions)?;
        }
        Ok(beside)
    }

    fn take_place_of(&mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.in_place = true;
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.in_place {
            fs::remove_file(&self.path).unwrap_or_default();
        }
    }
}

/// What the file is allowed to be, `None` where there is none. A rename would not ask whether it may
/// be written.
fn permissions(path: &Path) -> io::Result<Option<Permissions>> {
    let read_only = |what| io::Error::new(io::ErrorKind::PermissionDenied, what);
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    if fs::metadata(directory.unwrap_or(Path::new(".")))?.permissions().readonly() {
        return Err(read_only("its directory is read-only"));
    }
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.permissions().readonly() => Err(read_only("it is read-only")),
        Ok(metadata) if !metadata.is_file() => Err(read_only("it is not a plain file")),
        Ok(metadata) => Ok(Some(metadata.permissions())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn create_beside(path: &Path) -> io::Result<(PathBuf, fs::File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut attempt = 0;
    loop {
        let beside =
            path.with_file_name(format!(".{name}.palint-{}-{attempt}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => {
                attempt += 1;
            }
            opened => return opened.map(|file| (beside, file)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Scratch(PathBuf);

    impl Drop for Scratch {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap_or_default();
        }
    }

    fn scratch(name: &str) -> Scratch {
        let directory = std::env::temp_dir().join(format!("palint-{name}-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("a"), "old a").unwrap();
        fs::write(directory.join("b"), "old b").unwrap();
        Scratch(directory)
    }

    fn held(scratch: &Scratch) -> Vec<(String, String)> {
        let files = fs::read_dir(&scratch.0).unwrap().map(|file| file.unwrap().path());
        let mut held: Vec<_> = files
            .map(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, fs::read_to_string(path).unwrap())
            })
            .collect();
        held.sort();
        held
    }

    fn rewrite<'a>(scratch: &Scratch, name: &str, before: Option<&'a str>) -> Rewrite<'a> {
        let before = before.map(str::as_bytes);
        Rewrite { path: scratch.0.join(name), before, after: b"new" }
    }

    #[test]
    fn files_are_replaced_and_created() {
        let scratch = scratch("write");
        let files = [rewrite(&scratch, "a", Some("old a")), rewrite(&scratch, "c", None)];
        write_all(&files).unwrap();
        let expected = [("a", "new"), ("b", "old b"), ("c", "new")];
        let expected = expected.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(held(&scratch), expected);
    }

    #[test]
    fn one_that_fails_keeps_all_as_they_are() {
        let scratch = scratch("write-fails");
        let before = held(&scratch);
        for (name, known, reason) in [
            ("b", Some("older b"), "it has changed since it was read"),
            ("b", None, "it has changed since it was read"),
            ("gone", Some("x"), "it has changed since it was read"),
            ("no/such", None, "No such file"),
        ] {
            let files = [rewrite(&scratch, "a", Some("old a")), rewrite(&scratch, name, known)];
            let refusal = write_all(&files).unwrap_err();
            assert!(refusal.reason.starts_with(reason), "{}", refusal.reason);
            assert_eq!(refusal.path, scratch.0.join(name));
            assert_eq!(held(&scratch), before);
        }
    }
}
