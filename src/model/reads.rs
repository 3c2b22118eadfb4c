//! stub
/// stub
#[derive(Debug)]
pub struct Reads;
impl Reads {
    /// stub
    pub fn of(_: &super::chart::Chart, _: Option<crate::syntax::tree::NodeRef<'_>>) -> Self {
        Self
    }
}
