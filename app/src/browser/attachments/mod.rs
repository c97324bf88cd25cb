//! Photos and PDFs on this device: made ready, kept, and sent beside everything else, which never waits for them.

mod drawn;
mod on_page;
mod pictures;
mod prepare;
mod proofs;
mod sealed;
mod send;
mod upload;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    album::{Album, AlbumName, MOST_PICTURES},
    case::{Attachment, ContentHash, MOST_ATTACHMENTS, Media, Purpose},
    ids::{CaseId, StaffId},
    publication::Picture,
    words::Bilingual,
};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::{Code, PayloadHash};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{Blob, File, HtmlInputElement, HtmlVideoElement};

pub use pictures::{fetch, forget};

use super::{
    driver::Driver,
    random,
    storage::{AttachmentRow, Filing, SealedPhoto},
};
use crate::{
    attachments::{OwnAttachment, Standing},
    device::StorageProblem,
};

/// What is on its way from this device.
#[derive(Debug, Default)]
pub struct OnItsWay {
    held: RefCell<Vec<Held>>,
    /// What visitors of this kiosk have left, sealed.
    sealed: RefCell<Vec<(SealedPhoto, Blob)>>,
    preparing: RefCell<Vec<(Uuid, Whose)>>,
    /// The one that is being sent now, and how much of it has arrived.
    sending: Cell<Option<(Uuid, u64)>>,
    running: Cell<bool>,
    tries: Cell<u32>,
    again: RefCell<Option<Timeout>>,
    preparer: prepare::Preparer,
}

/// For which case or album, by whom, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The case, or what the album is of.
    pub case: CaseId,
    /// The album, where it is no case.
    pub album: Option<AlbumName>,
    /// Who took it down; none for the consumer's own.
    pub staff: Option<StaffId>,
    /// What staff made it for.
    pub purpose: Option<Purpose>,
}

impl Whose {
    /// A picture of what has an album, that a member of staff took down.
    #[must_use]
    pub const fn of_album(album: AlbumName, staff: StaffId) -> Self {
        Self { case: CaseId(album.id), album: Some(album), staff: Some(staff), purpose: None }
    }

    fn shares_room_with(self, other: Self) -> bool {
        self.case == other.case && self.staff.is_some() == other.staff.is_some() && self.purpose == other.purpose
    }
}

#[derive(Clone, Debug)]
struct Held {
    row: AttachmentRow,
    blob: Option<Blob>,
    on_disk: bool,
    preview: Option<pictures::Preview>,
}

impl Held {
    fn new(row: AttachmentRow, blob: Option<Blob>, on_disk: bool) -> Self {
        let is_photo = row.media == Media::Jpeg;
        let preview = blob.as_ref().filter(|_| is_photo).and_then(pictures::Preview::of);
        Self { row, blob, on_disk, preview }
    }

    fn is_of(&self, case: CaseId, by_staff: bool) -> bool {
        self.row.case == case && self.row.staff.is_some() == by_staff
    }

    const fn whose(&self) -> Whose {
        Whose { case: self.row.case, album: self.row.album, staff: self.row.staff, purpose: self.row.purpose }
    }
}

impl Driver {
    /// Takes what was chosen in a control of the page, which is empty afterwards.
    pub fn attach(self: Rc<Self>, case: CaseId, staff: Option<StaffId>, input: &str) {
        let files = chosen(input);
        let whose = Whose { case, album: None, staff, purpose: None };
        // All of them are awaited from now on: nothing says that everything is kept while one still waits for its turn.
        let awaited: Vec<(Uuid, File)> = files.into_iter().filter_map(|file| self.await_file(whose, file)).collect();
        self.show_attachments();
        spawn_local(async move {
            // One after the other: a telephone has memory for one photo of twelve megapixels, not for nine.
            for (id, file) in awaited {
                if let Err(code) = self.clone().make_ready(id, whose, file).await {
                    self.refuse_attachment(whose, id, code.sentence().into());
                }
            }
        });
    }

    /// Gives a file a name and a place; where there is no room, the page says so.
    fn await_file(&self, whose: Whose, file: File) -> Option<(Uuid, File)> {
        let id = random::uuid();
        match self.room_for(whose) {
            Ok(()) => {
                self.on_its_way.preparing.borrow_mut().push((id, whose));
                Some((id, file))
            }
            Err(code) => {
                self.refuse_attachment(whose, id, code.sentence().into());
                None
            }
        }
    }

    /// Keeps the one file that was chosen in a control of the page, which is empty afterwards.
    ///
    /// # Errors
    /// Why not.
    pub(super) async fn keep_chosen(self: Rc<Self>, whose: Whose, input: &str) -> Result<ContentHash, Code> {
        let file = chosen(input).into_iter().next().ok_or(Code::AttachmentEmpty)?;
        self.room_for(whose)?;
        let id = random::uuid();
        self.on_its_way.preparing.borrow_mut().push((id, whose));
        self.show_attachments();
        self.make_ready(id, whose, file).await
    }

    /// What was chosen, as a picture that stands amid words; it is kept nowhere else.
    ///
    /// # Errors
    /// Why it cannot be.
    pub(super) async fn small_picture(self: Rc<Self>, input: &str) -> Result<Picture, Code> {
        let file = chosen(input).into_iter().next().ok_or(Code::AttachmentEmpty)?;
        let jpeg = self.on_its_way.preparer.small(&file).await?;
        Ok(Picture { jpeg: STANDARD.encode(jpeg) })
    }

    /// Makes a file ready that is awaited, and keeps it.
    ///
    /// # Errors
    /// Why not.
    async fn make_ready(self: Rc<Self>, id: Uuid, whose: Whose, file: File) -> Result<ContentHash, Code> {
        let ready = self.on_its_way.preparer.ready(&file).await;
        self.on_its_way.preparing.borrow_mut().retain(|(other, _)| *other != id);
        Ok(self.keep_ready(id, whose, ready?).await)
    }

    fn room_for(&self, whose: Whose) -> Result<(), Code> {
        let most = if whose.album.is_some() { MOST_PICTURES } else { MOST_ATTACHMENTS };
        if self.attachments_beside(whose) >= most { Err(Code::AttachmentsFull) } else { Ok(()) }
    }

    /// Keeps what is ready, on the disk where that can be, and sends it once its case is with the server.
    async fn keep_ready(self: Rc<Self>, id: Uuid, whose: Whose, ready: prepare::Ready) -> ContentHash {
        let prepare::Ready { blob, hash, media, bytes } = ready;
        let is_there = |held: &Held| {
            held.is_of(whose.case, whose.staff.is_some()) && held.row.hash == hash && held.row.refused.is_none()
        };
        if self.on_its_way.held.borrow().iter().any(is_there) {
            // Chosen twice.
            self.show_attachments();
            return hash;
        }
        let row = AttachmentRow { bytes, media, hash, ..row(id, whose) };
        if self.visit.is_some() {
            // Nothing of a visit reaches the disk before it is sealed, with its complaint.
            self.on_its_way.held.borrow_mut().push(Held::new(row, Some(blob), false));
            self.show_attachments();
            return hash;
        }
        let mut kept = self.storage.keep_attachment(&row, Some(&blob)).await;
        if kept == Err(StorageProblem::Full) && self.make_room().await {
            kept = self.storage.keep_attachment(&row, Some(&blob)).await;
        }
        let on_disk = kept.is_ok();
        match kept {
            Ok(()) => self.storage_recovered(),
            // It is sent all the same, as long as the page is open; the page says so.
            Err(problem) => self.storage_refused(problem),
        }
        self.on_its_way.held.borrow_mut().push(Held::new(row, Some(blob), on_disk));
        self.show_attachments();
        self.wrote();
        self.send_attachments();
        hash
    }

    /// Says why something was not taken. It is kept nowhere: the person chooses another.
    fn refuse_attachment(&self, whose: Whose, id: Uuid, why: Bilingual) {
        let row = AttachmentRow { refused: Some(why), ..row(id, whose) };
        self.on_its_way.held.borrow_mut().push(Held::new(row, None, false));
        self.show_attachments();
    }

    /// Keeps what the camera of a kiosk sees now.
    ///
    /// # Errors
    /// Why not.
    pub(in crate::browser) async fn keep_seen(
        self: Rc<Self>,
        case: CaseId,
        video: &HtmlVideoElement,
    ) -> Result<(), Code> {
        let whose = Whose { case, album: None, staff: None, purpose: None };
        self.keep_frame(whose, video).await.map(drop)
    }

    /// Takes one away that is not with the server.
    pub async fn detach(self: Rc<Self>, id: Uuid) {
        self.on_its_way.held.borrow_mut().retain(|held| held.row.id != id);
        self.show_attachments();
        if self.visit.is_some() {
            return;
        }
        // What the device would not keep is not there to be forgotten.
        let _ = self.storage.forget_attachments(&[id]).await;
        self.wrote();
    }

    /// What belonged to a form or a case that has left the device leaves with it.
    pub(super) async fn detach_all(self: &Rc<Self>, case: CaseId) {
        let of_case: Vec<Uuid> =
            self.on_its_way.held.borrow().iter().filter(|held| held.row.case == case).map(|held| held.row.id).collect();
        self.on_its_way.held.borrow_mut().retain(|held| held.row.case != case);
        self.show_attachments();
        if !of_case.is_empty() {
            let _ = self.storage.forget_attachments(&of_case).await;
        }
    }

    /// What goes with an operation on a case, by its content.
    pub(super) fn announced(&self, case: CaseId) -> Vec<PayloadHash> {
        let held = self.on_its_way.held.borrow();
        let theirs = held.iter().filter(|held| held.is_of(case, false) && held.row.refused.is_none());
        theirs.map(|held| PayloadHash(held.row.hash.to_string())).collect()
    }

    /// Reads what is kept: at the start, and when another tab has written.
    pub(super) fn read_attachments(self: Rc<Self>) {
        spawn_local(async move {
            let known: Vec<Uuid> = self.on_its_way.held.borrow().iter().map(|held| held.row.id).collect();
            let Ok(rows) = self.storage.attachments(&known).await else { return };
            {
                let mut held = self.on_its_way.held.borrow_mut();
                // What is staff's is gone from memory once the device is locked.
                held.retain(|held| {
                    !(held.on_disk || held.row.staff.is_some()) || rows.iter().any(|(row, _)| row.id == held.row.id)
                });
                for (row, blob) in rows {
                    match held.iter_mut().find(|held| held.row.id == row.id) {
                        Some(known) => known.row = row,
                        None => held.push(Held::new(row, blob, true)),
                    }
                }
            }
            self.show_attachments();
            self.send_attachments();
        });
    }

    /// How many there are already, here and with the server, that count among the same nine.
    fn attachments_beside(&self, whose: Whose) -> usize {
        let held = self.on_its_way.held.borrow();
        let here = held.iter().filter(|held| held.whose().shares_room_with(whose) && held.row.refused.is_none());
        let kept = self.kept_of(whose);
        let shares = |kept: &&Attachment| whose.album.is_some() || kept.shares_room_with(whose.staff, whose.purpose);
        let beside = kept.iter().filter(shares);
        let only_there = beside.filter(|kept| !held.iter().any(|held| kept.was_sent_as(held.row.hash))).count();
        let preparing = self.on_its_way.preparing.borrow();
        here.count() + only_there + preparing.iter().filter(|(_, other)| other.shares_room_with(whose)).count()
    }

    /// What the server has of a case or an album, as it last told.
    fn kept_of(&self, whose: Whose) -> Vec<Attachment> {
        let Whose { case, album, staff, .. } = whose;
        if let Some(album) = album {
            let albums = self.device.desk.entities.of::<Album>();
            let kept = albums.with_untracked(|all| all.shown.get(&album.id).map(|one| one.state.pictures.clone()));
            return kept.unwrap_or_default();
        }
        if staff.is_some() {
            let of_staff = |kept: &&Attachment| kept.staff.is_some();
            return self
                .device
                .desk
                .cases
                .with_untracked(|cases| {
                    cases.get(&case).map(|on_desk| on_desk.case.attachments.iter().filter(of_staff).cloned().collect())
                })
                .unwrap_or_default();
        }
        self.device.mine.with_untracked(|mine| {
            let view = mine.iter().find(|own| own.id == case).and_then(|own| own.view.as_ref());
            view.map(|view| view.attachments.clone()).unwrap_or_default()
        })
    }

    fn show_attachments(&self) {
        let (sending, epoch) = (self.on_its_way.sending.get(), self.engine.borrow().epoch());
        let standing = |held: &Held| match (&held.row.refused, sending) {
            (Some(why), _) => Standing::Refused { why: why.clone() },
            _ if held.row.is_received(epoch) => Standing::Received,
            (_, Some((id, sent))) if id == held.row.id => Standing::Sending { percent: percent(sent, held.row.bytes) },
            _ if held.on_disk => Standing::Saved,
            _ => Standing::MemoryOnly,
        };
        let of_held = |held: &Held| OwnAttachment {
            id: held.row.id,
            case: held.row.case,
            by_staff: held.row.staff.is_some(),
            purpose: held.row.purpose,
            media: Some(held.row.media),
            hash: Some(held.row.hash),
            bytes: held.row.bytes,
            preview: held.preview.as_ref().map(|preview| preview.address().to_owned()),
            standing: standing(held),
        };
        let of_preparing = |(id, whose): &(Uuid, Whose)| OwnAttachment {
            id: *id,
            case: whose.case,
            by_staff: whose.staff.is_some(),
            purpose: whose.purpose,
            media: None,
            hash: None,
            bytes: 0,
            preview: None,
            standing: Standing::Preparing,
        };
        let (held, preparing) = (self.on_its_way.held.borrow(), self.on_its_way.preparing.borrow());
        let all: Vec<_> = held.iter().map(of_held).chain(preparing.iter().map(of_preparing)).collect();
        self.device.attachments.maybe_update(|shown| {
            let differs = *shown != all;
            *shown = all;
            differs
        });
    }

    /// The filing of a case of this device.
    fn filing(&self, case: CaseId) -> Option<Filing> {
        self.filings.borrow().iter().find(|filing| filing.case == case).cloned()
    }
}

/// What was chosen in a control of the page, which is empty afterwards.
fn chosen(input: &str) -> Vec<File> {
    let control = document().get_element_by_id(input).and_then(|control| control.dyn_into::<HtmlInputElement>().ok());
    let Some(control) = control else { return Vec::new() };
    let files = control.files().map(|files| (0..files.length()).filter_map(|i| files.get(i)).collect());
    control.set_value("");
    files.unwrap_or_default()
}

/// One that nothing is known of yet but whose it is.
fn row(id: Uuid, whose: Whose) -> AttachmentRow {
    let Whose { case, album, staff, purpose } = whose;
    let (hash, added_at) = (ContentHash([0; 32]), crate::device::now());
    AttachmentRow {
        id,
        case,
        album,
        hash,
        media: Media::Jpeg,
        bytes: 0,
        staff,
        purpose,
        added_at,
        received: false,
        received_in: None,
        received_at: None,
        refused: None,
    }
}

fn percent(part: u64, whole: u64) -> u8 {
    u8::try_from((part * 100).checked_div(whole).unwrap_or_default().min(100)).unwrap_or(100)
}
