//! What this repository gives to hooks, CI and editors, run as they run it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod pre_commit;
    pub mod scratch;
    pub mod tree;
}

use std::collections::BTreeMap;
use std::path::Path;

use regex::Regex;
use serde_json::Value;
use support::pre_commit::{PreCommit, hooks};
use support::scratch::{Scratch, binary, err, out, status, values};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(project().join(path)).unwrap()).unwrap()
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(project().join(path)).unwrap()).unwrap()
}

/// Packs with an error, a warning, a remark, and a finding inside an archive.
fn registry(name: &str) -> Scratch {
    let scratch = Scratch::new(&format!("integrations-{name}"));
    scratch.pack("packs/clean-1.2.3", "clean", &values("demo"));
    let told = values("default").replace("replicaCount", "replicaCuont: 1\n    replicaCuont");
    scratch.pack("packs/tôld: 1:2:3", "demo", &told);
    let base = support::scratch::base("addon");
    let templates = base.0.keys().find(|path| path.ends_with("deployment.yaml")).unwrap().clone();
    let mut tree = base;
    tree.put(&templates, "{{ nonsense . }}\n");
    tree.write(&scratch.0.join("packs/demo-1.2.3"));
    scratch
}

struct Matcher {
    regexp: Regex,
    pattern: Value,
    severity: Option<String>,
}

impl Matcher {
    fn new(pattern: &Value, severity: Option<&str>) -> Self {
        let regexp = Regex::new(pattern["regexp"].as_str().unwrap()).unwrap();
        Self { regexp, pattern: pattern.clone(), severity: severity.map(str::to_owned) }
    }

    /// File, line, column, severity, code and message.
    fn matched(&self, line: &str) -> Option<[String; 6]> {
        let captures = self.regexp.captures(line)?;
        let group = |name: &str| {
            let index = self.pattern[name].as_u64().map(|index| usize::try_from(index).unwrap());
            index.map(|index| captures[index].to_owned())
        };
        Some(["file", "line", "column", "severity", "code", "message"].map(|name| {
            let named = group(name);
            named.or_else(|| self.severity.clone()).expect("a matcher knows what it shows")
        }))
    }
}

fn matchers() -> Vec<(&'static str, Vec<Matcher>)> {
    let github = json("integrations/github-problem-matcher.json");
    let of = |matcher: &Value| Matcher::new(&matcher["pattern"][0], matcher["severity"].as_str());
    let github = github["problemMatcher"].as_array().unwrap().iter().map(of).collect();
    let vscode = json("integrations/vscode-tasks.json");
    let vscode = Matcher::new(&vscode["tasks"][0]["problemMatcher"]["pattern"], None);
    vec![("github", github), ("vscode", vec![vscode])]
}

#[test]
fn problem_matchers_read_what_concise_prints() {
    let scratch = registry("matchers");
    let concise = out(&scratch.palint(&["check", "--format", "concise"]));
    let report = scratch.palint(&["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&report.stdout).unwrap();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(concise.lines().count(), diagnostics.len());
    let severities: Vec<_> = diagnostics.iter().map(|d| d["severity"].as_str().unwrap()).collect();
    for severity in ["error", "warning", "info"] {
        assert!(severities.contains(&severity), "{concise}");
    }
    for (name, matchers) in matchers() {
        for (line, diagnostic) in concise.lines().zip(diagnostics) {
            let found: Vec<_> = matchers.iter().filter_map(|m| m.matched(line)).collect();
            let [[file, row, column, severity, code, message]] = &found[..] else {
                panic!("{name}: {line}: {found:?}");
            };
            let path = diagnostic["path"].as_str().unwrap();
            assert_eq!(file, path.split("!/").next().unwrap());
            assert!(scratch.0.join(file).exists());
            let at = |key: &str| match path.contains("!/") || diagnostic["range"].is_null() {
                true => "1".to_owned(),
                false => diagnostic["range"]["start"][key].to_string(),
            };
            assert_eq!([row, column], [&at("line"), &at("column")]);
            let expected = match (name, diagnostic["severity"].as_str().unwrap()) {
                ("github", "info") => "notice",
                (_, severity) => severity,
            };
            assert_eq!(severity, expected);
            assert_eq!(code, diagnostic["rule"].as_str().unwrap());
            assert!(message.starts_with(diagnostic["message"].as_str().unwrap()), "{message}");
        }
        let human = out(&scratch.palint(&["check"]));
        let matched =
            human.lines().filter(|line| matchers.iter().any(|m| m.matched(line).is_some()));
        assert_eq!(matched.count(), 0, "{human}");
    }
}

#[test]
fn the_github_matcher_bears_colours_and_is_valid() {
    let (_, matchers) = matchers().remove(0);
    let line = "\u{1b}[1m\u{1b}[31mpacks/x/values.yaml:1:2: error[chart/x-2] a: b\u{1b}[0m";
    let [file, ..] = matchers[0].matched(line).unwrap();
    assert_eq!(file, "packs/x/values.yaml");
    let config = json("integrations/github-problem-matcher.json");
    let mut owners = BTreeMap::new();
    for matcher in config["problemMatcher"].as_array().unwrap() {
        *owners.entry(matcher["owner"].as_str().unwrap()).or_insert(0) += 1;
        let severity = matcher["severity"].as_str().unwrap_or("error");
        assert!(["error", "warning", "notice"].contains(&severity));
    }
    assert!(owners.values().all(|count| *count == 1));
}

#[test]
fn the_task_of_vscode_runs() {
    let scratch = registry("vscode");
    let task = &json("integrations/vscode-tasks.json")["tasks"][0];
    assert_eq!(task["command"], "palint");
    let arguments: Vec<_> =
        task["args"].as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
    let output = scratch.palint(&arguments);
    assert_eq!((status(&output), err(&output).as_str()), (1, ""));
    let (_, matchers) = matchers().remove(1);
    assert!(out(&output).lines().all(|line| matchers[0].matched(line).is_some()));
}

/// One run of a step of action.yml.
struct Step {
    run: String,
    env: BTreeMap<String, String>,
}

/// Every `${{ name }}` replaced.
fn expanded(text: &str, values: &BTreeMap<String, String>) -> String {
    let expression = Regex::new(r"\$\{\{ *([a-z.-]+) *\}\}").unwrap();
    let value = |found: &regex::Captures<'_>| {
        values.get(&found[1]).unwrap_or_else(|| panic!("{} is not declared", &found[1])).clone()
    };
    expression.replace_all(text, value).into_owned()
}

impl Step {
    fn of(action: &Value, name: &str, inputs: &[(&str, &str)], scratch: &Scratch) -> Self {
        let declared = action["inputs"].as_object().unwrap().iter();
        let default = |(name, input): (&String, &Value)| {
            (format!("inputs.{name}"), input["default"].as_str().unwrap().to_owned())
        };
        let mut values: BTreeMap<String, String> = declared.map(default).collect();
        for (name, value) in inputs {
            assert!(values.insert(format!("inputs.{name}"), (*value).to_owned()).is_some());
        }
        values.insert("runner.temp".into(), scratch.0.join("temp").display().to_string());
        let steps = action["runs"]["steps"].as_array().unwrap();
        let step = steps.iter().find(|step| step["name"] == name).unwrap();
        let env = step["env"].as_object().into_iter().flatten();
        let env =
            env.map(|(name, value)| (name.clone(), expanded(value.as_str().unwrap(), &values)));
        Self { run: step["run"].as_str().unwrap().to_owned(), env: env.collect() }
    }

    /// As the runner runs it: exit status, standard output, and the step's outputs.
    fn run(&self, scratch: &Scratch) -> (i32, String, String) {
        scratch.write("temp/output", "").write("temp/step.sh", &self.run);
        let mut command = scratch.command("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "temp/step.sh"]);
        let temp = scratch.0.join("temp");
        command.env("GITHUB_OUTPUT", temp.join("output")).env("RUNNER_TEMP", &temp);
        command.env("GITHUB_ACTION_PATH", project()).envs(&self.env);
        let output = command.output().unwrap();
        (status(&output), out(&output) + &err(&output), scratch.read("temp/output"))
    }
}

fn check(scratch: &Scratch, inputs: &[(&str, &str)]) -> (i32, String, String) {
    let palint = binary().to_str().unwrap();
    let inputs = [&[("palint", palint)], inputs].concat();
    Step::of(&yaml("action.yml"), "Check", &inputs, scratch).run(scratch)
}

#[test]
fn the_action_interpolates_nothing_into_scripts_and_pins_what_it_uses() {
    let action = yaml("action.yml");
    assert_eq!(action["runs"]["using"], "composite");
    for step in action["runs"]["steps"].as_array().unwrap() {
        match (step["run"].as_str(), step["uses"].as_str()) {
            (Some(run), None) => {
                assert!(!run.contains("${{"), "{run}");
                assert_eq!(step["shell"], "bash", "{run}");
            }
            (None, Some(uses)) => {
                let commit = uses.rsplit_once('@').unwrap().1;
                assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()));
            }
            _ => panic!("a step runs or uses something"),
        }
    }
    let text = std::fs::read_to_string(project().join("action.yml")).unwrap();
    for found in Regex::new(r"inputs\.([a-z-]+)").unwrap().captures_iter(&text) {
        assert!(action["inputs"][&found[1]]["default"].is_string(), "{}", &found[1]);
    }
}

#[test]
fn the_action_checks_annotates_and_fails() {
    let scratch = registry("action");
    let (status, said, outputs) = check(&scratch, &[]);
    assert_eq!((status, outputs.as_str()), (1, ""));
    assert!(said.contains("::error title=syntax/duplicate-key,file=packs/t"), "{said}");
    assert_eq!(check(&scratch, &[("paths", "packs/clean-1.2.3\n")]).0, 0);
    assert_eq!(check(&scratch, &[("fail-on", "never")]).0, 0);
    assert_eq!(check(&scratch, &[("arguments", "--select\n\nsyntax/invalid-json\n")]).0, 0);
    assert_eq!(check(&scratch, &[("paths", "nowhere")]).0, 2);
    assert_eq!(check(&scratch, &[("config", "nowhere.yaml")]).0, 2);
    scratch.palint(&["check", "--write-baseline", "b.json"]);
    assert_eq!(check(&scratch, &[("baseline", "b.json"), ("fail-on", "info")]).0, 0);
    scratch.repository();
    let (status, said, _) = check(&scratch, &[("changed-since", "HEAD")]);
    assert_eq!(status, 0, "{said}");
}

#[test]
fn the_action_writes_sarif_where_it_says() {
    let scratch = registry("sarif");
    let (status, _, outputs) = check(&scratch, &[("sarif-file", "out file.sarif")]);
    assert_eq!((status, outputs.as_str()), (1, "sarif-file=out file.sarif\n"));
    let report: Value = serde_json::from_str(&scratch.read("out file.sarif")).unwrap();
    assert_eq!(report["version"], "2.1.0");
    let (_, _, outputs) = check(&scratch, &[("upload-sarif", "true")]);
    let path = outputs.trim().strip_prefix("sarif-file=").unwrap().to_owned();
    assert!(Path::new(&path).is_file(), "{path}");
    std::fs::remove_file(&path).unwrap();
    let broken = [("upload-sarif", "true"), ("config", "nowhere.yaml")];
    let (status, _, outputs) = check(&scratch, &broken);
    assert_eq!((status, outputs.as_str()), (2, ""), "nothing to upload");
}

#[test]
fn inputs_of_the_action_stay_data() {
    let scratch = registry("hostile");
    for hostile in ["$(touch pwned)", "`touch pwned`", "\"; touch pwned; \"", "--output=pwned"] {
        for input in ["paths", "config", "baseline", "changed-since", "fail-on", "sarif-file"] {
            let (_, said, _) = check(&scratch, &[(input, hostile)]);
            assert!(!scratch.0.join("pwned").exists(), "{input}={hostile}: {said}");
        }
    }
}

#[test]
fn the_action_builds_what_it_has_identified() {
    let scratch = Scratch::new("integrations-build");
    let action = yaml("action.yml");
    let identify = Step::of(&action, "Identify the source", &[], &scratch);
    let (status, said, first) = identify.run(&scratch);
    assert!(status == 0 && first.starts_with("digest=") && first.len() == 72, "{said}{first}");
    assert_eq!(identify.run(&scratch).2, first);
    // A cargo that only says what it was asked for.
    scratch.write("bin/cargo", "#!/bin/sh\necho \"$CARGO_TARGET_DIR|$*\"\n");
    let cargo = scratch.0.join("bin/cargo");
    assert!(scratch.command("chmod").arg("+x").arg(&cargo).output().unwrap().status.success());
    let mut build = Step::of(&action, "Build palint", &[], &scratch);
    let path = format!("{}:{}", scratch.0.join("bin").display(), std::env::var("PATH").unwrap());
    build.env.insert("PATH".into(), path);
    let (status, said, _) = build.run(&scratch);
    let temp = scratch.0.join("temp");
    let (temp, project) = (temp.display(), project().display());
    let expected = format!("install --locked --path {project} --root {temp}/palint\n");
    assert_eq!((status, said), (0, format!("{temp}/palint-target|{expected}")));
}

#[test]
fn the_job_of_gitlab_writes_its_report() {
    let scratch = registry("gitlab");
    let job = &yaml("integrations/gitlab-ci.yml")["palint"];
    std::fs::create_dir_all(scratch.0.join(".palint/bin")).unwrap();
    std::fs::copy(binary(), scratch.0.join(".palint/bin/palint")).unwrap();
    let script = job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap());
    let script: Vec<_> = script.collect();
    let output = scratch.command("sh").args(["-ec", &script.join("\n")]).output().unwrap();
    assert_eq!(status(&output), 1, "{}", err(&output));
    let report = job["artifacts"]["reports"]["codequality"].as_str().unwrap();
    let report: Value = serde_json::from_str(&scratch.read(report)).unwrap();
    assert!(!report.as_array().unwrap().is_empty());
}

/// The blocks of YAML in the README's section on integrations.
fn yaml_of_readme() -> Vec<Value> {
    let readme = include_str!("../README.md");
    let section =
        &readme[readme.find("## Integrate\n").unwrap()..readme.find("## Speed\n").unwrap()];
    let blocks = section.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.map(|block| serde_yaml::from_str(block).unwrap()).collect()
}

#[test]
fn the_readme_names_what_there_is() {
    let blocks = yaml_of_readme();
    let (action, hooks) = (yaml("action.yml"), yaml(".pre-commit-hooks.yaml"));
    let gitlab = yaml("integrations/gitlab-ci.yml");
    let mut seen = [0; 3];
    for block in &blocks {
        for hook in block["repos"].as_array().into_iter().flatten() {
            let hook = &hook["hooks"][0];
            assert!(hooks.as_array().unwrap().iter().any(|known| known["id"] == hook["id"]));
            let args = hook["args"].as_array().unwrap().iter().map(|a| a.as_str().unwrap());
            let help = out(&Scratch::new("integrations-readme").palint(&["check", "--help"]));
            assert!(args.filter(|a| a.starts_with('-')).all(|argument| help.contains(argument)));
            seen[0] += 1;
        }
        if let Some(steps) = block["jobs"]["palint"]["steps"].as_array() {
            let with = steps[1]["with"].as_object().unwrap();
            assert!(with.keys().all(|name| action["inputs"][name].is_object()));
            seen[1] += 1;
        }
        if let Some(job) = block.get("palint") {
            assert_eq!(job["artifacts"], gitlab["palint"]["artifacts"]);
            let command = job["script"][0].as_str().unwrap();
            let known = gitlab["palint"]["script"].as_array().unwrap().iter();
            assert!(known.map(|line| line.as_str().unwrap()).any(|line| line.contains(command)));
            seen[2] += 1;
        }
    }
    assert_eq!(seen, [2, 1, 1]);
}

#[test]
fn the_hooks_are_what_pre_commit_expects() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let languages: Vec<_> = hooks.as_array().unwrap().iter().map(|h| &h["language"]).collect();
    assert_eq!(languages, ["rust", "system"]);
    let scratch = registry("manifest");
    scratch.write("notes.md", "x").write("notes.tgz.txt", "x");
    for hook in hooks.as_array().unwrap() {
        assert_eq!(hook["require_serial"], true);
        let mut words = hook["entry"].as_str().unwrap().split(' ');
        assert_eq!(words.next(), Some("palint"));
        let entry: Vec<_> = words.collect();
        let run = |files: &[&str]| scratch.palint(&[&entry[..], files].concat());
        let clean = run(&["notes.md", "packs/clean-1.2.3/values.yaml", "notes.tgz.txt"]);
        assert_eq!((status(&clean), out(&clean) + &err(&clean)), (0, String::new()));
        assert_eq!(status(&run(&["notes.md"])), 0);
        assert_eq!(status(&run(&["notes.md", "packs/demo-1.2.3/pack.json"])), 1);
        assert_eq!(status(&run(&["nowhere"])), 2, "a typing mistake is one");
    }
}

#[test]
fn the_hook_runs_under_pre_commit() {
    let Some(pre_commit) = PreCommit::find("hook") else { return };
    let (repository, commit) = hooks("hook");
    let manifest = [".pre-commit-hooks.yaml"];
    let valid = pre_commit.run(&repository, None, &["validate-manifest", manifest[0]]);
    assert_eq!(status(&valid), 0, "{}", out(&valid));

    let scratch = registry("pre-commit");
    let repo = repository.0.display();
    let hook = "hooks: [{id: palint-system}]";
    let config = format!("repos:\n  - repo: '{repo}'\n    rev: {commit}\n    {hook}\n");
    scratch.write(".pre-commit-config.yaml", &config).write("notes.md", "x");
    scratch.repository();
    let all = pre_commit.run(&scratch, None, &["run", "--all-files"]);
    assert_eq!(status(&all), 1, "{}{}", out(&all), err(&all));
    assert!(out(&all).contains("error[syntax/duplicate-key]"), "{}", out(&all));

    assert_eq!(status(&pre_commit.run(&scratch, None, &["install"])), 0);
    let commit = |message: &str| {
        scratch.git(&["add", "--all"]);
        pre_commit.run(&scratch, Some("git"), &["commit", "--message", message])
    };
    scratch.write("packs/clean-1.2.3/README.md", "# Demo, clean\n").write("notes.md", "y");
    let fine = commit("clean");
    assert_eq!(status(&fine), 0, "{}", err(&fine));
    scratch
        .write("packs/clean-1.2.3/values.yaml", &values("x").replace("pack:", "pack: {}\npack:"));
    let refused = commit("broken");
    assert_eq!(status(&refused), 1);
    assert!(err(&refused).contains("syntax/duplicate-key"), "{}", err(&refused));
    assert!(!err(&refused).contains("packs/demo-1.2.3"), "only what is committed is linted");
}

#[test]
fn a_hook_that_asks_git_sees_what_is_deleted() {
    let Some(pre_commit) = PreCommit::find("deleted") else { return };
    let (repository, commit) = hooks("deleted");
    let scratch = registry("deleted");
    let mut config = yaml_of_readme().remove(1);
    let hook = &mut config["repos"][0];
    hook["repo"] = repository.0.display().to_string().into();
    hook["rev"] = commit.into();
    hook["hooks"][0]["id"] = "palint-system".into();
    scratch.write(".pre-commit-config.yaml", &config.to_string());
    scratch.repository();
    assert_eq!(status(&pre_commit.run(&scratch, None, &["install"])), 0);
    scratch.git(&["rm", "--quiet", "packs/clean-1.2.3/charts/demo-1.2.3.tgz"]);
    let refused = pre_commit.run(&scratch, Some("git"), &["commit", "--message", "x"]);
    assert_eq!(status(&refused), 1, "{}", err(&refused));
    assert!(err(&refused).contains("error[structure/missing-file]"), "{}", err(&refused));
    assert!(!err(&refused).contains("packs/demo-1.2.3"), "{}", err(&refused));
}
