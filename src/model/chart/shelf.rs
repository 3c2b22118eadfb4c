//! Charts that were read already, for a process that reads the same packs again and again.
//!
//! What counts is the content: nobody has to say that a file changed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Chart, ChartError};
use crate::source::VirtualPath;

/// The charts by their archives.
#[derive(Debug, Default)]
pub struct Shelf {
    kept: Mutex<BTreeMap<VirtualPath, Kept>>,
}

#[derive(Debug)]
struct Kept {
    gzip: Vec<u8>,
    chart: Arc<Chart>,
}

impl Shelf {
    /// The chart in the archive with these bytes.
    ///
    /// # Errors
    /// When it is no archive, or holds no chart.
    pub(super) fn chart(
        &self,
        place: &VirtualPath,
        gzip: Vec<u8>,
    ) -> Result<Arc<Chart>, ChartError> {
        if let Some(kept) = self.lock().get(place).filter(|kept| kept.gzip == gzip) {
            return Ok(Arc::clone(&kept.chart));
        }
        let chart = Arc::new(Chart::read_archive(place, &gzip)?);
        self.lock().insert(place.clone(), Kept { gzip, chart: Arc::clone(&chart) });
        Ok(chart)
    }

    /// Forgets the charts below a directory.
    pub fn forget(&self, root: &VirtualPath) {
        self.lock().retain(|place, _| place.below(root).is_none());
    }

    /// A thread that panicked left a complete map: it is only ever changed by one call.
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<VirtualPath, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
