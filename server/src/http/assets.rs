//! The built site: inside the binary in release, read from the disk at the start in debug.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::shell::Assets;
use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rust_embed::RustEmbed;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use thiserror::Error;

const MANIFEST: &str = "site.json";
const WORKER: &str = "/sw.js";
const SHELL: &str = "/shell";
const SHELL_MARK: &str = "{{shell}}";

#[derive(RustEmbed)]
#[folder = "../target/site"]
struct Built;

/// Why there is nothing to serve.
#[derive(Debug, Error)]
pub enum SiteError {
    /// A file of the site is not there.
    #[error("the site is not built ({0} is missing): run `make site`")]
    Missing(String),
    /// The list of files makes no sense.
    #[error("{MANIFEST}: {0}")]
    Manifest(#[from] serde_json::Error),
}

/// All files of one version, ready to be sent.
#[derive(Clone, Debug)]
pub struct Site {
    files: Arc<BTreeMap<String, File>>,
    entries: Assets,
}

#[derive(Clone, Debug)]
struct File {
    bytes: Bytes,
    brotli: Option<Bytes>,
    media_type: &'static str,
    cache: &'static str,
    etag: String,
}

#[derive(Deserialize)]
struct Manifest {
    entries: Entries,
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Entries {
    boot: String,
    wasm: String,
    css: String,
}

#[derive(Deserialize)]
struct Listed {
    path: String,
    brotli_bytes: Option<usize>,
    hash: String,
}

impl Site {
    /// Reads the built site.
    ///
    /// # Errors
    ///
    /// When it is not built, or only in part.
    pub fn load() -> Result<Self, SiteError> {
        // Tests of the running program need no pages, and a clean checkout has none.
        #[cfg(feature = "testing")]
        if matches!(built(MANIFEST), Err(SiteError::Missing(_))) {
            let entries = Assets { boot: String::new(), wasm: String::new(), css: String::new() };
            return Ok(Self { files: Arc::default(), entries });
        }
        let Manifest { entries, files } = serde_json::from_slice(&built(MANIFEST)?)?;
        let files = files
            .into_iter()
            .map(|listed| {
                let bytes = built(&listed.path)?;
                let brotli = listed.brotli_bytes.map(|_| built(&format!("{}.br", listed.path))).transpose()?;
                let file = File { brotli, ..File::new(&listed.path, bytes, &listed.hash) };
                Ok((listed.path, file))
            })
            .collect::<Result<_, SiteError>>()?;
        let Entries { boot, wasm, css } = entries;
        Ok(Self { files: Arc::new(files), entries: Assets { boot, wasm, css } })
    }

    /// Whether it was built: a program for tests starts without.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.files.is_empty()
    }

    /// Where a page finds the files of this version.
    #[must_use]
    pub fn entries(&self) -> Assets {
        self.entries.clone()
    }

    /// Adds the empty document, and names it in the service worker: it is part of what the worker keeps, so a change
    /// of it makes a new version.
    #[must_use]
    pub fn with_shell(mut self, render: &dyn Fn(Assets) -> String) -> Self {
        let shell = Bytes::from(render(self.entries()));
        let integrity = format!("sha256-{}", STANDARD.encode(Sha256::digest(&shell)));
        let files = Arc::make_mut(&mut self.files);
        if let Some(worker) = files.get(WORKER) {
            let script = String::from_utf8_lossy(&worker.bytes).replace(SHELL_MARK, &integrity);
            files.insert(WORKER.to_owned(), File::from_memory(WORKER, Bytes::from(script)));
        }
        files.insert(SHELL.to_owned(), File::from_memory(SHELL, shell));
        self
    }

    /// The answer to a request for a file of the site, if it is one.
    #[must_use]
    pub fn answer(&self, path: &str, method: &Method, headers: &HeaderMap) -> Option<Response> {
        let file = self.files.get(path)?;
        if method != Method::GET && method != Method::HEAD {
            return Some(StatusCode::METHOD_NOT_ALLOWED.into_response());
        }
        let common = [(CACHE_CONTROL, file.cache), (ETAG, file.etag.as_str()), (VARY, ACCEPT_ENCODING.as_str())];
        let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        if known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == file.etag)) {
            return Some((StatusCode::NOT_MODIFIED, common).into_response());
        }
        let media_type = [(CONTENT_TYPE, file.media_type)];
        Some(match &file.brotli {
            Some(brotli) if accepts_brotli(headers) => {
                (common, media_type, [(CONTENT_ENCODING, "br")], Body::from(brotli.clone())).into_response()
            }
            _ => (common, media_type, Body::from(file.bytes.clone())).into_response(),
        })
    }
}

impl File {
    fn new(path: &str, bytes: Bytes, hash: &str) -> Self {
        let cache = if path.starts_with("/pkg/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        Self { bytes, brotli: None, media_type: media_type(path), cache, etag: format!("\"{hash}\"") }
    }

    fn from_memory(path: &str, bytes: Bytes) -> Self {
        let hash = STANDARD.encode(Sha256::digest(&bytes));
        Self::new(path, bytes, &hash)
    }
}

fn built(path: &str) -> Result<Bytes, SiteError> {
    let file = Built::get(path.trim_start_matches('/')).ok_or_else(|| SiteError::Missing(path.to_owned()))?;
    Ok(match file.data {
        std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => Bytes::from(bytes),
    })
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
        let weight = weight.trim().trim_start_matches("q=").parse().unwrap_or(1.0_f32);
        name.trim().eq_ignore_ascii_case("br") && weight > 0.0
    })
}

fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") | None => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some(_) => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, value.parse().expect("a header value"))])
    }

    #[test]
    fn brotli_is_sent_only_to_who_accepts_it() {
        assert!(accepts_brotli(&accepting("gzip, deflate, br, zstd")));
        assert!(accepts_brotli(&accepting("br;q=0.5")));
        assert!(!accepts_brotli(&accepting("gzip, br;q=0")));
        assert!(!accepts_brotli(&accepting("brotli")));
        assert!(!accepts_brotli(&HeaderMap::new()));
    }

    #[test]
    fn a_browser_is_told_the_types_it_insists_on() {
        assert_eq!(media_type("/pkg/app_bg.0.wasm"), "application/wasm");
        assert_eq!(media_type("/manifest.webmanifest"), "application/manifest+json");
        assert_eq!(media_type(SHELL), "text/html; charset=utf-8");
    }
}
