//! "Did you mean": the known word that is closest to an unknown one.

/// The word of `known` that `unknown` was most likely meant to be. Of words equally near, the first.
pub fn nearest<'w>(unknown: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let unknown = folded(unknown);
    let length = unknown.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let folded = folded(word);
        // A word of a very different length cannot be near; measuring it costs the square.
        if folded.chars().count().abs_diff(length) > allowed(length) {
            continue;
        }
        let distance = strsim::osa_distance(&unknown, &folded);
        let closer = best.is_none_or(|(least, _)| distance < least);
        if closer && distance <= allowed(length) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// Case, blanks, dashes and underscores are what people mix up most.
fn folded(word: &str) -> String {
    let kept = word.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).take(MEASURED).collect()
}

/// Longer words are compared by their beginning: the measure costs the square of the length.
const MEASURED: usize = 200;

/// A third of the letters may differ.
fn allowed(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        _ => (length / 3).min(4),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_closest_word_wins() {
        let words = ["displayName", "name", "kubeManifests", "app services", "all"];
        assert_eq!(nearest("KubeManifests", words), Some("kubeManifests"));
        assert_eq!(nearest("displayname", words), Some("displayName"));
        assert_eq!(nearest("app-services", words), Some("app services"));
        assert_eq!(nearest("nmae", words), Some("name"));
        assert_eq!(nearest("commit_msg", words), None);
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), words), None);
    }
}
