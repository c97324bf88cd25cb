//! A form on its way from a kiosk to a phone: AES-256-GCM by the browser itself (`WebCrypto`), so that neither has to load a
//! cipher. There is none where the address is not secure.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

const ALGORITHM: &str = "AES-GCM";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;

#[wasm_bindgen]
extern "C" {
    /// `SubtleCrypto`, of which only this is asked.
    type Subtle;

    #[wasm_bindgen(method, catch, js_name = importKey)]
    fn import_key(
        this: &Subtle,
        format: &str,
        key: &Uint8Array,
        algorithm: &str,
        extractable: bool,
        uses: &Array,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn encrypt(this: &Subtle, algorithm: &Object, key: &JsValue, data: &Uint8Array) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decrypt(this: &Subtle, algorithm: &Object, key: &JsValue, data: &Uint8Array) -> Result<Promise, JsValue>;
}

/// Encrypts under a fresh key: the ciphertext and the key, both in base64url. None where the browser has no cipher.
pub async fn encrypt(plain: &[u8]) -> Option<(String, String)> {
    let mut key = [0; KEY_BYTES];
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut key).ok()?;
    getrandom::fill(&mut nonce).ok()?;
    let subtle = subtle()?;
    let imported = import(&subtle, &key).await?;
    let data = Uint8Array::from(plain);
    let sealed = JsFuture::from(subtle.encrypt(&algorithm(&nonce)?, &imported, &data).ok()?).await.ok()?;
    let whole = [nonce.as_slice(), &Uint8Array::new(&sealed).to_vec()].concat();
    Some((URL_SAFE_NO_PAD.encode(whole), URL_SAFE_NO_PAD.encode(key)))
}

/// Whether this browser can decrypt at all.
pub fn is_there() -> bool {
    subtle().is_some()
}

/// None where it was another key, or something was changed.
pub async fn decrypt(ciphertext: &str, key: &str) -> Option<Vec<u8>> {
    let key: [u8; KEY_BYTES] = URL_SAFE_NO_PAD.decode(key).ok()?.try_into().ok()?;
    let whole = URL_SAFE_NO_PAD.decode(ciphertext).ok()?;
    let (nonce, sealed) = whole.split_first_chunk::<NONCE_BYTES>()?;
    let subtle = subtle()?;
    let imported = import(&subtle, &key).await?;
    let data = Uint8Array::from(sealed);
    let plain = JsFuture::from(subtle.decrypt(&algorithm(nonce)?, &imported, &data).ok()?).await.ok()?;
    Some(Uint8Array::new(&plain).to_vec())
}

fn subtle() -> Option<Subtle> {
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok()?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).ok()?;
    subtle.is_object().then(|| subtle.unchecked_into())
}

async fn import(subtle: &Subtle, key: &[u8]) -> Option<JsValue> {
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    JsFuture::from(subtle.import_key("raw", &Uint8Array::from(key), ALGORITHM, false, &uses).ok()?).await.ok()
}

fn algorithm(nonce: &[u8]) -> Option<Object> {
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &ALGORITHM.into()).ok()?;
    Reflect::set(&algorithm, &"iv".into(), &Uint8Array::from(nonce)).ok()?;
    Some(algorithm)
}
