//! Every part of the tree knows its bytes.

use super::{Branch, Expr, ExprKind, FunctionId, Node, Pipeline, Text, parsed};
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

fn all(ranges: &[TextRange]) -> Vec<&'static str> {
    ranges.iter().copied().map(shown).collect()
}

fn first(pipe: &Pipeline) -> &Expr {
    &pipe.commands[0].args[0]
}

fn branches() -> (Branch, Branch) {
    let template = parsed(TEXT);
    assert_eq!(template.errors, []);
    let [Node::Text(_), Node::If(branch), Node::Range(range)] = &*template.main.nodes else {
        panic!("{:?}", template.main)
    };
    ((**branch).clone(), (**range).clone())
}

#[test]
fn text_knows_what_is_trimmed() {
    let template = parsed("é \r\n{{- .x -}}\r\n\ty\r\n{{ .x }}\r\n{{- .x -}} \n");
    let texts: Vec<_> = template
        .main
        .nodes
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
    let (branch, _) = branches();
    assert_eq!(shown(branch.opening), "{{- if (eq .Values.grün \"a\\tb\") -}}");
    assert_eq!(branch.else_tag.map(shown), Some("{{else if $.A}}"));
    assert_eq!(shown(branch.end_tag), "{{ end -}}");
    assert_eq!(shown(branch.list.range), "\r\n  x\r\n");
    let else_list = branch.else_list.unwrap();
    let [Node::If(nested)] = &*else_list.nodes else { panic!() };
    assert_eq!((nested.opening, nested.end_tag), (branch.else_tag.unwrap(), branch.end_tag));
    assert_eq!(nested.else_tag.map(shown), Some("{{- else }}"));
    assert_eq!(nested.else_list.as_ref().map(|list| shown(list.range)), Some("y"));
    let [Node::Comment(comment)] = &*nested.list.nodes else { panic!() };
    assert_eq!(shown(*comment), "{{- /* ü */ -}}");
}

#[test]
fn operands_of_a_call() {
    let (branch, _) = branches();
    assert_eq!(shown(branch.pipe.range), "(eq .Values.grün \"a\\tb\")");
    let ExprKind::Pipe(call) = &first(&branch.pipe).kind else { panic!() };
    assert_eq!(shown(call.range), "eq .Values.grün \"a\\tb\"");
    let [function, field, string] = &*call.commands[0].args else { panic!() };
    assert_eq!(
        (shown(function.range), &function.kind),
        ("eq", &ExprKind::Function(FunctionId::of("eq")))
    );
    let ExprKind::Field(segments) = &field.kind else { panic!() };
    assert_eq!((shown(field.range), all(segments)), (".Values.grün", vec!["Values", "grün"]));
    let ExprKind::String(literal) = &string.kind else { panic!() };
    assert_eq!((shown(literal.range), literal.value(TEXT)), ("\"a\\tb\"", "a\tb"));
}

#[test]
fn variables_and_chains() {
    let (_, range) = branches();
    assert_eq!(all(&range.pipe.decls), ["$i", "$e"]);
    assert_eq!(shown(range.pipe.range), "$i, $e := (f `ü`).x.ö | g -1");
    let ExprKind::Chain(chain) = &first(&range.pipe).kind else { panic!() };
    assert_eq!((shown(chain.operand.range), all(&chain.fields)), ("(f `ü`)", vec!["x", "ö"]));
    assert_eq!(shown(range.pipe.commands[1].range), "g -1");
    let ExprKind::Number(number) = &range.pipe.commands[1].args[1].kind else { panic!() };
    assert_eq!((number.int, number.uint, number.float), (Some(-1), None, Some(-1.0)));
    let [Node::Action(action)] = &*range.list.nodes else { panic!() };
    assert_eq!(shown(action.range), "{{ $e.name }}");
    let ExprKind::Variable(variable) = &first(&action.pipe).kind else { panic!() };
    assert_eq!((shown(variable.name), all(&variable.fields)), ("$e", vec!["name"]));
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
    let [Node::Text(_), Node::Template(call)] = &*template.main.nodes else { panic!() };
    assert_eq!((call.range, &call.name), (block.range, &block.name));
    assert!(call.pipe.is_some());
}
