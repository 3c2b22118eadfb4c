//! Pipelines, commands and operands.

use super::{ErrorKind, Keyword, Kind, Parse, Parser, TemplateError, Token, slice};
use crate::source::TextRange;
use crate::syntax::template::number::{NumberError, NumberForm};
use crate::syntax::template::tree::Slots;
use crate::syntax::template::{Expr, ExprKind, FunctionId, Literal, Pipeline};

/// The context in which a pipeline may declare two variables.
pub(super) const RANGE: &str = "range";

impl<'a> Parser<'a> {
    /// A pipeline and the token that ends it, which is of the kind `end`.
    pub(super) fn pipeline(&mut self, context: &str, end: Kind) -> Parse<(Pipeline, Token)> {
        let first = self.exprs.len();
        let is_assign = self.declarations(context)?;
        let decls = self.exprs.len() - first;
        let close = loop {
            let token = self.peek()?;
            if token.kind == end {
                break self.next()?;
            }
            if !starts_operand(token.kind) {
                return Err(self.unexpected(token, context));
            }
            self.command()?;
        };
        let operands = &self.exprs[first + decls..];
        if operands.is_empty() {
            let message = format!("missing value for {context}");
            return Err(TemplateError::syntax(close.range, message));
        }
        check_stages(operands)?;
        let exprs = Slots::add(&mut self.tree.exprs, self.exprs.drain(first..));
        // There are two at most.
        Ok((Pipeline { exprs, decls: decls as u8, is_assign }, close))
    }

    /// `$x :=`, `$x =` and, for `range`, `$i, $x :=`; tells whether it was `=`.
    ///
    /// Like Go this takes `$i, $x` without an operator as a declaration of `$i` alone.
    fn declarations(&mut self, context: &str) -> Parse<bool> {
        let first = self.exprs.len();
        loop {
            let variable = self.peek()?;
            if variable.kind != Kind::Variable {
                return Ok(false);
            }
            self.next()?;
            let operator = self.peek()?;
            if !matches!(operator.kind, Kind::Assign | Kind::Declare | Kind::Comma) {
                self.push_back(variable);
                return Ok(false);
            }
            self.next()?;
            self.exprs.push(expr(variable.range, ExprKind::Variable));
            self.scope.declare(slice(self.text, variable.range));
            if operator.kind != Kind::Comma {
                return Ok(operator.kind == Kind::Assign);
            }
            self.check_second(context, self.exprs.len() - first)?;
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
    fn command(&mut self) -> Parse<()> {
        let mut is_first = true;
        loop {
            let operand = self.operand()?;
            self.exprs.push(Expr { is_first, ..operand });
            is_first = false;
            let token = self.peek()?;
            match token.kind {
                Kind::RightDelim | Kind::RightParen => return Ok(()),
                Kind::Pipe => {
                    self.next()?;
                    return Ok(());
                }
                kind if token.spaced && starts_operand(kind) => {}
                _ => return Err(self.unexpected(token, "operand")),
            }
        }
    }

    fn operand(&mut self) -> Parse<Expr> {
        let token = self.next()?;
        match token.kind {
            Kind::Field => {
                let range = self.fields(token.range)?;
                Ok(expr(range, ExprKind::Field))
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
        let range = self.fields(token.range)?;
        Ok(expr(range, ExprKind::Variable))
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
        let range = self.fields(operand.range)?;
        let operand = self.tree.add_operand(operand);
        Ok(expr(range, ExprKind::Chain(operand)))
    }

    /// `range` with the fields that follow without a blank.
    fn fields(&mut self, mut range: TextRange) -> Parse<TextRange> {
        loop {
            let token = self.peek()?;
            if token.kind != Kind::Field || token.spaced {
                return Ok(range);
            }
            range.end = token.range.end;
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
                ExprKind::Number(self.number(token)?)
            }
            Kind::String | Kind::RawString => {
                let Literal { decoded, .. } = self.literal(token)?;
                ExprKind::String(self.tree.add_decoded(decoded))
            }
            Kind::Identifier => ExprKind::Function(self.function(range)),
            Kind::LeftParen => {
                self.enter(range)?;
                let (pipe, close) = self.pipeline("parenthesized pipeline", Kind::RightParen)?;
                self.leave();
                range = range.cover(close.range);
                ExprKind::Pipe(self.tree.add_pipe(pipe))
            }
            _ => return Err(self.unexpected(token, "operand")),
        };
        Ok(expr(range, kind))
    }

    fn function(&mut self, range: TextRange) -> Option<FunctionId> {
        let name = slice(self.text, range);
        let function = FunctionId::of(name);
        if function.is_none() {
            let kind = ErrorKind::UnknownFunction(name.into());
            let message = format!("function `{name}` is not defined");
            self.tree.errors.push(*TemplateError::new(kind, range, message));
        }
        function
    }

    fn number(&self, token: Token) -> Parse<NumberForm> {
        let (form, wrong) = match token.kind {
            Kind::CharConstant => (NumberForm::Character, "malformed character constant"),
            Kind::Complex => (NumberForm::Complex, "illegal number syntax"),
            _ => (NumberForm::Real, "illegal number syntax"),
        };
        let text = slice(self.text, token.range);
        let what = match form.read(text) {
            Ok(_) => return Ok(form),
            Err(NumberError::Illegal) => wrong,
            Err(NumberError::Overflow) => "integer overflow",
        };
        Err(TemplateError::syntax(token.range, format!("{what}: `{text}`")))
    }
}

fn expr(range: TextRange, kind: ExprKind) -> Expr {
    Expr { range, kind, is_first: false }
}

/// Only the first stage of a pipeline can be a plain value, as the others take an argument.
fn check_stages(operands: &[Expr]) -> Parse<()> {
    let stages = operands.iter().filter(|operand| operand.is_first);
    for (index, operand) in stages.enumerate().skip(1) {
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
