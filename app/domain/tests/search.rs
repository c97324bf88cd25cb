//! Search over board, law and what is published, as it runs on a device: pairs of signs, one slip, and answers to somebody who is still writing.

use domain::board::{Board, Configured, Hit, Index, Law, Place};
use domain::moment::Day;
use domain::publication::{Category, Wording};
use domain::words::{Bilingual, Lang};
use proptest::prelude::*;
use uuid::Uuid;

const RETURNS: Uuid = Uuid::from_u128(1);
const CARDS: Uuid = Uuid::from_u128(2);
const LAWS: [&str; 2] = [
    include_str!("../../../server/content/law/product-quality.json"),
    include_str!("../../../server/content/law/consumer-protection.json"),
];

fn wording(title: &str, words: &str) -> Wording {
    let zh = |zh: &str| Bilingual { zh: zh.into(), en: String::new() };
    Wording {
        category: Category::Faq,
        title: zh(title),
        words: zh(words),
        from: Day::parse("2026-11-01").expect("a day"),
        until: None,
        urgent: false,
        pictures: Vec::new(),
    }
}

fn board() -> Board {
    let laws: Vec<Law> = LAWS.iter().map(|json| serde_json::from_str(json).expect("a law")).collect();
    Board { laws, ..Board::default() }
}

fn index() -> Index {
    let faq = wording(
        "试穿过的衣服还能退吗",
        "问：试穿过一次，吊牌还在，能退吗？\n答：吊牌没拆、没有洗过，七天内带小票来店里退。",
    );
    let cards =
        wording("健身卡想退怎么办", "问：健身卡用了两个月不想用了。\n答：按合同退剩余的钱，店家不肯就找联络点。");
    let published = [(RETURNS, &faq), (CARDS, &cards)];
    Index::new(&board(), &Configured::default()).with_published(published.into_iter())
}

fn is(hit: &Hit, id: Uuid) -> bool {
    hit.place == Place::Published { id }
}

fn found(hit: &Hit) -> String {
    hit.snippet.pieces().into_iter().filter(|piece| piece.found).map(|piece| piece.text).collect::<Vec<_>>().join("|")
}

#[test]
fn what_is_published_is_found_beside_board_and_law_with_what_was_typed_marked() {
    let hits = index().find("吊牌", Lang::Zh, 10);
    assert_eq!(hits.len(), 1);
    assert!(is(&hits[0], RETURNS) && hits[0].complete);
    assert_eq!(found(&hits[0]), "吊牌|吊牌");
    let english = index().find("吊牌", Lang::En, 10);
    assert_eq!(english[0].heading.en, "试穿过的衣服还能退吗", "where there is no English, the Chinese words");
    assert!(index().find("赔偿", Lang::Zh, 50).iter().any(|hit| matches!(hit.place, Place::Article { .. })));
}

#[test]
fn one_sign_that_was_mistyped_is_seen_past_and_marked_and_said_to_be_near() {
    for typed in ["健身咔", "建身卡", "健卡身", "健身房卡"] {
        let hits = index().find(typed, Lang::Zh, 5);
        assert!(hits.first().is_some_and(|hit| is(hit, CARDS) && !hit.complete), "{typed}: {hits:?}");
        assert!(found(&hits[0]).contains("健身卡"), "{typed}: {}", found(&hits[0]));
    }
    let hits = index().find("消费者和法权益", Lang::Zh, 5);
    assert!(hits[0].snippet.text.contains("消费者合法权益"), "{hits:?}");
    let hits = index().find("compensaton", Lang::En, 5);
    assert!(found(&hits[0]).to_lowercase().starts_with("compensation"), "{hits:?}");
}

#[test]
fn 解答消费咨询_an_answer_is_offered_while_the_question_is_typed_and_none_where_there_is_none() {
    let index = index();
    for typed in ["我买的衣服试穿过了还能退吗", "衣服试穿过一次，吊牌没有拆", "试穿过的裤子吊牌还在"]
    {
        let hits = index.suggest(typed, Lang::Zh, 3);
        assert!(hits.first().is_some_and(|hit| is(hit, RETURNS)), "{typed}: {hits:?}");
    }
    let hits = index.suggest("健身卡办了不想用了，怎么退剩余的钱", Lang::Zh, 3);
    assert!(is(&hits[0], CARDS), "{hits:?}");
    for nothing in ["", "？", "的的的的", "zzzz qqqq", "13800001111"] {
        assert_eq!(index.suggest(nothing, Lang::Zh, 3), [], "{nothing}");
    }
    assert!(index.suggest(&"退".repeat(5_000), Lang::Zh, 3).len() <= 3);
}

proptest! {
    /// What stands somewhere is found there by any piece of it, whatever the index leaves unread.
    #[test]
    fn any_piece_of_a_text_finds_it(article in 0..40_usize, from in 0..40_usize, length in 2..9_usize) {
        let board = board();
        let Some(of) = board.laws[1].articles.get(article) else { return Ok(()) };
        let line: Vec<char> = of.paragraphs[0].zh.chars().collect();
        let piece: String = line.iter().skip(from).take(length).collect();
        let is_words = piece.chars().all(|c| c.is_alphabetic() && !"零一二三四五六七八九十百千条第".contains(c));
        prop_assume!(is_words && piece.chars().count() > 1);
        let hits = index().find(&piece, Lang::Zh, 200);
        let place = Place::Article { law: board.laws[1].id.clone(), article: of.number };
        prop_assert!(hits.iter().any(|hit| hit.complete && hit.place == place), "{}: {:?}", piece, hits.len());
        prop_assert!(hits.iter().all(|hit| hit.complete));
    }

    /// Whatever is typed, pieces of a snippet join to it again.
    #[test]
    fn whatever_is_typed_is_answered_quietly(typed in "[退货健身卡a-z0-9，。第条 ]{0,40}") {
        let index = index();
        for hit in index.find(&typed, Lang::Zh, 9).into_iter().chain(index.suggest(&typed, Lang::Zh, 9)) {
            let joined: String = hit.snippet.pieces().into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(joined, hit.snippet.text);
        }
    }
}
