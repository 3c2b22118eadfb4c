//! How much work one release may cost.

use super::super::failure::{Failure, FailureKind, Outcome};
use crate::limits;

/// What is left of the work and of the stack.
#[derive(Debug)]
pub struct Budget {
    work: u64,
    depth: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { work: WORK, depth: 0 }
    }
}

/// Tests of what is refused would otherwise wait for it.
const WORK: u64 = if cfg!(test) { limits::RENDER_WORK / 6 } else { limits::RENDER_WORK };

/// What a step costs, measured in bytes that could be written in the time.
const STEP: u64 = 32;

impl Budget {
    /// Pays for steps of the evaluation.
    pub fn steps(&mut self, steps: usize) -> Outcome<()> {
        self.pay(STEP.saturating_mul(steps as u64))
    }

    /// Pays for bytes that are written.
    pub fn bytes(&mut self, bytes: usize) -> Outcome<()> {
        self.pay(bytes as u64)
    }

    fn pay(&mut self, price: u64) -> Outcome<()> {
        match self.work.checked_sub(price) {
            Some(rest) => {
                self.work = rest;
                Ok(())
            }
            None => {
                self.work = 0;
                let message = "rendering takes more work than palint does for one chart";
                Err(Failure::of(FailureKind::Limit, message))
            }
        }
    }

    /// Enters a level of nesting.
    pub fn enter(&mut self) -> Outcome<()> {
        self.depth += 1;
        if self.depth > limits::RENDER_DEPTH {
            self.depth -= 1;
            let message = format!("templates nest deeper than {} levels", limits::RENDER_DEPTH);
            return Err(Failure::of(FailureKind::Limit, message));
        }
        Ok(())
    }

    /// Forgets the levels that a failure left behind.
    pub fn restart_depth(&mut self) {
        self.depth = 0;
    }

    /// Leaves a level of nesting.
    pub fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
