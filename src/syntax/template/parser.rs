//! Tokens to the tree: recursive descent after Go's parser, decision by decision, so that both
//! accept the same texts.
//!
//! Children are gathered on stacks that the whole parse shares, and leave them together, so that
//! those of one list or pipeline lie side by side in the tree.

mod control;
mod pipeline;
mod scope;

use foldhash::HashMap;

use super::error::{ErrorKind, Parse, TemplateError};
use super::lexer::{Keyword, Kind, Lexer, Token};
use super::{Define, Expr, Literal, Node, Template, Text, quote, slice};
use crate::limits;
use crate::source::TextRange;
use control::Tag;
use scope::Scope;

/// How deep branches, blocks and parentheses may nest in each other. An `else if` nests, too.
///
/// Go allows more, but no chart comes near it and a tree of this depth is safe to walk, to
/// evaluate and to drop on any thread.
pub const MAX_DEPTH: u32 = 200;

/// Parses a template with the functions that Helm knows.
pub fn parse(text: &str) -> Template {
    let mut parser = Parser::new(text);
    let end = parser.file();
    let Parser { mut tree, main, .. } = parser;
    tree.errors.extend(end.err().map(|error| *error));
    let range = TextRange::from_usize(0..text.len());
    tree.main = tree.add_list(range, main.into_iter());
    tree.shrink();
    tree
}

/// Parts of a kind that room is made for at once, if a text looks as if it had so many.
const ROOM: usize = 1 << 16;

struct Parser<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    /// The token that is next, if it was read already, and the one behind it.
    ahead: Option<Token>,
    behind: Option<Token>,
    scope: Scope<'a>,
    /// How many `range` lists surround the current place.
    range_depth: u32,
    depth: u32,
    tokens: usize,
    tree: Template,
    main: Vec<Node>,
    /// The definition that counts for each name, as an index into the definitions.
    names: HashMap<Box<str>, usize>,
    nodes: Vec<Node>,
    exprs: Vec<Expr>,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let braces = memchr::memchr_iter(b'{', text.as_bytes()).count().min(ROOM);
        let tree = Template {
            nodes: Vec::with_capacity(braces),
            exprs: Vec::with_capacity(braces + braces / 2),
            ..Template::default()
        };
        Self {
            text,
            lexer: Lexer::new(text),
            ahead: None,
            behind: None,
            scope: Scope::default(),
            range_depth: 0,
            depth: 0,
            tokens: 0,
            tree,
            main: Vec::new(),
            names: HashMap::default(),
            nodes: Vec::new(),
            exprs: Vec::new(),
        }
    }

    /// The whole file; the only place where `define` may stand.
    fn file(&mut self) -> Parse<()> {
        loop {
            let token = self.next()?;
            if token.kind == Kind::End {
                return Ok(());
            }
            if token.kind != Kind::LeftDelim {
                let leaf = self.leaf(token)?;
                self.main.push(leaf);
                continue;
            }
            if self.peek()?.kind == Kind::Keyword(Keyword::Define) {
                self.next()?;
                self.define(token.range.start)?;
                continue;
            }
            match self.tag(token.range.start)? {
                Tag::Node(node) => self.main.push(node),
                Tag::Closer(closer) => {
                    let message = format!("unexpected `{}`", closer.keyword());
                    return Err(TemplateError::syntax(closer.range(), message));
                }
            }
        }
    }

    /// A part that has no parts of its own.
    fn leaf(&self, token: Token) -> Parse<Node> {
        match token.kind {
            Kind::Text => {
                let range = self.lexer.full_text();
                Ok(Node::Text(Text { range, output: token.range }))
            }
            Kind::Comment => Ok(Node::Comment(token.range)),
            _ => Err(self.unexpected(token, "text")),
        }
    }

    fn next(&mut self) -> Parse<Token> {
        match self.ahead {
            Some(token) => {
                self.ahead = self.behind.take();
                Ok(token)
            }
            None => self.read(),
        }
    }

    fn read(&mut self) -> Parse<Token> {
        let token = self.lexer.next()?;
        self.tokens += 1;
        if self.tokens > limits::TOKENS {
            let message = format!("holds more than {} words and signs", limits::TOKENS);
            return Err(TemplateError::new(ErrorKind::TooLarge, token.range, message));
        }
        Ok(token)
    }

    fn peek(&mut self) -> Parse<Token> {
        if let Some(token) = self.ahead {
            return Ok(token);
        }
        let token = self.read()?;
        self.ahead = Some(token);
        Ok(token)
    }

    fn push_back(&mut self, token: Token) {
        self.behind = self.ahead.replace(token);
    }

    fn expect_right_delim(&mut self, context: &str) -> Parse<Token> {
        let token = self.next()?;
        if token.kind == Kind::RightDelim {
            return Ok(token);
        }
        Err(self.unexpected(token, context))
    }

    fn unexpected(&self, token: Token, context: &str) -> Box<TemplateError> {
        // A raw string may span lines; a message may not.
        let shown = slice(self.text, token.range).trim().lines().next().unwrap_or_default();
        let message = format!("unexpected `{shown}` in {context}");
        TemplateError::syntax(token.range, message)
    }

    /// Goes one level deeper. Nothing undoes this after an error, as that ends the parse.
    fn enter(&mut self, opener: TextRange) -> Parse<()> {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return Ok(());
        }
        let message = format!("nested more than {MAX_DEPTH} levels deep");
        Err(TemplateError::new(ErrorKind::TooDeep, opener, message))
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// The name in a `define`, `block` or `template` tag.
    fn name(&mut self, context: &str) -> Parse<Literal> {
        let token = self.next()?;
        match token.kind {
            Kind::String | Kind::RawString => self.literal(token),
            _ => Err(self.unexpected(token, context)),
        }
    }

    fn literal(&self, token: Token) -> Parse<Literal> {
        let mut literal = Literal { range: token.range, decoded: None };
        let content = literal.content();
        let quoted = slice(self.text, content);
        if token.kind == Kind::RawString {
            literal.decoded = quote::unquote_raw(quoted);
            return Ok(literal);
        }
        literal.decoded = quote::unquote(quoted).map_err(|escape| {
            let start = content.start as usize;
            let range = TextRange::from_usize(start + escape.start..start + escape.end);
            let shown = slice(self.text, range);
            TemplateError::syntax(range, format!("bad escape `{shown}` in a string"))
        })?;
        Ok(literal)
    }

    /// Notes a named template. As in Go a name may be given twice only if one body is blank.
    fn add(&mut self, define: Define) -> Parse<()> {
        let name = define.name.value(self.text);
        let is_blank = |list| self.tree.is_blank(list, self.text);
        let defines = &self.tree.defines;
        let index = defines.len();
        match self.names.get_mut(name) {
            None => {
                self.names.insert(name.into(), index);
            }
            Some(earlier) if is_blank(&defines[*earlier].body) => *earlier = index,
            Some(_) if is_blank(&define.body) => {}
            Some(earlier) => {
                let message = format!("template `{name}` is defined twice");
                let at = define.name.range;
                return Err(TemplateError::new(ErrorKind::DuplicateDefine, at, message)
                    .related(defines[*earlier].name.range, "first defined here"));
            }
        }
        self.tree.defines.push(define);
        Ok(())
    }
}
