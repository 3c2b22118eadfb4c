//! Texts that are meant to hurt.

use proptest::prelude::*;

use super::{Branch, ErrorKind, Expr, ExprKind, List, MAX_DEPTH, Node, mistake, parsed};
use super::{Number, Pipeline, Template, variable_name};
use crate::source::TextRange;

#[test]
fn depth_is_limited() {
    let many = 100_000;
    for text in [
        format!("{{{{{}", "(".repeat(many)),
        format!("{{{{ {}", "f (".repeat(many)),
        "{{if .}}".repeat(many),
        "{{with .}}{{range .}}".repeat(many),
        "{{block \"a\" .}}".repeat(many),
        format!("{{{{if .}}}}{}", "{{else if .}}".repeat(many)),
        format!("{{{{define \"a\"}}}}{}", "{{if (.)}}".repeat(many)),
    ] {
        let error = mistake(&text).unwrap();
        assert_eq!(error.kind, ErrorKind::TooDeep, "{}", &text[..20]);
    }
}

#[test]
fn the_deepest_tree_fits_a_small_stack() {
    let depth = MAX_DEPTH as usize;
    let mixed = depth / 2;
    let blocks = |n| format!("{{{{range (.)}}}}{{{{block \"{n}\" .}}}}");
    let texts = [
        "{{if .}}".repeat(depth) + &"{{end}}".repeat(depth),
        format!("{{{{if .}}}}{}{{{{end}}}}", "{{else if .}}".repeat(depth - 1)),
        format!("{{{{{}.{}}}}}", "(".repeat(depth), ")".repeat(depth)),
        (0..mixed).map(blocks).collect::<String>() + &"{{end}}".repeat(depth),
    ];
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let parse_all = move || texts.iter().all(|text| mistake(text).is_none());
    let thread = small.spawn(parse_all).unwrap();
    assert!(thread.join().unwrap());
}

#[test]
fn long_flat_texts_take_linear_time() {
    let many = 30_000;
    for text in [
        "{{.a}}".repeat(many),
        "{ ".repeat(many),
        "}}".repeat(many),
        format!("{{{{f{}}}}}", " .a".repeat(many)),
        format!("{{{{.a{}}}}}", " | f".repeat(many)),
        format!("{{{{.a{}}}}}", ".b".repeat(many)),
        (0..many).map(|n| format!("{{{{$v{n} := 1}}}}{{{{$v0}}}}")).collect(),
        (0..many / 10).map(|n| format!("{{{{define \"{n}\"}}}}x{{{{end}}}}")).collect(),
    ] {
        assert_eq!(mistake(&text), None, "{}", &text[..20]);
    }
}

/// Collects every range of a tree.
struct Ranges<'t>(Vec<TextRange>, &'t Template, &'t str);

impl<'t> Ranges<'t> {
    fn template(template: &'t Template, text: &'t str) -> Self {
        let mut ranges = Self(Vec::new(), template, text);
        ranges.list(&template.main);
        for define in &template.defines {
            ranges.0.extend([define.range, define.opening, define.end_tag, define.name.content()]);
            ranges.list(&define.body);
        }
        for error in &template.errors {
            ranges.0.push(error.range);
            ranges.0.extend(error.related.iter().map(|(range, _)| *range));
        }
        ranges
    }

    fn list(&mut self, list: &List) {
        self.0.push(list.range);
        let template = self.1;
        for node in template.nodes(list) {
            self.0.push(template.node_range(node));
            match node {
                Node::Text(text) => self.0.push(text.output),
                Node::Action(action) => self.pipeline(action.pipe),
                Node::If(id) | Node::With(id) | Node::Range(id) => {
                    self.branch(template.branch(*id));
                }
                Node::Template(id) => {
                    let call = template.call(*id);
                    self.0.push(call.name.content());
                    call.pipe.iter().for_each(|pipe| self.pipeline(*pipe));
                }
                Node::Comment(_) | Node::Break(_) | Node::Continue(_) => {}
            }
        }
    }

    fn branch(&mut self, branch: &Branch) {
        self.0.extend([branch.opening, branch.end_tag]);
        self.0.extend(branch.else_tag);
        self.pipeline(branch.pipe);
        self.list(&branch.list);
        branch.else_list.iter().for_each(|list| self.list(list));
    }

    fn pipeline(&mut self, pipe: Pipeline) {
        let template = self.1;
        self.0.push(template.pipe_range(pipe));
        self.0.extend(template.decls(pipe));
        for command in template.commands(pipe) {
            self.0.push(command.range());
            command.args.iter().for_each(|expr| self.expr(expr));
        }
    }

    fn expr(&mut self, expr: &Expr) {
        let (template, text) = (self.1, self.2);
        self.0.push(expr.range);
        self.0.extend(template.fields(expr, text));
        match expr.kind {
            ExprKind::String(_) => assert!(template.string(expr, text).is_some()),
            ExprKind::Number(form) => {
                assert_ne!(form.value(&text[expr.range.to_usize()]), Number::default())
            }
            ExprKind::Variable => self.0.push(variable_name(expr, text)),
            ExprKind::Chain(of) => self.expr(template.operand(of)),
            ExprKind::Pipe(pipe) => self.pipeline(template.pipe(pipe)),
            _ => {}
        }
    }
}

fn check_ranges(text: &str) {
    for range in Ranges::template(&parsed(text), text).0 {
        assert!(range.start <= range.end, "{range:?} in {text:?}");
        assert!(text.get(range.to_usize()).is_some(), "{range:?} in {text:?}");
    }
}

/// Pieces that make texts which get far into the parser.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{{- ",
    " -}}",
    "{{if .a}}",
    "{{else}}",
    "{{else if .b}}",
    "{{end}}",
    "{{range $i, $é := .x}}",
    "{{define \"é\"}}",
    "{{block `b` .}}",
    "{{template \"a\" .}}",
    "{{/* é */}}",
    "{{- /*",
    "*/ -}}",
    "(",
    ")",
    "|",
    ".a",
    ".é.b",
    "$",
    "$x",
    " := ",
    " = ",
    ",",
    " ",
    "\r\n",
    "\"",
    "`",
    "'",
    "\\",
    "\"\\u00e9\\x\"",
    "1e",
    "0x1p4",
    "1+2i",
    "é",
    "日本",
    "\u{feff}",
    "nil",
    "true",
    "break",
    "f",
    "text",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_text_breaks_the_parser(text in any::<String>()) {
        check_ranges(&text);
        check_ranges(&format!("{{{{{text}}}}}"));
    }

    #[test]
    fn no_template_breaks_the_parser(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        check_ranges(&pieces.concat());
        check_ranges(&format!("{{{{ {} }}}}", pieces.concat()));
    }
}
