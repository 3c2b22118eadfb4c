//! Directives: words and quoted strings between pipes.

use super::format::{self, Format};
use super::{Directive, DirectiveKind, Mistake, Template, Word};
use crate::limits;
use crate::source::TextRange;

const OPEN: &str = "{{";
const CLOSE: &str = "}}";
const BRACES: &str = "write it as `{{ required }}` or `{{ format \"${string}\" }}`";

pub(super) fn read(text: &str) -> Template {
    let mut reader = Reader { text, at: 0, template: Template::default() };
    reader.template();
    reader.twice();
    reader.template.mistakes.truncate(limits::PROBLEMS);
    reader.template
}

/// What stands between two pipes.
enum Token {
    Word(Word),
    /// The text between the quotes.
    Quoted(Word),
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    template: Template,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn mistake(&mut self, start: usize, message: impl Into<String>) -> &mut Mistake {
        let range = TextRange::from_usize(start..self.at.max(start));
        self.template.mistakes.push(Mistake { range, message: message.into(), help: None });
        self.template.mistakes.last_mut().expect("one was pushed the line before")
    }

    fn template(&mut self) {
        self.skip_blanks();
        let start = self.at;
        if !self.rest().starts_with(OPEN) {
            self.at = self.text.trim_end().len().max(start);
            self.mistake(start, "a template starts with `{{`").help = Some(BRACES);
            return;
        }
        self.at += OPEN.len();
        loop {
            let tokens = self.tokens();
            let end = self.rest().starts_with(CLOSE) || self.rest().is_empty();
            self.directive(tokens);
            if end {
                break;
            }
            self.at += 1;
        }
        self.close(start);
    }

    fn close(&mut self, start: usize) {
        if !self.rest().starts_with(CLOSE) {
            // A string that is not closed swallows the braces.
            if self.template.mistakes.is_empty() {
                self.at = start + OPEN.len();
                self.mistake(start, "`{{` is never closed").help = Some("end it with `}}`");
            }
            return;
        }
        self.at += CLOSE.len();
        self.skip_blanks();
        let after = self.at;
        self.at = self.text.trim_end().len().max(after);
        if self.at > after {
            self.mistake(after, "nothing may follow the template's `}}`");
        }
    }

    /// The tokens up to the next pipe, the closing braces or the end.
    fn tokens(&mut self) -> Vec<Token> {
        let mut tokens = Vec::new();
        loop {
            self.skip_blanks();
            match self.rest().as_bytes().first() {
                None | Some(b'|') => return tokens,
                Some(b'}') if self.rest().starts_with(CLOSE) => return tokens,
                Some(b'}') if self.rest().trim_end() == "}" => self.at = self.text.len(),
                Some(b'"') => tokens.extend(self.quoted().map(Token::Quoted)),
                Some(_) => tokens.push(Token::Word(self.word())),
            }
        }
    }

    fn word(&mut self) -> Word {
        let rest = self.rest();
        let ends = |c: char| c.is_whitespace() || c == '|' || c == '"';
        let end = rest.find(ends).unwrap_or(rest.len());
        let end = rest[..end].find(CLOSE).filter(|at| *at > 0).unwrap_or(end);
        self.at += end;
        self.word_at(self.at - end, self.at)
    }

    fn word_at(&self, start: usize, end: usize) -> Word {
        let range = TextRange::from_usize(start..end);
        Word { range, text: self.text[start..end].to_owned() }
    }

    /// A string in double quotes; `\"` does not end it.
    fn quoted(&mut self) -> Option<Word> {
        let start = self.at;
        let mut escaped = false;
        for (at, character) in self.text[start + 1..].char_indices() {
            match character {
                '"' if !escaped => {
                    self.at = start + 1 + at + 1;
                    return Some(self.word_at(start + 1, self.at - 1));
                }
                _ => escaped = character == '\\' && !escaped,
            }
        }
        self.at = start + 1;
        self.mistake(start, "the quote that opens here is never closed");
        self.at = self.text.len();
        None
    }

    fn directive(&mut self, tokens: Vec<Token>) {
        let end = self.at;
        let mut tokens = tokens.into_iter();
        let name = match tokens.next() {
            Some(Token::Word(word)) => word,
            Some(Token::Quoted(text)) => {
                self.at_word(&text, "expected a directive before this string".to_owned()).help =
                    Some("write `format` or `hints` before it");
                return;
            }
            None => {
                // An unclosed quote has been told already.
                if self.template.mistakes.is_empty() {
                    self.at = (end + 1).min(self.text.len());
                    self.mistake(end, "a directive is missing here");
                    self.at = end;
                }
                return;
            }
        };
        let arguments: Vec<Token> = tokens.collect();
        let kind = match name.text.as_str() {
            "required" => self.without_arguments(DirectiveKind::Required, (&name, &arguments)),
            "readonly" => self.without_arguments(DirectiveKind::Readonly, (&name, &arguments)),
            "format" => DirectiveKind::Format(self.format((&name, &arguments))),
            "hints" => self.hints((&name, &arguments)),
            _ => DirectiveKind::Unknown,
        };
        self.template.directives.push(Directive { name, kind });
    }

    fn at_token(&mut self, token: &Token, message: String) -> &mut Mistake {
        let (Token::Word(word) | Token::Quoted(word)) = token;
        self.at_word(word, message)
    }

    fn at_word(&mut self, word: &Word, message: String) -> &mut Mistake {
        let mistake = Mistake { range: word.range, message, help: None };
        self.template.mistakes.push(mistake);
        self.template.mistakes.last_mut().expect("one was pushed the line before")
    }

    fn without_arguments(
        &mut self,
        kind: DirectiveKind,
        (name, arguments): (&Word, &[Token]),
    ) -> DirectiveKind {
        if let Some(argument) = arguments.first() {
            let message = format!("`{}` takes no argument", name.text);
            self.at_token(argument, message).help = Some("put a `|` between two directives");
        }
        kind
    }

    fn hints(&mut self, (name, arguments): (&Word, &[Token])) -> DirectiveKind {
        self.only_strings((name, arguments));
        DirectiveKind::Hints
    }

    fn format(&mut self, (name, arguments): (&Word, &[Token])) -> Option<Format> {
        if !self.only_strings((name, arguments)) {
            return None;
        }
        if let Some(second) = arguments.get(1) {
            self.at_token(second, "`format` takes one string".to_owned()).help =
                Some("put a `|` between two directives");
        }
        let Some(Token::Quoted(text)) = arguments.first() else { return None };
        let (format, mistakes) = format::parse(text);
        self.template.mistakes.extend(mistakes);
        Some(format)
    }

    /// Tells of the first argument that is no string in double quotes, or that there is none.
    fn only_strings(&mut self, (name, arguments): (&Word, &[Token])) -> bool {
        let word = arguments.iter().find_map(|token| match token {
            Token::Word(word) => Some(word),
            Token::Quoted(_) => None,
        });
        if let Some(word) = word {
            let message = format!("`{}` takes strings in double quotes", name.text);
            self.at_word(word, message);
            return false;
        }
        // An unclosed quote has been told already.
        if arguments.is_empty() && self.at < self.text.len() {
            self.at_word(name, format!("`{}` needs a string", name.text));
            return false;
        }
        true
    }

    /// Each directive stands once.
    fn twice(&mut self) {
        let directives = &self.template.directives;
        let names: Vec<&Word> = directives.iter().map(|directive| &directive.name).collect();
        let mut mistakes = Vec::new();
        for known in super::DIRECTIVES {
            for word in names.iter().filter(|word| word.text == known).skip(1) {
                let message = format!("the directive `{known}` stands twice");
                mistakes.push(Mistake { range: word.range, message, help: Some("keep one") });
            }
        }
        self.template.mistakes.extend(mistakes);
    }
}
