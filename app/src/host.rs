//! What pages ask of whatever runs them. The browser's half (`browser`) puts itself in at its start; on the server nobody is
//! in, for nobody presses a button there. Pages import this, and never `browser`.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use domain::{
    album::AlbumName,
    case::{Command, ContentHash, Party},
    claim_code::ClaimCode,
    form::Draft,
    ids::{CaseId, DeviceId, StaffId},
    moment::Moment,
    publication::Picture,
    staff::StaffMember,
    words::Lang,
};
use leptos::prelude::RwSignal;
use sync::protocol::{Code, DraftHandoffState, ListedMerchant, OpId, Problem};
use uuid::Uuid;
use vault::Way;

use crate::{
    alert_prefs::AlertPrefs,
    attachments::{LinkRight, Made, Proof},
    desk::UnlockProblem,
    device::{DraftRow, FileProblem, StorageProblem},
    handoff::{NotTaken, Scanned},
    kiosk::{DraftLink, Health, Kiosk, PinRefused},
    prefs::TextSize,
    redaction::Region,
    signing::Drawing,
};

/// What every page can ask for, from the first on.
pub trait PlatformHost {
    /// Remembers the language that was chosen here.
    fn remember_lang(&self, lang: Lang);
    /// Remembers the text size that was chosen here.
    fn remember_text_size(&self, size: TextSize);
    /// Lets a waiting new version take over.
    fn activate_update(&self);
    /// Asks the server for the page of an address; stays where there is no network to ask through.
    fn leave_for(&self, address: &str);
}

/// What every page but the first can ask for, before anything is read from the device.
pub trait FormHost {
    /// A name for what begins on this device.
    fn fresh_name(&self) -> Uuid;
    /// A claim code for what is filed from here; none where this browser gives no randomness.
    fn fresh_claim(&self) -> Option<ClaimCode>;
    /// What stands in a form of the page that the server rendered; taken once.
    fn take_typed(&self, form: &str) -> Option<Draft>;
}

/// What keeps and sends: see [`crate::device::Device`], whose commands these are.
#[async_trait(?Send)]
pub trait DeviceHost {
    /// The name that this device gave itself.
    fn name(&self) -> DeviceId;
    /// Saves a draft soon.
    fn save_draft(self: Rc<Self>, draft: DraftRow);
    /// Deletes a draft.
    async fn delete_draft(self: Rc<Self>, id: Uuid) -> Result<(), StorageProblem>;
    /// Asks the server under `/api/v1`, as anybody may; JSON there and back.
    ///
    /// # Errors
    /// Why not, where the server says it.
    async fn ask_public(&self, path: &str, body: Option<String>) -> Result<String, Option<Problem>>;
    /// 「提交」.
    async fn file(self: Rc<Self>, draft: DraftRow) -> Result<CaseId, FileProblem>;
    /// A consumer's command on a case of this device.
    async fn act(self: Rc<Self>, case: CaseId, command: Command) -> Result<(), Problem>;
    /// An operation of a member of staff: its kind, its payload as JSON, and the code that a consumer gets with it.
    async fn act_as_staff(
        self: Rc<Self>,
        staff: StaffId,
        kind: &'static str,
        payload: String,
        claim: Option<ClaimCode>,
    );
    /// An operation of whoever holds this device, where no case is meant: its kind and its payload as JSON.
    async fn act_as_visitor(self: Rc<Self>, kind: &'static str, payload: String);
    /// Drops an operation that was refused.
    fn dismiss(self: Rc<Self>, op: OpId);
    /// Looks a case up by its code, and follows it.
    async fn track(self: Rc<Self>, code: ClaimCode) -> Result<CaseId, Problem>;
    /// Takes a code that was scanned off a kiosk's screen, and delivers what is whole.
    async fn scanned(self: Rc<Self>, text: &str) -> Scanned;
    /// Takes the form that was begun at a kiosk, by what stood in the fragment of its link. It is a draft of this device then.
    async fn take_draft(self: Rc<Self>, link: &str) -> Result<DraftRow, NotTaken>;
    /// Takes what was chosen in a control of the page, by its name there, for a case or a form that becomes one; in the name of a
    /// member of staff, or of the consumer.
    fn attach(self: Rc<Self>, case: CaseId, staff: Option<StaffId>, input: &str);
    /// Sends what was chosen in a control of a merchant's page, by the right of its link, and says how each stands.
    fn send_proofs(self: Rc<Self>, right: LinkRight, input: &str, all: RwSignal<Vec<Proof>>);
    /// Sends the one picture that was chosen or drawn on such a page; returns once it is ready, and goes on sending.
    async fn send_picture(
        self: Rc<Self>,
        right: LinkRight,
        picture: Made,
        all: RwSignal<Vec<Proof>>,
    ) -> Result<ContentHash, Code>;
    /// Takes away a photo or PDF that is not with the server.
    async fn detach(self: Rc<Self>, id: Uuid);
    /// A picture that the server keeps, as an address of this page; with the case's code, or with the session.
    async fn picture(&self, case: CaseId, hash: ContentHash, small: bool, claim: Option<ClaimCode>) -> Option<String>;
    /// Gives such an address back.
    fn forget_picture(&self, address: &str);
    /// Takes a case off this device.
    async fn unfollow(self: Rc<Self>, case: CaseId) -> Result<(), StorageProblem>;
    /// Whether this browser is told of its cases while no page is open.
    async fn case_alerts(&self) -> CaseAlerts;
    /// From here it is told of the cases of these codes, and of no others; asks the person where it has to. No codes: of none.
    async fn set_case_alerts(&self, of: Vec<ClaimCode>) -> CaseAlerts;
    /// A drawing of so many pixels as the address of a PNG; none where the browser cannot draw it.
    async fn png_of(&self, svg: &str, width: u32, height: u32) -> Option<String>;
    /// Whether a picture can be handed to other applications.
    fn can_share_png(&self) -> bool;
    /// Hands it over.
    fn share_png(&self, png: &str, name: &'static str);
    /// Has the browser save a file.
    fn save_file(&self, file: &[u8], name: &str, media_type: &str);
}

/// Whether a consumer is told of news while no page of ours is open (Web Push).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseAlerts {
    /// This browser cannot be.
    Unavailable,
    /// They did not ask.
    Off,
    /// They are.
    On,
    /// They asked, and the browser was told not to.
    Denied,
    /// They asked, and it could not be set up now.
    Failed,
    /// They are, although they asked not to be any more: the server could not be told.
    StillOn,
}

/// What opens and locks the device for staff, and asks the server in their name.
#[async_trait(?Send)]
pub trait StaffHost {
    /// The random name that this browser gives itself where it opens a one-time link; none where nothing is kept.
    fn opener(&self) -> Option<String>;
    /// Finds out who has this device.
    async fn ask_who(self: Rc<Self>);
    /// Somebody has signed in at the server, with what they typed: the device is theirs.
    async fn enter(self: Rc<Self>, staff: StaffMember, account: &str, password: &str) -> Result<(), NoAnswer>;
    /// Locks the device.
    async fn lock(self: Rc<Self>);
    /// Opens it without asking the server.
    async fn unlock(self: Rc<Self>, staff: StaffId, way: Way, secret: &str) -> Result<(), UnlockProblem>;
    /// From here a PIN opens it; without one, none does any more.
    async fn set_pin(&self, pin: Option<&str>) -> Result<(), UnlockProblem>;
    /// From here another password opens it.
    async fn set_password(&self, password: &str) -> Result<(), UnlockProblem>;
    /// Keeps what is being written.
    fn typed(self: Rc<Self>, key: String, text: String);
    /// How this device tells that something has come.
    fn alert_prefs(&self) -> AlertPrefs;
    /// Keeps that.
    fn remember_alert_prefs(&self, prefs: AlertPrefs);
    /// Whether the browser shows notifications; asks the person where it has to.
    async fn allow_notifications(&self) -> bool;
    /// Brings Web Push in step with what was chosen; whether this device is told while no desk is open.
    async fn settle_web_push(&self) -> bool;
    /// Tells something, as was chosen.
    fn alert(&self, words: &str);
    /// Writes a number on the application's icon.
    fn badge(&self, count: usize);
    /// Keeps a copy of a photo of that case in which regions are covered; `picture` is the photo's element on the page.
    async fn keep_redacted(
        &self,
        case: CaseId,
        of: ContentHash,
        picture: &str,
        regions: &[Region],
    ) -> Result<ContentHash, Code>;
    /// Keeps a signature that was drawn on the screen, for the settlement of that case.
    async fn keep_signature(&self, case: CaseId, of: Party, drawing: &Drawing) -> Result<ContentHash, Code>;
    /// Keeps the photo of a signed paper that was taken in a control of the page.
    async fn keep_signed_paper(&self, case: CaseId, of: Party, input: &str) -> Result<ContentHash, Code>;
    /// Keeps the picture that was chosen in a control of the page, of what has an album.
    async fn keep_picture(&self, album: AlbumName, input: &str) -> Result<ContentHash, Code>;
    /// Keeps what was drawn on the screen, of what has an album.
    async fn keep_drawing(&self, album: AlbumName, drawing: &Drawing) -> Result<ContentHash, Code>;
    /// The picture that was chosen in a control of the page, made small enough to stand amid words.
    async fn small_picture(&self, input: &str) -> Result<Picture, Code>;
    /// When the server last answered this device, also before the page was opened.
    fn last_contact(&self) -> Option<Moment>;
    /// Whether a barcode can be read by the camera.
    fn can_scan(&self) -> bool;
    /// Shows in that element of the page what the camera sees, until it sees a barcode.
    async fn scan(&self, video: &str) -> Option<String>;
    /// The camera is off.
    fn stop_scanning(&self, video: &str);
    /// Asks for a file, which the browser then saves under that name.
    async fn download(&self, path: &str, body: String, name: &str) -> Result<(), NoAnswer>;
    /// Sends the file that was chosen in a control of the page to `/api/v1`, with the session; JSON comes back. None where none
    /// was chosen.
    async fn upload(&self, path: &str, input: &str) -> Option<Result<String, NoAnswer>>;
    /// Asks the server under `/api/v1`, with the session; JSON there and back.
    async fn ask(&self, method: &str, path: &str, body: Option<String>) -> Result<String, NoAnswer>;
}

/// What makes a browser a kiosk, and a kiosk everybody's again after each visit.
#[async_trait(?Send)]
pub trait KioskHost {
    /// What the kiosk knows of itself; none where this browser is none.
    fn kiosk(&self) -> Option<Kiosk>;
    /// This browser is a kiosk from here, by that code; its staff page opens to that PIN.
    async fn enrol(&self, code: &str, pin: &str) -> Result<(), NoAnswer>;
    /// Whether that PIN opens the staff page; guesses become slower and slower.
    fn try_pin(&self, pin: &str) -> Result<(), PinRefused>;
    /// The codes by which a phone delivers a case of this visit: each what stands in a fragment. None once the server has it.
    fn handoff(&self, case: CaseId) -> Vec<String>;
    /// The form of this visit, held for the visitor's phone.
    async fn hand_draft_off(&self) -> Result<DraftLink, NoAnswer>;
    /// Whether the phone has come for it.
    async fn draft_handoff(&self, id: Uuid) -> Result<DraftHandoffState, NoAnswer>;
    /// Whether the machine has a voice of that language.
    fn can_read_aloud(&self, lang: Lang) -> bool;
    /// Reads aloud, anew where something is being read.
    fn read_aloud(&self, words: &str, lang: Lang);
    /// Nothing is read any more.
    fn be_silent(&self);
    /// The mall's merchants, as they were last fetched.
    fn merchants(&self) -> Vec<ListedMerchant>;
    /// How it is; asks the server as well.
    async fn health(&self) -> Health;
    /// Shows in that element of the page what the camera sees; whether there is a camera.
    async fn open_camera(&self, video: &str) -> bool;
    /// Takes a photo of what it sees, for the form that becomes that case.
    async fn take_photo(&self, case: CaseId, video: &str) -> Result<(), Code>;
    /// The camera is off.
    fn close_camera(&self, video: &str);
    /// Ends the visit: everything of it is gone, and the first page stands there.
    fn end_visit(&self);
    /// This browser is no kiosk any more.
    fn leave(&self);
    /// Closes the window, where the browser lets a page do that.
    fn close_window(&self);
}

/// Why the server did not answer as asked.
#[derive(Clone, Debug)]
pub enum NoAnswer {
    /// It says why.
    Problem(Box<Problem>),
    /// There is no connection.
    Offline,
    /// There is no answer that counts.
    NoAnswer,
}

/// Finds whoever opens and locks the device; none before the driver has started.
pub type FindStaffHost = fn() -> Option<Rc<dyn StaffHost>>;

thread_local! {
    static PLATFORM: RefCell<Option<Rc<dyn PlatformHost>>> = const { RefCell::new(None) };
    static FORMS: RefCell<Option<&'static dyn FormHost>> = const { RefCell::new(None) };
    static DEVICE: RefCell<Option<Rc<dyn DeviceHost>>> = const { RefCell::new(None) };
    static KIOSK: RefCell<Option<&'static dyn KioskHost>> = const { RefCell::new(None) };
    static STAFF: RefCell<Option<FindStaffHost>> = const { RefCell::new(None) };
}

/// Whoever runs the pages, where somebody does.
#[must_use]
pub fn platform() -> Option<Rc<dyn PlatformHost>> {
    PLATFORM.with(|slot| slot.borrow().clone())
}

/// Whoever names things and knows the page's forms.
#[must_use]
pub fn forms() -> Option<&'static dyn FormHost> {
    FORMS.with(|slot| *slot.borrow())
}

/// Whoever keeps and sends, once it has started.
#[must_use]
pub fn device() -> Option<Rc<dyn DeviceHost>> {
    DEVICE.with(|slot| slot.borrow().clone())
}

/// Whoever opens and locks the device, once it has started.
#[must_use]
pub fn staff() -> Option<Rc<dyn StaffHost>> {
    STAFF.with(|slot| *slot.borrow()).and_then(|of| of())
}

/// Whoever makes a browser a kiosk, once its part is there.
#[must_use]
pub fn kiosk() -> Option<&'static dyn KioskHost> {
    KIOSK.with(|slot| *slot.borrow())
}

/// From here this makes a browser a kiosk.
pub fn set_kiosk(host: &'static dyn KioskHost) {
    KIOSK.with(|slot| slot.replace(Some(host)));
}

/// From here this runs the pages.
pub fn set_platform(host: Rc<dyn PlatformHost>) {
    PLATFORM.with(|slot| slot.replace(Some(host)));
}

/// From here this names things and knows the page's forms.
pub fn set_forms(host: &'static dyn FormHost) {
    FORMS.with(|slot| slot.replace(Some(host)));
}

/// From here this keeps and sends.
pub fn set_device(host: Rc<dyn DeviceHost>) {
    DEVICE.with(|slot| slot.replace(Some(host)));
}

/// From here this opens and locks; it may come later than its pages.
pub fn set_staff(of: FindStaffHost) {
    STAFF.with(|slot| slot.replace(Some(of)));
}
