//! Every part of the tree knows its bytes.

use super::{
    Branch, Command, Expr, ExprKind, FunctionId, List, Node, Number, Pipeline, Template, Text,
    parsed, variable_name,
};
use crate::source::TextRange;

/// CRLF and characters of several bytes before everything that is asked for.
const TEXT: &str = concat!(
    "日本: é\r\n",
    "  {{- if (eq .Values.grün \"a\\tb\") -}}\r\n",
    "  x\r\n",
    "{{else if $.A}}{{- /* ü */ -}}\r\n",
    "{{- else }}y{{ end -}}\r\n",
    "{{ range $i, $e := (f `ü`).x.ö | g -1 }}{{ $e.name }}{{ end }}",
);

fn shown(range: TextRange) -> &'static str {
    &TEXT[range.to_usize()]
}

fn all(ranges: impl Iterator<Item = TextRange>) -> Vec<&'static str> {
    ranges.map(shown).collect()
}

/// The tree of [`TEXT`].
struct Tree(Template);

impl Tree {
    fn new() -> Self {
        let template = parsed(TEXT);
        assert_eq!(template.errors, []);
        Self(template)
    }

    fn branches(&self) -> (&Branch, &Branch) {
        let [Node::Text(_), Node::If(branch), Node::Range(range)] = self.nodes(&self.0.main) else {
            panic!("{:?}", self.0)
        };
        (self.0.branch(*branch), self.0.branch(*range))
    }

    fn nodes(&self, list: &List) -> &[Node] {
        self.0.nodes(list)
    }

    fn commands(&self, pipe: Pipeline) -> Vec<Command<'_>> {
        self.0.commands(pipe).collect()
    }

    fn first(&self, pipe: Pipeline) -> &Expr {
        &self.commands(pipe)[0].args[0]
    }

    fn fields(&self, expr: &Expr) -> Vec<&'static str> {
        all(self.0.fields(expr, TEXT))
    }
}

#[test]
fn parts_are_small() {
    assert!(size_of::<Node>() <= 20);
    assert!(size_of::<Expr>() <= 20);
    assert!(size_of::<Branch>() <= 84);
}

#[test]
fn text_knows_what_is_trimmed() {
    let template = parsed("é \r\n{{- .x -}}\r\n\ty\r\n{{ .x }}\r\n{{- .x -}} \n");
    let texts: Vec<_> = template
        .nodes(&template.main)
        .iter()
        .filter_map(|node| match node {
            Node::Text(Text { range, output }) => Some((*range, *output)),
            _ => None,
        })
        .collect();
    let range = TextRange::new;
    assert_eq!(texts, [(range(0, 5), range(0, 2)), (range(15, 21), range(18, 21))]);
}

#[test]
fn tags_of_a_branch() {
    let tree = Tree::new();
    let (branch, _) = tree.branches();
    assert_eq!(shown(branch.opening), "{{- if (eq .Values.grün \"a\\tb\") -}}");
    assert_eq!(branch.else_tag.map(shown), Some("{{else if $.A}}"));
    assert_eq!(shown(branch.end_tag), "{{ end -}}");
    assert_eq!(shown(branch.list.range), "\r\n  x\r\n");
    let else_list = branch.else_list.unwrap();
    let [Node::If(nested)] = tree.nodes(&else_list) else { panic!() };
    let nested = tree.0.branch(*nested);
    assert_eq!((nested.opening, nested.end_tag), (branch.else_tag.unwrap(), branch.end_tag));
    assert_eq!(nested.else_tag.map(shown), Some("{{- else }}"));
    assert_eq!(nested.else_list.as_ref().map(|list| shown(list.range)), Some("y"));
    let [Node::Comment(comment)] = tree.nodes(&nested.list) else { panic!() };
    assert_eq!(shown(*comment), "{{- /* ü */ -}}");
}

#[test]
fn operands_of_a_call() {
    let tree = Tree::new();
    let (branch, _) = tree.branches();
    assert_eq!(shown(tree.0.pipe_range(branch.pipe)), "(eq .Values.grün \"a\\tb\")");
    let ExprKind::Pipe(call) = tree.first(branch.pipe).kind else { panic!() };
    let call = tree.0.pipe(call);
    assert_eq!(shown(tree.0.pipe_range(call)), "eq .Values.grün \"a\\tb\"");
    let [function, field, string] = tree.commands(call)[0].args else { panic!() };
    assert_eq!(
        (shown(function.range), function.kind),
        ("eq", ExprKind::Function(FunctionId::of("eq")))
    );
    assert_eq!((field.kind, shown(field.range)), (ExprKind::Field, ".Values.grün"));
    assert_eq!(tree.fields(field), ["Values", "grün"]);
    assert_eq!(shown(string.range), "\"a\\tb\"");
    assert_eq!(tree.0.string(string, TEXT), Some("a\tb"));
    assert_eq!(tree.0.string(field, TEXT), None);
}

#[test]
fn variables_and_chains() {
    let tree = Tree::new();
    let (_, range) = tree.branches();
    assert_eq!(all(tree.0.decls(range.pipe)), ["$i", "$e"]);
    assert_eq!(shown(tree.0.pipe_range(range.pipe)), "$i, $e := (f `ü`).x.ö | g -1");
    let chain = tree.first(range.pipe);
    let ExprKind::Chain(operand) = chain.kind else { panic!() };
    assert_eq!(shown(tree.0.operand(operand).range), "(f `ü`)");
    assert_eq!(tree.fields(chain), ["x", "ö"]);
    let last = tree.commands(range.pipe)[1];
    assert_eq!(shown(last.range()), "g -1");
    let ExprKind::Number(form) = last.args[1].kind else { panic!() };
    let Number { int, uint, float, .. } = form.value(shown(last.args[1].range));
    assert_eq!((int, uint, float), (Some(-1), None, Some(-1.0)));
    let [Node::Action(action)] = tree.nodes(&range.list) else { panic!() };
    assert_eq!(shown(action.range), "{{ $e.name }}");
    let variable = tree.first(action.pipe);
    assert_eq!(variable.kind, ExprKind::Variable);
    assert_eq!(shown(variable_name(variable, TEXT)), "$e");
    assert_eq!(tree.fields(variable), ["name"]);
}

#[test]
fn named_templates_are_collected() {
    let text = "é{{ define \"a\\n\" -}} b {{- end }}{{ block `c` $ }}{{ .d }}{{ end }}";
    let template = parsed(text);
    let [define, block] = &*template.defines else { panic!() };
    let shown = |range: TextRange| &text[range.to_usize()];
    assert_eq!(shown(define.range), "{{ define \"a\\n\" -}} b {{- end }}");
    assert_eq!((shown(define.name.range), define.name.value(text)), ("\"a\\n\"", "a\n"));
    assert_eq!(
        (shown(define.opening), shown(define.end_tag)),
        ("{{ define \"a\\n\" -}}", "{{- end }}")
    );
    assert_eq!((block.is_block, block.name.value(text)), (true, "c"));
    assert_eq!(shown(block.body.range), "{{ .d }}");
    let [Node::Text(_), Node::Template(call)] = template.nodes(&template.main) else { panic!() };
    let call = template.call(*call);
    assert_eq!((call.range, &call.name), (block.range, &block.name));
    assert!(call.pipe.is_some());
}
