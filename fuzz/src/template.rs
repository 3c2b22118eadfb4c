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
    let walker = Walker { text };
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
}

impl Walker<'_> {
    fn within(&self, outer: TextRange, inner: TextRange, what: &str) {
        spans::range(self.text, inner, what);
        spans::within(outer, inner, what);
    }

    fn list(&self, list: &List) {
        spans::range(self.text, list.range, "list");
        let mut before = list.range.start;
        for node in &list.nodes {
            self.within(list.range, node.range(), "node");
            assert!(before <= node.range().start, "nodes overlap");
            before = node.range().end;
            self.node(node);
        }
        let _ = list.is_blank(self.text);
    }

    fn node(&self, node: &Node) {
        match node {
            Node::Text(text) => self.within(text.range, text.output, "output"),
            Node::Action(action) => self.pipeline(action.range, &action.pipe),
            Node::If(branch) | Node::With(branch) | Node::Range(branch) => self.branch(branch),
            Node::Template(call) => {
                self.within(call.range, call.name.range, "name");
                call.pipe.iter().for_each(|pipe| self.pipeline(call.range, pipe));
            }
            Node::Comment(_) | Node::Break(_) | Node::Continue(_) => {}
        }
    }

    fn branch(&self, branch: &Branch) {
        self.within(branch.range, branch.opening, "opening");
        self.within(branch.range, branch.end_tag, "end tag");
        self.within(branch.range, branch.list.range, "list of a branch");
        self.pipeline(branch.opening, &branch.pipe);
        self.list(&branch.list);
        branch.else_tag.iter().for_each(|tag| self.within(branch.range, *tag, "else tag"));
        branch.else_list.iter().for_each(|list| self.otherwise(branch, list));
    }

    /// The branch of an `else if` ends with the tag that ends the whole.
    fn otherwise(&self, branch: &Branch, list: &List) {
        match &list.nodes[..] {
            [Node::If(inner) | Node::With(inner)] if inner.end_tag == branch.end_tag => {
                self.within(branch.range, inner.range, "else if");
                self.branch(inner);
            }
            _ => self.list(list),
        }
    }

    fn pipeline(&self, outer: TextRange, pipe: &Pipeline) {
        self.within(outer, pipe.range, "pipeline");
        pipe.decls.iter().for_each(|decl| self.within(pipe.range, *decl, "declaration"));
        for command in &pipe.commands {
            self.within(pipe.range, command.range, "command");
            command.args.iter().for_each(|arg| self.expression(command.range, arg));
        }
    }

    fn expression(&self, outer: TextRange, expr: &Expr) {
        self.within(outer, expr.range, "operand");
        let fields = |fields: &[TextRange]| {
            fields.iter().for_each(|field| self.within(expr.range, *field, "field"));
        };
        match &expr.kind {
            ExprKind::Field(names) => fields(names),
            ExprKind::Variable(variable) => {
                self.within(expr.range, variable.name, "variable");
                fields(&variable.fields);
            }
            ExprKind::Chain(chain) => {
                self.expression(expr.range, &chain.operand);
                fields(&chain.fields);
            }
            ExprKind::Pipe(pipe) => self.pipeline(expr.range, pipe),
            ExprKind::String(literal) => {
                spans::range(self.text, literal.content(), "string");
                let _ = literal.value(self.text);
            }
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
