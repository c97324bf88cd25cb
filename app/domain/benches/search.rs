//! Search on a device as the texts grow: the board's laws, and published answers made of their sentences, at three sizes.
//!
//! `cargo bench -p domain --bench search`.

use std::io::{Write, stdout};
use std::time::{Duration, Instant};

use domain::board::{Board, Configured, Index, Law};
use domain::moment::Day;
use domain::publication::{Category, Wording};
use domain::words::{Bilingual, Lang};
use uuid::Uuid;

const LAWS: [&str; 3] = [
    include_str!("../../../server/content/law/product-quality.json"),
    include_str!("../../../server/content/law/consumer-protection.json"),
    include_str!("../../../server/content/law/food-safety.json"),
];
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const TIMES: usize = 15;

/// What is asked: words that are there, with a slip, that are nowhere, and a whole sentence.
const ASKED: [(&str, &str, bool); 5] = [
    ("words that stand there", "无理由退货", false),
    ("two words", "消费者 赔偿", false),
    ("one sign wrong", "无里由退货", false),
    ("words that stand nowhere", "量子纠缠态", false),
    ("a whole sentence while it is typed", "我上周在店里买的东西质量有问题，商家说不能退，我该怎么办", true),
];

fn main() -> std::io::Result<()> {
    let laws: Vec<Law> = LAWS.iter().filter_map(|json| serde_json::from_str(json).ok()).collect();
    let lines: Vec<String> =
        laws.iter().flat_map(|law| &law.articles).map(|article| article.paragraphs[0].zh.clone()).collect();
    let mut out = stdout().lock();
    writeln!(out, "{:<38}{:>10}{:>12}{:>12}", "median ms (at most)", "texts", "ms", "most")?;
    for size in SIZES {
        let published: Vec<Wording> = (0..size).map(|place| wording(&lines, place)).collect();
        let named = || published.iter().enumerate().map(|(place, of)| (Uuid::from_u128(place as u128), of));
        let begun = Instant::now();
        let board = Board { laws: laws.clone(), ..Board::default() };
        let index = Index::new(&board, &Configured::default()).with_published(named());
        row(&mut out, "making the index", size, &mut [begun.elapsed()])?;
        for (title, typed, is_sentence) in ASKED {
            let mut took: Vec<Duration> = (0..TIMES)
                .map(|_| {
                    let begun = Instant::now();
                    let hits =
                        if is_sentence { index.suggest(typed, Lang::Zh, 3) } else { index.find(typed, Lang::Zh, 30) };
                    std::hint::black_box(hits);
                    begun.elapsed()
                })
                .collect();
            row(&mut out, title, size, &mut took)?;
        }
    }
    Ok(())
}

fn row(out: &mut impl Write, title: &str, size: usize, took: &mut [Duration]) -> std::io::Result<()> {
    took.sort_unstable();
    let ms = |of: Option<&Duration>| of.map_or(0.0, Duration::as_secs_f64) * 1_000.0;
    let (median, most) = (ms(took.get(took.len() / 2)), ms(took.last()));
    writeln!(out, "{title:<38}{size:>10}{median:>12.2}{most:>12.2}")
}

/// Two pieces of sentences of the law, another pair for each.
fn wording(lines: &[String], place: usize) -> Wording {
    let piece = |of: usize, from: usize| {
        let line: Vec<char> = lines[of % lines.len()].chars().collect();
        line.iter().skip(from % line.len()).chain(&line).take(40).collect::<String>()
    };
    let title = piece(place * 7 + 3, place / 11).chars().take(12).collect();
    let zh = format!("{}\n{}", piece(place * 13, place / 7), piece(place * 31 + 5, place / 3));
    let both = |zh: String| Bilingual { zh, en: String::new() };
    let from = Day::new(2026, 11, 1).expect("a day");
    Wording {
        category: Category::Faq,
        title: both(title),
        words: both(zh),
        from,
        until: None,
        urgent: false,
        pictures: Vec::new(),
    }
}
