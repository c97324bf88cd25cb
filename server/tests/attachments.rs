//! Photos and PDFs on their way to a case, and what a consumer, a colleague and a stranger see of them.

use std::io::Cursor;
use std::net::Ipv4Addr;
use std::sync::Arc;

use crate::desk::Desk;
use axum::body::{Body, Bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::case::{Case, CaseView, Party, Purpose};
use domain::ids::CaseId;
use http_body_util::BodyExt;
use image::{ImageFormat, Rgb, RgbImage};
use seal::{PublicKey, TryCryptoRng, TryRng, seal_content};
use server::attachments::Attachments;
use server::attachments::objects::Objects;
use server::seal_keys::SealKeys;
use server::service::{PullScope, World};
use server::testing::{TestPoint, claim, file};
use sha2::{Digest, Sha256};
use sync::protocol::{Code, Problem, Seq};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

const TWO_DAYS_MS: i64 = 49 * 3_600_000;

struct Point {
    desk: Desk,
    folder: TempDir,
    /// What kiosks seal to.
    keys: SealKeys,
}

#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn code(&self) -> Option<Code> {
        serde_json::from_slice::<Problem>(&self.body).ok().map(|problem| problem.code)
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    fn offset(&self) -> usize {
        self.header("upload-offset").parse().expect("an offset")
    }
}

/// A consumer's device: nothing but the code of a case.
#[derive(Clone, Copy)]
struct Consumer(u64);

impl Point {
    /// A contact point to which these complaints were filed.
    async fn with_cases(numbers: std::ops::Range<u64>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut point = TestPoint::alone().await.expect("a contact point");
        let objects = Objects::in_folder(folder.path(), point.id()).expect("a place");
        let attachments = Attachments::new(Arc::new(point.store.clone()), objects, point.id());
        let keys = SealKeys::random().expect("a key");
        point.service = point.sealing_to(keys.clone()).await.expect("a service").with_attachments(attachments);
        let desk = Desk::of(point);
        for number in numbers {
            let answer = desk.push(&[file(number, desk.point.world.now())]).await;
            assert_eq!(answer.status, StatusCode::OK);
        }
        Self { desk, folder, keys }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.desk.router.clone().oneshot(request).await.expect("an answer").into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn begin(&self, who: Consumer, bytes: &[u8]) -> Answer {
        let hash = STANDARD.encode(sha256(bytes));
        let request = who.asks("POST", "/api/v1/uploads").header("upload-length", bytes.len());
        self.send(request.header("upload-metadata", format!("hash {hash}")).body(Body::empty()).expect("a request"))
            .await
    }

    async fn append(&self, who: Consumer, path: &str, offset: usize, piece: &[u8]) -> Answer {
        let request = who.asks("PATCH", path).header("upload-offset", offset);
        let request = request.header(CONTENT_TYPE, "application/offset+octet-stream");
        self.send(request.body(Body::from(piece.to_vec())).expect("a request")).await
    }

    async fn standing(&self, who: Consumer, path: &str) -> Answer {
        self.send(who.asks("HEAD", path).body(Body::empty()).expect("a request")).await
    }

    /// The whole in one piece.
    async fn upload(&self, who: Consumer, bytes: &[u8]) -> Answer {
        let begun = self.begin(who, bytes).await;
        if begun.status != StatusCode::CREATED {
            return begun;
        }
        self.append(who, begun.header("location"), 0, bytes).await
    }

    /// A member of staff begins an upload to a case; what it is made for, where it is made for something.
    async fn begin_as(&self, cookie: &str, to: Consumer, bytes: &[u8], purpose: Option<&str>) -> Answer {
        let word = |name: &str, value: &str| format!("{name} {}", STANDARD.encode(value));
        let purpose = purpose.map(|purpose| word("purpose", purpose));
        let words = [Some(word("hash", &sha256(bytes))), Some(word("case", &to.case().to_string())), purpose];
        let metadata = words.into_iter().flatten().collect::<Vec<_>>().join(",");
        let request = by_staff(cookie, "POST", "/api/v1/uploads").header("upload-length", bytes.len());
        self.send(request.header("upload-metadata", metadata).body(Body::empty()).expect("a request")).await
    }

    async fn append_as(&self, cookie: &str, to: Consumer, path: &str, bytes: &[u8]) -> Answer {
        let case = format!("case {}", STANDARD.encode(to.case().to_string()));
        let request = by_staff(cookie, "PATCH", path).header("upload-offset", 0).header("upload-metadata", case);
        let request = request.header(CONTENT_TYPE, "application/offset+octet-stream");
        self.send(request.body(Body::from(bytes.to_vec())).expect("a request")).await
    }

    async fn read(&self, who: Consumer, path: &str) -> Answer {
        self.send(who.asks("GET", path).body(Body::empty()).expect("a request")).await
    }

    async fn view(&self, who: Consumer) -> CaseView {
        self.desk.point.service.track(&claim(who.0)).await.expect("a store").expect("a case")
    }

    async fn case(&self, who: Consumer) -> Case {
        let answer = self.desk.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("a pull");
        let cases = answer.changes.into_iter().filter_map(|change| change.body.read::<Case>());
        cases.into_iter().find(|case| case.id == who.case()).expect("the case")
    }

    /// Files below the place of the attachments, pieces of uploads or not.
    fn files(&self, pieces: bool) -> usize {
        fn count(folder: &std::path::Path, files: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
                if entry.is_dir() {
                    count(&entry, files);
                } else {
                    files.push(entry.display().to_string());
                }
            }
        }
        let mut files = Vec::new();
        count(self.folder.path(), &mut files);
        files.iter().filter(|file| file.contains("/uploads/") == pieces).count()
    }
}

impl Consumer {
    fn case(self) -> CaseId {
        CaseId(Uuid::from_u64_pair(self.0, 0))
    }

    fn asks(self, method: &str, path: &str) -> Builder {
        let code = format!("Claim {}", claim(self.0).plain());
        Request::builder().method(method).uri(path).header("tus-resumable", "1.0.0").header(AUTHORIZATION, code)
    }

    fn path(self, hash: impl std::fmt::Display) -> String {
        format!("/api/v1/attachments/{}/{hash}", self.case())
    }
}

fn by_staff(cookie: &str, method: &str, path: &str) -> Builder {
    Request::builder().method(method).uri(path).header(COOKIE, cookie).header("tus-resumable", "1.0.0")
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A photo as a device sends it; another for each shade.
fn photo(shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let noise = |x: u32, y: u32| u8::try_from((x * 31 + y * 17) % 251).unwrap_or_default();
    RgbImage::from_fn(320, 240, |x, y| Rgb([shade, noise(x, y), 90]))
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .expect("a photo");
    bytes.into_inner()
}

#[tokio::test]
async fn a_photo_that_was_cut_off_twice_goes_on_where_it_stopped_and_is_in_the_case() {
    let point = Point::with_cases(1..2).await;
    let (chen, photo) = (Consumer(1), photo(40));
    let begun = point.begin(chen, &photo).await;
    assert_eq!((begun.status, begun.offset()), (StatusCode::CREATED, 0));
    let path = begun.header("location").to_owned();
    let third = photo.len() / 3;
    assert_eq!(point.append(chen, &path, 0, &photo[..third]).await.offset(), third);
    // The answer was lost: the device sends the same piece again, is told that it does not fit, and asks.
    assert_eq!(point.append(chen, &path, 0, &photo[..third]).await.code(), Some(Code::UploadOffset));
    assert_eq!(point.standing(chen, &path).await.offset(), third);
    assert_eq!(point.append(chen, &path, third, &photo[third..2 * third]).await.offset(), 2 * third);
    // The browser was killed and has forgotten the address: it begins the same photo again.
    let again = point.begin(chen, &photo).await;
    assert_eq!((again.header("location"), again.offset()), (path.as_str(), 2 * third));
    let last = point.append(chen, &path, 2 * third, &photo[2 * third..]).await;
    assert_eq!((last.status, last.offset()), (StatusCode::NO_CONTENT, photo.len()));
    assert_eq!(last.header("attachment-receipt"), sha256(&photo));

    let view = point.view(chen).await;
    let [kept] = &view.attachments[..] else { panic!("one photo: {view:?}") };
    assert_eq!((kept.hash.to_string(), kept.sent), (sha256(&photo), None), "kept to the bit");
    assert_eq!(view.timeline.len(), 2, "filed, and a line for the photo");
    assert_eq!(point.standing(chen, &path).await.status, StatusCode::NOT_FOUND, "the upload has ended");
    assert_eq!((point.files(true), point.files(false)), (0, 2), "no pieces are left; content and thumbnail");
    // The last answer was lost as well: there is nothing to send.
    let known = point.begin(chen, &photo).await;
    assert_eq!(known.header("attachment-receipt"), sha256(&photo));
    assert_eq!(point.view(chen).await.attachments.len(), 1);
}

#[tokio::test]
async fn only_the_consumer_of_the_case_and_its_staff_see_a_photo() {
    let point = Point::with_cases(1..3).await;
    let (chen, wang) = (Consumer(1), Consumer(2));
    let hers = photo(40);
    assert_eq!(point.upload(chen, &hers).await.status, StatusCode::NO_CONTENT);
    let path = chen.path(sha256(&hers));
    let seen = point.read(chen, &path).await;
    assert_eq!((seen.status, &seen.body[..]), (StatusCode::OK, &hers[..]));
    assert_eq!(seen.headers[CONTENT_TYPE], "image/jpeg");
    assert!(
        seen.headers[CONTENT_SECURITY_POLICY].to_str().expect("a policy").starts_with("sandbox; default-src 'none'")
    );
    assert!(seen.headers[CONTENT_DISPOSITION].to_str().expect("a name").starts_with("inline; filename=\""));
    let small = point.read(chen, &format!("{path}/thumbnail")).await;
    assert!(small.status == StatusCode::OK && image::load_from_memory(&small.body).is_ok());

    assert_eq!(point.read(wang, &path).await.code(), Some(Code::NoSuchAttachment), "with another case's code");
    assert_eq!(point.read(wang, &wang.path(sha256(&hers))).await.code(), Some(Code::NoSuchAttachment));
    assert_eq!(point.read(Consumer(9), &path).await.code(), Some(Code::UnknownClaim));
    let nobody = Request::builder().uri(&path).body(Body::empty()).expect("a request");
    assert_eq!(point.send(nobody).await.code(), Some(Code::SignInNeeded));

    let lin = point.desk.first_administrator("lin", "林小姐").await;
    let cookie = format!("session={}", lin.token.reveal());
    let seen = point.send(by_staff(&cookie, "GET", &path).body(Body::empty()).expect("a request")).await;
    assert_eq!(seen.status, StatusCode::OK);

    // What staff take down themselves is a working paper.
    let evidence = photo(200);
    let begun = point.begin_as(&cookie, chen, &evidence, None).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{:?}", begun.code());
    let location = begun.header("location");
    assert_eq!(point.standing(chen, location).await.status, StatusCode::NOT_FOUND, "not the consumer's upload");
    let kept = point.append_as(&cookie, chen, location, &evidence).await;
    assert_eq!(kept.header("attachment-receipt"), sha256(&evidence));
    assert_eq!(point.case(chen).await.attachments.len(), 2);
    assert_eq!(point.view(chen).await.attachments.len(), 1);
    let denied = point.read(chen, &chen.path(sha256(&evidence))).await;
    assert_eq!(denied.code(), Some(Code::NoSuchAttachment), "not even with its hash");
}

#[tokio::test]
async fn a_copy_with_parts_covered_is_for_staff_and_says_of_which_photo_it_is() {
    let point = Point::with_cases(1..3).await;
    let (chen, wang) = (Consumer(1), Consumer(2));
    let (hers, covered) = (photo(40), photo(0));
    assert_eq!(point.upload(chen, &hers).await.status, StatusCode::NO_CONTENT);
    let cookie = format!("session={}", point.desk.first_administrator("lin", "林小姐").await.token.reveal());
    let purpose = format!("redaction:{}", sha256(&hers));

    let of_another = point.begin_as(&cookie, wang, &covered, Some(&purpose)).await;
    assert_eq!(of_another.code(), Some(Code::NoSuchAttachment), "of a photo of another case");
    let strange = point.begin_as(&cookie, chen, &covered, Some("stamp:1")).await;
    assert_eq!(strange.code(), Some(Code::InvalidInput));
    let words = [("hash", sha256(&covered)), ("purpose", purpose.clone())];
    let words = words.map(|(name, value)| format!("{name} {}", STANDARD.encode(value)));
    let request = chen.asks("POST", "/api/v1/uploads").header("upload-length", covered.len());
    let request = request.header("upload-metadata", words.join(","));
    let by_consumer = point.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(by_consumer.code(), Some(Code::Forbidden), "a consumer makes no papers of staff");

    let begun = point.begin_as(&cookie, chen, &covered, Some(&purpose)).await;
    // The answer was lost: the same copy goes on.
    let again = point.begin_as(&cookie, chen, &covered, Some(&purpose)).await;
    assert_eq!(again.header("location"), begun.header("location"));
    let kept = point.append_as(&cookie, chen, begun.header("location"), &covered).await;
    assert_eq!(kept.header("attachment-receipt"), sha256(&covered));
    let known = point.begin_as(&cookie, chen, &covered, Some(&purpose)).await;
    assert_eq!(known.header("attachment-receipt"), sha256(&covered), "nothing is left to be sent");

    let case = point.case(chen).await;
    let [passed_on] = &case.passed_on()[..] else { panic!("one photo: {case:?}") };
    assert_eq!(passed_on.original.hash.to_string(), sha256(&hers));
    assert_eq!(passed_on.shown().hash.to_string(), sha256(&covered));
    let copy = point.read(chen, &chen.path(sha256(&covered))).await;
    assert_eq!(copy.code(), Some(Code::NoSuchAttachment), "a working paper");
    assert_eq!(point.view(chen).await.attachments.len(), 1);
    for hash in [sha256(&hers), sha256(&covered)] {
        let seen = by_staff(&cookie, "GET", &chen.path(&hash)).body(Body::empty()).expect("a request");
        assert_eq!(point.send(seen).await.status, StatusCode::OK, "staff see both");
    }
}

#[tokio::test]
async fn a_signature_that_was_drawn_is_kept_to_the_bit_under_the_hash_that_the_settlement_names() {
    let point = Point::with_cases(1..2).await;
    let (chen, drawn) = (Consumer(1), photo(255));
    let cookie = format!("session={}", point.desk.first_administrator("lin", "林小姐").await.token.reveal());
    let begun = point.begin_as(&cookie, chen, &drawn, Some("signature:merchant")).await;
    let kept = point.append_as(&cookie, chen, begun.header("location"), &drawn).await;
    assert_eq!(kept.header("attachment-receipt"), sha256(&drawn));
    let case = point.case(chen).await;
    let [signature] = &case.attachments[..] else { panic!("one signature: {case:?}") };
    assert_eq!((signature.hash.to_string(), signature.sent), (sha256(&drawn), None));
    assert_eq!(signature.purpose, Some(Purpose::Signature { of: Party::Merchant }));
    assert!(case.passed_on().is_empty(), "it stays with the settlement");
    assert!(point.view(chen).await.attachments.is_empty());
    let bomb = point.begin_as(&cookie, chen, b"MZ no picture", Some("signature:consumer")).await;
    let refused = point.append_as(&cookie, chen, bomb.header("location"), b"MZ no picture").await;
    assert_eq!(refused.code(), Some(Code::AttachmentTypeUnknown), "looked through like every other");
}

/// A kiosk: nothing but its cookie, and the server's public key.
struct Kiosk {
    cookie: String,
    key: PublicKey,
}

impl Point {
    async fn enrolled(&self) -> Kiosk {
        let mai = self.desk.first_administrator("mai", "麦小姐").await.staff;
        let accounts = &self.desk.accounts;
        let given = accounts.kiosk_code(&mai, "一楼大厅", false).await.expect("a code");
        let enrolled = accounts.enrol_kiosk(&given.code, Ipv4Addr::LOCALHOST.into()).await.expect("a kiosk");
        let (cookie, key) = (format!("kiosk={}", enrolled.token.reveal()), self.keys.newest().public().clone());
        Kiosk { cookie, key }
    }

    /// The whole of a sealed photo in one piece.
    async fn upload_sealed(&self, cookie: &str, sealed: &[u8]) -> Answer {
        let metadata = format!("hash {},sealed MQ==", STANDARD.encode(sha256(sealed)));
        let asks = |method: &str, path: &str| by_staff(cookie, method, path).header("upload-metadata", &metadata);
        let begin = asks("POST", "/api/v1/uploads").header("upload-length", sealed.len());
        let begun = self.send(begin.body(Body::empty()).expect("a request")).await;
        if begun.status != StatusCode::CREATED {
            return begun;
        }
        let offset = begun.offset();
        let piece = asks("PATCH", begun.header("location")).header("upload-offset", offset);
        let piece = piece.header(CONTENT_TYPE, "application/offset+octet-stream");
        self.send(piece.body(Body::from(sealed[offset..].to_vec())).expect("a request")).await
    }
}

#[tokio::test]
async fn what_a_kiosk_sealed_is_opened_looked_through_and_given_to_the_case_whose_code_is_inside() {
    let point = Point::with_cases(1..2).await;
    let (chen, kiosk) = (Consumer(1), point.enrolled().await);
    let sealed =
        |number: u64, photo: &[u8]| seal_content(&claim(number), photo, &kiosk.key, &mut Random).expect("sealed");
    let first = sealed(1, &photo(40));
    let kept = point.upload_sealed(&kiosk.cookie, &first).await;
    assert_eq!(kept.header("attachment-receipt"), sha256(&first), "{:?}", kept.code());
    let view = point.view(chen).await;
    assert_eq!(view.attachments.iter().map(|kept| kept.hash.to_string()).collect::<Vec<_>>(), [sha256(&photo(40))]);
    // The answer was lost: sent again, it is still there once.
    let again = point.upload_sealed(&kiosk.cookie, &first).await;
    assert_eq!(again.header("attachment-receipt"), sha256(&first));
    assert_eq!(point.view(chen).await.attachments.len(), 1);

    // Before its complaint has come it waits here, and goes on without a byte being sent again.
    let early = sealed(2, &photo(50));
    let waits = point.upload_sealed(&kiosk.cookie, &early).await;
    assert_eq!(waits.code(), Some(Code::AttachmentsUnavailable));
    let answer = point.desk.push(&[file(2, point.desk.point.world.now())]).await;
    assert_eq!(answer.status, StatusCode::OK);
    let kept = point.upload_sealed(&kiosk.cookie, &early).await;
    assert_eq!(kept.header("attachment-receipt"), sha256(&early));
    assert_eq!(point.view(Consumer(2)).await.attachments.len(), 1);

    // Sealed or not, it is looked through; what is broken does not open; and nobody else sends what is sealed.
    let program = sealed(1, b"MZ this is a program");
    assert_eq!(point.upload_sealed(&kiosk.cookie, &program).await.code(), Some(Code::AttachmentTypeUnknown));
    let mut broken = sealed(1, &photo(60));
    *broken.last_mut().expect("bytes") ^= 1;
    assert_eq!(point.upload_sealed(&kiosk.cookie, &broken).await.code(), Some(Code::SealBroken));
    assert_eq!(point.upload_sealed(&kiosk.cookie, &photo(61)).await.code(), Some(Code::SealBroken));
    assert_eq!(point.upload_sealed("kiosk=nobody", &first).await.code(), Some(Code::KioskUnknown));
    assert_eq!(point.files(true), 0, "no pieces are left");
    assert_eq!(point.view(chen).await.attachments.len(), 1);
}

struct Random;

impl TryRng for Random {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(getrandom::u32().expect("random numbers"))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(getrandom::u64().expect("random numbers"))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        getrandom::fill(bytes).expect("random numbers");
        Ok(())
    }
}

impl TryCryptoRng for Random {}

#[tokio::test]
async fn hostile_files_are_refused_with_a_sentence_and_leave_nothing_behind() {
    let point = Point::with_cases(1..2).await;
    let chen = Consumer(1);
    let mut with_archive = photo(1);
    with_archive.extend(b"PK\x03\x04 a page PK\x05\x06\0\0\0\0");
    for (bytes, code) in [
        (b"MZ\x90\0 this is a program".to_vec(), Code::AttachmentTypeUnknown),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), Code::AttachmentHeic),
        (photo(1)[..300].to_vec(), Code::AttachmentUnreadable),
        (with_archive, Code::AttachmentMixed),
        (Vec::new(), Code::AttachmentEmpty),
    ] {
        let refused = point.upload(chen, &bytes).await;
        assert_eq!((refused.code(), refused.status.as_u16()), (Some(code), code.status()));
    }
    let request = chen.asks("POST", "/api/v1/uploads").header("upload-length", 200 * 1024 * 1024);
    let metadata = format!("hash {}", STANDARD.encode("ab".repeat(32)));
    let large = point.send(request.header("upload-metadata", metadata).body(Body::empty()).expect("a request")).await;
    assert_eq!(large.code(), Some(Code::AttachmentTooLarge), "before a byte of it has come");
    // More than was announced, and other than was announced.
    let announced = photo(2);
    let begun = point.begin(chen, &announced).await;
    let more = [announced.clone(), vec![0; 64]].concat();
    let too_much = point.append(chen, begun.header("location"), 0, &more).await;
    assert_eq!(too_much.code(), Some(Code::AttachmentTooLarge));
    let other: Vec<u8> = announced.iter().map(|byte| !byte).collect();
    let damaged = point.append(chen, begun.header("location"), 0, &other).await;
    assert_eq!(damaged.code(), Some(Code::AttachmentDamaged));
    assert!(point.view(chen).await.attachments.is_empty());
    assert_eq!((point.files(true), point.files(false)), (0, 0));
}

#[tokio::test]
async fn the_tenth_photo_is_refused_and_what_nobody_goes_on_with_is_cleared_away() {
    let point = Point::with_cases(1..2).await;
    let chen = Consumer(1);
    for shade in 0..9 {
        assert_eq!(point.upload(chen, &photo(shade)).await.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(point.upload(chen, &photo(9)).await.code(), Some(Code::AttachmentsFull));
    assert_eq!(point.view(chen).await.attachments.len(), 9);

    let point = Point::with_cases(1..2).await;
    let half = photo(40);
    let begun = point.begin(chen, &half).await;
    let path = begun.header("location");
    point.append(chen, path, 0, &half[..half.len() / 2]).await;
    let service = &point.desk.point.service;
    assert_eq!(service.clear_abandoned_uploads().await.expect("cleared"), 0, "a moment ago");
    point.desk.point.world.advance_millis(TWO_DAYS_MS);
    assert_eq!(service.clear_abandoned_uploads().await.expect("cleared"), 1);
    assert_eq!((point.files(true), point.standing(chen, path).await.status), (0, StatusCode::NOT_FOUND));
    assert_eq!(point.begin(chen, &half).await.offset(), 0, "it begins again");
}

#[tokio::test]
async fn a_piece_whose_connection_broke_counts_as_far_as_it_came() {
    let point = Point::with_cases(1..2).await;
    let (chen, photo) = (Consumer(1), photo(40));
    let begun = point.begin(chen, &photo).await;
    let path = begun.header("location");
    let came = photo[..500].to_vec();
    let broken = futures::stream::iter([Ok(came), Err(std::io::Error::other("the line is cut"))]);
    let request = chen.asks("PATCH", path).header("upload-offset", 0);
    let request = request.header(CONTENT_TYPE, "application/offset+octet-stream");
    point.send(request.body(Body::from_stream(broken)).expect("a request")).await;
    assert_eq!(point.standing(chen, path).await.offset(), 500);
    assert_eq!(point.append(chen, path, 500, &photo[500..]).await.header("attachment-receipt"), sha256(&photo));
}
