//! Tags: control structures, named templates, and the lists between them.

use std::mem;

use super::{Keyword, Kind, Parse, Parser, TemplateError};
use crate::source::TextRange;
use crate::syntax::template::{Action, Branch, Define, List, Node, TemplateCall};

/// What a tag turned out to be.
pub(super) enum Tag {
    Node(Node),
    Closer(Closer),
}

/// A tag that ends a list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Closer {
    End(TextRange),
    Else(TextRange),
    /// `{{ else if` or `{{ else with`, read up to that word; the range as well.
    ElseBranch(TextRange, Keyword),
}

/// The tag that opened a list.
#[derive(Clone, Copy)]
struct Opener {
    range: TextRange,
    keyword: &'static str,
}

impl Closer {
    pub(super) fn range(self) -> TextRange {
        let (Self::End(range) | Self::Else(range) | Self::ElseBranch(range, _)) = self;
        range
    }

    pub(super) fn keyword(self) -> &'static str {
        match self {
            Self::End(_) => "end",
            Self::Else(_) => "else",
            Self::ElseBranch(_, Keyword::With) => "else with",
            Self::ElseBranch(..) => "else if",
        }
    }
}

/// What follows the first list of a branch.
struct Rest {
    else_tag: Option<TextRange>,
    else_list: Option<List>,
    end_tag: TextRange,
}

impl Parser<'_> {
    /// Reads a tag whose opening delimiter, at `start`, is read.
    pub(super) fn tag(&mut self, start: u32) -> Parse<Tag> {
        let token = self.peek()?;
        let keyword = match token.kind {
            Kind::Keyword(Keyword::Nil) => return self.action(start),
            Kind::Keyword(keyword) => keyword,
            _ => return self.action(start),
        };
        self.next()?;
        let node = match keyword {
            Keyword::If | Keyword::With | Keyword::Range => {
                let branch = self.branch(keyword, start, None)?;
                self.branch_node(keyword, branch)
            }
            Keyword::Template => self.template(start)?,
            Keyword::Block => self.block(start)?,
            Keyword::Break => Node::Break(self.jump(start, "break")?),
            Keyword::Continue => Node::Continue(self.jump(start, "continue")?),
            Keyword::End => {
                let end = self.expect_right_delim("end")?.range.end;
                return Ok(Tag::Closer(Closer::End(TextRange::new(start, end))));
            }
            Keyword::Else => return Ok(Tag::Closer(self.else_tag(start)?)),
            Keyword::Define | Keyword::Nil => {
                let message = "`define` must stand at the top level of a file";
                return Err(TemplateError::syntax(token.range, message));
            }
        };
        Ok(Tag::Node(node))
    }

    fn action(&mut self, start: u32) -> Parse<Tag> {
        let (pipe, close) = self.pipeline("command", Kind::RightDelim)?;
        let range = TextRange::new(start, close.range.end);
        Ok(Tag::Node(Node::Action(Action { range, pipe })))
    }

    fn jump(&mut self, start: u32, keyword: &str) -> Parse<TextRange> {
        let end = self.expect_right_delim(keyword)?.range.end;
        let range = TextRange::new(start, end);
        if self.range_depth > 0 {
            return Ok(range);
        }
        Err(TemplateError::syntax(range, format!("`{keyword}` outside of a `range`")))
    }

    fn else_tag(&mut self, start: u32) -> Parse<Closer> {
        let token = self.next()?;
        let range = TextRange::new(start, token.range.end);
        match token.kind {
            Kind::RightDelim => Ok(Closer::Else(range)),
            Kind::Keyword(keyword @ (Keyword::If | Keyword::With)) => {
                Ok(Closer::ElseBranch(range, keyword))
            }
            _ => Err(self.unexpected(token, "else")),
        }
    }

    /// A branch after its keyword. `first` is the tag that the `end` closes, where that is not this
    /// branch's own.
    fn branch(&mut self, keyword: Keyword, start: u32, first: Option<Opener>) -> Parse<Branch> {
        let mark = self.scope.mark();
        let word = word(keyword);
        let (pipe, close) = self.pipeline(word, Kind::RightDelim)?;
        let opening = TextRange::new(start, close.range.end);
        self.enter(opening)?;
        let ranges = u32::from(keyword == Keyword::Range);
        let opener = first.unwrap_or(Opener { range: opening, keyword: word });
        self.range_depth += ranges;
        let (list, closer) = self.list(opening.end, opener)?;
        self.range_depth -= ranges;
        let rest = self.rest(keyword, opener, closer)?;
        self.leave();
        self.scope.reset(mark);
        Ok(Branch {
            range: opening.cover(rest.end_tag),
            opening,
            pipe,
            list,
            else_list: rest.else_list,
            else_tag: rest.else_tag,
            end_tag: rest.end_tag,
        })
    }

    fn rest(&mut self, keyword: Keyword, opener: Opener, closer: Closer) -> Parse<Rest> {
        match closer {
            Closer::End(end_tag) => Ok(Rest { else_tag: None, else_list: None, end_tag }),
            Closer::Else(else_tag) => {
                let (list, closer) = self.list(else_tag.end, opener)?;
                let Closer::End(end_tag) = closer else {
                    let message = format!("expected `end`, found `{}`", closer.keyword());
                    return Err(TemplateError::syntax(closer.range(), message)
                        .related(else_tag, "the branch already has this `else`"));
                };
                Ok(Rest { else_tag: Some(else_tag), else_list: Some(list), end_tag })
            }
            Closer::ElseBranch(tag, nested) if nested == keyword => {
                let branch = self.branch(keyword, tag.start, Some(opener))?;
                let (opening, end_tag) = (branch.opening, branch.end_tag);
                let range = TextRange::new(opening.start, end_tag.start);
                let node = self.branch_node(keyword, branch);
                let list = self.tree.add_list(range, std::iter::once(node));
                Ok(Rest { else_tag: Some(opening), else_list: Some(list), end_tag })
            }
            Closer::ElseBranch(tag, _) => {
                let message =
                    format!("`{}` does not continue `{}`", closer.keyword(), word(keyword));
                Err(TemplateError::syntax(tag, message).related(opener.range, "this is continued"))
            }
        }
    }

    /// Everything up to the tag that ends the list, which starts at `start`.
    fn list(&mut self, start: u32, opener: Opener) -> Parse<(List, Closer)> {
        let first = self.nodes.len();
        let closer = loop {
            let token = self.next()?;
            let node = match token.kind {
                Kind::LeftDelim => match self.tag(token.range.start)? {
                    Tag::Node(node) => node,
                    Tag::Closer(closer) => break closer,
                },
                Kind::End => {
                    let message = format!("unclosed `{}`: its `end` is missing", opener.keyword);
                    return Err(TemplateError::syntax(token.range, message)
                        .related(opener.range, "opened here"));
                }
                _ => self.leaf(token)?,
            };
            self.nodes.push(node);
        };
        let range = TextRange::new(start, closer.range().start);
        Ok((self.tree.add_list(range, self.nodes.drain(first..)), closer))
    }

    fn branch_node(&mut self, keyword: Keyword, branch: Branch) -> Node {
        let id = self.tree.add_branch(branch);
        match keyword {
            Keyword::With => Node::With(id),
            Keyword::Range => Node::Range(id),
            _ => Node::If(id),
        }
    }

    fn template(&mut self, start: u32) -> Parse<Node> {
        const CONTEXT: &str = "template clause";
        let name = self.name(CONTEXT)?;
        let token = self.peek()?;
        let (pipe, close) = if token.kind == Kind::RightDelim {
            (None, self.next()?)
        } else {
            let (pipe, close) = self.pipeline(CONTEXT, Kind::RightDelim)?;
            (Some(pipe), close)
        };
        let range = TextRange::new(start, close.range.end);
        Ok(Node::Template(self.tree.add_call(TemplateCall { range, name, pipe })))
    }

    /// `{{ define` and what follows up to its `end`.
    pub(super) fn define(&mut self, start: u32) -> Parse<()> {
        const CONTEXT: &str = "define clause";
        let name = self.name(CONTEXT)?;
        let end = self.expect_right_delim(CONTEXT)?.range.end;
        let opener = Opener { range: TextRange::new(start, end), keyword: "define" };
        let (body, end_tag) = self.body(opener)?;
        let opening = opener.range;
        let range = opening.cover(end_tag);
        self.add(Define { range, name, opening, body, end_tag, is_block: false })
    }

    fn block(&mut self, start: u32) -> Parse<Node> {
        let name = self.name("block clause")?;
        let (pipe, close) = self.pipeline("block clause", Kind::RightDelim)?;
        let opening = TextRange::new(start, close.range.end);
        let (body, end_tag) = self.body(Opener { range: opening, keyword: "block" })?;
        let range = opening.cover(end_tag);
        let call = TemplateCall { range, name: name.clone(), pipe: Some(pipe) };
        self.add(Define { range, name, opening, body, end_tag, is_block: true })?;
        Ok(Node::Template(self.tree.add_call(call)))
    }

    /// The body of a named template, which sees none of the variables around it.
    fn body(&mut self, opener: Opener) -> Parse<(List, TextRange)> {
        self.enter(opener.range)?;
        let scope = mem::take(&mut self.scope);
        let range_depth = mem::take(&mut self.range_depth);
        let (list, closer) = self.list(opener.range.end, opener)?;
        self.scope = scope;
        self.range_depth = range_depth;
        self.leave();
        let Closer::End(end_tag) = closer else {
            let message = format!("unexpected `{}` in `{}`", closer.keyword(), opener.keyword);
            return Err(
                TemplateError::syntax(closer.range(), message).related(opener.range, "opened here")
            );
        };
        Ok((list, end_tag))
    }
}

fn word(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::With => "with",
        Keyword::Range => super::pipeline::RANGE,
        _ => "if",
    }
}
