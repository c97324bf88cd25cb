//! A case's life: `decide` says what a command leads to, `evolve` applies what happened.
//!
//! Both run in the browser (on what the device knows) and on the server (for good).

mod action;
mod assignment;
mod assistance;
mod attachment;
mod call;
mod command;
mod decide;
mod event;
mod evolve;
mod exits;
mod facts;
mod intake;
mod kind;
mod merchant_question;
mod model;
mod passed_on;
mod proposal;
mod rejection;
mod reminder;
mod settlement;
mod state;
mod transition;
mod view;

pub use action::Action;
pub use assignment::{OnDuty, assignments, first_receiver};
pub use assistance::{CouncilHelp, CouncilReceipt, EvidencePack, Hold};
pub use attachment::{Attachment, ContentHash, MOST_ATTACHMENTS, Media, NotAHash, NotAPurpose, Purpose, Side};
pub use call::{Call, CallDirection, CallResult, CallWith};
pub use command::Command;
pub use decide::{Context, FollowUp, Linked, Registration, decide, decide_linked, decide_on, follow_ups};
pub use event::{Event, Record};
pub(crate) use evolve::performance_due;
pub use evolve::{begin, evolve, replay};
pub use exits::{Exit, exits};
pub use facts::{
    AdvancePayment, AssignReason, Consent, ConsentWay, Gap, Link, LinkKind, Party, Proof, Rating, SellerInfo,
    StaffOnly, Stance,
};
pub use intake::{Channel, Intake, Referral};
pub use kind::{KIND, VIEW_KIND};
pub use merchant_question::{MerchantAnswer, MerchantProof, MerchantQuestion, ProposalToMerchant};
pub use model::{Case, Entry};
pub use passed_on::PassedOn;
pub use proposal::{Proposal, Proposed};
pub use rejection::Rejection;
pub use reminder::Reminder;
pub use settlement::{Settlement, Signature, SignedWay};
pub use state::{DeclineReason, FailureReason, Outcome, State};
pub use transition::{Mover, TRANSITIONS, Target, Transition, moves_from};
pub use view::{CaseView, PublicEntry, PublicWords};
