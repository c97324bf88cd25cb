//! Who may write, look through, publish and take down, and what must be said.

use super::{
    Category, Command, Event, MOST_PICTURES, PICTURE_CHARS, Publication, REASON_CHARS, Rejection, RichText, Stage,
    TITLE_CHARS, WORDS_CHARS, Wording,
    rich_text::{Block, NotRich},
};
use crate::{
    kind::Context,
    moment::Day,
    role::{Actor, Role},
    typed::{clean, clean_line, has_markup},
    words::Bilingual,
};

/// The word that is the consumer council's own.
const COUNCILS_WORD: &str = "警示";

pub(super) fn decide(
    state: Option<&Publication>,
    base: Option<u64>,
    command: &Command,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let today = context.now.day();
    let (me, role) = match context.by {
        // What a contact point begins with was looked through before it was delivered.
        Actor::Server => {
            let Command::Write { wording } = command else { return Err(Rejection::NotYours) };
            return Ok(vec![Event::Written { wording: checked(wording, today)? }, Event::Submitted, Event::Approved]);
        }
        Actor::Staff { role: Role::Regulator, .. } | Actor::Consumer | Actor::Merchant => {
            return Err(Rejection::NotYours);
        }
        Actor::Staff { id, role } => (id, role),
    };
    // On words that somebody has changed meanwhile, a person decides anew: nothing is overwritten unseen.
    if state.is_some_and(|state| base != Some(state.rev)) {
        return Err(Rejection::ChangedSince);
    }
    if let Command::Write { wording } = command {
        return Ok(vec![Event::Written { wording: checked(wording, today)? }]);
    }
    if let Command::WriteFaq { wording, case, deidentified } = command {
        if state.and_then(|state| state.from_case).is_some_and(|before| before != *case) {
            return Err(Rejection::OtherCase);
        }
        if wording.category != Category::Faq {
            return Err(Rejection::NotAFaq);
        }
        // A person has read it for that; another reads it through.
        if !deidentified {
            return Err(Rejection::NotDeidentified);
        }
        return Ok(vec![Event::WrittenFaq { wording: checked(wording, today)?, case: *case }]);
    }
    let state = state.ok_or(Rejection::NoSuchPublication)?;
    let waits = state.stage == Stage::Submitted;
    match command {
        Command::Write { .. } | Command::WriteFaq { .. } => Err(Rejection::NotYours),
        Command::Submit if state.stage != Stage::Draft => Err(Rejection::NoDraft),
        Command::Submit => {
            checked(&state.wording, today)?;
            Ok(vec![Event::Submitted])
        }
        Command::Approve | Command::Return { .. } | Command::Withdraw { .. } if !role.supervises() => {
            Err(Rejection::SupervisorOnly)
        }
        Command::Approve | Command::Return { .. } if !waits => Err(Rejection::NothingWaits),
        // Four eyes: whoever wrote it does not publish it.
        Command::Approve if state.written_by == Some(me) => Err(Rejection::OwnWords),
        Command::Approve => {
            checked(&state.wording, today)?;
            Ok(vec![Event::Approved])
        }
        Command::Return { why } => Ok(vec![Event::Returned { why: reason(why)? }]),
        Command::Withdraw { .. } if state.live.is_none() => Err(Rejection::NotPublished),
        Command::Withdraw { why } => Ok(vec![Event::Withdrawn { why: reason(why)? }]),
    }
}

fn checked(wording: &Wording, today: Day) -> Result<Wording, Rejection> {
    let title = said(&wording.title, clean_line, TITLE_CHARS, Rejection::TitleMissing, Rejection::TitleTooLong)?;
    let words = said(&wording.words, clean, WORDS_CHARS, Rejection::WordsMissing, Rejection::WordsTooLong)?;
    if [&title, &words].into_iter().any(|text| has_markup(&text.zh) || has_markup(&text.en)) {
        return Err(Rejection::Markup);
    }
    if title.zh.contains(COUNCILS_WORD) {
        return Err(Rejection::CouncilsWord);
    }
    if wording.until.is_some_and(|until| until < wording.from) {
        return Err(Rejection::EndsBeforeItBegins);
    }
    if wording.until.is_some_and(|until| until < today) {
        return Err(Rejection::EndIsPast);
    }
    let checked = Wording { title, words, ..wording.clone() };
    check_pictures(&checked)?;
    Ok(checked)
}

/// Every picture is one, stands somewhere, and says what is on it.
fn check_pictures(wording: &Wording) -> Result<(), Rejection> {
    if wording.pictures.len() > MOST_PICTURES {
        return Err(Rejection::TooManyPictures);
    }
    if wording.pictures.iter().any(|picture| picture.jpeg.len() > PICTURE_CHARS) {
        return Err(Rejection::PictureTooLarge);
    }
    if !wording.pictures.iter().all(super::Picture::is_a_jpeg) {
        return Err(Rejection::NotAPicture);
    }
    let rich = RichText::of(wording).map_err(|why| match why {
        NotRich::Link => Rejection::LinkRefused,
        NotRich::Picture => Rejection::NoSuchPicture,
    })?;
    let blocks = rich.iter().flat_map(|rich| rich.zh.iter().chain(&rich.en));
    let is_silent = |block: &Block| matches!(block, Block::Picture { shows, .. } if shows.trim().is_empty());
    if blocks.clone().any(is_silent) {
        return Err(Rejection::PictureNotDescribed);
    }
    let stands =
        |of: usize| blocks.clone().any(|block| matches!(block, Block::Picture { picture, .. } if *picture == of));
    if !(0..wording.pictures.len()).all(stands) {
        return Err(Rejection::PictureNotPlaced);
    }
    Ok(())
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

fn reason(why: &str) -> Result<String, Rejection> {
    let why = clean(why);
    match why.chars().count() {
        0 => Err(Rejection::ReasonMissing),
        1..=REASON_CHARS => Ok(why),
        _ => Err(Rejection::ReasonTooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Picture, *};
    use crate::{
        ids::StaffId,
        kind::{EventSourced, continued},
        moment::Moment,
    };
    use uuid::Uuid;

    const WRITER: u128 = 1;
    const BOSS: u128 = 2;

    fn now() -> Moment {
        // Noon in Shanghai on 28 November 2026.
        Moment::from_millis(1_795_838_400_000)
    }

    fn by(id: u128, role: Role) -> Context {
        Context { now: now(), by: Actor::Staff { id: StaffId(Uuid::from_u128(id)), role } }
    }

    fn wording(title: &str, words: &str) -> Wording {
        let zh = |zh: &str| Bilingual { zh: zh.to_owned(), en: String::new() };
        Wording {
            category: Category::Tip,
            title: zh(title),
            words: zh(words),
            from: now().day(),
            until: None,
            urgent: false,
            pictures: Vec::new(),
        }
    }

    fn write(title: &str, words: &str) -> Command {
        Command::Write { wording: wording(title, words) }
    }

    fn after(state: Option<&Publication>, command: &Command, context: &Context) -> Result<Publication, Rejection> {
        let events = decide(state, state.map(|state| state.rev), command, context)?;
        Ok(continued::<Publication>(Uuid::nil(), state, events, context.now, context).expect("a history").0)
    }

    fn submitted() -> Publication {
        let writer = by(WRITER, Role::Receptionist);
        let draft = after(None, &write("预付卡", "先看合同。"), &writer).expect("written");
        assert_eq!(draft.published(), None, "nobody sees a draft");
        after(Some(&draft), &Command::Submit, &writer).expect("submitted")
    }

    #[test]
    fn 及时发布消费提示_one_writes_another_looks_it_through_and_everybody_reads_it() {
        let waits = submitted();
        assert_eq!(waits.published(), None);
        let boss = by(BOSS, Role::Supervisor);
        let live = after(Some(&waits), &Command::Approve, &boss).expect("approved");
        let published = live.published().expect("published");
        assert_eq!((published.version, published.rev), (1, 1));
        assert_eq!(published.on(now().day()).map(|(wording, _)| wording.title.zh.as_str()), Some("预付卡"));
    }

    #[test]
    fn whoever_wrote_it_does_not_publish_it_and_who_does_not_supervise_neither() {
        let writer = by(WRITER, Role::Supervisor);
        let draft = after(None, &write("预付卡", "先看合同。"), &writer).expect("written");
        let waits = after(Some(&draft), &Command::Submit, &writer).expect("submitted");
        assert_eq!(after(Some(&waits), &Command::Approve, &writer), Err(Rejection::OwnWords));
        assert!(!waits.is_for_review_by(StaffId(Uuid::from_u128(WRITER)), Role::Supervisor));
        for role in [Role::Receptionist, Role::Mediator, Role::Quality] {
            assert_eq!(after(Some(&waits), &Command::Approve, &by(BOSS, role)), Err(Rejection::SupervisorOnly));
        }
        assert_eq!(after(None, &write("a", "b"), &by(BOSS, Role::Regulator)), Err(Rejection::NotYours));
    }

    #[test]
    fn while_a_new_version_is_written_the_one_before_hangs_there() {
        let boss = by(BOSS, Role::Supervisor);
        let live = after(Some(&submitted()), &Command::Approve, &boss).expect("approved");
        let anew = after(Some(&live), &write("预付卡", "先看合同，再付钱。"), &boss).expect("written");
        assert_eq!((anew.stage, anew.published()), (Stage::Draft, live.published()));
        let waits = after(Some(&anew), &Command::Submit, &boss).expect("submitted");
        let other = by(3, Role::Administrator);
        let second = after(Some(&waits), &Command::Approve, &other).expect("approved").published().expect("published");
        assert_eq!((second.version, second.rev), (2, 2));
    }

    #[test]
    fn it_is_given_back_with_a_reason_and_taken_down_with_one() {
        let boss = by(BOSS, Role::Supervisor);
        let waits = submitted();
        let no_reason = Command::Return { why: "  ".to_owned() };
        assert_eq!(after(Some(&waits), &no_reason, &boss), Err(Rejection::ReasonMissing));
        let back = after(Some(&waits), &Command::Return { why: "请写明依据".to_owned() }, &boss).expect("returned");
        assert_eq!((back.stage, back.returned.as_deref()), (Stage::Draft, Some("请写明依据")));
        assert_eq!(after(Some(&back), &Command::Approve, &boss), Err(Rejection::NothingWaits));

        let live = after(Some(&waits), &Command::Approve, &boss).expect("approved");
        let down = after(Some(&live), &Command::Withdraw { why: "写错了".to_owned() }, &boss).expect("down");
        let published = down.published().expect("everybody learns that it is gone");
        assert_eq!((published.shown, published.rev, down.stage), (None, 2, Stage::Withdrawn));
        let again = Command::Withdraw { why: "再撤".to_owned() };
        assert_eq!(after(Some(&down), &again, &boss), Err(Rejection::NotPublished));
    }

    #[test]
    fn two_reviewers_at_once_the_second_reads_that_it_has_changed() {
        let waits = submitted();
        let boss = by(BOSS, Role::Supervisor);
        let live = after(Some(&waits), &Command::Approve, &boss).expect("approved");
        let late = decide(Some(&live), Some(waits.rev), &Command::Approve, &by(3, Role::Administrator));
        assert_eq!(late, Err(Rejection::ChangedSince));
    }

    #[test]
    fn a_picture_stands_amid_the_words_and_says_what_is_on_it() {
        let jpeg = |jpeg: String| Picture { jpeg };
        let one = || jpeg("/9j/4AAQ".to_owned());
        let writer = by(WRITER, Role::Receptionist);
        let of = |words: &str, pictures: Vec<Picture>| {
            after(None, &Command::Write { wording: Wording { pictures, ..wording("题", words) } }, &writer).map(|_| ())
        };
        assert_eq!(of("看标志：\n![CCC 标志](1)", vec![one()]), Ok(()));
        assert_eq!(of("看标志", vec![one()]), Err(Rejection::PictureNotPlaced));
        assert_eq!(of("![](1)", vec![one()]), Err(Rejection::PictureNotDescribed));
        assert_eq!(of("![标志](2)", vec![one()]), Err(Rejection::NoSuchPicture));
        let many = vec![one(); MOST_PICTURES + 1];
        assert_eq!(of("![标志](1)", many), Err(Rejection::TooManyPictures));
        let large = jpeg(format!("/9j/{}", "A".repeat(PICTURE_CHARS)));
        assert_eq!(of("![标志](1)", vec![large]), Err(Rejection::PictureTooLarge));
        assert_eq!(of("![标志](1)", vec![jpeg("PHN2Zz4=".to_owned())]), Err(Rejection::NotAPicture));
    }

    #[test]
    fn everybody_is_sent_the_parts_and_the_words_without_their_signs() {
        let writer = by(WRITER, Role::Receptionist);
        let draft = after(None, &write("预付卡", "## 办卡前\n- 看**合同**\n- 问退费"), &writer).expect("written");
        assert!(draft.wording.words.zh.contains("##"), "staff go on writing what they wrote");
        let waits = after(Some(&draft), &Command::Submit, &writer).expect("submitted");
        let live = after(Some(&waits), &Command::Approve, &by(BOSS, Role::Supervisor)).expect("approved");
        let published = live.published().expect("published");
        let (wording, _) = published.on(now().day()).expect("due");
        assert_eq!(wording.words.zh, "办卡前\n· 看合同\n· 问退费");
        assert_eq!(published.blocks(crate::words::Lang::En).len(), 2, "Chinese stands for missing English");
        // What is nothing but paragraphs is sent as before.
        let plain = submitted();
        let plain = after(Some(&plain), &Command::Approve, &by(BOSS, Role::Supervisor)).expect("approved");
        assert_eq!(plain.published().expect("published").rich, None);
    }

    #[test]
    fn what_cannot_be_read_or_would_never_hang_there_is_refused() {
        let writer = by(WRITER, Role::Receptionist);
        let of = |wording: Wording| after(None, &Command::Write { wording }, &writer).map(|_| ());
        assert_eq!(of(wording("", "写")), Err(Rejection::TitleMissing));
        assert_eq!(of(wording("题", " \n ")), Err(Rejection::WordsMissing));
        assert_eq!(of(wording(&"题".repeat(TITLE_CHARS + 1), "写")), Err(Rejection::TitleTooLong));
        assert_eq!(of(wording("题", &"写".repeat(WORDS_CHARS + 1))), Err(Rejection::WordsTooLong));
        assert_eq!(of(wording("题", "好<script>alert(1)</script>")), Err(Rejection::Markup));
        assert_eq!(of(wording("消费警示：预付卡", "写")), Err(Rejection::CouncilsWord));
        let (today, before) = (now().day(), now().day().plus_days(-1));
        assert_eq!(of(Wording { until: Some(before), ..wording("题", "写") }), Err(Rejection::EndsBeforeItBegins));
        let past = Wording { from: before, until: Some(before), ..wording("题", "写") };
        assert_eq!(of(past), Err(Rejection::EndIsPast));
        assert_eq!(of(Wording { until: Some(today), ..wording("题", "写") }), Ok(()));
        assert_eq!(of(wording("题", "[看](javascript:alert(1))")), Err(Rejection::LinkRefused));
        assert_eq!(Publication::op_kind(&Command::Submit), "publication.submit");
    }
}
