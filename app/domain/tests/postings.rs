//! The board is edited here: its papers as versions, and what a new text of a law does to everything that quotes it.

use domain::board::{
    ArticleNumber, Board, ChangeKind, Document, DocumentId, Law, LawId, Paper, PaperName, SectionId, Status,
};
use domain::ids::StaffId;
use domain::kind::{Context, EventSourced, continued};
use domain::moment::{Day, Moment};
use domain::posting::{
    Command, NotADocument, Posting, Rejection, Stage, Task, Wording, fits, posted, read_statute, tasks, written,
};
use domain::role::{Actor, Role};
use domain::words::{Bilingual, Lang};
use serde::de::DeserializeOwned;
use uuid::Uuid;

const DOCUMENTS: [&str; 7] = [
    include_str!("../../../server/content/board/duties.json"),
    include_str!("../../../server/content/board/bulletin.json"),
    include_str!("../../../server/content/board/enterprise-rules.json"),
    include_str!("../../../server/content/board/commitments.json"),
    include_str!("../../../server/content/board/workflow.json"),
    include_str!("../../../server/content/board/contact.json"),
    include_str!("../../../server/content/board/credit.json"),
];
const LAWS: [&str; 5] = [
    include_str!("../../../server/content/law/product-quality.json"),
    include_str!("../../../server/content/law/consumer-protection.json"),
    include_str!("../../../server/content/law/e-commerce.json"),
    include_str!("../../../server/content/law/food-safety.json"),
    include_str!("../../../server/content/law/personal-information.json"),
];
const COMPARISONS: &str = include_str!("../../../server/content/comparisons.json");

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("the content has the shape of its type")
}

fn board() -> Board {
    Board::new(DOCUMENTS.map(read).to_vec(), LAWS.map(read).to_vec(), read(COMPARISONS))
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn now() -> Moment {
    day("2026-11-28").at(12, 0)
}

fn by(id: u128, role: Role) -> Context {
    Context { now: now(), by: Actor::Staff { id: StaffId(Uuid::from_u128(id)), role } }
}

fn law(board: &Board) -> Law {
    board.law(&"product-quality".parse::<LawId>().expect("a name")).expect("the law").clone()
}

fn document(board: &Board, name: &str) -> Document {
    board.document(&name.parse::<DocumentId>().expect("a name")).expect("the document").clone()
}

fn wording(paper: Paper) -> Box<Wording> {
    Box::new(Wording { paper, from: now().day(), until: None, why: Bilingual::default() })
}

fn write(board: &Board, paper: Paper) -> Command {
    let first = board.paper(&paper.name()).map(Box::new);
    Command::Write { wording: wording(paper), first }
}

fn after(state: Option<&Posting>, command: &Command, context: &Context) -> Result<Posting, Rejection> {
    let events = Posting::decide(state, state.map(|state| state.rev), command, context)?;
    Ok(continued::<Posting>(Uuid::nil(), state, events, context.now, context).expect("a history").0)
}

/// Written by one, sent, approved by another.
fn approved(board: &Board, state: Option<&Posting>, paper: Paper) -> Posting {
    let draft = after(state, &write(board, paper), &by(1, Role::Receptionist)).expect("written");
    let waits = after(Some(&draft), &Command::Submit, &by(1, Role::Receptionist)).expect("sent");
    after(Some(&waits), &Command::Approve, &by(2, Role::Supervisor)).expect("approved")
}

/// The law with other words in two articles.
fn amended(board: &Board) -> Law {
    let mut law = law(board);
    for article in &mut law.articles {
        if article.number == ArticleNumber(40) {
            article.paragraphs[0].zh =
                article.paragraphs[0].zh.replace("应当负责修理、更换、退货", "应当在七日内负责修理、更换、退货");
        }
    }
    law.articles.retain(|article| article.number != ArticleNumber(23));
    law.text_date = day("2026-11-20");
    law.whole = true;
    law
}

#[test]
fn what_came_with_the_program_can_be_put_on_the_board_again_and_nothing_changes() {
    let board = board();
    for paper in board.papers() {
        let mut again = board.clone();
        again.put(paper.clone());
        assert_eq!(again.validate(), Ok(()), "{:?}", paper.name());
        assert_eq!(again.documents, board.documents, "{:?}", paper.name());
        assert_eq!(again.laws, board.laws);
        assert_eq!(again.comparisons.articles.len(), board.comparisons.articles.len());
        assert!(
            again.comparisons.articles.iter().all(|one| board.comparisons.articles.contains(one)),
            "{:?}",
            paper.name()
        );
        assert_eq!(paper.changes_since(&paper), []);
    }
}

#[test]
fn a_document_comes_back_to_the_character_out_of_the_editor() {
    for document in board().documents.iter().filter(|document| !document.sections.is_empty()) {
        let again =
            written(&document.as_written(Lang::Zh), &document.as_written(Lang::En), Some(document)).expect("read");
        assert_eq!(again.intro, document.intro);
        let names = |sections: &[domain::board::Section]| {
            sections.iter().map(|s| (s.id.clone(), s.number, s.title.clone(), s.paragraphs.clone())).collect::<Vec<_>>()
        };
        assert_eq!(names(&again.sections), names(&document.sections), "{}", document.id);
    }
}

#[test]
fn two_languages_that_do_not_go_together_are_told_where() {
    let why = |zh: &str, en: &str| written(zh, en, None).map(|_| ()).map_err(NotADocument::code);
    assert_eq!(why("", ""), Err("document_empty"));
    assert_eq!(why("## 1. 甲\n乙", "words"), Err("document_sections_differ"));
    assert_eq!(why("## 1. 甲\n乙\n丙", "## 1. A\nB"), Err("document_paragraphs_differ"));
    assert_eq!(why("## 1. 甲\n乙", "## 2. A\nB"), Err("document_heading_differs"));
    assert_eq!(why("## 1. 甲\n乙", "## 1. A\nB"), Ok(()));
    let said = NotADocument::Paragraphs { section: 3, zh: 2, en: 1 }.sentence();
    assert_eq!(said.zh, "第 3 个小节：中文有 2 段，英文有 1 段。一段一行，两边要一样多。");
}

#[test]
fn 宣传法律法规_维权知识_商品知识_a_new_text_of_a_law_says_on_the_board_what_it_changes() {
    let board = board();
    let posting = approved(&board, None, Paper::Law(amended(&board)));
    let mut with = board.clone();
    let standings = posted([&posting], &mut with, now().day());
    assert_eq!(with.validate(), Ok(()));
    let standing = &standings[0];
    assert_eq!((standing.version, standing.since), (2, now().day()));
    let told: Vec<_> = standing.changes.iter().map(|change| (change.kind, change.heading.zh.as_str())).collect();
    assert_eq!(told, [(ChangeKind::Changed, "第四十条"), (ChangeKind::Removed, "第二十三条")]);
    assert!(!standing.changes[0].before.zh.contains("七日内") && standing.changes[0].now.zh.contains("七日内"));

    // What the board quotes of it says so: nothing that somebody wrote about the old text stays.
    let of = |number: u16| {
        with.comparisons
            .articles
            .iter()
            .find(|one| one.law.as_str() == "product-quality" && one.in_force_article.0 == number)
    };
    let fortieth = of(40).expect("the quotation");
    assert_eq!(fortieth.status, Status::Changed);
    assert!(fortieth.says[0].zh.contains("2026 年 11 月 20 日"), "{:?}", fortieth.says);
    assert_eq!(of(22).expect("untouched").says, board.comparisons.articles[0].says);
    let gone = with.comparisons.notes.iter().find(|note| note.gone).expect("a note");
    assert!(gone.posted.starts_with("保护消费者权益的社会组织"));
    assert!(of(23).is_none());
}

#[test]
fn an_article_that_only_moved_is_followed_to_its_new_number() {
    let board = board();
    let mut law = law(&board);
    let fortieth = law.articles.iter().position(|article| article.number == ArticleNumber(40)).expect("there");
    let mut moved = law.articles.remove(fortieth);
    moved.number = ArticleNumber(41);
    moved.label = moved.number.label();
    law.articles.insert(fortieth, moved);
    let mut with = board.clone();
    with.put(Paper::Law(law.clone()));
    assert_eq!(with.validate(), Ok(()));
    let one =
        with.comparisons.articles.iter().find(|one| one.posted_article.0 == 40 && one.law == law.id).expect("followed");
    assert_eq!((one.in_force_article.0, one.status), (41, Status::Moved));
    let changes = Paper::Law(law).changes_since(&board.paper(&PaperName::Law(one.law.clone())).expect("the law"));
    assert_eq!(changes.iter().map(|change| change.kind).collect::<Vec<_>>(), [ChangeKind::Renumbered]);
    assert_eq!((changes[0].before.zh.as_str(), changes[0].now.zh.as_str()), ("第四十条", "第四十一条"));
}

#[test]
fn a_document_that_quotes_a_law_is_compared_by_itself_and_what_it_quotes_no_more_is_not() {
    let board = board();
    let mut bulletin = document(&board, "bulletin");
    let fortieth = law(&board).article(ArticleNumber(40)).expect("there").paragraphs[0].zh.clone();
    bulletin.sections.truncate(2);
    bulletin.sections[1].paragraphs[0].zh = format!("《产品质量法》第四十条规定：“{fortieth}”");
    let mut with = board.clone();
    with.put(Paper::Document(bulletin));
    assert_eq!(with.validate(), Ok(()));
    let here = |section: &str| {
        with.comparisons_for(&"bulletin".parse().expect("a name"), &section.parse::<SectionId>().expect("a name"))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(here("seller-responsibility").iter().map(|one| one.in_force_article.0).collect::<Vec<_>>(), [40]);
    assert_eq!(here("time-limits"), []);
    assert_eq!(here("social-supervision").len(), 2, "what was said of the others stays");
}

#[test]
fn one_writes_another_posts_and_the_version_before_stays_on_record() {
    let board = board();
    let mut duties = document(&board, "duties");
    duties.sections[0].paragraphs[0].zh.push_str("每周一公布上周的处理情况。");
    let draft =
        after(None, &write(&board, Paper::Document(duties.clone())), &by(1, Role::Supervisor)).expect("written");
    assert_eq!((draft.stage, draft.editions[0].version), (Stage::Draft, 1), "the posted text is version 1");
    assert!(posted([&draft], &mut board.clone(), now().day()).is_empty(), "a draft hangs nowhere");
    let waits = after(Some(&draft), &Command::Submit, &by(1, Role::Supervisor)).expect("sent");
    assert_eq!(after(Some(&waits), &Command::Approve, &by(1, Role::Supervisor)), Err(Rejection::OwnWords));
    assert_eq!(after(Some(&waits), &Command::Approve, &by(2, Role::Mediator)), Err(Rejection::SupervisorOnly));
    let back =
        after(Some(&waits), &Command::Return { why: "少了英文".into() }, &by(2, Role::Supervisor)).expect("back");
    assert_eq!((back.stage, back.returned.as_deref()), (Stage::Draft, Some("少了英文")));
    let done = after(Some(&waits), &Command::Approve, &by(2, Role::Supervisor)).expect("approved");
    assert_eq!(done.editions.iter().map(|edition| edition.version).collect::<Vec<_>>(), [1, 2]);
    let mut with = board.clone();
    posted([&done], &mut with, now().day());
    assert_eq!(document(&with, "duties").version, 2);
    assert_eq!(done.editions[0].wording.paper, Paper::Document(document(&board, "duties")));
}

#[test]
fn two_reviewers_at_once_the_second_reads_that_it_has_changed() {
    let board = board();
    let draft = after(None, &write(&board, Paper::Law(amended(&board))), &by(1, Role::Receptionist)).expect("written");
    let waits = after(Some(&draft), &Command::Submit, &by(1, Role::Receptionist)).expect("sent");
    let done = after(Some(&waits), &Command::Approve, &by(2, Role::Supervisor)).expect("approved");
    let late = Posting::decide(Some(&done), Some(waits.rev), &Command::Approve, &by(3, Role::Administrator));
    assert_eq!(late, Err(Rejection::ChangedSince));
}

#[test]
fn what_is_approved_for_later_hangs_from_its_day_on() {
    let board = board();
    let Command::Write { mut wording, first } = write(&board, Paper::Law(amended(&board))) else { panic!("a version") };
    wording.from = day("2026-12-10");
    let draft = after(None, &Command::Write { wording, first }, &by(1, Role::Receptionist)).expect("written");
    let waits = after(Some(&draft), &Command::Submit, &by(1, Role::Receptionist)).expect("sent");
    let done = after(Some(&waits), &Command::Approve, &by(2, Role::Supervisor)).expect("approved");
    let on = |text: &str| {
        let mut with = board.clone();
        let standings = posted([&done], &mut with, day(text));
        (law(&with).text_date, standings.len())
    };
    assert_eq!(on("2026-12-09"), (law(&board).text_date, 0));
    assert_eq!(on("2026-12-10"), (day("2026-11-20"), 1));
    assert_eq!(done.next(day("2026-12-01")).map(|next| next.version), Some(2));
}

#[test]
fn a_version_that_ended_without_a_successor_stays_there_says_so_and_is_a_task() {
    let board = board();
    let Command::Write { mut wording, first } = write(&board, Paper::Document(document(&board, "duties"))) else {
        panic!()
    };
    wording.until = Some(day("2026-12-05"));
    let draft = after(None, &Command::Write { wording, first }, &by(1, Role::Receptionist)).expect("written");
    let waits = after(Some(&draft), &Command::Submit, &by(1, Role::Receptionist)).expect("sent");
    let paper = Paper::Document(document(&board, "duties"));
    assert_eq!(tasks(&paper, Some(&waits), now().day()), [Task::Review]);
    let done = after(Some(&waits), &Command::Approve, &by(2, Role::Supervisor)).expect("approved");
    assert_eq!(tasks(&paper, Some(&done), day("2026-12-05")), []);
    let later = day("2026-12-06");
    assert_eq!(tasks(&paper, Some(&done), later), [Task::Replace { ended: day("2026-12-05") }]);
    let mut with = board.clone();
    let standings = posted([&done], &mut with, later);
    assert_eq!(document(&with, "duties").version, 2, "duties do not vanish from the wall");
    assert!(standings[0].is_past(later) && !standings[0].is_past(day("2026-12-05")));
}

#[test]
fn a_review_that_is_overdue_is_a_task_until_somebody_has_looked() {
    let board = board();
    let paper = Paper::Law(law(&board));
    let late = paper.review_by().plus_days(1);
    assert_eq!(tasks(&paper, None, paper.review_by()), []);
    assert_eq!(tasks(&paper, None, late), [Task::LookAgain { by: paper.review_by() }]);
    let confirm = |review_by: Day| Command::Confirm { review_by, first: Some(Box::new(paper.clone())) };
    let context = Context { now: late.at(10, 0), ..by(2, Role::Supervisor) };
    assert_eq!(after(None, &confirm(late), &context), Err(Rejection::ReviewIsPast));
    assert_eq!(after(None, &confirm(late.plus_days(200)), &by(1, Role::Receptionist)), Err(Rejection::SupervisorOnly));
    let looked = after(None, &confirm(late.plus_days(200)), &context).expect("confirmed");
    assert_eq!(tasks(&paper, Some(&looked), late), []);
    let mut with = board.clone();
    assert!(posted([&looked], &mut with, late).is_empty(), "nothing has changed for whoever reads it");
    assert_eq!(law(&with).review_by, late.plus_days(200));
}

#[test]
fn what_cannot_hang_there_is_refused_with_its_reason() {
    let board = board();
    let why = |paper: Paper| after(None, &write(&board, paper), &by(1, Role::Receptionist)).map(|_| ());
    let with = |change: fn(&mut Document)| {
        let mut duties = document(&board, "duties");
        change(&mut duties);
        why(Paper::Document(duties))
    };
    assert_eq!(with(|d| d.title.en.clear()), Err(Rejection::TitleMissing));
    assert_eq!(with(|d| d.source.zh.clear()), Err(Rejection::SourceMissing));
    assert_eq!(with(|d| d.sections.clear()), Err(Rejection::WordsMissing));
    assert_eq!(with(|d| d.sections[0].paragraphs[0].en.clear()), Err(Rejection::LanguageMissing));
    assert_eq!(with(|d| d.sections[0].paragraphs[0].zh.push_str("<script>alert(1)</script>")), Err(Rejection::Markup));
    assert_eq!(with(|d| d.sections[0].paragraphs[0].zh = "字".repeat(20_001)), Err(Rejection::DocumentTooLong));
    assert_eq!(with(|d| d.review_by = d.effective_from), Err(Rejection::ReviewIsPast));
    assert_eq!(with(|d| d.title.zh = "字".repeat(61)), Err(Rejection::TitleTooLong));
    assert_eq!(with(|d| d.sections[0].paragraphs[0].zh.push_str("3 < 5 元")), Ok(()));
    let mut twice = law(&board);
    twice.articles.push(twice.articles[0].clone());
    assert_eq!(why(Paper::Law(twice)), Err(Rejection::ArticleTwice));
    let mut other = law(&board);
    other.id = "law-1".parse().expect("a name");
    assert_eq!(fits(&board, &Paper::Law(other)), Err(Rejection::TitleTaken));
    assert_eq!(after(None, &write(&board, Paper::Law(law(&board))), &by(1, Role::Regulator)), Err(Rejection::NotYours));
}

#[test]
fn a_whole_statute_that_is_pasted_keeps_the_translations_of_what_did_not_change() {
    let board = board();
    let before = law(&board);
    let pasted: String =
        before.articles.iter().map(|article| format!("{}　{}\n", article.label, article.text(Lang::Zh))).collect();
    let found = read_statute(&format!("中华人民共和国产品质量法\n{pasted}")).expect("a statute");
    let articles = found.translated_by(Some(&before));
    assert_eq!(articles, before.articles);
    let mut again = before.clone();
    again.articles = read_statute(&pasted.replace("第四十条　", "第四十条　在本市，"))
        .expect("a statute")
        .translated_by(Some(&before));
    again.text_date = day("2026-11-20");
    assert_eq!(fits(&board, &Paper::Law(again.clone())), Ok(()), "an article may wait for its translation");
    assert!(!again.article(ArticleNumber(40)).expect("there").is_translated());
}
