//! Messages on standard input and output.
//!
//! The reader of `lsp-server` ends at the first message that is no JSON and trusts any length; this
//! one answers such a message and goes on. Both ends have a thread of their own, so that neither a
//! slow client nor a long check holds up the other.

use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::{Receiver, Sender};

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

use crate::limits;

/// Bytes of a header line; real ones have some twenty.
const HEADER: u64 = 4096;

/// What was read.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something else, and the code and the words to say so.
    Malformed(ErrorCode, String),
}

/// Reads messages until the input ends or nobody listens.
pub(super) fn read_all(input: &mut dyn BufRead, mut deliver: impl FnMut(Incoming) -> bool) {
    while let Ok(Some(incoming)) = read(input) {
        if !deliver(incoming) {
            break;
        }
    }
}

/// The next message; `None` at the end of the input, an error where no next one can be found.
fn read(input: &mut dyn BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = read_header(input)? else { return Ok(None) };
    if length > limits::FILE_BYTES {
        io::copy(&mut input.take(length), &mut io::sink())?;
        let why = format!("a message of {length} bytes is too large");
        return Ok(Some(Incoming::Malformed(ErrorCode::InvalidRequest, why)));
    }
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice::<Value>(&body) {
        Err(error) => Incoming::Malformed(ErrorCode::ParseError, error.to_string()),
        Ok(value) => match serde_json::from_value(value) {
            Ok(message) => Incoming::Message(message),
            Err(error) => Incoming::Malformed(ErrorCode::InvalidRequest, error.to_string()),
        },
    }))
}

/// The length of the body; `None` at the end of the input. Lines that are no header are skipped, as
/// is a header without a length.
fn read_header(input: &mut dyn BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if (&mut *input).take(HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        match (line.split_once(':'), length) {
            (Some((name, value)), _) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
            }
            (_, Some(length)) if line.is_empty() => return Ok(Some(length)),
            _ => {}
        }
    }
}

/// What is written.
pub(super) enum Outgoing {
    /// A message.
    Message(Message),
    /// The answer to something that had no id.
    Refusal(ErrorCode, String),
}

/// Writes messages until there are no more senders or nobody reads.
pub(super) fn write_all(output: &mut dyn Write, messages: &Receiver<Outgoing>) {
    for message in messages {
        let written = match message {
            Outgoing::Message(message) => message.write(&mut &mut *output),
            Outgoing::Refusal(code, why) => write_refusal(output, code, &why),
        };
        if written.is_err() {
            break;
        }
    }
}

/// `lsp-server` has no response without an id, which is what JSON-RPC asks for here.
fn write_refusal(output: &mut dyn Write, code: ErrorCode, why: &str) -> io::Result<()> {
    let error = json!({ "code": code as i32, "message": why });
    let text = json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

/// The way to the client.
#[derive(Clone)]
pub(super) struct Client(Sender<Outgoing>);

impl Client {
    pub(super) fn new(sender: Sender<Outgoing>) -> Self {
        Self(sender)
    }

    /// Sends a message; if the client has gone, the reader notices that too.
    pub(super) fn send(&self, message: impl Into<Message>) {
        self.0.send(Outgoing::Message(message.into())).unwrap_or_default();
    }

    /// Refuses what had no id.
    pub(super) fn refuse(&self, code: ErrorCode, why: String) {
        self.0.send(Outgoing::Refusal(code, why)).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all_of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        read_all(&mut text.as_bytes(), |incoming| {
            found.push(match incoming {
                Incoming::Message(Message::Notification(notification)) => notification.method,
                Incoming::Message(_) => "message".to_owned(),
                Incoming::Malformed(code, _) => format!("{code:?}"),
            });
            true
        });
        found
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_malformed_ends_nothing() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"é"}"#);
        let text = [&*framed("{oops"), &good, &framed("[1]"), &framed("\"x\""), &good].concat();
        assert_eq!(
            read_all_of(&text),
            ["ParseError", "é", "InvalidRequest", "InvalidRequest", "é"]
        );
    }

    #[test]
    fn headers_are_forgiven_what_can_be() {
        let body = r#"{"method":"x"}"#;
        let length = body.len();
        let headers = [
            format!("content-length:{length}\r\nContent-Type: x\r\n\r\n"),
            format!("garbage\r\n\r\nContent-Length: {length}\n\n"),
        ];
        for header in headers {
            assert_eq!(read_all_of(&format!("{header}{body}")), ["x"], "{header}");
        }
        for text in ["Content-Length: 99\r\n\r\n{}", "Content-Length: -1\r\n\r\n", "x"] {
            assert!(read_all_of(text).is_empty(), "{text}");
        }
        let large = format!("Content-Length: {}\r\n\r\n", u64::MAX);
        assert_eq!(read_all_of(&large), ["InvalidRequest"]);
    }
}
