//! Methods. Each is a function whose first argument is what it is called on.

use super::super::dependencies;
use super::super::evaluate::Engine;
use super::super::failure::{Failure, Outcome};
use super::super::functions::arguments::{any, map, text};
use super::super::functions::dates::formatted;
use super::super::functions::{Function, Type, fixed};
use super::super::value::{Data, ListKind, MapKind, Object, Text, Time, Value};
use super::super::yaml;
use super::{files, version_shown};
use crate::model::version::Version;

static FILES: &[Function] = &[
    fixed("Get", &[Type::String], |_, a| {
        Ok(Text::from_bytes(&files::bytes(&map(a, 0), text(a, 1))).into())
    }),
    fixed("GetBytes", &[Type::String], |_, a| {
        Ok(Value::new(Data::Bytes(files::bytes(&map(a, 0), text(a, 1)))))
    }),
    fixed("Glob", &[Type::String], |engine, a| {
        Ok(files::matching(&mut engine.budget, &map(a, 0), text(a, 1))?.into())
    }),
    fixed("AsConfig", &[], |engine, a| as_yaml(engine, a, false)),
    fixed("AsSecrets", &[], |engine, a| as_yaml(engine, a, true)),
    fixed("Lines", &[Type::String], |engine, a| {
        let lines = files::lines(&map(a, 0), text(a, 1));
        engine.budget.steps(lines.len())?;
        engine.budget.bytes(lines.iter().map(String::len).sum())?;
        Ok(Value::strings(lines))
    }),
];

fn as_yaml(engine: &mut Engine<'_>, a: &[Value], encoded: bool) -> Outcome<Value> {
    let files = map(a, 0);
    engine.budget.bytes(files::size(&files))?;
    let named = files::named(&files, encoded);
    Ok(yaml::to_yaml(&mut engine.budget, &named.into())?.into())
}

static VALUES: &[Function] = &[
    fixed("AsMap", &[], |_, a| Ok(map(a, 0).as_kind(MapKind::Any).into())),
    fixed("YAML", &[], |engine, a| {
        let text = yaml::to_yaml(&mut engine.budget, &any(a, 0))?;
        Ok(format!("{}\n", text.as_str()).into())
    }),
    fixed("Table", &[Type::String], |_, a| match dependencies::table(&map(a, 0), text(a, 1)) {
        Some(table) => Ok(table.as_kind(MapKind::Values).into()),
        None => Err(Failure::new(format!("\"{}\" is not a table", text(a, 1)))),
    }),
    fixed("PathValue", &[Type::String], |_, a| {
        match dependencies::path_value(&map(a, 0), text(a, 1)) {
            Some(data) => Ok(Value::new(data)),
            None => Err(Failure::new(format!("\"{}\" is not a value", text(a, 1)))),
        }
    }),
];

static VERSION_SET: &[Function] = &[fixed("Has", &[Type::String], |_, a| {
    let versions = any(a, 0);
    let known = versions
        .as_list()
        .is_some_and(|list| list.iter().any(|version| version.as_str() == Some(text(a, 1))));
    Ok(known.into())
})];

static KUBE_VERSION: &[Function] = &[
    fixed("String", &[], |_, a| Ok(kube_version(a, |version| &version.normalized))),
    fixed("GitVersion", &[], |_, a| Ok(kube_version(a, |version| &version.version))),
];

fn kube_version(a: &[Value], part: fn(&super::super::value::KubeVersion) -> &String) -> Value {
    match &any(a, 0).data {
        Data::Object(object) => match &**object {
            Object::KubeVersion(version) => part(version).as_str().into(),
            _ => "".into(),
        },
        _ => "".into(),
    }
}

static VERSION: &[Function] = &[
    fixed("Major", &[], |_, a| Ok(number(a, Version::major))),
    fixed("Minor", &[], |_, a| Ok(number(a, Version::minor))),
    fixed("Patch", &[], |_, a| Ok(number(a, Version::patch))),
    fixed("Prerelease", &[], |_, a| Ok(of_version(a, |version| version.pre_release().into()))),
    fixed("Metadata", &[], |_, a| Ok(of_version(a, |version| version.build().into()))),
    fixed("Original", &[], |_, a| Ok(of_version(a, |version| version.original().into()))),
    fixed("String", &[], |_, a| Ok(of_version(a, |version| version_shown(version).into()))),
    fixed("Compare", &[Type::Any], |_, a| Ok(Value::int(compared(a)))),
    fixed("LessThan", &[Type::Any], |_, a| Ok((compared(a) < 0).into())),
    fixed("GreaterThan", &[Type::Any], |_, a| Ok((compared(a) > 0).into())),
    fixed("Equal", &[Type::Any], |_, a| Ok((compared(a) == 0).into())),
];

fn version(value: &Value) -> Option<Version> {
    match &value.data {
        Data::Object(object) => match &**object {
            Object::Version(version) => Some(version.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn of_version(a: &[Value], part: fn(&Version) -> Value) -> Value {
    version(&any(a, 0)).map_or_else(Value::nil, |version| part(&version))
}

fn number(a: &[Value], part: fn(&Version) -> u64) -> Value {
    let number = version(&any(a, 0)).map_or(0, |version| part(&version));
    Value::new(Data::UInt(number))
}

fn compared(a: &[Value]) -> i64 {
    match version(&any(a, 0)).zip(version(&any(a, 1))) {
        Some((left, right)) => left.cmp(&right) as i64,
        None => 1,
    }
}

static TIME: &[Function] = &[
    fixed("Format", &[Type::String], |_, a| Ok(formatted(time(a), text(a, 1)).into())),
    fixed("Unix", &[], |_, a| Ok(Value::int64(time(a).seconds))),
    fixed("UnixNano", &[], |_, a| {
        let time = time(a);
        let nanoseconds = time.seconds.wrapping_mul(1_000_000_000);
        Ok(Value::int64(nanoseconds.wrapping_add(i64::from(time.nanoseconds))))
    }),
    fixed("UTC", &[], |_, a| Ok(any(a, 0))),
    fixed("Local", &[], |_, a| Ok(any(a, 0))),
    fixed("String", &[], |_, a| {
        Ok(formatted(time(a), "2006-01-02 15:04:05.999999999 -0700 MST").into())
    }),
    fixed("Year", &[], |_, a| Ok(part(a, "2006"))),
    fixed("Month", &[], |_, a| Ok(formatted(time(a), "January").into())),
    fixed("Weekday", &[], |_, a| Ok(formatted(time(a), "Monday").into())),
    fixed("YearDay", &[], |_, a| Ok(part(a, "002"))),
    fixed("Day", &[], |_, a| Ok(part(a, "2"))),
    fixed("Hour", &[], |_, a| Ok(part(a, "15"))),
    fixed("Minute", &[], |_, a| Ok(part(a, "4"))),
    fixed("Second", &[], |_, a| Ok(part(a, "5"))),
];

fn time(a: &[Value]) -> Time {
    match any(a, 0).data {
        Data::Time(time) => time,
        _ => Time { seconds: 0, nanoseconds: 0 },
    }
}

fn part(a: &[Value], layout: &str) -> Value {
    Value::int(formatted(time(a), layout).parse().unwrap_or(0))
}

pub(super) fn find(value: &Value, name: &str) -> Option<&'static Function> {
    let table = match &value.data {
        Data::Map(map) => match map.kind() {
            MapKind::Files => FILES,
            MapKind::Values => VALUES,
            _ => return None,
        },
        Data::List(list) if list.kind() == ListKind::Versions => VERSION_SET,
        Data::Object(object) => match &**object {
            Object::KubeVersion(_) => KUBE_VERSION,
            Object::Version(_) => VERSION,
            _ => return None,
        },
        Data::Time(_) => TIME,
        _ => return None,
    };
    table.iter().find(|method| method.name == name)
}
