//! What stands in the page: kept sealed on the tablet with every keystroke, until the code has been given to the consumer.

use domain::{
    case::{Channel, Command, Intake, Referral},
    claim_code::ClaimCode,
    form::{Draft, Field, Term},
    ids::CaseId,
    moment::Day,
    typed::is_filled,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// As typed, with the names that the case will have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The case it becomes: pressed twice, or in two tabs, it becomes one.
    pub case: Uuid,
    /// The code by which its consumer follows it.
    pub claim: Option<ClaimCode>,
    /// The form.
    pub form: Draft,
    /// [`Channel`], as its stable word.
    pub channel: String,
    /// Read back, and right.
    pub read_back: bool,
    /// How the consumer agreed.
    pub consent: String,
    /// The other office's number.
    pub number: String,
    /// Until when that office wants an answer.
    pub due: String,
}

impl Sheet {
    /// An empty one.
    #[must_use]
    pub fn new(case: Uuid, claim: Option<ClaimCode>) -> Self {
        let mut form = Draft::default();
        form.set(Field::Kind, domain::form::Kind::Complaint.code());
        Self { case, claim, form, channel: Channel::Phone.code().to_owned(), ..Self::default() }
    }

    /// One that was refused, to be mended: what was typed, under the name and code that it had.
    #[must_use]
    pub fn again(case: CaseId, claim: Option<ClaimCode>, form: &Draft, intake: &Intake) -> Self {
        let Intake { channel, read_back, consent, referral } = intake;
        Self {
            case: case.0,
            claim,
            form: form.clone(),
            channel: channel.code().to_owned(),
            read_back: *read_back,
            consent: consent.for_staff().to_owned(),
            number: referral.as_ref().map(|referral| referral.number.clone()).unwrap_or_default(),
            due: referral.as_ref().and_then(|referral| referral.due).map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// As it was kept; none where nothing was.
    #[must_use]
    pub fn read(kept: &str) -> Option<Self> {
        sync::read_json(kept).ok()
    }

    /// As it is kept.
    #[must_use]
    pub fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// How it came in.
    #[must_use]
    pub fn channel(&self) -> Channel {
        Channel::from_code(&self.channel).unwrap_or(Channel::Phone)
    }

    /// Something was typed that would be missed.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        let of_form = self.form.pairs().any(|(name, value)| name != Field::Kind.name() && is_filled(value));
        of_form || [&self.consent, &self.number, &self.due].into_iter().any(|text| is_filled(text))
    }

    /// What is asked of the server.
    #[must_use]
    pub fn command(&self, privacy_notice: u32) -> Command {
        let channel = self.channel();
        let mut form = self.form.clone();
        // Whoever takes it down writes how the consumer agreed; the rule asks for those words.
        form.check(Field::PrivacyConsent, true);
        let referral = (!channel.is_spoken() && is_filled(&self.number))
            .then(|| Referral { number: self.number.clone(), due: Day::parse(&self.due) });
        let consent = self.consent.as_str().into();
        let intake = Box::new(Intake { channel, read_back: self.read_back, consent, referral });
        Command::Register { form, privacy_notice, intake }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_refused_comes_back_as_it_was_typed() {
        let mut sheet = Sheet::new(Uuid::from_u128(7), None);
        assert!(!sheet.is_begun());
        sheet.form.set(Field::Goods, "电饭煲");
        (sheet.channel, sheet.number, sheet.due) = ("referred".into(), "ZB-71".into(), "2026-12-01".into());
        sheet.consent = "转办单上已注明".into();
        let Command::Register { form, intake, .. } = sheet.command(1) else { panic!("it registers") };
        let again = Sheet::again(CaseId(sheet.case), None, &form, &intake);
        sheet.form.check(Field::PrivacyConsent, true);
        assert_eq!(again, sheet);
        assert_eq!(Sheet::read(&again.kept()), Some(again));
    }
}
