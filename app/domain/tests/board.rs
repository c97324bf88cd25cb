//! The board's content and what is made of it, checked against the posted text and the statutes.

use domain::board::{
    ArticleNumber, Board, BoardError, Configured, Document, DocumentKind, Hit, Index, Piece, Place, Setting, Side,
    Span, Status, marked,
};
use domain::words::{Bilingual, Lang};
use proptest::prelude::*;
use serde::de::DeserializeOwned;

const POSTED: &str = include_str!("../../../server/content/source/notice-board.zh-CN.txt");
const STATUTES: &str = include_str!("../../../server/content/source/law-current.zh-CN.md");

/// In the order of the board.
const DOCUMENTS: [&str; 7] = [
    include_str!("../../../server/content/board/duties.json"),
    include_str!("../../../server/content/board/bulletin.json"),
    include_str!("../../../server/content/board/enterprise-rules.json"),
    include_str!("../../../server/content/board/commitments.json"),
    include_str!("../../../server/content/board/workflow.json"),
    include_str!("../../../server/content/board/contact.json"),
    include_str!("../../../server/content/board/credit.json"),
];

/// In the order of the source.
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
    let documents = DOCUMENTS.iter().rev().map(|json| read(json)).collect();
    Board::new(documents, LAWS.iter().map(|json| read(json)).collect(), read(COMPARISONS))
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn id<T: std::str::FromStr>(name: &str) -> T {
    name.parse().ok().expect("a plain name")
}

fn find(query: &str) -> Vec<Hit> {
    Index::new(&board(), &Configured::default()).find(query, Lang::Zh, 50)
}

fn is_article(hit: &Hit, name: &str, number: u16) -> bool {
    matches!(&hit.place, Place::Article { law, article } if law.as_str() == name && *article == ArticleNumber(number))
}

fn is_section(hit: &Hit, name: &str) -> bool {
    matches!(&hit.place, Place::Section { section, .. } if section.as_str() == name)
}

fn article(board: &Board, law: &str, number: u16) -> String {
    board.article(&id(law), ArticleNumber(number)).expect("in force").text(Lang::Zh)
}

#[test]
fn the_posted_text_is_never_rewritten() {
    let shown: String = board().documents.iter().map(Document::posted_text).collect();
    assert_eq!(solid(&shown), solid(POSTED));
    // Gaps left by the line layout stay where they are posted.
    assert!(shown.contains("医疗 费") && POSTED.contains("医疗 费"));
}

#[test]
fn every_posted_line_is_kept_with_its_gaps() {
    let shown: String = board().documents.iter().map(Document::posted_text).collect();
    for document in board().documents {
        for paragraph in document.sections.iter().flat_map(|section| &section.paragraphs) {
            assert!(POSTED.contains(&paragraph.zh), "{}", paragraph.zh);
        }
    }
    assert!(shown.starts_with("维权联络点工作职责") && shown.trim_end().ends_with("协助"));
}

#[test]
fn the_law_is_word_for_word_the_source() {
    let mut told = String::new();
    for law in LAWS.iter().map(|json| read::<domain::board::Law>(json)) {
        let date = serde_json::to_value(law.text_date).expect("a day");
        let edition = law.edition.as_ref().map_or("", |edition| &edition.zh);
        told += &format!("## {}（{} {edition}）", law.title.zh, date.as_str().expect("a day is text"));
        for article in &law.articles {
            told += &format!("{} {}", article.label, article.text(Lang::Zh));
        }
    }
    let start = STATUTES.find("## ").expect("the source has laws");
    assert_eq!(solid(&told), solid(&STATUTES[start..]));
}

#[test]
fn the_content_holds_together() {
    assert_eq!(board().validate(), Ok(()));
}

#[test]
fn content_that_contradicts_itself_is_refused() {
    let mut rewritten = board();
    rewritten.documents[1].sections[3].paragraphs[0].zh = "《产品质量法》第47条规定".to_owned();
    assert!(matches!(rewritten.validate(), Err(BoardError::NotPosted { .. })));

    let mut smoothed = board();
    smoothed.comparisons.articles[0].status = Status::Unchanged;
    assert!(matches!(smoothed.validate(), Err(BoardError::WrongStatus { .. })));

    let mut dangling = board();
    dangling.documents[1].sections[0].cites[0].article = ArticleNumber(999);
    assert!(matches!(dangling.validate(), Err(BoardError::UnknownArticle { .. })));

    let mut silent = board();
    silent.comparisons.articles.clear();
    assert!(matches!(silent.validate(), Err(BoardError::NotCompared { .. })));

    let mut twice = board();
    twice.documents.push(twice.documents[0].clone());
    assert!(matches!(twice.validate(), Err(BoardError::DuplicateDocument(_))));

    let mut untranslated = board();
    untranslated.laws[0].title.en.clear();
    assert!(matches!(untranslated.validate(), Err(BoardError::MissingLanguage { .. })));

    // A new text may wait for its translation; what is delivered does not.
    let mut new = board();
    assert!(new.laws.iter().flat_map(|law| &law.articles).all(domain::board::Article::is_translated));
    new.laws[0].articles[0].paragraphs[0].en.clear();
    assert_eq!(new.validate(), Ok(()));
    new.laws[0].articles[0].paragraphs[0].zh.clear();
    assert!(matches!(new.validate(), Err(BoardError::MissingLanguage { .. })));

    let mut lost = board();
    lost.documents[3].slots[0].posted.zh = "YY工商行政管理局".to_owned();
    assert!(matches!(lost.validate(), Err(BoardError::SlotNotPosted { .. })));
}

#[test]
fn unknown_fields_in_content_are_refused() {
    let json = COMPARISONS.replacen('{', "{\"remarks\": [],", 1);
    assert!(serde_json::from_str::<domain::board::Comparisons>(&json).is_err());
}

#[test]
fn english_readers_never_meet_untranslated_chinese() {
    fn texts(value: &serde_json::Value, out: &mut Vec<Bilingual>) {
        if let Ok(text) = serde_json::from_value(value.clone()) {
            out.push(text);
        } else if let Some(list) = value.as_array() {
            list.iter().for_each(|item| texts(item, out));
        } else if let Some(fields) = value.as_object() {
            fields.values().for_each(|item| texts(item, out));
        }
    }
    let mut found = Vec::new();
    texts(&serde_json::to_value(board()).expect("a board is data"), &mut found);
    assert!(found.len() > 150, "only {} texts", found.len());
    for text in found {
        assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{text:?}");
        let unquoted: String =
            text.en.split('“').map(|part| part.split_once('”').map_or(part, |(_, rest)| rest)).collect();
        let chinese =
            |c: char| matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
        assert!(!unquoted.contains(chinese), "{}", text.en);
    }
}

#[test]
fn the_old_article_35_is_shown_to_be_article_47() {
    let board = board();
    let moved = board.comparisons.articles.iter().find(|c| c.is_renumbered()).expect("one provision moved");
    assert_eq!((moved.posted_article, moved.in_force_article), (ArticleNumber(35), ArticleNumber(47)));
    assert_eq!(moved.status, Status::Moved);
    let missing: Vec<String> = moved
        .spans(board.in_force(moved).expect("article 47"))
        .into_iter()
        .filter(Span::is_difference)
        .map(|span| span.on(Side::InForce).to_owned())
        .collect();
    assert_eq!(missing, ["或者仲裁协议无效", "直接"]);
    // Whoever looks up article 35 in force learns that the board means another one.
    assert!(article(&board, "product-quality", 35).contains("失效、变质"));
    assert_eq!(board.formerly(&id("product-quality"), ArticleNumber(35)).count(), 1);
    let says: String = moved.says.iter().map(|s| s.zh.as_str()).collect();
    for word in ["第35条", "第四十七条", "第三十五条", "淘汰", "失效、变质", "或者仲裁协议无效", "直接"]
    {
        assert!(says.contains(word), "{word}");
    }
}

#[test]
fn each_quoted_article_says_how_it_stands_to_the_law_in_force() {
    let board = board();
    let told: Vec<(u16, Status)> = board.comparisons.articles.iter().map(|c| (c.posted_article.0, c.status)).collect();
    assert_eq!(
        told,
        [
            (22, Status::Changed),
            (23, Status::Unchanged),
            (40, Status::ShortenedQuote),
            (44, Status::Misquoted),
            (35, Status::Moved),
            (45, Status::Unchanged),
        ]
    );
    let limits = board.comparisons.articles.last().expect("article 45");
    assert!(limits.says.iter().any(|s| s.zh.contains("二年") && s.zh.contains("三年")));
}

#[test]
fn every_former_name_of_the_regulator_is_explained() {
    let board = board();
    for document in &board.documents {
        for section in &document.sections {
            if section.posted_text().contains("工商") {
                let noted = board.notes_for(&document.id, &section.id).next().is_some();
                let compared = board.comparisons_for(&document.id, &section.id).next().is_some();
                assert!(noted || compared, "{}#{}", document.id, section.id);
            }
        }
    }
}

#[test]
fn the_workflow_is_a_title_and_says_so() {
    let board = board();
    let workflow = board.first_of(DocumentKind::Workflow).expect("posted");
    assert!(workflow.sections.is_empty());
    assert_eq!(workflow.heading(Lang::Zh), "消费争议处理工作流程");
    assert!(workflow.note.as_ref().expect("a remark").zh.contains("没有内容"));
}

#[test]
fn the_unfilled_regulator_and_the_contact_person_can_be_filled_in_by_the_page() {
    let board = board();
    let promises = board.first_of(DocumentKind::Commitment).expect("posted");
    let contact = board.first_of(DocumentKind::Contact).expect("posted");
    for lang in [Lang::Zh, Lang::En] {
        let text = &promises.sections[3].paragraphs[0];
        let pieces = promises.pieces(text, lang);
        let joined: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) | Piece::Slot { words, .. } => words.as_str(),
            })
            .collect();
        assert_eq!(joined, text.in_lang(lang));
        assert!(pieces.iter().any(|p| matches!(p, Piece::Slot { setting: Setting::RegulatorName, .. })));
        let person = contact.pieces(&contact.sections[0].paragraphs[0], lang);
        assert!(matches!(person.as_slice(), [Piece::Slot { setting: Setting::ContactPerson, .. }]));
    }
}

#[test]
fn another_contact_point_shows_and_finds_its_own_telephone() {
    let board = board();
    let own = |zh: &str, en: &str| Some(Bilingual { zh: zh.to_owned(), en: en.to_owned() });
    let configured = Configured {
        contact_phone: own("010-12345678", "010-12345678"),
        regulator_name: own("某某区市场监督管理局", "Moumou District Administration for Market Regulation"),
        ..Configured::default()
    };
    let promises = board.first_of(DocumentKind::Commitment).expect("posted");
    let shown = promises.shown(&promises.sections[3].paragraphs[0], Lang::Zh, &configured);
    assert!(shown.contains("XX工商行政管理局（此处：某某区市场监督管理局）"));
    let index = Index::new(&board, &configured);
    assert!(is_section(&index.find("12345678", Lang::Zh, 1)[0], "phone"));
    assert!(index.find("61671254", Lang::Zh, 1).is_empty());
}

#[test]
fn what_people_type_is_found() {
    let returns = find("退货");
    assert!(returns.iter().any(|hit| is_article(hit, "consumer-protection", 24)));
    assert!(returns.iter().all(|hit| hit.complete));
    let first = &returns[0].snippet;
    assert!(first.pieces().iter().any(|piece| piece.found && piece.text == "退货"), "{first:?}");

    let both = find("  退货  七日 ");
    assert!(both.iter().any(|hit| is_article(hit, "consumer-protection", 25)));
    assert!(both.iter().all(|hit| !is_section(hit, "incoming-checks")));

    let refund = Index::new(&board(), &Configured::default()).find("Refund", Lang::Zh, 5);
    assert!(is_article(&refund[0], "consumer-protection", 25));
    assert_eq!(refund[0].lang, Lang::En);

    assert!(is_section(&find("医疗费")[0], "damages") || is_article(&find("医疗费")[0], "product-quality", 44));
    assert!(is_section(&find("０２１-61671254")[0], "phone"));
}

#[test]
fn an_article_is_found_however_its_number_is_written() {
    for query in
        ["47", "第47条", "第四十七条", "四十七条", "４７", "产品质量法第47条", "产品质量法 四十七", "article 47"]
    {
        let hits = find(query);
        assert!(hits.iter().take(2).any(|hit| is_article(hit, "product-quality", 47)), "{query}: {hits:?}");
    }
    assert!(is_article(&find("产品质量法第47条")[0], "product-quality", 47));
    // The number on the board leads to the posted section, and so does the one in force.
    assert!(find("35").iter().any(|hit| is_section(hit, "dispute-resolution")));
    assert!(find("47").iter().any(|hit| is_section(hit, "dispute-resolution")));
    assert!(is_article(&find("消法25条")[0], "consumer-protection", 25));
    // Several laws have an article 47; the one that the board quotes comes first.
    assert!(is_article(&find("47")[0], "product-quality", 47));
}

#[test]
fn a_phrase_the_law_words_differently_still_leads_somewhere() {
    let hits = find("七天无理由退货");
    assert!(hits.iter().any(|hit| is_article(hit, "consumer-protection", 25)));
    assert!(hits.iter().all(|hit| !hit.complete));
}

#[test]
fn an_empty_or_absurd_query_finds_nothing_quietly() {
    for query in ["", "   ", "，。", "🦀", "zzzzqqqq", &"退".repeat(100_000)] {
        assert!(find(query).is_empty());
    }
}

proptest! {
    #[test]
    fn marked_texts_can_be_read_back_exactly(posted in "[一二三的 ,，。a]{0,40}", in_force in "[一二三的 ,，。b]{0,40}") {
        let spans = marked(&posted, &in_force);
        prop_assert_eq!(spans.iter().map(|s| s.on(Side::Posted)).collect::<String>(), posted);
        prop_assert_eq!(spans.iter().map(|s| s.on(Side::InForce)).collect::<String>(), in_force);
    }

    #[test]
    fn marked_texts_of_any_kind_can_be_read_back_exactly(posted in any::<String>(), in_force in any::<String>()) {
        let spans = marked(&posted, &in_force);
        prop_assert_eq!(spans.iter().map(|s| s.on(Side::Posted)).collect::<String>(), posted);
        prop_assert_eq!(spans.iter().map(|s| s.on(Side::InForce)).collect::<String>(), in_force);
    }

    #[test]
    fn a_highlight_never_leaves_its_snippet(query in "([退货七日理由第四十条]|[a-e ]|[0-9]|\\PC){0,12}", english in any::<bool>()) {
        thread_local!(static INDEX: Index = Index::new(&board(), &Configured::default()));
        let reader = if english { Lang::En } else { Lang::Zh };
        for hit in INDEX.with(|index| index.find(&query, reader, 20)) {
            let length = hit.snippet.text.chars().count();
            let mut before = 0;
            for mark in &hit.snippet.marks {
                prop_assert!(before <= mark.start && mark.start < mark.end && mark.end <= length, "{:?}", hit.snippet);
                before = mark.end;
            }
            let joined: String = hit.snippet.pieces().into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(joined, hit.snippet.text);
        }
    }
}
