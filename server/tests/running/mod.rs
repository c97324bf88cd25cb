//! The program as it runs at a mall: started, asked over a socket, stopped and killed.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::service::{SystemWorld, World};
use sync::protocol::{Op, PROTOCOL};

/// Longer than anything takes on a loaded machine.
const LONG: Duration = Duration::from_secs(60);

/// The program with nothing set in the environment but what is passed.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CONTACT_POINT_")) {
        command.env_remove(name);
    }
    command.arg("--data-dir").arg(folder).args(arguments);
    command
}

/// Runs it to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = program(folder, arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let began = Instant::now();
    while child.try_wait().expect("its state").is_none() {
        if began.elapsed() > LONG {
            child.kill().expect("killed");
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().expect("what it said")
}

pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Exit code 0, and what was said.
pub(crate) fn done(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", said(output));
    said(output)
}

/// A server that runs.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    pub(crate) address: String,
    log: Mutex<Receiver<String>>,
    before: Vec<String>,
}

impl Running {
    pub(crate) fn start(folder: &Path) -> Self {
        Self::of(program(folder, &["--listen", "127.0.0.1:0", "serve"]))
    }

    pub(crate) fn of(mut command: Command) -> Self {
        // Its visitors are made up, and come faster than people.
        command.arg("--without-limits");
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs");
        let (said, log) = channel();
        let errors = BufReader::new(child.stderr.take().expect("its log"));
        thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| said.send(line)));
        let mut started = Self { child, address: String::new(), log: Mutex::new(log), before: Vec::new() };
        while started.address.is_empty() {
            let line = started.log.get_mut().expect("the log").recv_timeout(LONG);
            let line = line.unwrap_or_else(|_| panic!("it does not listen: {:?}", started.before));
            started.address = line
                .split_once("listening on http")
                .and_then(|(_, rest)| rest.split_once("://"))
                .map_or("", |(_, address)| address.trim())
                .to_owned();
            started.before.push(line);
        }
        started
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What was logged up to now.
    pub(crate) fn logged(&mut self) -> String {
        self.before.extend(self.log.get_mut().expect("the log").try_iter());
        self.before.join("\n")
    }

    /// Asked to stop, as an operating system does it.
    pub(crate) fn stop(mut self) -> (ExitStatus, Duration, String) {
        let asked = Instant::now();
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("a signal").success());
        let status = self.child.wait().expect("it ends");
        let took = asked.elapsed();
        self.before.extend(self.log.get_mut().expect("the log").iter());
        (status, took, self.before.join("\n"))
    }

    /// The power is cut.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
    }

    /// Sends a request and reads the whole answer: status and body.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> (u16, Value) {
        self.try_ask(method, path, headers, body).expect("an answer")
    }

    pub(crate) fn try_ask(&self, method: &str, path: &str, headers: &str, body: &str) -> std::io::Result<(u16, Value)> {
        let mut line = TcpStream::connect(&self.address)?;
        line.set_read_timeout(Some(LONG))?;
        line.write_all(self.request(method, path, headers, body).as_bytes())?;
        let mut answer = Vec::new();
        line.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| std::io::Error::other("no answer"))?;
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        Ok((status, serde_json::from_str(body).unwrap_or(Value::Null)))
    }

    pub(crate) fn request(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        let (host, length) = (&self.address, body.len());
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n{headers}\r\n{body}"
        )
    }

    pub(crate) fn push_body(ops: &[Op]) -> String {
        json!({ "protocol": PROTOCOL, "sent_at": SystemWorld.now(), "ops": ops }).to_string()
    }

    pub(crate) fn push(&self, ops: &[Op]) -> (u16, Value) {
        self.ask("POST", "/api/v1/push", "", &Self::push_body(ops))
    }

    /// Files complaints, and gives their case numbers.
    pub(crate) fn file(&self, numbers: std::ops::Range<u64>) -> Vec<Value> {
        let ops: Vec<Op> = numbers.map(|number| server::testing::file(number, SystemWorld.now())).collect();
        let (status, answer) = self.push(&ops);
        assert_eq!(status, 200, "{answer}");
        let receipts = answer["receipts"].as_array().expect("receipts");
        receipts.iter().map(|receipt| receipt["outcome"]["applied"]["number"]["serial"].clone()).collect()
    }

    /// Asks for cases by their codes, from a cursor on.
    pub(crate) fn pull(&self, query: &str, numbers: std::ops::Range<u64>) -> Value {
        let codes: Vec<String> = numbers.map(|number| server::testing::claim(number).plain()).collect();
        let claims = format!("authorization: Claim {}\r\n", codes.join(","));
        let (status, answer) = self.ask("GET", &format!("/api/v1/pull{query}"), &claims, "");
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// How many of these cases the server has.
    pub(crate) fn has(&self, numbers: std::ops::Range<u64>) -> usize {
        let asked = usize::try_from(numbers.end - numbers.start).expect("few");
        let answer = self.pull("?since=0", numbers);
        asked - answer["unknown_claims"].as_array().map_or(0, Vec::len)
    }
}

impl Drop for Running {
    /// A test that failed leaves nothing behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join("contact-point.db")
}

/// The name of a file beside the database.
pub(crate) fn part(folder: &Path, suffix: &str) -> PathBuf {
    folder.join(format!("contact-point.db{suffix}"))
}

/// The keys, which are no part of a database.
pub(crate) fn copy_secrets(from: &Path, to: &Path) {
    let (from, to) = (from.join("secrets"), to.join("secrets"));
    for folder in ["", "data-keys"] {
        fs::create_dir_all(to.join(folder)).expect("a folder");
        for file in fs::read_dir(from.join(folder)).expect("the keys").map(|file| file.expect("a file").path()) {
            if file.is_file() {
                fs::copy(&file, to.join(folder).join(file.file_name().expect("a name"))).expect("copied");
            }
        }
    }
}

/// The database with its log, as somebody copies a folder while the server runs.
pub(crate) fn copy_database(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for suffix in ["", "-wal"] {
        if part(from, suffix).exists() {
            fs::copy(part(from, suffix), part(to, suffix)).expect("copied");
        }
    }
}
