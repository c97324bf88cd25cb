//! 协助查处: an evidence pack of cases that somebody chose. It is on each case and in the log of reports before it leaves the house.

use std::sync::Arc;

use domain::case::{Case, Command, Entry, Event, EvidencePack};
use domain::ids::{CaseNumber, DeviceId};
use domain::kind::EventSourced;
use domain::moment::Moment;
use domain::oversight::platform::PlatformRow;
use domain::oversight::report::{Command as OnReport, Content, Enclosed, Report};
use domain::oversight::{LINE_CHARS, WORDS_CHARS};
use domain::staff::StaffMember;
use domain::words::{Bilingual, Lang, Text, text};
use serde::Serialize;
use sync::kinds::case::CasePayload;
use sync::platform_categories;
use sync::protocol::{Code, EntityPayload, Op, OpId, Problem};
use thiserror::Error;
use uuid::Uuid;

use super::batch::{Batch, wanted, wanted_with};
use super::{Prepared, Service};
use crate::attachments::{AttachmentError, Owner};
use crate::evidence::{CaseInPack, EvidenceKey, File, Manifest, PackNotWritten, PublicKey, VERSION, sealed};
use crate::kinds::case::key;
use crate::kinds::{self, Prepare};
use crate::store::StoreError;

/// As many cases as go into one pack.
const MOST_CASES: usize = 50;
/// As many bytes.
const MOST_BYTES: usize = 256 * 1024 * 1024;

const SUBJECT: &str = "协助查处证据包 {}（{} 件案件）";
const NO_SUCH: Text = text(
    "本联络点没有案号 {} 的案件，没有做成证据包。请核对；别的联络点的案件由那里做。",
    "This contact point has no case {}; no pack was made. Please check it: cases of another contact point are packed there.",
);
const MERGED: Text = text(
    "案件 {} 已并入另一件，没有做成证据包。请用并入的那一件，或请主管先拆开。",
    "Case {} goes on in another one; no pack was made. Please take that one, or have a supervisor separate them first.",
);

/// What is to go into a pack.
#[derive(Clone, Debug)]
pub struct AskedPack {
    /// Which cases, as people write their numbers.
    pub cases: Vec<String>,
    /// For which authority.
    pub to: String,
    /// On what ground.
    pub ground: String,
}

/// A pack that was made.
#[derive(Clone, Debug)]
pub struct MadePack {
    /// What it is called.
    pub number: String,
    /// The report by which it is handed over.
    pub report: Uuid,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Why no pack was made.
#[derive(Debug, Error)]
pub enum EvidenceError {
    /// What was asked cannot be packed.
    #[error("{}", .0.code.as_str())]
    Unfit(Box<Problem>),
    /// The file could not be made.
    #[error(transparent)]
    File(#[from] PackNotWritten),
    /// A photo could not be read.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Code> for EvidenceError {
    fn from(code: Code) -> Self {
        Self::Unfit(Box::new(code.problem()))
    }
}

fn named(code: Code, sentence: Text, number: &str) -> EvidenceError {
    EvidenceError::Unfit(Box::new(Problem { detail: sentence.filled(&[number]), ..code.problem() }))
}

/// A case as it stands in a pack.
#[derive(Serialize)]
struct PackedCase<'a> {
    category_12315: Bilingual,
    #[serde(flatten)]
    case: &'a Case,
}

impl Service {
    /// The same, with the key that evidence packs are signed with.
    #[must_use]
    pub fn with_evidence_key(self, key: EvidenceKey) -> Self {
        Self { evidence_key: Some(Arc::new(key)), ..self }
    }

    /// By which everybody can check packs; none where none are made here.
    #[must_use]
    pub fn evidence_public_key(&self) -> Option<PublicKey> {
        Some(self.evidence_key.as_ref()?.public())
    }

    /// Makes a pack. Who made it stands on each case and in the log of reports.
    ///
    /// # Errors
    ///
    /// `forbidden`, `pack_unfit`, `pack_case_unknown`, `pack_case_merged`, `pack_too_large`, or when the store fails. Nothing has
    /// happened then.
    pub async fn make_evidence_pack(&self, by: &StaffMember, asked: AskedPack) -> Result<MadePack, EvidenceError> {
        if !domain::access::may(by.role, "evidence") {
            return Err(Code::Forbidden.into());
        }
        let signer = self.evidence_key.as_ref().ok_or(Code::EvidenceUnavailable)?;
        let (to, ground) = (filled(&asked.to, LINE_CHARS)?, filled(&asked.ground, WORDS_CHARS)?);
        let cases = self.cases_to_pack(&asked.cases).await?;
        let now = self.world().now();
        let pack = self.world().random_id();
        let number = number_of(pack, now);
        let mut files = vec![File { path: "README.txt".to_owned(), bytes: README.as_bytes().to_vec(), covers: None }];
        let mut packed = Vec::new();
        for case in &cases {
            let (of_case, left_out) = self.files_of(by, case).await?;
            files.extend(of_case);
            if files.iter().map(|file| file.bytes.len()).sum::<usize>() > MOST_BYTES {
                return Err(Code::PackTooLarge.into());
            }
            let number = case.number.ok_or(Code::Internal)?;
            packed.push(CaseInPack { number, id: case.id, rev: case.rev, left_out });
        }
        let manifest = Manifest {
            version: VERSION,
            pack,
            number: number.clone(),
            point: self.point(),
            contact_point: self.name().to_owned(),
            to: to.clone(),
            ground: ground.clone(),
            made_at: now,
            made_on: now.day().to_string(),
            made_by: by.id,
            made_by_name: by.name.clone(),
            cases: packed,
            files: Vec::new(),
            public_key: String::new(),
        };
        let key = Arc::clone(signer);
        let written = tokio::task::spawn_blocking(move || sealed(manifest, &files, &key)).await;
        let (bytes, sha256, manifest) = written.map_err(|_| Code::Internal)??;
        let numbers: Vec<CaseNumber> = manifest.cases.iter().map(|case| case.number).collect();
        let enclosed = Enclosed {
            number: number.clone(),
            cases: numbers.clone(),
            files: u32::try_from(manifest.files.len()).unwrap_or(u32::MAX),
            manifest: sha256.clone(),
            public_key: manifest.public_key,
        };
        let subject = SUBJECT.replacen("{}", &number, 1).replacen("{}", &numbers.len().to_string(), 1);
        let content = Content {
            subject,
            to: to.clone(),
            words: ground,
            merchant: None,
            due: None,
            period: None,
            pack: Some(Box::new(enclosed)),
        };
        let on_case = EvidencePack { pack, number: number.clone(), to, by: by.id, manifest: sha256 };
        self.note_pack(&cases, &on_case, content, now).await?;
        Ok(MadePack { number, report: pack, bytes })
    }

    async fn cases_to_pack(&self, typed: &[String]) -> Result<Vec<Case>, EvidenceError> {
        let mut cases: Vec<Case> = Vec::new();
        let typed = typed.iter().map(|number| number.trim()).filter(|number| !number.is_empty());
        for text in typed {
            let unknown = || named(Code::PackCaseUnknown, NO_SUCH, &text.chars().take(40).collect::<String>());
            let number = CaseNumber::parse(text).ok_or_else(unknown)?;
            let case = self.numbered(number).await?.ok_or_else(unknown)?;
            if case.merged_into.is_some() {
                return Err(named(Code::PackCaseMerged, MERGED, &number.to_string()));
            }
            if cases.iter().all(|known| known.id != case.id) {
                cases.push(case);
            }
            if cases.len() > MOST_CASES {
                return Err(Code::PackTooLarge.into());
            }
        }
        if cases.is_empty() { Err(Code::PackUnfit.into()) } else { Ok(cases) }
    }

    /// The files of a case, and how many lines of its history are not among them.
    async fn files_of(&self, by: &StaffMember, case: &Case) -> Result<(Vec<File>, usize), EvidenceError> {
        let number = case.number.map(|number| number.to_string()).unwrap_or_default();
        let is_packed = |entry: &&Entry| entry.event.as_ref().is_none_or(is_evidence);
        let timeline: Vec<Entry> = case.timeline.iter().filter(is_packed).cloned().collect();
        let left_out = case.timeline.len() - timeline.len();
        let shown = Case { timeline, reminders: Vec::new(), ..case.clone() };
        let complaint = &case.complaint;
        let category_12315 = platform_categories().and_then(|table| table.of(complaint.category, complaint.goods_kind));
        let category_12315 = category_12315.map(PlatformRow::said).unwrap_or_default();
        let json = serde_json::to_vec_pretty(&PackedCase { category_12315, case: &shown });
        let json = json.map_err(PackNotWritten::from)?;
        let plain = app::pages::staff::desk::timeline_entry::told(&shown, Lang::Zh);
        let file = |path: String, bytes| File { path: format!("{number}/{path}"), bytes, covers: None };
        let mut files = vec![file("case.json".to_owned(), json), file("case.txt".to_owned(), plain.into_bytes())];
        let owner = Owner::staff(case.id, by.id);
        for (place, one) in (1..).zip(case.passed_on()) {
            let shown = one.shown();
            let (attachment, bytes) = self.attachment(owner, shown.hash, false).await?;
            let short: String = shown.hash.to_string().chars().take(12).collect();
            let path = format!("attachments/{place:02}-{short}.{}", attachment.media.ending());
            let covers = one.redacted.map(|_| one.original.hash.to_string());
            files.push(File { covers, ..file(path, bytes.to_vec()) });
        }
        Ok((files, left_out))
    }

    /// On every case and in the log of reports, or nowhere.
    async fn note_pack(
        &self,
        cases: &[Case],
        pack: &EvidencePack,
        content: Content,
        now: Moment,
    ) -> Result<(), EvidenceError> {
        let inner = &self.inner;
        let by_itself = |op: Op| match kinds::prepare(&op) {
            Prepare::Command(command) => Some(Prepared::by_server(op, Arc::from(command))),
            Prepare::Unsupported | Prepare::Malformed => None,
        };
        let name = || OpId(inner.setting.world.random_id());
        let nobody = DeviceId(Uuid::nil());
        let on_cases = cases.iter().map(|case| {
            let command = Command::PackEvidence { pack: pack.clone() };
            Op::on_case(name(), nobody, now, None, &CasePayload { case: case.id, base: None, command })
        });
        let command = OnReport::Enclose { content, by: pack.by };
        let payload = EntityPayload { id: pack.pack, base: None, command };
        let on_report = Op::new(name(), nobody, now, None, Report::op_kind(&payload.command), &payload);
        let ops: Vec<Prepared> = on_cases.chain([on_report]).filter_map(by_itself).collect();
        let _turn = inner.turn.lock().await;
        let mut transaction = inner.store.begin(self.point()).await?;
        let mut found = transaction.find(&wanted(ops.iter(), now)).await?;
        if let Some(more) = wanted_with(ops.iter(), &found) {
            found.join(transaction.find(&more).await?);
        }
        let content = inner.content();
        let point = transaction.point();
        let mut batch = Batch::new(&content, now, point.head, found);
        let applied = ops.iter().filter(|op| batch.by_server(op)).count();
        if applied != cases.len() + 1 {
            // Somebody merged one of them meanwhile.
            let merged = cases
                .iter()
                .find(|case| batch.state::<Case>(&key(case.id)).is_none_or(|case| case.merged_into.is_some()));
            let number = merged.and_then(|case| case.number).map(|number| number.to_string()).unwrap_or_default();
            return Err(named(Code::PackCaseMerged, MERGED, &number));
        }
        transaction.write(batch.changes()).await?;
        transaction.commit().await?;
        inner.committed(point, batch.changes());
        Ok(())
    }
}

/// What staff wrote for themselves is none, nor what had no effect.
const fn is_evidence(event: &Event) -> bool {
    !matches!(
        event,
        Event::Noted { .. } | Event::ReminderSet { .. } | Event::ReminderCompleted { .. } | Event::Refused { .. }
    )
}

/// A day, and some signs of the name: what people can read out.
fn number_of(pack: Uuid, now: Moment) -> String {
    let day = now.day().to_string().replace('-', "");
    let name = pack.simple().to_string().to_uppercase();
    format!("EP-{day}-{}", &name[name.len() - 6..])
}

fn filled(typed: &str, most: usize) -> Result<String, EvidenceError> {
    let words = domain::typed::clean(typed);
    if words.is_empty() || words.chars().count() > most { Err(Code::PackUnfit.into()) } else { Ok(words) }
}

const README: &str = "\
证据包 / Evidence pack

manifest.json 列出每个文件和它的 SHA-256；manifest.sig 是联络点对 manifest.json 的 Ed25519 签名（RFC 8032，十六进制）。
每个案件一个文件夹：case.json 是全部内容，case.txt 供阅读，attachments 是照片和 PDF。遮盖过的照片放的是副本，清单里 covers 是原件的 SHA-256，原件在联络点保存。
核对：server verify-pack 文件 --public-key 公钥。公钥请向联络点当面或电话核对，不要只看包里写的。

manifest.json lists every file with its SHA-256; manifest.sig is the contact point's Ed25519 signature of manifest.json
(RFC 8032, hexadecimal). Each case has a folder: case.json is all of it, case.txt is to be read, attachments are photos and
PDFs. Of a photo with covered parts the copy is enclosed; `covers` in the manifest is SHA-256 of the photo itself, which the
contact point keeps. To check it: server verify-pack FILE --public-key KEY. Compare the key with the contact point itself, not
only with what the pack says.
";
