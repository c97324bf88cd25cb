//! 消保委协助: a case as the consumer council gets it, as data that its own system can read.

use domain::case::{Attachment, Case, CaseView, PublicEntry};
use domain::form::Complaint;
use domain::ids::CaseNumber;
use domain::oversight::platform::PlatformRow;
use domain::staff::StaffMember;
use domain::words::Bilingual;
use serde::Serialize;
use sync::platform_categories;
use sync::protocol::Code;

use super::{Service, ServiceError};

/// Fields are added, never changed.
const VERSION: u32 = 1;

/// A case as the consumer council gets it.
#[derive(Clone, Debug, Serialize)]
pub struct CouncilPacket {
    version: u32,
    /// Whose packet it is.
    contact_point: String,
    telephone: String,
    /// To whom it goes.
    council: Bilingual,
    /// The number of the packet.
    packet: String,
    /// The number of the case.
    case: CaseNumber,
    /// On which day it was passed on.
    passed_on: String,
    /// What the council is asked.
    ask: String,
    /// Who complains about whom, the facts, and what is asked for.
    complaint: Complaint,
    /// The category of the 12315 platform, and how sure that is.
    category_12315: Bilingual,
    /// What was done and said to the consumer; no note of staff.
    steps: Vec<PublicEntry>,
    /// Photos and PDFs that go along: never the original where somebody has covered a part of it.
    attachments: Vec<Attachment>,
}

impl Service {
    /// The packet, once the council was asked.
    ///
    /// # Errors
    ///
    /// `forbidden`, `no_such_number`, `council_not_asked`, or when the store fails.
    pub async fn council_packet(&self, by: &StaffMember, number: CaseNumber) -> Result<CouncilPacket, ServiceError> {
        if !by.role.receives_cases() {
            return Err(ServiceError::Refused(Code::Forbidden));
        }
        let case = self.numbered(number).await?.ok_or(ServiceError::Refused(Code::NoSuchNumber))?;
        self.packet_of(&case, number).ok_or(ServiceError::Refused(Code::CouncilNotAsked))
    }

    fn packet_of(&self, case: &Case, number: CaseNumber) -> Option<CouncilPacket> {
        let help = case.council.as_ref()?;
        let content = self.board();
        let complaint = case.complaint.clone();
        let row = platform_categories().and_then(|all| all.of(complaint.category, complaint.goods_kind));
        let CaseView { timeline, .. } = case.for_consumer(|_| None);
        Some(CouncilPacket {
            version: VERSION,
            contact_point: self.name().to_owned(),
            telephone: content.place.contact_phone.clone(),
            council: content.place.council.clone(),
            packet: help.packet.clone(),
            case: number,
            passed_on: help.asked_at.day().to_string(),
            ask: help.ask.clone(),
            category_12315: row.map(PlatformRow::said).unwrap_or_default(),
            complaint,
            steps: timeline,
            attachments: case.passed_on().iter().map(|one| one.shown().clone()).collect(),
        })
    }
}
