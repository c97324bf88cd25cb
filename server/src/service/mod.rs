//! The sync service: what arrives is decided once, stored with its receipt, and told to whoever may know.

mod analysis;
mod application_link;
mod attention;
mod batch;
mod charts;
mod claim;
mod council;
mod defaults;
mod evidence;
mod figure_file;
mod forms;
mod fund;
mod goods_ledger;
mod incoming;
mod integrity;
mod ledger;
mod ledger_feed;
mod merchant_link;
mod merchant_list;
mod merchants;
mod merchants_shown;
mod phone_rules;
mod postings;
mod prepared;
mod public_merchants;
mod pull;
mod push;
mod quarantine;
mod recent;
mod regulator;
mod reseal;
mod roster;
mod scheduler;
mod standing;
mod steady_world;
mod table;
mod trainings;
mod unread;
mod verdict;
pub mod verify;
mod workdays;
mod world;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};
use sync::kinds::board::Notice;

use domain::ids::{PointId, StaffId};
use domain::kind::Viewer;
use domain::moment::Day;
use domain::role::Role;
use domain::staff::StaffMember;
use sync::protocol::{Code, Delta, Epoch, MerchantDirectory, Seq};
use thiserror::Error;
use tokio::sync::{broadcast, watch};

pub use attention::{Attention, Why};
pub(crate) use batch::Batch;
pub use charts::{ChartError, charted};
pub use claim::ClaimKey;
pub use council::CouncilPacket;
pub use evidence::{AskedPack, EvidenceError, MadePack};
pub use figure_file::{FigureFile, FigureFileError};
pub use forms::{FileError, Filed};
pub use fund::FundError;
pub use goods_ledger::LedgerFile;
pub use incoming::{Incoming, IncomingPush, Unreadable};
pub use integrity::Integrity;
pub use ledger::LedgerError;
pub use merchant_link::{MerchantLink, MerchantSaid};
pub use merchant_list::ListError;
use merchants_shown::ShownMerchants;
pub(crate) use prepared::Prepared;
pub use pull::{Kinds, PullScope};
use recent::RecentChanges;
pub use roster::RosterError;
pub use steady_world::{AtStart, Clocks, SteadyWorld, SystemClocks};
pub(crate) use verdict::{Changed, Known, Verdict, actor, author};
pub use workdays::WorkdaysError;
pub use world::{SystemWorld, World};

use crate::attachments::Attachments;
use crate::content::Content;
use crate::evidence::EvidenceKey;
use crate::measures::Measures;
use crate::seal_keys::SealKeys;
use crate::store::entities::{Changes, NewPoint, Point};
use crate::store::reseal::Reseal;
use crate::store::{StoreError, SyncStore};

/// Who pushes, beside the claim codes that the operations bring along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Nobody who is signed in.
    Public,
    /// An enrolled kiosk, for a visitor: nobody who is signed in, and no stranger either.
    Kiosk,
    /// A member of staff with a session.
    Staff {
        /// Who.
        id: StaffId,
        /// In which role.
        role: Role,
    },
    /// A merchant, by a link, or by the key of its own system.
    Merchant,
    /// The server by itself.
    Server,
    /// A member of staff whose account was closed, or whose device was ended, before they could send this. It is kept
    /// for a supervisor and takes no effect.
    Former {
        /// Who.
        id: StaffId,
        /// In which role.
        role: Role,
        /// What ended.
        why: Code,
    },
}

/// Why a whole request is refused. Nothing was stored.
#[derive(Clone, Debug, Error)]
pub enum ServiceError {
    /// The request itself is not acceptable.
    #[error("{}", .0.as_str())]
    Refused(Code),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A fault of ours.
    #[error("the batch was lost")]
    Lost,
}

impl ServiceError {
    /// What a device is told.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Refused(code) => *code,
            Self::Store(error) => error.code(),
            Self::Lost => Code::Internal,
        }
    }
}

/// What a service needs.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The contact point.
    pub point: PointId,
    /// Its name.
    pub name: String,
    /// The key under which claim codes are hashed.
    pub claim_key: ClaimKey,
    /// What kiosks seal is opened with these.
    pub seal_keys: SealKeys,
    /// Board, rules and calendar.
    pub content: Arc<Content>,
    /// Whether a new contact point begins with what each kind delivers; tests begin empty.
    pub with_defaults: bool,
    /// Clock and randomness.
    pub world: Arc<dyn World>,
}

/// The newest place in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// The life of the database.
    pub epoch: Epoch,
    /// The place.
    pub seq: Seq,
}

/// Everything that syncs at one contact point. Cheap to clone; all clones are one service.
#[derive(Clone, Debug)]
pub struct Service {
    pub(crate) inner: Arc<Inner>,
    attachments: Option<Arc<Attachments>>,
    directory: Arc<MerchantDirectory>,
    publishes_merchants: bool,
    evidence_key: Option<Arc<EvidenceKey>>,
    takes_without_limit: bool,
}

/// What holds now: the setting's content, and what was entered here.
#[derive(Debug)]
struct Posted {
    content: Arc<Content>,
    notice: Arc<Notice>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Arc<dyn SyncStore>,
    pub(crate) setting: Setting,
    posted: RwLock<Posted>,
    /// Jobs that wait for the next transaction.
    waiting: Mutex<Vec<push::Job>>,
    /// Whose turn it is to write.
    pub(crate) turn: tokio::sync::Mutex<()>,
    /// A case lost its owner in the last transaction.
    has_unassigned: AtomicBool,
    /// A paper of the board was worked on in the last transaction.
    has_new_posting: AtomicBool,
    /// On which day was last looked what hangs on the board.
    papers_looked_at: Mutex<Option<Day>>,
    /// Whether what is kept adds up.
    integrity: Mutex<Integrity>,
    /// What the last transactions changed.
    recent: Mutex<RecentChanges>,
    /// On which day was last looked for merchants that are overdue.
    merchants_looked_at: Mutex<Option<Day>>,
    /// What everybody may see of the register.
    merchants_shown: ShownMerchants,
    /// How much nobody has looked at yet.
    unread: unread::Unread,
    /// What staff should be told of, as it happens.
    attention: broadcast::Sender<Attention>,
    /// What is counted, whether anybody asks or not.
    measures: Measures,
    /// How far what people wrote lies under the newest data key.
    resealing: tokio::sync::Mutex<Reseal>,
    /// None once the service has ended.
    head: watch::Sender<Option<Head>>,
}

/// So many cases are read in one transaction when their numbers are noted.
const PHONES_AT_ONCE: u32 = 500;
/// So many files of goods when their lines are.
const GOODS_AT_ONCE: u32 = 100;

impl Service {
    /// Opens the contact point, making it where there is none, and posts the content.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn open(store: Arc<dyn SyncStore>, setting: Setting) -> Result<Self, StoreError> {
        let today = setting.world.now().day();
        let content = postings::posted(&*store, setting.point, &setting.content, today).await?;
        let Point { epoch, head: seq, .. } = store.open_point(&setting.to_open(&content)).await?;
        let inner = Inner {
            store,
            posted: RwLock::new(Posted::of(content)),
            setting,
            waiting: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
            has_unassigned: AtomicBool::default(),
            has_new_posting: AtomicBool::default(),
            papers_looked_at: Mutex::new(Some(today)),
            integrity: Mutex::default(),
            recent: Mutex::default(),
            merchants_looked_at: Mutex::default(),
            merchants_shown: ShownMerchants::default(),
            unread: unread::Unread::default(),
            attention: broadcast::Sender::new(attention::MOST_WAITING),
            measures: Measures::default(),
            resealing: tokio::sync::Mutex::default(),
            head: watch::Sender::new(Some(Head { epoch, seq })),
        };
        let service = Self {
            inner: Arc::new(inner),
            attachments: None,
            directory: Arc::default(),
            publishes_merchants: false,
            evidence_key: None,
            takes_without_limit: false,
        };
        while service.inner.store.fill_phones(service.point(), PHONES_AT_ONCE).await? {}
        while service.inner.store.fill_goods_lines(service.point(), GOODS_AT_ONCE).await? {}
        if service.inner.setting.with_defaults {
            service.post_defaults().await?;
        }
        Ok(service)
    }

    /// The same, with a place for attachments.
    #[must_use]
    pub fn with_attachments(self, attachments: Attachments) -> Self {
        Self { attachments: Some(Arc::new(attachments)), ..self }
    }

    /// The same, in a mall with that directory of merchants.
    #[must_use]
    pub fn with_directory(self, directory: MerchantDirectory) -> Self {
        Self { directory: Arc::new(directory), ..self }
    }

    /// The same, where merchants are named in what is published.
    #[must_use]
    pub fn publishing_merchants(self, publishes_merchants: bool) -> Self {
        Self { publishes_merchants, ..self }
    }

    /// The same, where whoever has no account may hand in without limit: for measuring.
    #[must_use]
    pub fn taking_without_limit(self, takes_without_limit: bool) -> Self {
        Self { takes_without_limit, ..self }
    }

    /// Whether whoever has no account may hand in without limit.
    pub(crate) const fn takes_without_limit(&self) -> bool {
        self.takes_without_limit
    }

    /// Whether merchants are named in what is published.
    pub(crate) const fn publishes_merchants(&self) -> bool {
        self.publishes_merchants
    }

    /// The mall's merchants, as they may be chosen.
    pub(crate) fn directory(&self) -> &MerchantDirectory {
        &self.directory
    }

    /// Attachments, where there is a place for them.
    pub(crate) fn attachments(&self) -> Result<&Attachments, Code> {
        self.attachments.as_deref().ok_or(Code::AttachmentsUnavailable)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.inner.setting.name
    }

    /// The contact point.
    #[must_use]
    pub fn point(&self) -> PointId {
        self.inner.setting.point
    }

    /// Board, rules and calendar.
    #[must_use]
    pub fn board(&self) -> Arc<Content> {
        self.inner.content()
    }

    /// What hangs here now, as devices and pages get it.
    #[must_use]
    pub fn notice(&self) -> Arc<Notice> {
        Arc::clone(&self.inner.posted().notice)
    }

    /// The clock and the randomness in use.
    #[must_use]
    pub fn world(&self) -> &dyn World {
        &*self.inner.setting.world
    }

    /// Tells listening devices that there is something new; for writes that other services make, such as accounts.
    pub fn announce(&self, seq: Seq) {
        self.inner.announce(seq, None);
    }

    /// Learns what another server has written to the same database, if it has.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn catch_up(&self) -> Result<Option<Head>, StoreError> {
        let point = self.inner.store.point(self.point()).await?;
        let known = *self.inner.head.borrow();
        if known.is_none_or(|head| head.epoch == point.epoch && head.seq >= point.head) {
            return Ok(None);
        }
        // It may have been the register, or a paper of the board: both are read again when they are asked for.
        self.inner.merchants_shown.changed();
        self.inner.has_new_posting.store(true, Ordering::Release);
        self.inner.announce(point.head, Some(point.epoch));
        Ok(Some(Head { epoch: point.epoch, seq: point.head }))
    }

    /// Follows the newest place in the history.
    #[must_use]
    pub fn heads(&self) -> watch::Receiver<Option<Head>> {
        self.inner.head.subscribe()
    }

    /// What changed from behind a place up to the newest, for a member of staff; none where it is much, or long ago: then a pull
    /// says it.
    #[must_use]
    pub fn delta(&self, since: Head, until: Head, of: &StaffMember, kinds: &Kinds) -> Option<Delta> {
        let kinds = kinds.of(Viewer::Staff(of.role)).ok().filter(|_| since.epoch == until.epoch)?;
        let recent = self.inner.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.between(until.epoch, since.seq, until.seq, of.id, &kinds)
    }

    /// Ends every stream that follows it, so that a server that is asked to stop can: they would go on for ever.
    pub fn end_streams(&self) {
        self.inner.head.send_replace(None);
    }
}

impl Setting {
    fn to_open(&self, content: &Content) -> NewPoint {
        NewPoint {
            id: self.point,
            name: self.name.clone(),
            epoch: Epoch(self.world.random_id()),
            board_hash: content.hash,
            board: serde_json::to_string(&content.notice()).unwrap_or_default(),
            notices: content.notices(),
            at: self.world.now(),
        }
    }
}

impl Posted {
    fn of(content: Arc<Content>) -> Self {
        Self { notice: Arc::new(content.notice()), content }
    }
}

impl Inner {
    fn posted(&self) -> RwLockReadGuard<'_, Posted> {
        self.posted.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Board, rules and calendar as they hold now.
    pub(crate) fn content(&self) -> Arc<Content> {
        Arc::clone(&self.posted().content)
    }

    pub(crate) fn announce(&self, seq: Seq, epoch: Option<Epoch>) {
        self.head.send_if_modified(|head| {
            let Some(before) = *head else { return false };
            let after = match epoch {
                Some(epoch) if epoch != before.epoch => Head { epoch, seq },
                _ => Head { seq: before.seq.max(seq), ..before },
            };
            *head = Some(after);
            after != before
        });
    }

    /// Tells listening devices what a transaction changed, once it is committed.
    pub(crate) fn committed(&self, before: Point, changes: &Changes) {
        if changes.head == before.head {
            return;
        }
        self.merchants_shown.committed(changes);
        // Nobody listens, for example while a backup is brought back: then nothing is prepared for them.
        if self.head.receiver_count() > 0 {
            self.recent.lock().unwrap_or_else(PoisonError::into_inner).committed(before, changes);
        }
        self.announce(changes.head, Some(before.epoch));
        if self.attention.receiver_count() > 0 {
            for attention in attention::of(changes) {
                // Whoever followed may have just ended.
                let _ = self.attention.send(attention);
            }
        }
    }
}
