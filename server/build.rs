//! The site is embedded by name at compile time, so its folder must be there, and in release a new file in it is a
//! reason to compile again. So is a new commit: `--version` says from which one the program was built.

use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

const SITE: &str = "../target/site";
/// For whoever builds from an archive of the source, where there is no history to ask.
const COMMIT: &str = "CONTACT_POINT_COMMIT";

fn main() -> io::Result<()> {
    fs::create_dir_all(Path::new(SITE))?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={COMMIT}");
    let is_release = env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    if is_release {
        println!("cargo::rerun-if-changed={SITE}");
        // Every commit and every change of branch is written there.
        if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|log| Path::new(log).exists()) {
            println!("cargo::rerun-if-changed={log}");
        }
    }
    let commit = env::var(COMMIT).ok().filter(|commit| !commit.is_empty());
    let commit = commit.or_else(|| git(&["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]));
    let commit = commit.unwrap_or_else(|| "unknown".to_owned());
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    // A quick build is not made anew for a commit that changes nothing of it.
    let built =
        if is_release { format!("commit {commit}") } else { format!("development build after commit {commit}") };
    println!("cargo::rustc-env=SERVER_COMMIT={commit}");
    println!("cargo::rustc-env=SERVER_VERSION={version} ({built})");
    Ok(())
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
