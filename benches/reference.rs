//! How long it takes to read all files of a registry and inflate its archives, and do nothing else.
//!
//! `cargo bench --bench reference` prints the time; it is what `ratio` divides by.
#![allow(clippy::print_stdout, reason = "it prints what it measured")]

use std::time::Instant;

#[path = "support/floor.rs"]
mod floor;
#[path = "support/generated.rs"]
mod generated;
#[path = "support/request.rs"]
mod request;

fn main() {
    let packs = request::Packs::asked_for();
    let threads = request::threads();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.expect("threads can be started");
    for _ in 0..7 {
        let start = Instant::now();
        let work = pool.install(|| floor::read_and_inflate(packs.directory()));
        let time = start.elapsed().as_secs_f64() * 1000.0;
        println!("{time:8.1} ms  {threads} threads  {work:?}");
    }
}
