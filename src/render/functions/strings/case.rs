//! Upper and lower case, and the words in a name.

/// Go's `strings.Title`: letters after anything that is not part of a word.
pub(super) fn title(text: &str) -> String {
    let mut before = ' ';
    let change = |c: char| {
        let in_word = before.is_alphanumeric()
            || before == '_'
            || !before.is_ascii() && !before.is_whitespace();
        before = c;
        if in_word { c } else { upper(c) }
    };
    text.chars().map(change).collect()
}

fn upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

pub(super) fn untitle(text: &str) -> String {
    let mut starts = true;
    let change = |c: char| {
        let first = starts;
        starts = c.is_whitespace();
        if first { lower(c) } else { c }
    };
    text.chars().map(change).collect()
}

pub(super) fn swapped(text: &str) -> String {
    let mut after_blank = true;
    let change = |c: char| {
        let changed = match c {
            c if c.is_uppercase() => lower(c),
            c if c.is_lowercase() => upper(c),
            c => c,
        };
        after_blank = c.is_whitespace();
        changed
    };
    text.chars().map(change).collect()
}

pub(super) fn initials(text: &str) -> String {
    text.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

fn is_connector(c: char) -> bool {
    c == '-' || c == '_' || c.is_whitespace()
}

/// `FooBar-baz` as `FooBarBaz`.
pub(super) fn pascal(text: &str) -> String {
    let leading: String = text.chars().take_while(|c| is_connector(*c)).collect();
    let mut out = leading.clone();
    let mut starts = true;
    let mut connectors = String::new();
    for c in text.chars().skip(leading.chars().count()) {
        if is_connector(c) {
            connectors.push(c);
            starts = true;
            continue;
        }
        // One connector is dropped, of several all but one stay.
        let mut kept = connectors.chars();
        kept.next_back();
        out.extend(kept);
        connectors.clear();
        out.push(if starts { upper(c) } else { c });
        starts = false;
    }
    out.push_str(&connectors);
    out
}

/// What a run of characters is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    End,
    Number,
    Upper,
    Letters,
    Connector,
    Punctuation,
    Other,
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~')
}

fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}

fn is_small(c: char) -> bool {
    c.is_alphabetic() && !c.is_uppercase()
}

/// The first word and what follows it.
fn next_word(text: &str) -> (Word, &str, &str) {
    let Some(first) = text.chars().next() else { return (Word::End, "", "") };
    let (word, end) = match first {
        c if is_connector(c) => (Word::Connector, run(text, is_connector)),
        c if is_punctuation(c) => (Word::Punctuation, run(text, is_punctuation)),
        c if c.is_uppercase() => (Word::Upper, upper_word(text)),
        c if c.is_alphabetic() => (Word::Letters, run(text, is_small)),
        c if c.is_numeric() => (Word::Number, run(text, char::is_numeric)),
        _ => {
            let other = |c: char| !is_connector(c) && !c.is_alphanumeric() && !is_punctuation(c);
            (Word::Other, run(text, other))
        }
    };
    let (head, rest) = text.split_at(end);
    (word, head, rest)
}

/// `HTTPServer` begins with `HTTP`, `Server1` with `Server`.
fn upper_word(text: &str) -> usize {
    let capitals = run(text, char::is_uppercase);
    let last = text[..capitals].chars().next_back().map_or(0, char::len_utf8);
    let next = text[capitals..].chars().next();
    match next {
        Some(c) if c.is_alphabetic() && capitals > last => capitals - last,
        Some(c) if c.is_alphabetic() => capitals + run(&text[capitals..], is_small),
        _ => capitals,
    }
}

fn push_lower(out: &mut String, word: Word, text: &str, connector: char) {
    match word {
        Word::Upper => out.extend(text.chars().map(lower)),
        Word::Connector => out.extend(text.chars().map(|_| connector)),
        _ => out.push_str(text),
    }
}

/// `FooBar` as `foo_bar`, step by step as the library does it.
pub(super) fn separated(text: &str, connector: char) -> String {
    let mut out = String::new();
    let (mut word, mut head, mut rest) = next_word(text);
    let joins = |word| !matches!(word, Word::Connector | Word::Punctuation);
    while !rest.is_empty() {
        if word != Word::Connector {
            push_lower(&mut out, word, head, connector);
        }
        let (before, last) = (word, head);
        (word, head, rest) = next_word(rest);
        match before {
            Word::Connector => push_lower(&mut out, before, last, connector),
            Word::Punctuation => {}
            Word::Number => {
                while matches!(word, Word::Letters | Word::Number) {
                    push_lower(&mut out, word, head, connector);
                    (word, head, rest) = next_word(rest);
                }
                if word != Word::End && joins(word) {
                    out.push(connector);
                }
            }
            _ if word != Word::Number => {
                if joins(word) {
                    out.push(connector);
                }
            }
            _ if rest.is_empty() => {}
            _ => {
                let number = head;
                (word, head, rest) = next_word(rest);
                if word != Word::Letters {
                    out.push_str(number);
                    if joins(word) {
                        out.push(connector);
                    }
                    continue;
                }
                out.push(connector);
                out.push_str(number);
                while matches!(word, Word::Letters | Word::Number) {
                    push_lower(&mut out, word, head, connector);
                    (word, head, rest) = next_word(rest);
                }
                if word != Word::End && joins(word) {
                    out.push(connector);
                }
            }
        }
    }
    push_lower(&mut out, word, head, connector);
    out
}
