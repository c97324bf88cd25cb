//! Who may write, look through and post a paper, and what must be said in it.

use super::{Command, DOCUMENT_CHARS, Event, LAW_CHARS, Posting, REASON_CHARS, Rejection, Stage, TITLE_CHARS, Wording};
use crate::{
    board::{Document, Law, Paper},
    kind::Context,
    moment::Day,
    role::{Actor, Role},
    typed::{clean, has_markup},
    words::Bilingual,
};

pub(super) fn decide(
    state: Option<&Posting>,
    base: Option<u64>,
    command: &Command,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let today = context.now.day();
    let Actor::Staff { id: me, role } = context.by else { return Err(Rejection::NotYours) };
    if role == Role::Regulator {
        return Err(Rejection::NotYours);
    }
    // On a paper that somebody has dealt with meanwhile, a person decides anew: nothing is overwritten unseen.
    if state.is_some_and(|state| base != Some(state.rev)) {
        return Err(Rejection::ChangedSince);
    }
    let begins = |first: &Option<Box<Paper>>| if state.is_none() { first.clone() } else { None };
    match command {
        Command::Write { wording, first } => {
            let known = state.and_then(|state| state.editions.last()).map(|edition| edition.wording.paper.name());
            if known.is_some_and(|known| known != wording.paper.name()) {
                return Err(Rejection::OtherPaper);
            }
            check(wording, today)?;
            return Ok(vec![Event::Written { wording: wording.clone(), first: begins(first) }]);
        }
        Command::Confirm { .. } if !role.supervises() => return Err(Rejection::SupervisorOnly),
        Command::Confirm { review_by, .. } if *review_by <= today => return Err(Rejection::ReviewIsPast),
        Command::Confirm { review_by, first } => {
            return Ok(vec![Event::Confirmed { review_by: *review_by, first: begins(first) }]);
        }
        _ => {}
    }
    let state = state.ok_or(Rejection::NoSuchPaper)?;
    let draft = state.draft.as_ref();
    match command {
        Command::Submit if state.stage != Stage::Draft => Err(Rejection::NoDraft),
        Command::Submit => {
            check(draft.ok_or(Rejection::NoDraft)?, today)?;
            Ok(vec![Event::Submitted])
        }
        Command::Discard if draft.is_none() => Err(Rejection::NoDraft),
        Command::Discard if state.written_by != Some(me) && !role.supervises() => Err(Rejection::SupervisorOnly),
        Command::Discard => Ok(vec![Event::Discarded]),
        Command::Approve | Command::Return { .. } if !role.supervises() => Err(Rejection::SupervisorOnly),
        Command::Approve | Command::Return { .. } if state.stage != Stage::Submitted => Err(Rejection::NothingWaits),
        // Four eyes: whoever wrote it does not post it.
        Command::Approve if state.written_by == Some(me) => Err(Rejection::OwnWords),
        Command::Approve => {
            check(draft.ok_or(Rejection::NothingWaits)?, today)?;
            Ok(vec![Event::Approved])
        }
        Command::Return { why } => Ok(vec![Event::Returned { why: reason(why)? }]),
        Command::Write { .. } | Command::Confirm { .. } => Err(Rejection::NotYours),
    }
}

fn check(wording: &Wording, today: Day) -> Result<(), Rejection> {
    let Wording { paper, from, until, why } = wording;
    in_both(paper.title(), Rejection::TitleMissing)?;
    in_both(paper.source(), Rejection::SourceMissing)?;
    let longest = |text: &Bilingual| text.zh.chars().count().max(text.en.chars().count());
    // An English title is longer than the Chinese one.
    if paper.title().zh.chars().count() > TITLE_CHARS || longest(paper.title()) > 4 * TITLE_CHARS {
        return Err(Rejection::TitleTooLong);
    }
    if longest(why) > REASON_CHARS {
        return Err(Rejection::ReasonTooLong);
    }
    let texts: Vec<&Bilingual> = match paper {
        Paper::Document(document) => of_document(document)?,
        Paper::Law(law) => of_law(law)?,
    };
    if [paper.title(), paper.source(), why]
        .into_iter()
        .chain(texts)
        .any(|text| has_markup(&text.zh) || has_markup(&text.en))
    {
        return Err(Rejection::Markup);
    }
    if until.is_some_and(|until| until < *from) {
        return Err(Rejection::EndsBeforeItBegins);
    }
    if until.is_some_and(|until| until < today) {
        return Err(Rejection::EndIsPast);
    }
    if paper.review_by() <= today {
        return Err(Rejection::ReviewIsPast);
    }
    Ok(())
}

fn of_document(document: &Document) -> Result<Vec<&Bilingual>, Rejection> {
    let texts = || {
        let sections = document.sections.iter().flat_map(|section| section.title.iter().chain(&section.paragraphs));
        document.intro.iter().chain(sections)
    };
    let chars = |pick: fn(&Bilingual) -> &str| texts().map(|text| pick(text).chars().count()).sum::<usize>();
    if texts().next().is_none() && !document.kind.may_be_bare() {
        return Err(Rejection::WordsMissing);
    }
    if chars(|text| &text.zh) > DOCUMENT_CHARS || chars(|text| &text.en) > 4 * DOCUMENT_CHARS {
        return Err(Rejection::DocumentTooLong);
    }
    texts().try_for_each(|text| in_both(text, Rejection::LanguageMissing))?;
    Ok(texts().collect())
}

fn of_law(law: &Law) -> Result<Vec<&Bilingual>, Rejection> {
    in_both(&law.short_title, Rejection::TitleMissing)?;
    let texts = || law.articles.iter().flat_map(|article| &article.paragraphs);
    if texts().next().is_none() {
        return Err(Rejection::WordsMissing);
    }
    if texts().map(|text| text.zh.chars().count()).sum::<usize>() > LAW_CHARS {
        return Err(Rejection::LawTooLong);
    }
    if law.articles.windows(2).any(|pair| pair[0].number >= pair[1].number) {
        return Err(Rejection::ArticleTwice);
    }
    Ok(texts().collect())
}

fn in_both(text: &Bilingual, missing: Rejection) -> Result<(), Rejection> {
    let is_said = |text: &str| !text.trim().is_empty();
    if is_said(&text.zh) && is_said(&text.en) { Ok(()) } else { Err(missing) }
}

fn reason(why: &str) -> Result<String, Rejection> {
    let why = clean(why);
    match why.chars().count() {
        0 => Err(Rejection::ReasonMissing),
        1..=REASON_CHARS => Ok(why),
        _ => Err(Rejection::ReasonTooLong),
    }
}
