//! "Did you mean": the known word that is closest to an unknown one.

/// The word of `known` that `unknown` was most likely meant to be. Of words equally near, the first.
pub fn nearest<'w>(unknown: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let unknown = folded(unknown);
    let (length, letters) = (unknown.chars().count(), letters(&unknown));
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let folded = folded(word);
        // Measuring costs the square: words of other letters cannot be near.
        if apart(&letters, &self::letters(&folded)) > allowed(length) {
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

/// How often each letter stands in a word, where letters of other alphabets share their places.
type Letters = [u8; 64];

fn letters(folded: &str) -> Letters {
    let mut letters = [0; 64];
    for letter in folded.chars() {
        letters[letter as usize % 64] += 1;
    }
    letters
}

/// No two words are nearer than this: an edit takes one letter, adds one, or does both.
fn apart(some: &Letters, others: &Letters) -> usize {
    let pairs = || some.iter().zip(others);
    let taken: usize = pairs().map(|(a, b)| usize::from(a.saturating_sub(*b))).sum();
    let added: usize = pairs().map(|(a, b)| usize::from(b.saturating_sub(*a))).sum();
    taken.max(added)
}

/// Case, blanks, dashes and underscores are what people mix up most.
fn folded(word: &str) -> String {
    let kept = word.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
    let mut folded = String::with_capacity(word.len().min(MEASURED));
    if word.is_ascii() {
        folded.extend(kept.take(MEASURED).map(|c| c.to_ascii_lowercase()));
    } else {
        folded.extend(kept.flat_map(char::to_lowercase).take(MEASURED));
    }
    folded
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
        assert_eq!(nearest("größe", ["grösse", "größer", "große"]), Some("größer"));
    }
}
