//! Patterns of `.Files.Glob`, by the rules of the library that Helm uses: `*` stays within a
//! directory, `**` does not, braces list alternatives.

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(char),
    /// `?`
    One,
    /// `*`
    Some,
    /// `**`
    All,
    /// `[a-z]` and `[!a-z]`
    Class(bool, Vec<(char, char)>),
}

/// A pattern: any of its alternatives.
#[derive(Debug)]
pub(super) struct Glob(Vec<Vec<Part>>);

/// More alternatives than anybody writes.
const ALTERNATIVES: usize = 1_000;

impl Glob {
    pub(super) fn parse(pattern: &str) -> Option<Self> {
        let alternatives = expanded(&pattern.chars().collect::<Vec<_>>())?;
        alternatives.iter().map(|alternative| parts(alternative)).collect::<Option<_>>().map(Self)
    }

    /// What it costs to read a pattern: each alternative is as long as all of it.
    pub(super) fn price(pattern: &str) -> usize {
        let choices = pattern.matches([',', '{']).count();
        let alternatives = match choices {
            0 => 1,
            1..10 => 1 << choices,
            _ => ALTERNATIVES,
        };
        pattern.len().saturating_mul(8 * alternatives)
    }

    /// How many parts there are, in all alternatives.
    pub(super) fn size(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    pub(super) fn matches(&self, path: &str) -> bool {
        let path: Vec<char> = path.chars().collect();
        self.0.iter().any(|parts| matches(parts, &path))
    }
}

/// `a{b,c}` as `ab` and `ac`.
fn expanded(pattern: &[char]) -> Option<Vec<Vec<char>>> {
    let mut done = Vec::new();
    let mut open = vec![pattern.to_vec()];
    while let Some(next) = open.pop() {
        if open.len() + done.len() > ALTERNATIVES {
            return None;
        }
        let Some(start) = unescaped(&next, '{') else {
            done.push(next);
            continue;
        };
        let (mut depth, mut from, mut choices, mut end) = (0, start + 1, Vec::new(), None);
        for (at, c) in next.iter().enumerate().skip(start) {
            match c {
                '{' => depth += 1,
                ',' if depth == 1 => {
                    choices.push(&next[from..at]);
                    from = at + 1;
                }
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                choices.push(&next[from..at]);
                end = Some(at);
                break;
            }
        }
        let end = end?;
        open.extend(
            choices.iter().map(|choice| [&next[..start], choice, &next[end + 1..]].concat()),
        );
    }
    Some(done)
}

fn unescaped(pattern: &[char], wanted: char) -> Option<usize> {
    let mut escaped = false;
    pattern.iter().position(|c| {
        let found = *c == wanted && !escaped;
        escaped = *c == '\\' && !escaped;
        found
    })
}

fn parts(pattern: &[char]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(c) = pattern.get(at) {
        at += 1;
        parts.push(match c {
            '?' => Part::One,
            '*' if pattern.get(at) == Some(&'*') => {
                at += 1;
                Part::All
            }
            '*' => Part::Some,
            '\\' => {
                at += 1;
                Part::Literal(*pattern.get(at - 1)?)
            }
            '[' => {
                let length = pattern[at..].iter().position(|c| *c == ']')?;
                let inside = &pattern[at..at + length];
                at += length + 1;
                class(inside)
            }
            c => Part::Literal(*c),
        });
    }
    Some(parts)
}

fn class(inside: &[char]) -> Part {
    let (negated, inside) = match inside.split_first() {
        Some(('!', rest)) => (true, rest),
        _ => (false, inside),
    };
    let ranges = match inside {
        [low, '-', high] => vec![(*low, *high)],
        _ => inside.iter().map(|c| (*c, *c)).collect(),
    };
    Part::Class(negated, ranges)
}

/// Which ends of the path each part can reach, step by step: never slower than their product.
fn matches(parts: &[Part], path: &[char]) -> bool {
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    for part in parts {
        let mut next = vec![false; path.len() + 1];
        for at in 0..=path.len() {
            let c = path.get(at).copied();
            match part {
                Part::Some | Part::All => {
                    let before = at > 0 && next[at - 1];
                    let crosses = *part == Part::All || at > 0 && path[at - 1] != '/';
                    next[at] = reached[at] || before && crosses;
                }
                _ if !reached[at] => {}
                Part::Literal(wanted) if c == Some(*wanted) => next[at + 1] = true,
                Part::One if c.is_some_and(|c| c != '/') => next[at + 1] = true,
                Part::Class(negated, ranges) => {
                    let Some(c) = c else { continue };
                    let inside = ranges.iter().any(|(low, high)| (*low..=*high).contains(&c));
                    if inside != *negated {
                        next[at + 1] = true;
                    }
                }
                _ => {}
            }
        }
        reached = next;
    }
    reached[path.len()]
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn stars_stay_within_directories() {
        for (pattern, path, fits) in [
            ("conf/*", "conf/a", true),
            ("conf/*", "conf/a/b", false),
            ("conf/**", "conf/a/b", true),
            ("**.yaml", "é/b.yaml", true),
            ("*.{yaml,json}", "b.json", true),
            ("f[0-9]?", "f1x", true),
            ("f[!0-9]", "f1", false),
            ("a\\*", "a*", true),
            ("*", "", true),
        ] {
            assert_eq!(Glob::parse(pattern).unwrap().matches(path), fits, "{pattern} {path}");
        }
        assert!(Glob::parse("{a").is_none());
    }
}
