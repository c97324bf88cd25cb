//! Tells the linker what the splitting of the WebAssembly needs (crate `site`).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        // Which function needs which other one.
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
}
