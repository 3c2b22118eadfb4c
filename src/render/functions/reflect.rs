//! Types and kinds.

use super::super::compare;
use super::arguments::{any, text};
use super::{Function, Type, fixed};

pub(super) static FUNCTIONS: &[Function] = &[
    fixed("typeOf", &[Type::Any], |_, a| Ok(any(a, 0).type_name().into())),
    fixed("typeIs", &[Type::String, Type::Any], |_, a| {
        Ok((any(a, 1).type_name() == text(a, 0)).into())
    }),
    fixed("typeIsLike", &[Type::String, Type::Any], |_, a| {
        let name = any(a, 1).type_name();
        Ok((name == text(a, 0) || name.strip_prefix('*') == Some(text(a, 0))).into())
    }),
    fixed("kindOf", &[Type::Any], |_, a| Ok(any(a, 0).kind_name().into())),
    fixed("kindIs", &[Type::String, Type::Any], |_, a| {
        Ok((any(a, 1).kind_name() == text(a, 0)).into())
    }),
    fixed("deepEqual", &[Type::Any, Type::Any], |engine, a| {
        Ok(compare::deep_equal(&mut engine.budget, &any(a, 0), &any(a, 1))?.into())
    }),
];
