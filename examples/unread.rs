use palint::files::Files;
use palint::model::pack::Pack;
use palint::source::VirtualPath;
use palint::syntax::tree::*;
use rayon::prelude::*;
use std::path::Path;
fn walk(
    reads: &palint::model::reads::Reads,
    node: NodeRef,
    path: &mut Vec<String>,
    out: &mut String,
    pre: &str,
) {
    let visit = |key: String, val: NodeRef, line: u32, path: &mut Vec<String>, out: &mut String| {
        path.push(key);
        let p: Vec<&str> = path.iter().map(|s| s.as_str()).collect();
        if !reads.may_read(&p) {
            let n = reads.nearest(&p);
            out.push_str(&format!(
                "{pre} {} {} near={}\n",
                line,
                p.join("."),
                n.map(|n| format!(
                    "{} @{}",
                    n.path.join("."),
                    n.place
                        .map(|s| format!(
                            "{}:{}",
                            s.file().path().inside().unwrap_or(""),
                            s.start().line
                        ))
                        .unwrap_or_default()
                ))
                .unwrap_or_default()
            ));
        } else {
            walk(reads, val, path, out, pre);
        }
        path.pop();
    };
    match node.kind() {
        Kind::Mapping => {
            for e in node.members() {
                visit(e.name().into_owned(), e.value, e.key.span().start().line, path, out)
            }
        }
        Kind::Sequence => {
            for i in node.items() {
                if !i.kind().is_scalar() {
                    visit("[]".into(), i, i.span().start().line, path, out)
                }
            }
        }
        _ => {}
    }
}
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut packs: Vec<_> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.join("pack.json").exists())
        .collect();
    packs.sort();
    let t = std::time::Instant::now();
    let out: Vec<String> = packs.par_iter().with_max_len(1).map(|p| one(p)).collect();
    for o in &out {
        print!("{o}")
    }
    eprintln!("{:?}", t.elapsed());
    if let Ok(s) = std::fs::read_to_string("/proc/self/status") {
        for l in s.lines() {
            if l.starts_with("VmHWM") {
                eprintln!("{l}")
            }
        }
    }
}
fn one(p: &Path) -> String {
    let name = p.file_name().unwrap().to_string_lossy().into_owned();
    let pack = Pack::new(Files::on_disk(VirtualPath::new(name.clone()), p));
    let mut out = String::new();
    for c in pack.charts() {
        match &c.chart {
            Err(e) => {
                out.push_str(&format!("#ERR {name} {} {e}\n", c.path));
                continue;
            }
            Ok(ch) => {
                let t = std::time::Instant::now();
                let r = c.reads(&pack).unwrap();
                out.push_str(&format!(
                    "#CHART {name} {} all={:?} complete={} {:?}\n",
                    ch.name().unwrap_or("?"),
                    r.everything().map(|w| format!("{w} {:?}", r.where_read(&[]))),
                    ch.is_complete(),
                    t.elapsed()
                ));
                if let Some(o) = c.overrides(&pack) {
                    let mut path = vec![];
                    walk(
                        r,
                        o,
                        &mut path,
                        &mut out,
                        &format!("{name} {}", ch.name().unwrap_or("?")),
                    );
                }
            }
        }
    }
    out
}
