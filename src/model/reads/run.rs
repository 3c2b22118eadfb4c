//! The analysis as a whole: which templates are run on what, until nothing new turns up.
//!
//! A named template is not run where it is called but later, once for each argument: its output is
//! text, which is used as a whole, so that the caller need not wait for it. Nothing recurses but
//! the nesting within one template, which the parser limits.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use crate::model::chart::{Chart, Member};
use crate::source::{Span, TextRange};
use crate::syntax::template::{ErrorKind, List, Template};
use crate::syntax::tree::NodeRef;

use super::Reads;
use super::execute::Frame;
use super::heap::Heap;
use super::instance::Instances;
use super::marks::Marks;
use super::tree::{NodeId, Tree};
use super::value::{Ref, Value};

/// Operands that are evaluated. The largest real chart needs 270 000.
const STEPS: u32 = 2_000_000;

/// Templates with their arguments. The largest real chart has 4 400.
const CALLS: usize = 50_000;

/// How often templates are run again because one wrote into a value. Real charts need 4.
const ROUNDS: usize = 24;

/// A text that is a template.
pub(super) enum Unit<'c> {
    /// A file of a chart.
    Member(&'c Member),
    /// A text that is rendered by `tpl`, and where it stands.
    Text(Box<str>, Box<Template>, Option<Span>),
}

impl Unit<'_> {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Member(member) => member.source().text(),
            Self::Text(text, ..) => text,
        }
    }

    pub(super) fn template(&self) -> &Template {
        match self {
            Self::Member(member) => member.template(),
            Self::Text(_, template, _) => template,
        }
    }

    pub(super) fn span(&self, range: TextRange) -> Option<Span> {
        match self {
            Self::Member(member) => Some(Span::new(member.source(), range)),
            Self::Text(.., place) => place.clone(),
        }
    }

    /// True when the text is no template: unlike other mistakes an unknown function still leaves a
    /// whole tree.
    pub(super) fn is_broken(&self) -> bool {
        let errors = &self.template().errors;
        errors.iter().any(|error| !matches!(error.kind, ErrorKind::UnknownFunction(_)))
    }
}

/// What is run: a unit itself, or one of its named templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Body {
    pub(super) unit: u32,
    pub(super) define: Option<u32>,
}

/// What the templates may look into, one after the other, before it is no longer remembered.
const LOOKED: usize = 2_000_000;

/// What was run, and what it looked into; `None` where that is not known.
struct Done {
    body: Body,
    dot: Value,
    looked: Option<Box<[Ref]>>,
}

/// The state of the analysis.
pub(super) struct Run<'c> {
    pub(super) charts: Instances<'c>,
    pub(super) overrides: Option<NodeRef<'c>>,
    pub(super) tree: Tree,
    /// Children of places by the number of their key: the way that is gone most.
    pub(super) places: HashMap<(NodeId, u32), NodeId>,
    pub(super) heap: Heap,
    pub(super) units: Vec<Rc<Unit<'c>>>,
    /// By file, so that one that belongs to several instances is one unit.
    pub(super) members: HashMap<*const Member, u32>,
    /// Named templates by name, and files by path from `templates/` on.
    pub(super) named: BTreeMap<Rc<str>, Rc<Vec<Body>>>,
    /// Units made of texts in values, by file and offset.
    pub(super) strings: HashMap<(*const u8, u32), u32>,
    pub(super) strings_at: HashMap<NodeId, Rc<[u32]>>,
    pub(super) literals: HashMap<u32, u32>,
    pub(super) full: HashMap<NodeId, bool>,
    /// What is used as a whole, with all that can be reached from it.
    pub(super) used: Marks,
    /// Empty lists of arguments to be filled again.
    pub(super) spare: Vec<Vec<Value>>,
    calls: HashSet<(Body, Value)>,
    queue: Vec<(Body, Value)>,
    done: Vec<Done>,
    /// How much all of them together looked into.
    remembered: usize,
    steps: u32,
    /// Why the analysis gave up.
    gave_up: Option<&'static str>,
}

impl<'c> Run<'c> {
    pub(super) fn new(chart: &'c Chart, overrides: Option<NodeRef<'c>>) -> Self {
        let mut tree = Tree::new();
        let charts = Instances::new(chart, &mut tree);
        let gave_up = match (charts.truncated, chart.is_complete()) {
            (true, _) => Some("it has too many sub-charts"),
            (_, false) => Some("some of its files cannot be read"),
            _ => None,
        };
        Self {
            charts,
            overrides,
            tree,
            places: HashMap::default(),
            heap: Heap::default(),
            units: Vec::new(),
            members: HashMap::default(),
            named: BTreeMap::new(),
            strings: HashMap::default(),
            strings_at: HashMap::default(),
            literals: HashMap::default(),
            full: HashMap::default(),
            used: Marks::default(),
            spare: Vec::new(),
            calls: HashSet::default(),
            queue: Vec::new(),
            done: Vec::new(),
            remembered: 0,
            steps: 0,
            gave_up,
        }
    }

    pub(super) fn finish(mut self) -> Reads {
        let starts = if self.gave_up.is_some() { Vec::new() } else { self.load() };
        for (body, dot) in starts {
            self.call(body, dot);
        }
        for round in 0.. {
            self.round();
            let grown = std::mem::take(&mut self.heap.grown);
            if self.is_over() || grown.is_empty() {
                break;
            }
            self.give_up_if(round + 1 >= ROUNDS, "its templates write into values over and over");
            self.use_written(&grown);
            self.repeat(&grown);
        }
        let root = self.tree.root();
        if self.tree.is_whole(root) {
            self.gave_up.get_or_insert("a template uses all of them at once");
        }
        Reads { tree: self.tree, everything: self.gave_up, imports: self.charts.imports }
    }

    fn round(&mut self) {
        while let Some((body, dot)) = self.queue.pop() {
            if self.is_over() {
                return;
            }
            self.execute(body, dot.clone());
            let looked = self.heap.take_looked();
            self.remembered += looked.len();
            let looked = (self.remembered <= LOOKED).then_some(looked);
            self.done.push(Done { body, dot, looked });
        }
    }

    /// Has all run again that looked where something new is written.
    fn repeat(&mut self, grown: &BTreeSet<Ref>) {
        let is_stale = |done: &Done| {
            done.looked.as_ref().is_none_or(|looked| looked.iter().any(|one| grown.contains(one)))
        };
        let (stale, settled): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.done).into_iter().partition(is_stale);
        self.done = settled;
        self.queue.extend(stale.into_iter().map(|done| (done.body, done.dot)));
    }

    /// True when nothing can be learnt any more.
    pub(super) fn is_over(&self) -> bool {
        self.gave_up.is_some() || self.tree.is_whole(self.tree.root())
    }

    /// Lets everything count as read from here on.
    pub(super) fn give_up_if(&mut self, lost: bool, why: &'static str) {
        if lost {
            self.gave_up.get_or_insert(why);
        }
    }

    /// Counts one more step; false when there were too many.
    pub(super) fn step(&mut self) -> bool {
        self.steps += 1;
        self.give_up_if(self.steps > STEPS, "its templates are too large to follow");
        !self.is_over()
    }

    /// Parses the templates, and tells which of them Helm renders on their own.
    fn load(&mut self) -> Vec<(Body, Value)> {
        let mut starts = Vec::new();
        for id in 0..self.charts.all.len() {
            let chart = self.charts.all[id].chart;
            for member in chart.templates() {
                let unit = self.member(member);
                let is_partial = member.file_name().starts_with('_');
                if !is_partial && !chart.is_library() {
                    let body = Body { unit, define: None };
                    starts.push((body, Ref::Scope(id as u32).into()));
                }
            }
        }
        starts
    }

    fn member(&mut self, member: &'c Member) -> u32 {
        if let Some(unit) = self.members.get(&std::ptr::from_ref(member)) {
            return *unit;
        }
        let unit = self.add(Unit::Member(member));
        self.members.insert(member, unit);
        let broken = self.units[unit as usize].is_broken();
        self.give_up_if(broken, "one of its templates is broken");
        self.name(member.path(), Body { unit, define: None });
        unit
    }

    /// Takes in a text with the templates that it defines.
    pub(super) fn add(&mut self, unit: Unit<'c>) -> u32 {
        let (id, unit) = (self.units.len() as u32, Rc::new(unit));
        for (define, index) in unit.template().defines.iter().zip(0..) {
            let body = Body { unit: id, define: Some(index) };
            self.name(define.name.value(unit.text()), body);
        }
        self.units.push(unit);
        id
    }

    fn name(&mut self, name: &str, body: Body) {
        match self.named.get_mut(name) {
            Some(bodies) => Rc::make_mut(bodies).push(body),
            None => {
                self.named.insert(name.into(), Rc::new(vec![body]));
            }
        }
    }

    /// Has `body` run on `dot`, unless it was or will be already.
    pub(super) fn call(&mut self, body: Body, dot: Value) {
        let many = self.calls.len() >= CALLS;
        self.give_up_if(many, "its templates call each other too often");
        if !many && self.calls.insert((body, dot.clone())) {
            self.queue.push((body, dot));
        }
    }

    fn execute(&mut self, body: Body, dot: Value) {
        let unit = Rc::clone(&self.units[body.unit as usize]);
        let template = unit.template();
        let list: &List = match body.define {
            Some(define) => &template.defines[define as usize].body,
            None => &template.main,
        };
        Frame::new(self, &unit, body.unit, dot).run(list);
    }
}
