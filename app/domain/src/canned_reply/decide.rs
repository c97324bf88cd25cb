//! Who may change a reply, and what it must say.

use super::{CannedReply, Command, Event, Rejection, TITLE_CHARS, WORDS_CHARS};
use crate::{
    role::Actor,
    typed::{clean, clean_line},
    words::Bilingual,
};

pub(super) fn decide(
    reply: Option<&CannedReply>,
    base: Option<u64>,
    command: &Command,
    by: Actor,
) -> Result<Event, Rejection> {
    let may = match by {
        Actor::Server => true,
        Actor::Staff { role, .. } => role.supervises(),
        Actor::Consumer | Actor::Merchant => false,
    };
    if !may {
        return Err(Rejection::SupervisorOnly);
    }
    // On words that somebody has changed meanwhile, a person decides anew: nothing is overwritten unseen.
    if reply.is_some_and(|reply| base != Some(reply.rev)) {
        return Err(Rejection::ChangedSince);
    }
    match (command, reply) {
        (Command::Write { reader, title, words }, before) => {
            if before.is_some_and(|before| before.reader != *reader) {
                return Err(Rejection::ReaderFixed);
            }
            let title = said(title, clean_line, TITLE_CHARS, Rejection::TitleMissing, Rejection::TitleTooLong)?;
            let words = said(words, clean, WORDS_CHARS, Rejection::WordsMissing, Rejection::WordsTooLong)?;
            Ok(Event::Written { reader: *reader, title, words })
        }
        (Command::Retire | Command::Restore, None) => Err(Rejection::NoSuchReply),
        (Command::Retire, Some(_)) => Ok(Event::Retired),
        (Command::Restore, Some(_)) => Ok(Event::Restored),
    }
}

/// The Chinese words must be there; the English ones may follow later.
fn said(
    text: &Bilingual,
    cleaned: fn(&str) -> String,
    most: usize,
    missing: Rejection,
    too_long: Rejection,
) -> Result<Bilingual, Rejection> {
    let text = Bilingual { zh: cleaned(&text.zh), en: cleaned(&text.en) };
    if text.zh.is_empty() {
        return Err(missing);
    }
    let fits = [&text.zh, &text.en].iter().all(|text| text.chars().count() <= most);
    if fits { Ok(text) } else { Err(too_long) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{canned_reply::Reader, ids::StaffId, role::Role};
    use uuid::Uuid;

    fn staff(role: Role) -> Actor {
        Actor::Staff { id: StaffId(Uuid::nil()), role }
    }

    fn write(reader: Reader, title: &str, words: &str) -> Command {
        let zh = |zh: &str| Bilingual { zh: zh.to_owned(), en: String::new() };
        Command::Write { reader, title: zh(title), words: zh(words) }
    }

    fn written(rev: u64) -> CannedReply {
        let zh = |zh: &str| Bilingual { zh: zh.to_owned(), en: String::new() };
        CannedReply {
            rev, reader: Reader::Staff, title: zh("已催商家"), words: zh("已催{商家}。"), retired: false
        }
    }

    #[test]
    fn a_supervisor_writes_retires_and_restores_and_nobody_else_does() {
        let boss = staff(Role::Supervisor);
        assert!(decide(None, None, &write(Reader::Consumer, "请补小票", "请拍照。"), boss).is_ok());
        assert_eq!(decide(Some(&written(3)), Some(3), &Command::Retire, boss), Ok(Event::Retired));
        assert_eq!(decide(Some(&written(4)), Some(4), &Command::Restore, boss), Ok(Event::Restored));
        for role in [Role::Receptionist, Role::Mediator, Role::Quality, Role::Regulator] {
            assert_eq!(
                decide(None, None, &write(Reader::Staff, "a", "b"), staff(role)),
                Err(Rejection::SupervisorOnly)
            );
        }
        assert_eq!(decide(None, None, &Command::Retire, boss), Err(Rejection::NoSuchReply));
    }

    #[test]
    fn two_tablets_without_a_network_do_not_overwrite_each_other() {
        let boss = staff(Role::Administrator);
        let other = write(Reader::Staff, "已催商家", "已催，对方说：");
        assert_eq!(decide(Some(&written(2)), Some(1), &other, boss), Err(Rejection::ChangedSince));
        assert_eq!(
            decide(Some(&written(2)), None, &other, boss),
            Err(Rejection::ChangedSince),
            "nor a new one of that name"
        );
        assert!(decide(Some(&written(2)), Some(2), &other, boss).is_ok());
    }

    #[test]
    fn what_is_for_staff_never_becomes_what_a_consumer_reads() {
        let public = write(Reader::Consumer, "已催商家", "已催。");
        assert_eq!(decide(Some(&written(1)), Some(1), &public, staff(Role::Supervisor)), Err(Rejection::ReaderFixed));
    }

    #[test]
    fn empty_and_endless_words_are_refused_with_what_is_wrong() {
        let boss = staff(Role::Supervisor);
        let of = |title: &str, words: &str| decide(None, None, &write(Reader::Staff, title, words), boss);
        assert_eq!(of("  ", "写"), Err(Rejection::TitleMissing));
        assert_eq!(of("题", "\n\n"), Err(Rejection::WordsMissing));
        assert_eq!(of(&"题".repeat(TITLE_CHARS + 1), "写"), Err(Rejection::TitleTooLong));
        assert_eq!(of("题", &"写".repeat(WORDS_CHARS + 1)), Err(Rejection::WordsTooLong));
        assert!(of(&"题".repeat(TITLE_CHARS), &"写".repeat(WORDS_CHARS)).is_ok());
    }
}
