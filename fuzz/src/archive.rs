//! Archives.

use palint::syntax::archive::{Archive, ArchiveError, Limits};

use super::tree::{gzip, tgz};

/// Limits that small inputs reach too.
const LIMITS: Limits = Limits { bytes: 1 << 20, ratio: 200, entries: 100 };

/// A gzip file as it is; any other bytes are the tar inside: members have harmless names and lie
/// within the limits, and packed again they are the same members.
pub fn archive(data: &[u8]) {
    let gzipped = match data.starts_with(&[0x1f, 0x8b]) {
        true => data.to_vec(),
        false => gzip(data),
    };
    let usual = Archive::read(&gzipped, &Limits::default());
    match Archive::read(&gzipped, &LIMITS) {
        Ok(archive) => {
            check(&archive);
            let usual = usual.expect("wider limits take as much");
            assert!(archive.paths().eq(usual.paths()));
        }
        Err(ArchiveError::TooLarge { .. } | ArchiveError::TooManyEntries { .. }) => {}
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert_eq!(usual.err(), Some(error));
        }
    }
}

fn check(archive: &Archive) {
    let mut bytes = 0;
    for path in archive.paths() {
        assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..")), "{path:?}");
        assert!(!path.contains(['\\']) && !path.starts_with('/'), "{path:?}");
        bytes += archive.get(path).expect("what is listed is there").len();
    }
    assert!(bytes <= LIMITS.bytes);
    for hazard in archive.hazards() {
        assert!(!hazard.to_string().chars().any(char::is_control), "{hazard:?}");
    }
    if archive.paths().next().is_none() || archive.paths().any(|path| path.len() > 100) {
        return;
    }
    let members = || archive.paths().map(|path| (path, archive.get(path).unwrap_or_default()));
    let again = tgz(members());
    let again = Archive::shared(&again).expect("what was read can be read again");
    assert!(again.paths().map(|path| (path, again.get(path).unwrap_or_default())).eq(members()));
    assert!(again.hazards().is_empty(), "{:?}", again.hazards());
}
