//! Pictures of what is no case: a merchant's permits and signature, what was found on a round. Who may add them, and who sees them.

use std::io::Cursor;
use std::sync::Arc;

use crate::desk::Desk;
use axum::body::{Body, Bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::album::{Album, KIND};
use domain::ids::{MerchantId, StaffId};
use domain::role::Role;
use domain::staff::StaffMember;
use http_body_util::BodyExt;
use image::{ImageFormat, Rgb, RgbImage};
use server::attachments::Attachments;
use server::attachments::objects::Objects;
use server::service::{PullScope, World};
use server::testing::{TestPoint, claim, file};
use sha2::{Digest, Sha256};
use sync::protocol::{Code, Problem, Seq};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

const FILE: Uuid = Uuid::from_u128(77);

struct Point {
    desk: Desk,
    _folder: TempDir,
}

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
}

/// By what somebody asks.
#[derive(Clone, Debug)]
enum By {
    Nobody,
    Session(String),
    Header(String),
}

impl By {
    fn asks(&self, method: &str, path: &str) -> Builder {
        let request = Request::builder().method(method).uri(path).header("tus-resumable", "1.0.0");
        match self {
            Self::Nobody => request,
            Self::Session(token) => request.header(COOKIE, format!("session={token}")),
            Self::Header(words) => request.header(AUTHORIZATION, words),
        }
    }
}

impl Point {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut point = TestPoint::alone().await.expect("a contact point");
        let objects = Objects::in_folder(folder.path(), point.id()).expect("a place");
        let attachments = Attachments::new(Arc::new(point.store.clone()), objects, point.id());
        point.service = point.service.with_attachments(attachments);
        Self { desk: Desk::of(point), _folder: folder }
    }

    async fn lin(&self) -> By {
        By::Session(self.desk.first_administrator("lin", "林小姐").await.token.reveal())
    }

    async fn link(&self, of: Option<MerchantId>) -> By {
        let (id, name) = (StaffId(Uuid::from_u128(1)), "主管 01".to_owned());
        let boss = StaffMember { id, name, role: Role::Supervisor, on_duty: true, active: true, absent: false };
        let token = self.desk.point.service.application_link(&boss, of).await.expect("a link").token;
        By::Header(format!("Applicant {token}"))
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.desk.router.clone().oneshot(request).await.expect("an answer").into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn upload(&self, by: &By, album: Option<&str>, bytes: &[u8]) -> Answer {
        let word = |name: &str, value: &str| format!("{name} {}", STANDARD.encode(value));
        let to = album.map(|album| word("album", album));
        let metadata = [Some(word("hash", &sha256(bytes))), to.clone()];
        let metadata = metadata.into_iter().flatten().collect::<Vec<_>>().join(",");
        let request = by.asks("POST", "/api/v1/uploads").header("upload-length", bytes.len());
        let begun =
            self.send(request.header("upload-metadata", metadata).body(Body::empty()).expect("a request")).await;
        if begun.status != StatusCode::CREATED || !begun.header("attachment-receipt").is_empty() {
            return begun;
        }
        let request = by.asks("PATCH", begun.header("location")).header("upload-offset", 0);
        let request = request.header("upload-metadata", to.unwrap_or_default());
        let request = request.header(CONTENT_TYPE, "application/offset+octet-stream");
        self.send(request.body(Body::from(bytes.to_vec())).expect("a request")).await
    }

    async fn read(&self, by: &By, of: Uuid, hash: &str) -> Answer {
        let path = format!("/api/v1/attachments/{of}/{hash}");
        self.send(by.asks("GET", &path).body(Body::empty()).expect("a request")).await
    }

    async fn albums(&self) -> Vec<Album> {
        let answer = self.desk.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("a pull");
        answer.changes.into_iter().filter_map(|change| change.body.read::<Album>()).collect()
    }
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbImage::from_fn(64, 48, |x, y| Rgb([shade, u8::try_from((x + y) % 251).unwrap_or_default(), 9]));
    picture.write_to(&mut bytes, ImageFormat::Jpeg).expect("a picture");
    bytes.into_inner()
}

#[tokio::test]
async fn 商家入驻审核_a_picture_is_in_the_album_once_and_nobody_but_staff_sees_it() {
    let point = Point::open().await;
    let lin = point.lin().await;
    let (licence, album) = (picture(1), format!("merchant_file:{FILE}"));
    let kept = point.upload(&lin, Some(&album), &licence).await;
    assert_eq!((kept.status, kept.header("attachment-receipt")), (StatusCode::NO_CONTENT, &*sha256(&licence)));
    // The answer was lost: the tablet begins again, and there is nothing to send.
    let again = point.upload(&lin, Some(&album), &licence).await;
    assert_eq!(again.header("attachment-receipt"), sha256(&licence));
    let albums = point.albums().await;
    assert_eq!((albums.len(), albums[0].rev, albums[0].pictures.len()), (1, 1, 1), "{albums:?}");
    assert!(albums[0].pictures[0].staff.is_some(), "who took it is on record");

    let seen = point.read(&lin, FILE, &sha256(&licence)).await;
    assert_eq!((seen.status, seen.header("content-type")), (StatusCode::OK, "image/jpeg"));
    let stranger = point.read(&By::Nobody, FILE, &sha256(&licence)).await;
    assert_eq!(stranger.code(), Some(Code::SignInNeeded));
    // A consumer's code opens a case, and nothing else.
    let now = point.desk.point.world.now();
    assert_eq!(point.desk.push(&[file(1, now)]).await.status, StatusCode::OK);
    let consumer = By::Header(format!("Claim {}", claim(1).plain()));
    assert_eq!(point.read(&consumer, FILE, &sha256(&licence)).await.code(), Some(Code::NoSuchAttachment));
    assert!(!(KIND.visible_to)(domain::kind::Viewer::Public), "albums never leave the house");
}

#[tokio::test]
async fn nobody_adds_to_an_album_without_a_right_to_it() {
    let point = Point::open().await;
    let album = format!("visit:{FILE}");
    let refused = |answer: Answer, code| assert_eq!(answer.code(), Some(code));
    refused(point.upload(&By::Nobody, Some(&album), &picture(1)).await, Code::SignInNeeded);
    let now = point.desk.point.world.now();
    assert_eq!(point.desk.push(&[file(1, now)]).await.status, StatusCode::OK);
    let consumer = By::Header(format!("Claim {}", claim(1).plain()));
    refused(point.upload(&consumer, Some(&album), &picture(1)).await, Code::SignInNeeded);
    refused(point.upload(&By::Header("Applicant x".to_owned()), None, &picture(1)).await, Code::MerchantLinkEnded);
    assert_eq!(point.albums().await, Vec::new());
    let lin = point.lin().await;
    // What is no picture is no picture here either.
    refused(point.upload(&lin, Some(&album), b"MZ not a picture").await, Code::AttachmentTypeUnknown);
    assert_eq!(point.upload(&lin, Some(&album), &picture(1)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(point.albums().await.len(), 1);
}

#[tokio::test]
async fn 入驻审核_an_applicants_link_adds_to_its_own_file_and_sees_no_other() {
    let point = Point::open().await;
    let (mine, other) = (point.link(None).await, point.link(None).await);
    let licence = picture(3);
    // The link says to which file; what the sender says of it does not count.
    assert_eq!(point.upload(&mine, None, &licence).await.status, StatusCode::NO_CONTENT);
    let albums = point.desk.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("a pull");
    let changes: Vec<_> = albums.changes.into_iter().filter(|change| change.body.read::<Album>().is_some()).collect();
    let [change] = &changes[..] else { panic!("one album: {changes:?}") };
    let id: Uuid = change.id.parse().expect("a name");
    let hash = sha256(&licence);
    assert_eq!(point.read(&mine, id, &hash).await.status, StatusCode::OK);
    assert_eq!(point.read(&other, id, &hash).await.code(), Some(Code::NoSuchAttachment));
    assert_eq!(point.read(&By::Nobody, id, &hash).await.code(), Some(Code::SignInNeeded));
    // What staff add, the link does not show.
    let lin = point.lin().await;
    let found = picture(4);
    let kept = point.upload(&lin, Some(&format!("merchant_file:{id}")), &found).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    assert_eq!(point.read(&mine, id, &sha256(&found)).await.code(), Some(Code::NoSuchAttachment));
    assert_eq!(point.read(&lin, id, &sha256(&found)).await.status, StatusCode::OK);
    let sent = point.desk.point.service.pictures_sent(id).await.expect("a store");
    assert_eq!(sent.len(), 2);
}
