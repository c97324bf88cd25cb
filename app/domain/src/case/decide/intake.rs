//! Staff file for somebody else (代录).

use super::{Context, filed, reception, registered, words::at_most};
use crate::{
    case::{Event, Gap, Intake, Referral, Rejection},
    form::{Draft, LINE_CHARS},
    typed::{clean_line, clean_number},
};

pub(super) fn register(
    form: &Draft,
    privacy_notice: u32,
    intake: &Intake,
    context: &Context<'_>,
) -> Result<Vec<Event>, Rejection> {
    let taker = reception(context.by)?;
    let taken_down = Event::TakenDown { intake: Box::new(read(intake)?) };
    let filed = filed(form, privacy_notice, context)?;
    // Whoever took it is its 首问人, on duty or not: 谁接待谁跟进.
    let registration = context.registration.map(|known| super::Registration { first_receiver: Some(taker), ..known });
    let registered = registered(&Context { registration, ..*context });
    Ok([filed, taken_down].into_iter().chain(registered).collect())
}

fn read(intake: &Intake) -> Result<Intake, Rejection> {
    let missing = |part| Rejection::Incomplete { part };
    if intake.channel.is_spoken() && !intake.read_back {
        return Err(missing(Gap::ReadBack));
    }
    let consent = at_most(&clean_line(intake.consent.for_staff()))?;
    if consent.is_empty() {
        return Err(missing(Gap::PrivacyConsent));
    }
    let referral = match &intake.referral {
        Some(Referral { number, due }) if !intake.channel.is_spoken() => {
            Some(Referral { number: clean_number(number), due: *due })
        }
        _ => None,
    };
    let has_number = referral.as_ref().is_some_and(|referral| !referral.number.is_empty());
    if !intake.channel.is_spoken() && !has_number {
        return Err(missing(Gap::ReferralNumber));
    }
    if referral.as_ref().is_some_and(|referral| referral.number.chars().count() > LINE_CHARS) {
        return Err(Rejection::WordsTooLong { most: LINE_CHARS });
    }
    Ok(Intake { channel: intake.channel, read_back: intake.read_back, consent: consent.into(), referral })
}
