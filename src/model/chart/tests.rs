use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use super::*;
use crate::files::Files;
use crate::model::pack::Pack;

pub(crate) fn tgz(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.as_gnu_mut().unwrap().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_cksum();
        tar.append(&header, *content).unwrap();
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&tar.into_inner().unwrap()).unwrap();
    gzip.finish().unwrap()
}

fn read(files: &[(&str, &[u8])]) -> Result<Chart, ChartError> {
    Chart::read_archive(&VirtualPath::new("p/charts/x.tgz"), &tgz(files))
}

fn files(files: &[(&str, &[u8])]) -> Files {
    let files = files.iter().map(|(path, bytes)| ((*path).to_owned(), Arc::from(*bytes)));
    Files::in_memory(VirtualPath::new("p"), files.collect::<BTreeMap<_, _>>())
}

const CHART: &[u8] = b"apiVersion: v2\nname: x\nversion: 1.10\nappVersion: '2'\n";

#[test]
fn the_first_component_is_the_root_whatever_its_name() {
    for (root, path) in [("other", "other/Chart.yaml"), (".", "./Chart.yaml")] {
        let chart = read(&[(path, CHART)]).unwrap();
        assert_eq!((chart.root(), chart.name()), (root, Some("x")));
        assert_eq!(chart.version(), Some("1.10"));
        assert!(chart.is_complete());
    }
    assert_eq!(read(&[("Chart.yaml", CHART)]).unwrap_err(), ChartError::NoChartYaml);
    assert_eq!(read(&[("x/y/Chart.yaml", CHART)]).unwrap_err(), ChartError::NoChartYaml);
    let chart = read(&[("x/Chart.yaml", CHART)]).unwrap();
    let at = chart.field("version").unwrap().span();
    assert_eq!(at.file().path().as_str(), "p/charts/x.tgz!/x/Chart.yaml");
    assert_eq!(at.text(), "1.10");
}

#[test]
fn files_belong_to_the_chart_that_they_lie_in() {
    let nested = tgz(&[("z/Chart.yaml", b"name: z"), ("z/templates/b.yaml", b"")]);
    let chart = read(&[
        ("x/Chart.yaml", CHART),
        ("x/templates/a.yaml", "é {{ .Values.a }}\r\n".as_bytes()),
        ("x/templates/sub/_b.tpl", b""),
        ("x/crds/c.yaml", b""),
        ("x/README.md", b""),
        ("x/charts/README.md", b""),
        ("x/charts/_off/Chart.yaml", b"name: off"),
        ("x/charts/y/Chart.yaml", b"name: y"),
        ("x/charts/y/charts/w/Chart.yaml", b"name: w"),
        ("x/charts/z-1.0.0.tgz", &nested),
        ("x/charts/bad.tgz", b"no gzip"),
    ])
    .unwrap();
    let paths: Vec<_> = chart.templates().map(Member::path).collect();
    assert_eq!(paths, ["templates/a.yaml", "templates/sub/_b.tpl"]);
    assert_eq!(chart.crds().count(), 1);
    let names: Vec<_> = chart.all().iter().filter_map(|chart| chart.name()).collect();
    assert_eq!(names, ["x", "y", "z", "w"]);
    let zed = &chart.subcharts()[1];
    let location = zed.member("templates/b.yaml").unwrap().location();
    assert_eq!(location.as_str(), "p/charts/x.tgz!/x/charts/z-1.0.0.tgz!/z/templates/b.yaml");
    assert_eq!(chart.subcharts()[0].place().as_str(), "p/charts/x.tgz!/x/charts/y");
    assert_eq!(
        chart.broken_subcharts().map(|(path, _)| path).collect::<Vec<_>>(),
        ["charts/bad.tgz"]
    );
    assert!(!chart.is_complete());
}

#[test]
fn archives_are_opened_to_a_limited_depth() {
    let mut inner = tgz(&[("c/Chart.yaml", CHART)]);
    for _ in 0..5 {
        inner = tgz(&[("c/Chart.yaml", CHART), ("c/charts/c.tgz", &inner)]);
    }
    let chart = Chart::read_archive(&VirtualPath::new("c.tgz"), &inner).unwrap();
    assert_eq!(chart.all().len(), crate::limits::ARCHIVE_NESTING + 1);
    assert!(!chart.is_complete());

    let deep = format!("x/{}Chart.yaml", "charts/y/".repeat(20));
    let mut header = vec![("x/Chart.yaml", CHART)];
    if deep.len() < 100 {
        header.push((&deep, CHART));
    }
    assert!(read(&header).is_ok());
    let (path, prefix) = (format!("c/{deep}"), files(&[("c/Chart.yaml", CHART)]));
    assert!(Chart::read_directory(&prefix, "c").unwrap().is_complete());
    let deep = files(&[("c/Chart.yaml", CHART), (&path.replace("c/x/", "c/"), CHART)]);
    assert!(!Chart::read_directory(&deep, "c").unwrap().is_complete());
}

#[test]
fn dependencies_are_read_from_both_places() {
    let manifest = b"name: x
apiVersion: v2
type: library
dependencies:
- name: a
  version: 1.0
  alias: b
  condition: b.on, global.b
  tags: [t]
  import-values: [data, {child: c.d, parent: e}]
- {repository: nameless}
";
    let chart = read(&[("x/Chart.yaml", manifest)]).unwrap();
    let dependencies = chart.dependencies();
    let [dependency] = &dependencies[..] else { panic!("{dependencies:?}") };
    assert_eq!((dependency.key(), dependency.name), ("b", "a"));
    assert_eq!(dependency.version, Some("1.0"));
    assert_eq!(dependency.conditions, ["b.on", "global.b"]);
    assert_eq!(dependency.tags, ["t"]);
    let [short, long] = dependency.imports[..] else { panic!() };
    assert_eq!((short.child, short.from_exports, short.parent), ("data", true, "."));
    assert_eq!((long.child, long.from_exports, long.parent), ("c.d", false, "e"));
    assert!(chart.is_library());

    let old = read(&[
        ("x/Chart.yaml", b"name: x\napiVersion: v1\n"),
        ("x/requirements.yaml", b"dependencies:\n- name: r\n"),
    ]);
    assert_eq!(old.unwrap().dependencies()[0].key(), "r");
}

#[test]
fn a_pack_has_archives_directories_and_copies() {
    let archive = tgz(&[("x/Chart.yaml", CHART)]);
    let pack = Pack::new(files(&[
        (
            "pack.json",
            br#"{"charts": ["charts/x.tgz", "./charts/d/", "charts/none.tgz", "charts/bad.tgz"]}"#,
        ),
        ("values.yaml", b"charts: {x: {a: 1}}"),
        ("charts/x.tgz", &archive),
        ("charts/bad.tgz", b"PK"),
        ("charts/d/Chart.yaml", b"name: d"),
        ("charts/d/charts/e/Chart.yaml", b"name: e"),
        ("charts/no-chart/values.yaml", b""),
    ]));
    let names: Vec<_> = pack.charts().iter().map(ListedChart::name).collect();
    assert_eq!(names, [Some("x"), Some("d"), None, None]);
    let errors: Vec<_> = pack.charts().iter().filter_map(|c| c.chart.as_ref().err()).collect();
    assert_eq!(errors[0].to_string(), "does not exist");
    assert!(errors[1].to_string().starts_with("is not a gzip file"));
    assert_eq!(pack.charts()[1].listed.text(), "\"./charts/d/\"");
    assert_eq!(pack.charts()[1].chart().unwrap().subcharts().len(), 1);
    assert!(pack.charts()[0].overrides(&pack).is_some());
    assert!(pack.charts()[1].overrides(&pack).is_none());
    assert_eq!(pack.chart_directories().collect::<Vec<_>>(), ["charts/d"]);
}
