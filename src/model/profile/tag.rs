//! The tag of a layer: a version of the pack, or a train that moves with the newest one.

/// A tag, `[group__]version`, `[group__]1.x` or `[group__]1.2.x`.
pub struct Tag<'t> {
    /// The group of versions, such as `LTS`.
    pub group: Option<&'t str>,
    /// The version, or the train without its `x`: `1.2.`
    version: &'t str,
    is_train: bool,
}

impl<'t> Tag<'t> {
    /// `None` for what is neither a version nor a train.
    pub fn read(text: &'t str) -> Option<Self> {
        let (group, version) = match text.split_once("__") {
            Some((group, version)) => (Some(group), version),
            None => (None, text),
        };
        if let Some(train) = version.strip_suffix('x').filter(|train| train.ends_with('.')) {
            let numbers: Vec<&str> = train[..train.len() - 1].split('.').collect();
            let plain = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            let known = numbers.len() <= 2 && numbers.iter().all(plain);
            return known.then_some(Self { group, version: train, is_train: true });
        }
        let part = |part: &str| !part.eq_ignore_ascii_case("x");
        let known = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
        let is_version = version.bytes().all(known)
            && version.bytes().any(|byte| byte.is_ascii_digit())
            && version.split('.').all(part);
        is_version.then_some(Self { group, version, is_train: false })
    }

    /// True for a train, which moves with the newest version.
    pub fn is_train(&self) -> bool {
        self.is_train
    }

    /// True for a version that belongs to the tag.
    pub fn holds(&self, version: &str) -> bool {
        let version = version.split_once("__").map_or(version, |(_, version)| version);
        let (tag, version) =
            (self.version.trim_start_matches('v'), version.trim_start_matches('v'));
        match self.is_train {
            true => version.starts_with(tag) || version == tag.trim_end_matches('.'),
            false => tag == version,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn tags_are_versions_or_trains() {
        let good =
            ["1.2.3", "1.x", "1.30.x", "LTS__18.4.x", "v1.2", "22.04", "1.0.0-rc.1+b_2", "1"];
        let bad =
            ["", "x", "1.x.x", "1.2.3.x", "1.X", "latest", "^1.2", "1. x", "*", "a.x", "1..x"];
        assert!(good.iter().all(|tag| Tag::read(tag).is_some()));
        for tag in bad {
            assert!(Tag::read(tag).is_none(), "{tag}");
        }
    }

    #[test]
    fn versions_belong_to_trains() {
        let holds = |tag, version| Tag::read(tag).is_some_and(|tag: Tag<'_>| tag.holds(version));
        assert!(
            holds("1.30.x", "1.30.4") && holds("1.x", "1.30.4") && holds("LTS__18.4.x", "18.4.2")
        );
        assert!(holds("1.30.4", "1.30.4") && holds("v1.2", "1.2") && holds("1.30.x", "1.30"));
        assert!(
            !holds("1.3.x", "1.30.4") && !holds("1.30.x", "1.31.0") && !holds("1.30.4", "1.30.5")
        );
    }
}
