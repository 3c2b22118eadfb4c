//! Pipelines, commands and operands.

use super::{ErrorKind, Keyword, Kind, Parse, Parser, TemplateError, Token, slice};
use crate::source::TextRange;
use crate::syntax::template::number::NumberError;
use crate::syntax::template::{
    Chain, Command, Expr, ExprKind, FunctionId, Number, Pipeline, Variable,
};

/// The context in which a pipeline may declare two variables.
pub(super) const RANGE: &str = "range";

impl<'a> Parser<'a> {
    /// A pipeline and the token that ends it, which is of the kind `end`.
    pub(super) fn pipeline(&mut self, context: &str, end: Kind) -> Parse<(Pipeline, Token)> {
        let start = self.peek()?.range;
        let (decls, is_assign) = self.declarations(context)?;
        let first = self.commands.len();
        let close = loop {
            let token = self.peek()?;
            if token.kind == end {
                break self.next()?;
            }
            if !starts_operand(token.kind) {
                return Err(self.unexpected(token, context));
            }
            let command = self.command()?;
            self.commands.push(command);
        };
        let commands: Box<[Command]> = self.commands.drain(first..).collect();
        let Some(last) = commands.last() else {
            let message = format!("missing value for {context}");
            return Err(TemplateError::syntax(close.range, message));
        };
        check_stages(&commands)?;
        let range = start.cover(last.range);
        Ok((Pipeline { range, decls, is_assign, commands }, close))
    }

    /// `$x :=`, `$x =` and, for `range`, `$i, $x :=`; tells also whether it was `=`.
    ///
    /// Like Go this takes `$i, $x` without an operator as a declaration of `$i` alone.
    fn declarations(&mut self, context: &str) -> Parse<(Box<[TextRange]>, bool)> {
        let mut decls = Vec::new();
        loop {
            let variable = self.peek()?;
            if variable.kind != Kind::Variable {
                return Ok((decls.into(), false));
            }
            self.next()?;
            let operator = self.peek()?;
            if !matches!(operator.kind, Kind::Assign | Kind::Declare | Kind::Comma) {
                self.push_back(variable);
                return Ok((decls.into(), false));
            }
            self.next()?;
            decls.push(variable.range);
            self.scope.declare(slice(self.text, variable.range));
            if operator.kind != Kind::Comma {
                return Ok((decls.into(), operator.kind == Kind::Assign));
            }
            self.check_second(context, decls.len())?;
        }
    }

    fn check_second(&mut self, context: &str, declared: usize) -> Parse<()> {
        let token = self.peek()?;
        if context != RANGE || declared > 1 {
            let message = format!("too many declarations in {context}");
            return Err(TemplateError::syntax(token.range, message));
        }
        match token.kind {
            Kind::Variable | Kind::RightDelim | Kind::RightParen => Ok(()),
            _ => Err(TemplateError::syntax(token.range, "`range` can only declare variables")),
        }
    }

    /// Operands up to a `|`, which is taken, or to the end of the pipeline, which is not.
    fn command(&mut self) -> Parse<Command> {
        let first = self.args.len();
        let mut range = self.peek()?.range;
        loop {
            let operand = self.operand()?;
            range = range.cover(operand.range);
            self.args.push(operand);
            let token = self.peek()?;
            match token.kind {
                Kind::RightDelim | Kind::RightParen => break,
                Kind::Pipe => {
                    self.next()?;
                    break;
                }
                kind if token.spaced && starts_operand(kind) => {}
                _ => return Err(self.unexpected(token, "operand")),
            }
        }
        Ok(Command { range, args: self.args.drain(first..).collect() })
    }

    fn operand(&mut self) -> Parse<Expr> {
        let token = self.next()?;
        match token.kind {
            Kind::Field => {
                let (fields, end) = self.fields(Some(token), token.range.end)?;
                let range = TextRange::new(token.range.start, end);
                Ok(Expr { range, kind: ExprKind::Field(fields) })
            }
            Kind::Variable => self.variable(token),
            _ => {
                let operand = self.term(token)?;
                self.chain(operand)
            }
        }
    }

    fn variable(&mut self, token: Token) -> Parse<Expr> {
        let name = slice(self.text, token.range);
        if !self.scope.contains(name) {
            let message = format!("undefined variable `{name}`");
            return Err(TemplateError::new(ErrorKind::UndefinedVariable, token.range, message));
        }
        let (fields, end) = self.fields(None, token.range.end)?;
        let range = TextRange::new(token.range.start, end);
        let kind = ExprKind::Variable(Variable { name: token.range, fields });
        Ok(Expr { range, kind })
    }

    fn chain(&mut self, operand: Expr) -> Parse<Expr> {
        let next = self.peek()?;
        if next.kind != Kind::Field || next.spaced {
            return Ok(operand);
        }
        if !matches!(operand.kind, ExprKind::Function(_) | ExprKind::Pipe(_)) {
            let shown = slice(self.text, operand.range);
            let message = format!("unexpected field after `{shown}`");
            return Err(TemplateError::syntax(next.range, message));
        }
        let (fields, end) = self.fields(None, operand.range.end)?;
        let range = TextRange::new(operand.range.start, end);
        Ok(Expr { range, kind: ExprKind::Chain(Box::new(Chain { operand, fields })) })
    }

    /// The identifiers of `first` and of the fields that follow without a blank, and where the last
    /// one ends; `end` if there is none.
    fn fields(&mut self, first: Option<Token>, mut end: u32) -> Parse<(Box<[TextRange]>, u32)> {
        self.segments.clear();
        self.segments.extend(first.map(identifier));
        loop {
            let token = self.peek()?;
            if token.kind != Kind::Field || token.spaced {
                return Ok((self.segments.as_slice().into(), end));
            }
            end = token.range.end;
            self.segments.push(identifier(token));
            self.next()?;
        }
    }

    fn term(&mut self, token: Token) -> Parse<Expr> {
        let mut range = token.range;
        let kind = match token.kind {
            Kind::Dot => ExprKind::Dot,
            Kind::Keyword(Keyword::Nil) => ExprKind::Nil,
            Kind::Bool => ExprKind::Bool(slice(self.text, range) == "true"),
            Kind::CharConstant | Kind::Number | Kind::Complex => {
                ExprKind::Number(Box::new(self.number(token)?))
            }
            Kind::String | Kind::RawString => ExprKind::String(self.literal(token)?),
            Kind::Identifier => ExprKind::Function(self.function(range)),
            Kind::LeftParen => {
                self.enter(range)?;
                let (pipe, close) = self.pipeline("parenthesized pipeline", Kind::RightParen)?;
                self.leave();
                range = range.cover(close.range);
                ExprKind::Pipe(Box::new(pipe))
            }
            _ => return Err(self.unexpected(token, "operand")),
        };
        Ok(Expr { range, kind })
    }

    fn function(&mut self, range: TextRange) -> Option<FunctionId> {
        let name = slice(self.text, range);
        let function = FunctionId::of(name);
        if function.is_none() {
            let kind = ErrorKind::UnknownFunction(name.into());
            let message = format!("function `{name}` is not defined");
            self.unknown.push(*TemplateError::new(kind, range, message));
        }
        function
    }

    fn number(&self, token: Token) -> Parse<Number> {
        let text = slice(self.text, token.range);
        let illegal = |what: &str| TemplateError::syntax(token.range, format!("{what}: `{text}`"));
        match token.kind {
            Kind::CharConstant => {
                let content = text.get(1..text.len() - 1).unwrap_or_default();
                super::quote::character(content)
                    .map(Number::character)
                    .ok_or_else(|| illegal("malformed character constant"))
            }
            Kind::Complex => Number::complex(text).ok_or_else(|| illegal("illegal number syntax")),
            _ => Number::parse(text).map_err(|error| match error {
                NumberError::Illegal => illegal("illegal number syntax"),
                NumberError::Overflow => illegal("integer overflow"),
            }),
        }
    }
}

/// Only the first stage of a pipeline can be a plain value, as the others take an argument.
fn check_stages(commands: &[Command]) -> Parse<()> {
    for (index, command) in commands.iter().enumerate().skip(1) {
        let Some(operand) = command.args.first() else { continue };
        if let ExprKind::Bool(_)
        | ExprKind::Dot
        | ExprKind::Nil
        | ExprKind::Number(_)
        | ExprKind::String(_) = operand.kind
        {
            let message = format!("non executable command in pipeline stage {}", index + 1);
            return Err(TemplateError::syntax(operand.range, message));
        }
    }
    Ok(())
}

/// A field without its dot.
fn identifier(token: Token) -> TextRange {
    TextRange::new(token.range.start + 1, token.range.end)
}

fn starts_operand(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Bool
            | Kind::CharConstant
            | Kind::Complex
            | Kind::Dot
            | Kind::Field
            | Kind::Identifier
            | Kind::Number
            | Kind::Keyword(Keyword::Nil)
            | Kind::RawString
            | Kind::String
            | Kind::Variable
            | Kind::LeftParen
    )
}
