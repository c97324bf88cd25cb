//! `--rules-file`: the contact point's own rules, or one sentence about what is wrong with them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("rules.json")
    }

    /// The rules of this version of the program with these values in them.
    fn write(&self, changes: &[(&str, Value)]) -> &Self {
        let mut rules: Value =
            serde_json::from_str(include_str!("../content/rules.json")).expect("the rules of this build");
        for (path, value) in changes {
            *rules.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = value.clone();
        }
        fs::write(self.file(), rules.to_string()).expect("written");
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CONTACT_POINT_")) {
            command.env_remove(name);
        }
        let data: &Path = self.folder.path();
        command.arg("--data-dir").arg(data.join("data")).args(["--listen", "127.0.0.1:0"]);
        command.env("CONTACT_POINT_RULES_FILE", self.file());
        command
    }

    /// What it says before it ends, where it does not start.
    fn refused(&self) -> String {
        let Output { status, stderr, .. } = self.command().output().expect("the program runs");
        let text = String::from_utf8_lossy(&stderr).into_owned();
        let said: Vec<&str> = text.lines().filter(|line| line.starts_with("server: ")).collect();
        assert_eq!((status.code(), said.len()), (Some(2), 1), "{text}");
        assert!(said[0].contains(&self.file().display().to_string()), "{text}");
        said[0].to_owned()
    }

    /// Starts, and says under which rules; stopped as soon as the contact point is open.
    fn starts(&self) -> String {
        let mut server = self.command().stderr(Stdio::piped()).spawn().expect("the program runs");
        let lines = BufReader::new(server.stderr.take().expect("its log")).lines().map_while(Result::ok);
        let mut said = String::new();
        for line in lines {
            said.push_str(&line);
            said.push('\n');
            // Without a built site it ends by itself, after the contact point was opened.
            if line.contains("listening on") || line.contains("the site is not built") {
                break;
            }
        }
        server.kill().expect("stopped");
        server.wait().expect("ended");
        said
    }
}

#[test]
fn each_mistake_stops_the_server_with_one_sentence_that_names_it() {
    let next = ("/version", json!(4));
    for (change, named) in [
        (("/version", json!(0)), "\"version\""),
        (("/source", json!(" ")), "\"source\""),
        (("/review_by", json!("2020-01-01")), "\"review_by\""),
        (("/effective_from", json!("2999-01-01")), "hold from 2999-01-01"),
        (("/effective_from", json!("tomorrow")), "line 1"),
        (("/merchant_within", json!(0)), "\"merchant_within\""),
        (("/desk/warn_at", json!([80, 50, 100])), "\"warn_at\""),
        (("/closing_time", json!([7, 0])), "\"closing_time\""),
        (("/small_claim_limit", json!("五百元")), "line 1"),
        (("/privacy_notice", json!(9)), "\"privacy_notice\" must be 3"),
        (("/statutory/0/source", json!("")), "\"statutory\""),
    ] {
        let place = Place::new();
        // `review_by` is moved along with what must come before it.
        let late = ("/review_by", json!("2999-06-01"));
        let mut changes = vec![next.clone()];
        if change.0 == "/effective_from" {
            changes.push(late);
        }
        changes.push(change.clone());
        let sentence = place.write(&changes).refused();
        assert!(sentence.contains(named), "{change:?}: {sentence}");
    }
    let place = Place::new();
    fs::write(place.file(), "{").expect("written");
    assert!(place.refused().contains("EOF"));
    fs::write(place.file(), r#"{"version": 3, "versoin": 3}"#).expect("written");
    assert!(place.refused().contains("versoin"), "an unknown field is a mistyped one");
}

#[test]
fn a_version_that_held_once_never_says_anything_else() {
    let place = Place::new();
    let other_values = [("/merchant_within", json!(2))];
    assert!(place.write(&other_values).refused().contains("version 4 has other values already"), "the program's own");
    place.write(&[("/version", json!(5)), ("/merchant_within", json!(2))]);
    assert!(place.starts().contains("rules of version 5"));
    assert!(place.starts().contains("rules of version 5"), "the same again is the same");
    place.write(&[("/version", json!(5)), ("/merchant_within", json!(1))]);
    let sentence = place.refused();
    assert!(sentence.contains("version 5 has other values already") && sentence.contains("from 6 on"), "{sentence}");
    place.write(&[("/version", json!(6)), ("/merchant_within", json!(1))]);
    assert!(place.starts().contains("rules of version 6"));
}
