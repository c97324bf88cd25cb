//! 商户管理: the register of merchants. Who sells here, whose permits were looked at by whom, and until when they hold.
//!
//! A file is a kind that is the sum of its events: an application (入驻申请) in two branches, its examination (入驻审核), a new
//! verification every half year (定期核实更新), and what becomes of the merchant. An identity number never enters it: see
//! [`Identity`].

mod application;
mod commitment;
mod credit_code;
mod decide;
mod directory;
mod event;
mod evolve;
mod file;
mod identity;
mod import;
mod permit;
mod problem;
mod record;
mod rejection;
mod rules;
mod similar;

use uuid::Uuid;

use crate::kind::{Context, EventSourced, KindInfo, Record, Viewer};

pub use application::{
    Application, ApplicationForm, Field, LINE_CHARS, MOST_PERMITS, PermitForm, SHORT_CHARS, Subject, SubjectForm,
    UNLIMITED,
};
pub use commitment::{MOST_RETURN_DAYS, PromisedReturns, SignedCommitment, Signer, Signers, SigningWay, signers};
pub use credit_code::{CreditCode, NotACreditCode};
pub use decide::{REASON_CHARS, verifies};
pub use directory::{DirectoryEntry, directory};
pub use event::{Command, Event};
pub use file::{Applied, Entry, Hindrance, MerchantFile, SignedVersion, Standing, Suspension, Task, Verification};
pub use identity::{Identity, IdentityDocument, NotAnIdentity, Tail};
pub use import::{BadLine, Column, ImportReport, LineProblem, NotATable, cells, is_same, read as read_table};
pub use permit::{Permit, PermitKind, required};
pub use problem::FieldProblem;
pub use record::{MerchantRecord, counted_for};
pub use rejection::Rejection;
pub use rules::{MerchantRules, RULES};
pub use similar::{Proposal, likeness, proposals};

/// Merchants' files: for everybody who works here, and the regulator.
pub const KIND: KindInfo = KindInfo {
    name: "merchant_file",
    commands: &[
        "merchant_file.apply",
        "merchant_file.amend",
        "merchant_file.verify",
        "merchant_file.return",
        "merchant_file.refuse",
        "merchant_file.suspend",
        "merchant_file.lift",
        "merchant_file.leave",
        "merchant_file.sign_commitment",
        "merchant_file.promise_returns",
        "merchant_file.merge",
        "merchant_file.unmerge",
    ],
    begins: &["merchant_file.apply"],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: false,
};

impl EventSourced for MerchantFile {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        command.kind()
    }

    fn decide(
        state: Option<&Self>,
        base: Option<u64>,
        command: &Command,
        context: &Context,
    ) -> Result<Vec<Event>, Rejection> {
        decide::decide(state, base, command, context).map(|event| vec![event])
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<Event>) -> Option<Self> {
        evolve::evolve(state, record)
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}
