//! Go templates, and the templates of schema.yaml.

use palint::limits;
use palint::model::schema::pattern::Pattern;
use palint::model::schema::template::{DirectiveKind, Format, Part, Qualifier, Template, Word};
use palint::model::schema::verdict::Matcher;
use palint::source::{SourceFile, TextRange};
use palint::syntax::origin::Origin;
use palint::syntax::template::{self as go, Branch, Expr, ExprKind, List, Node, Pipeline};
use palint::syntax::yaml;

use super::spans;

/// Every part of the tree lies within the part around it; masked, the template is as long as before,
/// and what YAML it makes has its places in the file.
pub fn go_template(data: &[u8]) {
    let file = spans::file("templates/a.yaml", data);
    let text = file.text();
    let template = go::parse_file(&file);
    let walker = Walker { text, template: &template };
    walker.list(&template.main);
    for define in &template.defines {
        walker.within(define.range, define.opening, "opening");
        walker.within(define.range, define.end_tag, "end tag");
        walker.within(define.opening, define.name.range, "name");
        let _ = define.name.value(text);
        walker.list(&define.body);
    }
    for error in &template.errors {
        spans::range(text, error.range, &error.message);
        error.related.iter().for_each(|(at, _)| spans::range(text, *at, "related"));
    }
    masked(&file, &template);
}

fn masked(file: &std::sync::Arc<SourceFile>, template: &go::Template) {
    let text = file.text();
    let masked = go::mask(text, template);
    assert_eq!(masked.text.len(), text.len());
    for hole in masked.holes.iter().chain(&masked.structures) {
        spans::range(text, *hole, "hole");
        let _ = (masked.is_templated(*hole), masked.fills(text, hole.end));
        let _ = (masked.is_one_run(*hole, *hole), masked.condition(hole.start));
    }
    masked.conditional.iter().for_each(|branch| spans::range(text, branch.list, "conditional"));
    assert!(masked.holes.is_sorted());
    spans::document(&yaml::parse_derived(file, &masked.text, &Origin::default()));
}

struct Walker<'t> {
    text: &'t str,
    template: &'t go::Template,
}

impl Walker<'_> {
    fn within(&self, outer: TextRange, inner: TextRange, what: &str) {
        spans::range(self.text, inner, what);
        spans::within(outer, inner, what);
    }

    fn list(&self, list: &List) {
        spans::range(self.text, list.range, "list");
        let mut before = list.range.start;
        for node in self.template.nodes(list) {
            let range = self.template.node_range(node);
            self.within(list.range, range, "node");
            assert!(before <= range.start, "nodes overlap");
            before = range.end;
            self.node(node);
        }
        let _ = self.template.is_blank(list, self.text);
    }

    fn node(&self, node: &Node) {
        match node {
            Node::Text(text) => self.within(text.range, text.output, "output"),
            Node::Action(action) => self.pipeline(action.range, action.pipe),
            Node::If(id) | Node::With(id) | Node::Range(id) => {
                self.branch(self.template.branch(*id));
            }
            Node::Template(id) => {
                let call = self.template.call(*id);
                self.within(call.range, call.name.range, "name");
                call.pipe.iter().for_each(|pipe| self.pipeline(call.range, *pipe));
            }
            Node::Comment(_) | Node::Break(_) | Node::Continue(_) => {}
        }
    }

    fn branch(&self, branch: &Branch) {
        self.within(branch.range, branch.opening, "opening");
        self.within(branch.range, branch.end_tag, "end tag");
        self.within(branch.range, branch.list.range, "list of a branch");
        self.pipeline(branch.opening, branch.pipe);
        self.list(&branch.list);
        branch.else_tag.iter().for_each(|tag| self.within(branch.range, *tag, "else tag"));
        branch.else_list.iter().for_each(|list| self.otherwise(branch, list));
    }

    /// The branch of an `else if` ends with the tag that ends the whole.
    fn otherwise(&self, branch: &Branch, list: &List) {
        let inner = match self.template.nodes(list) {
            [Node::If(inner) | Node::With(inner)] => Some(self.template.branch(*inner)),
            _ => None,
        };
        match inner {
            Some(inner) if inner.end_tag == branch.end_tag => {
                self.within(branch.range, inner.range, "else if");
                self.branch(inner);
            }
            _ => self.list(list),
        }
    }

    fn pipeline(&self, outer: TextRange, pipe: Pipeline) {
        let range = self.template.pipe_range(pipe);
        self.within(outer, range, "pipeline");
        self.template.decls(pipe).for_each(|decl| self.within(range, decl, "declaration"));
        for command in self.template.commands(pipe) {
            self.within(range, command.range(), "command");
            command.args.iter().for_each(|arg| self.expression(command.range(), arg));
        }
    }

    fn expression(&self, outer: TextRange, expr: &Expr) {
        self.within(outer, expr.range, "operand");
        let fields = self.template.fields(expr, self.text);
        fields.for_each(|field| self.within(expr.range, field, "field"));
        match expr.kind {
            ExprKind::Variable => {
                self.within(expr.range, go::variable_name(expr, self.text), "variable");
            }
            ExprKind::Chain(of) => self.expression(expr.range, self.template.operand(of)),
            ExprKind::Pipe(pipe) => self.pipeline(expr.range, self.template.pipe(pipe)),
            ExprKind::Number(form) => {
                let _ = form.value(go::slice(self.text, expr.range));
            }
            ExprKind::String(_) => assert!(self.template.string(expr, self.text).is_some()),
            _ => {}
        }
    }
}

/// The first line is a template and the rest YAML, whose scalars are judged by it: all words have
/// places, and patterns compile within their limit or not at all.
pub fn schema_template(data: &[u8]) {
    let line = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (first, rest) = data.split_at(line);
    let file = spans::file("schema.yaml", first);
    let text = file.text();
    let template = Template::parse(text);
    for mistake in &template.mistakes {
        spans::range(text, mistake.range, &mistake.message);
    }
    let values = yaml::parse(&spans::file("values.yaml", rest));
    for directive in &template.directives {
        word(text, &directive.name);
        let DirectiveKind::Format(Some(format)) = &directive.kind else { continue };
        spans::range(text, format.range, "format");
        self::format(text, format);
        let matcher = Matcher::new(format);
        values.scalars().take(20).for_each(|scalar| drop(matcher.judge(scalar)));
        values.mappings().take(5).for_each(|mapping| drop(matcher.judge(mapping)));
    }
}

fn format(text: &str, format: &Format) {
    for part in &format.parts {
        let Part::Placeholder(placeholder) = part else { continue };
        spans::within(format.range, placeholder.range, "placeholder");
        spans::range(text, placeholder.range, "placeholder");
        word(text, &placeholder.name);
        match &placeholder.qualifier {
            Some(Qualifier::Regex(found)) => {
                word(text, found);
                pattern(&found.text);
            }
            Some(Qualifier::Brackets(found) | Qualifier::Other(found)) => word(text, found),
            None => {}
        }
        let bounds = placeholder.bounds().into_iter().flat_map(|(low, high)| [low, high]);
        bounds.chain(placeholder.options()).for_each(|found| word(text, &found));
    }
}

fn word(text: &str, word: &Word) {
    spans::range(text, word.range, &word.text);
}

fn pattern(text: &str) {
    match Pattern::parse(text) {
        Ok(pattern) => {
            let compiled = pattern.compile();
            if text.len() > limits::PATTERN_BYTES {
                assert!(compiled.is_none());
            }
        }
        Err(error) => spans::range(text, error.range, &error.message),
    }
}
