//! What this device holds and does, as signals and commands. On the server all of it is empty and nothing is done.

use domain::{
    case::{CaseView, Command},
    claim_code::ClaimCode,
    form::{Draft, FieldError, Kind, Step},
    ids::CaseId,
    kind::EventSourced,
    moment::Moment,
    publication::Published,
    words::Bilingual,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use sync::kinds::{board::Notice, case::CasePayload};
use sync::{
    engine::Status,
    protocol::{Code, EntityPayload, OpId, Problem},
};
use uuid::Uuid;

use crate::{
    attachments::OwnAttachment,
    board_summary::BoardSummary,
    desk::{Desk, SessionState},
    handoff::{NotTaken, Relayed, Scanned},
    host,
    signed_in::OwnSignIn,
};

/// A form that is not submitted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// Its name on this device.
    pub id: Uuid,
    /// As typed.
    pub form: Draft,
    /// Where the person left off.
    pub step: Step,
    /// When it was last saved.
    pub updated_at: Moment,
}

/// A case that this device filed or follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCase {
    /// Its name.
    pub id: CaseId,
    /// The code by which it is followed anywhere.
    pub claim: ClaimCode,
    /// What was filed.
    pub kind: Kind,
    /// 商品或服务.
    pub goods: String,
    /// When 「提交」 was pressed.
    pub filed_at: Moment,
    /// It is on this device's disk, for good; otherwise it lives as long as the page.
    pub saved: bool,
    /// Whether the server has it.
    pub delivery: Delivery,
    /// As the server last told it.
    pub view: Option<CaseView>,
    /// What was written on this device and is not with the server yet, oldest first.
    pub waiting: Vec<WaitingWords>,
}

/// Whether the server has a filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Saved here, on its way.
    Waiting,
    /// Received.
    Delivered,
    /// The server keeps it aside; a person has to look.
    SetAside {
        /// Why, and what to do.
        detail: Bilingual,
    },
}

/// Something the consumer did on this device that the server does not have yet, or refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingWords {
    /// When.
    pub at: Moment,
    /// What was done.
    pub command: Command,
    /// Why it did not take effect, where the server refused it.
    pub refused: Option<Bilingual>,
}

/// Why the device could not keep something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageProblem {
    /// No storage here: a private window, or switched off.
    #[error("storage is refused")]
    Refused,
    /// The device's storage is full.
    #[error("storage is full")]
    Full,
    /// Another tab holds an older version open.
    #[error("storage is blocked by another tab")]
    Blocked,
    /// A newer version of this application has written it.
    #[error("storage is of a newer version")]
    Newer,
    /// What lies on the disk cannot be read any more.
    #[error("storage is broken")]
    Broken,
    /// Anything else.
    #[error("storage failed")]
    Failed,
}

impl StorageProblem {
    /// Every one.
    #[cfg(feature = "ssr")]
    pub const ALL: [Self; 6] = [Self::Refused, Self::Full, Self::Blocked, Self::Newer, Self::Broken, Self::Failed];

    /// What it means and what to do.
    #[must_use]
    pub const fn sentence(self) -> domain::words::Text {
        use domain::words::text;
        match self {
            Self::Refused => text(
                "这台设备不让保存（可能是无痕窗口）。内容还在这一页上，请不要关闭；联网后可以直接提交，或者换普通窗口。",
                "This device does not allow saving (perhaps a private window). What you wrote is still on this page: please do not close it. You can submit it while online, or use an ordinary window.",
            ),
            Self::Full => text(
                "这台设备的存储空间满了，存不进去。内容还在这一页上，请清理一些空间再试，或者联网后直接提交。",
                "This device's storage is full. What you wrote is still on this page: please free some space and try again, or submit it while online.",
            ),
            Self::Blocked => text(
                "另一个窗口开着旧版本，请把本站的其他窗口关掉，这里会自己接着办。内容还在这一页上。",
                "Another window holds an older version open. Please close the other windows of this site; this page then goes on by itself. What you wrote is still on this page.",
            ),
            Self::Newer => text(
                "这台设备上的内容是新版本存的，这一页是旧版本，先不动它，什么都不会丢。联网时可以照常提交；请稍后刷新换回新版。",
                "What is on this device was saved by a newer version; this page is older and leaves it untouched, so nothing is lost. You can submit while online; please reload later for the newer version.",
            ),
            Self::Broken => text(
                "这台设备的存储坏了，读不出也存不进。内容还在这一页上，联网时可以照常提交。重启浏览器还不行，请清除本站数据。",
                "This device's storage is broken. What you wrote is still on this page and can be submitted while online. If restarting the browser does not help, clear this site's data.",
            ),
            Self::Failed => text(
                "没能存进这台设备，请再试一次。内容还在这一页上，请不要关闭。",
                "It could not be saved on this device; please try again. What you wrote is still on this page: please do not close it.",
            ),
        }
    }
}

/// Why a filing was not accepted by the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// Something in the form is not right.
    Form(Vec<FieldError>),
    /// It could not be kept here.
    Storage(StorageProblem),
    /// The board has not been loaded yet, so that the rules are unknown.
    NoRules,
}

/// How saving the draft stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing typed since it was opened.
    #[default]
    Untouched,
    /// Typed, not yet on disk.
    Pending,
    /// On disk since then.
    Saved(Moment),
    /// Not on disk.
    Failed(StorageProblem),
}

/// The device, for pages: `use_device()`.
#[derive(Clone, Copy, Debug)]
pub struct Device {
    /// The page is in the browser's hands: controls work, and what the device holds is known. False on the server and
    /// while the browser takes over its page, so that both render the same; the empty shell is alive at once.
    pub alive: RwSignal<bool>,
    /// This browser was enrolled as a kiosk: everybody's, so nothing of a visit stays.
    pub kiosk: RwSignal<bool>,
    /// The board, from the server's page at first, then from the device's own copy.
    pub notice: RwSignal<Option<Arc<Notice>>>,
    /// What the contact point has published, by its names; from the server's page at first, like the board.
    pub published: RwSignal<Arc<BTreeMap<Uuid, Published>>>,
    /// What the first page shows of the board; there before the board is.
    pub summary: RwSignal<Option<Arc<BoardSummary>>>,
    /// How sending and fetching stand.
    pub status: RwSignal<Option<Status>>,
    /// How saving the draft on this page stands.
    pub saving: RwSignal<Saving>,
    /// Forms not submitted yet, newest first.
    pub drafts: RwSignal<Vec<DraftRow>>,
    /// Cases filed or followed here, newest first.
    pub mine: RwSignal<Vec<OwnCase>>,
    /// What this phone delivers for kiosks that have no network.
    pub relayed: RwSignal<Vec<Relayed>>,
    /// Photos and PDFs of this device that are on their way.
    pub attachments: RwSignal<Vec<OwnAttachment>>,
    /// What the device holds has been read (or cannot be: see `storage`).
    pub loaded: RwSignal<bool>,
    /// Why the device could not keep the last thing it was given; none once it keeps things again.
    pub storage: RwSignal<Option<StorageProblem>>,
    /// Whether the browser promised not to clear this site's storage by itself; none until it was asked, and where it
    /// cannot be.
    pub persisted: RwSignal<Option<bool>>,
    /// A new version is installed and waits.
    pub update_waits: RwSignal<bool>,
    /// The server's clock as the device knows it: milliseconds to add to the device's own.
    pub clock_offset: RwSignal<i64>,
    /// What was signed at trainings on this device.
    pub sign_ins: RwSignal<Vec<OwnSignIn>>,
    /// What staff work on here.
    pub desk: Desk,
}

/// The device.
///
/// # Panics
/// Outside [`crate::App`], which provides it.
#[must_use]
pub fn use_device() -> Device {
    expect_context()
}

impl Device {
    /// An empty one.
    #[must_use]
    pub fn new(
        notice: Option<Arc<Notice>>,
        published: Arc<BTreeMap<Uuid, Published>>,
        summary: Option<BoardSummary>,
    ) -> Self {
        Self {
            alive: RwSignal::new(false),
            kiosk: RwSignal::new(false),
            notice: RwSignal::new(notice),
            published: RwSignal::new(published),
            summary: RwSignal::new(summary.map(Arc::new)),
            status: RwSignal::new(None),
            saving: RwSignal::default(),
            drafts: RwSignal::default(),
            mine: RwSignal::default(),
            relayed: RwSignal::default(),
            attachments: RwSignal::default(),
            loaded: RwSignal::new(false),
            storage: RwSignal::new(None),
            persisted: RwSignal::new(None),
            update_waits: RwSignal::new(false),
            clock_offset: RwSignal::new(0),
            sign_ins: RwSignal::default(),
            desk: Desk::new(),
        }
    }

    /// Now, by the server's clock as far as known.
    #[must_use]
    pub fn now(&self) -> Moment {
        now().plus_millis(self.clock_offset.get_untracked())
    }
}

impl Device {
    /// Where a case of this device is shown. On a kiosk it has no place among “my cases”.
    #[must_use]
    pub fn address_of(&self, case: impl std::fmt::Display) -> String {
        if self.kiosk.get_untracked() { format!("/kiosk/case/{case}") } else { format!("/mine/{case}") }
    }
}

/// Commands. Each keeps what it is given on this device first and sends it afterwards; on the server none does anything.
impl Device {
    /// Saves a draft soon; [`Device::saving`] tells when it is on the disk.
    pub fn save_draft(&self, draft: DraftRow) {
        if let Some(host) = host::device() {
            host.save_draft(draft);
        }
    }

    /// Deletes a draft.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn delete_draft(&self, id: Uuid) -> Result<(), StorageProblem> {
        match host::device() {
            Some(host) => host.delete_draft(id).await,
            None => Err(StorageProblem::Failed),
        }
    }

    /// 「提交」. The case exists on this device, for good, when this returns its name.
    ///
    /// # Errors
    /// [`FileProblem`]; what was typed is still in the draft.
    pub async fn file(&self, draft: DraftRow) -> Result<CaseId, FileProblem> {
        match host::device() {
            Some(host) => host.file(draft).await,
            None => Err(FileProblem::NoRules),
        }
    }

    /// A consumer's command (supplement, withdraw, object) on a case of this device.
    ///
    /// # Errors
    /// Where the case is not of this device.
    pub async fn act(&self, case: CaseId, command: Command) -> Result<(), Problem> {
        match host::device() {
            Some(host) => host.act(case, command).await,
            None => Err(Code::Internal.problem()),
        }
    }

    /// A command of the member of staff who is signed in, on a case of the desk at revision `base`. It shows at once in
    /// [`Desk::cases`]; where the server refuses it, it appears among the refused with the reason.
    pub async fn act_as_staff(&self, case: CaseId, base: u64, command: Command) {
        let kind = command.kind();
        self.queue_as_staff(kind, &CasePayload { case, base: Some(base), command }, None).await;
    }

    /// A filing by the member of staff who is signed in, for a consumer who gets that code. It shows at once in [`Desk::cases`].
    pub async fn register(&self, case: CaseId, command: Command, claim: ClaimCode) {
        let kind = command.kind();
        self.queue_as_staff(kind, &CasePayload { case, base: None, command }, Some(claim)).await;
    }

    /// The same, on an entity of a kind that is the sum of its events: see [`crate::entities`]. A new one has no `base`.
    pub async fn act_on<K: EventSourced>(&self, id: Uuid, base: Option<u64>, command: K::Command) {
        let kind = K::op_kind(&command);
        self.queue_as_staff(kind, &EntityPayload { id, base, command }, None).await;
    }

    /// Signs in at a training, as whoever holds this device. It is on the disk when this returns, or the device has said that it
    /// keeps nothing; [`Device::sign_ins`] tells what became of it.
    pub async fn sign_in_at(&self, training: Uuid, command: domain::training::Command) {
        let kind = domain::training::Training::op_kind(&command);
        let payload = serde_json::to_string(&EntityPayload { id: training, base: None, command });
        if let (Some(host), Ok(payload)) = (host::device(), payload) {
            host.act_as_visitor(kind, payload).await;
        }
    }

    async fn queue_as_staff<P: Serialize>(&self, kind: &'static str, payload: &P, claim: Option<ClaimCode>) {
        let SessionState::SignedIn(staff) = self.desk.session.get_untracked() else { return };
        if let (Some(host), Ok(payload)) = (host::device(), serde_json::to_string(payload)) {
            host.act_as_staff(staff.id, kind, payload, claim).await;
        }
    }

    /// Drops an operation that was refused and that the person has dealt with.
    pub fn dismiss(&self, op: OpId) {
        if let Some(host) = host::device() {
            host.dismiss(op);
        }
    }

    /// Looks a case up by its code, asking the server where it is not of this device, and follows it from here.
    ///
    /// # Errors
    /// A [`Problem`] for the person.
    pub async fn track(&self, code: ClaimCode) -> Result<CaseId, Problem> {
        match host::device() {
            Some(host) => host.track(code).await,
            None => Err(Code::Internal.problem()),
        }
    }

    /// Takes a code that was scanned off a kiosk's screen, and delivers what is whole; [`Device::relayed`] tells how it stands.
    pub async fn scanned(&self, text: &str) -> Scanned {
        match host::device() {
            Some(host) => host.scanned(text).await,
            None => Scanned::Damaged,
        }
    }

    /// Takes the form that was begun at a kiosk. It is on this device's disk when this returns it, or the device has said that it
    /// keeps nothing.
    ///
    /// # Errors
    /// [`NotTaken`]; the kiosk still has it.
    pub async fn take_draft(&self, link: &str) -> Result<DraftRow, NotTaken> {
        match host::device() {
            Some(host) => host.take_draft(link).await,
            None => Err(NotTaken::NoAnswer),
        }
    }

    /// Takes the photos and PDFs that were chosen in a control of the page; [`Device::attachments`] tells how they stand.
    pub fn attach(&self, case: CaseId, input: &str) {
        if let Some(host) = host::device() {
            host.attach(case, None, input);
        }
    }

    /// The same, as evidence that the member of staff who is signed in takes down: kept sealed, and never shown to the consumer.
    pub fn attach_as_staff(&self, case: CaseId, input: &str) {
        let SessionState::SignedIn(staff) = self.desk.session.get_untracked() else { return };
        if let Some(host) = host::device() {
            host.attach(case, Some(staff.id), input);
        }
    }

    /// Takes away a photo or PDF that is not with the server.
    pub async fn detach(&self, id: Uuid) {
        if let Some(host) = host::device() {
            host.detach(id).await;
        }
    }

    /// Takes a case off this device; its code still opens it anywhere.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn unfollow(&self, case: CaseId) -> Result<(), StorageProblem> {
        match host::device() {
            Some(host) => host.unfollow(case).await,
            None => Err(StorageProblem::Failed),
        }
    }
}

/// Now, by the clock of this machine.
#[must_use]
pub fn now() -> Moment {
    #[cfg(feature = "hydrate")]
    #[expect(clippy::cast_possible_truncation, reason = "a browser's clock is whole milliseconds, far below 2^53")]
    let millis = js_sys::Date::now() as i64;
    #[cfg(not(feature = "hydrate"))]
    let millis = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
    Moment::from_millis(millis)
}

/// A name for what begins on this device: a case, a payment, a merchant. (The server's rendering never begins one.)
#[must_use]
pub fn fresh_name() -> Uuid {
    host::forms().map_or(Uuid::nil(), host::FormHost::fresh_name)
}

/// A claim code for what is filed from this device. (The server's rendering never files.)
#[must_use]
pub fn fresh_claim() -> Option<ClaimCode> {
    host::forms().and_then(host::FormHost::fresh_claim)
}
