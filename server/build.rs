//! The site is embedded by name at compile time, so its folder must be there, and in release a new file in it is a
//! reason to compile again.

use std::path::Path;
use std::{env, fs, io};

const SITE: &str = "../target/site";

fn main() -> io::Result<()> {
    fs::create_dir_all(Path::new(SITE))?;
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={SITE}");
    }
    Ok(())
}
