//! Names that are nearly one of those that Palette looks for.

use super::presence::{Presence, presence};
use crate::model::pack::{LOGO, Pack, README};

/// Files at the top of the pack that are likely meant to be `name`; none where it exists.
pub(super) fn of<'p>(pack: &'p Pack, name: &str) -> Vec<&'p str> {
    if presence(pack.files(), name) != Presence::Absent {
        return Vec::new();
    }
    let files = pack.files().paths().filter(|path| !path.contains('/'));
    files.filter(|path| is_near(path, name)).collect()
}

fn is_near(path: &str, name: &str) -> bool {
    // A name of a very different length cannot be near, and measuring it costs the square.
    if path.len() > 2 * name.len() || super::READ.contains(&path) {
        return false;
    }
    let path = path.to_lowercase();
    let name = name.to_lowercase();
    let with_extension = path.strip_suffix(".yml").map(|stem| format!("{stem}.yaml"));
    let path = with_extension.unwrap_or(path);
    strsim::osa_distance(&path, &name) <= 1 || is_other_format(&path, &name)
}

/// The right stem with an extension that people choose instead.
fn is_other_format(path: &str, name: &str) -> bool {
    let others: &[&str] = match name {
        _ if name == LOGO => &["jpg", "jpeg", "svg", "gif", "webp"],
        _ if name == README.to_lowercase() => &["markdown", "txt", "rst", "adoc"],
        _ => return false,
    };
    let stem = name.split('.').next().unwrap_or(name);
    let extension = path.strip_prefix(stem).map(|rest| rest.strip_prefix('.').unwrap_or(rest));
    extension.is_some_and(|extension| extension.is_empty() || others.contains(&extension))
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn slips_are_near() {
        for path in ["values.yml", "Values.yaml", "value.yaml", "VALUES.YML", "vaules.yaml"] {
            assert!(is_near(path, "values.yaml"), "{path}");
        }
        assert!(is_near("preset.yml", "presets.yaml"));
        assert!(is_near("Pack.json", "pack.json"));
        assert!(is_near("Readme.md", "README.md"));
        assert!(is_near("README", "README.md"));
        assert!(is_near("logo.jpg", "logo.png"));
    }

    #[test]
    fn other_names_are_not() {
        assert!(!is_near("values-dev.yaml", "values.yaml"));
        assert!(!is_near("values.schema.json", "schema.yaml"));
        assert!(!is_near("values.yaml", "presets.yaml"));
        assert!(!is_near("chart.yaml", "schema.yaml"));
        assert!(!is_near("package.json", "pack.json"));
        assert!(!is_near("NOTES.txt", "README.md"));
        assert!(!is_near(&"ü".repeat(1_000_000), "README.md"));
    }
}
