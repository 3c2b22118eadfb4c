//! The language server: the same findings while one types, and what palint knows about a key.
//!
//! Three threads do the work: one reads messages and never waits for another, one checks the newest
//! texts, one answers questions. They share nothing but snapshots, which do not change.

mod actions;
mod analyst;
mod capabilities;
mod completion;
mod cursor;
mod definition;
mod diagnostics;
mod hover;
mod keys;
mod parameters;
mod position;
mod questions;
mod server;
mod transport;
mod uri;
mod workspace;

use std::io::{self, BufReader};
use std::sync::mpsc;
use std::thread;

use server::{Event, Server};
use transport::{Client, Incoming};

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The client said goodbye, as it has to.
    Orderly,
    /// The client went away.
    Abrupt,
}

/// Serves a client on standard input and output until it leaves.
///
/// # Errors
/// When a thread cannot be started.
pub fn serve() -> io::Result<Ending> {
    let (to_client, outgoing) = mpsc::channel();
    let writer = thread::Builder::new().name("palint-writer".to_owned());
    let writer = writer.spawn(move || transport::write_all(&mut io::stdout().lock(), &outgoing))?;
    let (events, inbox) = mpsc::channel();
    let from_client = events.clone();
    // This thread is never joined: it may wait for input for ever.
    thread::Builder::new().name("palint-reader".to_owned()).spawn(move || {
        let deliver = |incoming: Incoming| from_client.send(Event::Incoming(incoming)).is_ok();
        transport::read_all(&mut BufReader::new(io::stdin()), deliver);
        from_client.send(Event::End).unwrap_or_default();
    })?;
    let ending = Server::new(Client::new(to_client), events)?.run(&inbox);
    // All senders are gone with the server, so the writer ends when all is written.
    writer.join().unwrap_or_default();
    Ok(ending)
}
