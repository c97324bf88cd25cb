//! 常见问题: an answered question of a consumer's becomes one that everybody reads, if they agreed to it, and with nobody in it.

use super::{LeftoverKind, Rejection, Wording, leftovers};
use crate::{
    case::{Case, Event, Outcome},
    form::Kind,
};

/// The answer that a consumer got, where there is one.
fn answer_of(case: &Case) -> Option<&str> {
    let events = || case.timeline.iter().rev().filter_map(|entry| entry.event.as_ref());
    let replied = events().find_map(|event| match event {
        Event::Replied { words } => Some(words.as_str()),
        _ => None,
    });
    // Without a reply of its own, what it was closed with is what the consumer reads.
    replied.or_else(|| {
        events().find_map(|event| match event {
            Event::Closed { outcome: Outcome::Answered, summary, .. } if !summary.is_empty() => Some(summary.as_str()),
            _ => None,
        })
    })
}

/// Whether a consultation may become an answer for everybody.
///
/// # Errors
/// Why not.
pub fn may_become_faq(case: &Case) -> Result<&str, Rejection> {
    if case.complaint.kind != Kind::Inquiry {
        return Err(Rejection::NotAQuestion);
    }
    let answer = answer_of(case).ok_or(Rejection::NotAnswered)?;
    if case.complaint.publication_consent { Ok(answer) } else { Err(Rejection::ConsentMissing) }
}

/// The names of the people of a case, as they were given.
#[must_use]
pub fn names_of(case: &Case) -> Vec<&str> {
    let contact = case.complaint.contact.iter();
    contact
        .flat_map(|of| [Some(of.name.as_str()), of.agent.as_ref().map(|agent| agent.name.as_str())])
        .flatten()
        .collect()
}

/// Whether words that were made of a case may stand before everybody: whoever asked is not in them.
///
/// # Errors
/// `person_left`.
pub fn without_its_people(case: &Case, wording: &Wording) -> Result<(), Rejection> {
    let texts = [&wording.title, &wording.words];
    let whole: String = texts.iter().flat_map(|text| [text.zh.as_str(), "\n", text.en.as_str(), "\n"]).collect();
    let names = names_of(case);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = case.complaint.contact.as_ref().map(|of| digits(&of.phone.dialled()));
    let is_theirs = |left: super::Leftover| match left.what {
        LeftoverKind::Name => names.contains(&left.text.as_str()),
        LeftoverKind::Phone => {
            let said = digits(&left.text);
            number.as_deref().is_some_and(|number| number.ends_with(&said) || said.ends_with(number))
        }
        LeftoverKind::IdNumber | LeftoverKind::Email => false,
    };
    if leftovers(&whole, &names).into_iter().any(is_theirs) { Err(Rejection::PersonLeft) } else { Ok(()) }
}
