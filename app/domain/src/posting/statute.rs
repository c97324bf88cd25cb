//! Reads a whole statute out of pasted text: every line that begins with 第…条 begins an article. It is read whole or not at all.

use thiserror::Error;

use super::LAW_CHARS;
use crate::{
    board::{Article, ArticleNumber, Law},
    typed::has_markup,
    words::{Bilingual, Text, text},
};

/// More than that was not pasted by a person who wanted a statute; it is not looked at.
const MOST_BYTES: usize = 1024 * 1024;
/// Longer lines before the first article are no title.
const LONGEST_TITLE: usize = 40;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statute {
    /// What seems to be its title.
    pub title: Option<String>,
    /// The articles; without translation.
    pub articles: Vec<Article>,
    /// How many lines are headings of chapters and the like.
    pub headings: usize,
    /// How many lines stand before the first article.
    pub before: usize,
    /// Numbers that are missing between the first and the last.
    pub missing: Vec<ArticleNumber>,
}

/// Why a text is not taken as a statute.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotAStatute {
    /// There is nothing.
    #[error("empty")]
    Empty,
    /// It is too much.
    #[error("too long")]
    TooLong,
    /// No line begins with the number of an article.
    #[error("no articles")]
    NoArticles,
    /// An article stands there twice.
    #[error("article {0} twice")]
    Twice(ArticleNumber),
    /// A number is smaller than the one before it.
    #[error("article {0} after {1}")]
    OutOfOrder(ArticleNumber, ArticleNumber),
    /// 第十条之一: the numbers here are whole.
    #[error("article {0} has a part")]
    Inserted(ArticleNumber),
    /// An article says nothing.
    #[error("article {0} says nothing")]
    SaysNothing(ArticleNumber),
    /// It was not read as words.
    #[error("markup")]
    Markup,
}

const EMPTY: Text = text(
    "还没有粘贴内容。请把法律全文粘贴到这里。",
    "Nothing is pasted yet. Please paste the whole text of the law here.",
);
const TOO_LONG: Text = text(
    "粘贴的内容太长（最多 {} 个字），没有读。请只粘贴一部法律，或者只粘贴用得到的条文。",
    "What is pasted is too long (at most {} characters) and was not read. Please paste one law only, or only the articles that are used.",
);
const NO_ARTICLES: Text = text(
    "没有找到条文。每一条要另起一行，以“第…条”开头，例如“第一条　为了……”。",
    "No article was found. Each begins on a line of its own with “第…条”, such as “第一条　为了……”.",
);
const TWICE: Text = text(
    "{}出现了两次，没有导入。请删掉多的一条，再读一次。",
    "{} stands there twice; nothing was imported. Please remove one and read again.",
);
const OUT_OF_ORDER: Text = text(
    "{}排在{}后面，顺序不对，没有导入。请检查是不是粘贴了两部法律。",
    "{} stands after {}; nothing was imported. Please check whether two laws were pasted.",
);
const INSERTED: Text = text(
    "有“{}之一”这样的条号，这里还不能收，没有导入。",
    "There is a number such as “{}之一”, which cannot be kept here; nothing was imported.",
);
const SAYS_NOTHING: Text = text(
    "{}后面没有内容，没有导入。请补上这一条，再读一次。",
    "{} says nothing; nothing was imported. Please complete it and read again.",
);
const MARKUP: Text = text(
    "粘贴的内容里有网页代码，没有导入。请只粘贴文字。",
    "There is program text in what was pasted; nothing was imported. Please paste the words only.",
);

impl NotAStatute {
    /// A stable word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "statute_empty",
            Self::TooLong => "statute_too_long",
            Self::NoArticles => "statute_no_articles",
            Self::Twice(_) => "statute_article_twice",
            Self::OutOfOrder(..) => "statute_out_of_order",
            Self::Inserted(_) => "statute_inserted_article",
            Self::SaysNothing(_) => "statute_article_empty",
            Self::Markup => "statute_markup",
        }
    }

    /// Why, and what to do.
    #[must_use]
    pub fn sentence(&self) -> Bilingual {
        let named = |text: Text, numbers: &[ArticleNumber]| Bilingual {
            zh: text.fill(
                crate::words::Lang::Zh,
                &numbers.iter().map(|n| n.label()).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>(),
            ),
            en: text.fill(
                crate::words::Lang::En,
                &numbers
                    .iter()
                    .map(|n| format!("Article {n}"))
                    .collect::<Vec<_>>()
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>(),
            ),
        };
        match self {
            Self::Empty => EMPTY.into(),
            Self::TooLong => TOO_LONG.filled(&[&LAW_CHARS.to_string()]),
            Self::NoArticles => NO_ARTICLES.into(),
            Self::Twice(number) => named(TWICE, &[*number]),
            Self::OutOfOrder(number, after) => named(OUT_OF_ORDER, &[*number, *after]),
            Self::Inserted(number) => INSERTED.filled(&[&number.label()]),
            Self::SaysNothing(number) => named(SAYS_NOTHING, &[*number]),
            Self::Markup => MARKUP.into(),
        }
    }
}

/// What a line begins.
enum Line<'a> {
    Article(ArticleNumber, &'a str),
    Inserted(ArticleNumber),
    Heading,
    Words(&'a str),
}

/// Reads a statute.
///
/// # Errors
///
/// Why it is none that can be taken whole.
pub fn read_statute(pasted: &str) -> Result<Statute, NotAStatute> {
    if pasted.len() > MOST_BYTES {
        return Err(NotAStatute::TooLong);
    }
    if pasted.trim().is_empty() {
        return Err(NotAStatute::Empty);
    }
    if pasted.chars().count() > LAW_CHARS {
        return Err(NotAStatute::TooLong);
    }
    let mut found = Statute { title: None, articles: Vec::new(), headings: 0, before: 0, missing: Vec::new() };
    for line in pasted.lines().map(trimmed).filter(|line| !line.is_empty()) {
        let last = found.articles.last().map(|article| article.number);
        match read(line, last) {
            Line::Inserted(number) => return Err(NotAStatute::Inserted(number)),
            Line::Heading => found.headings += 1,
            Line::Article(number, rest) => {
                begin(&mut found, number)?;
                push(&mut found, rest);
            }
            Line::Words(words) if found.articles.is_empty() => {
                found.before += 1;
                if found.title.is_none() && words.chars().count() <= LONGEST_TITLE {
                    found.title = Some(words.to_owned());
                }
            }
            Line::Words(words) => push(&mut found, words),
        }
    }
    if found.articles.is_empty() {
        return Err(NotAStatute::NoArticles);
    }
    if let Some(empty) = found.articles.iter().find(|article| article.paragraphs.is_empty()) {
        return Err(NotAStatute::SaysNothing(empty.number));
    }
    if has_markup(pasted) {
        return Err(NotAStatute::Markup);
    }
    Ok(found)
}

impl Statute {
    /// Whether it begins with the first article and lacks none: then it is a law, and no excerpt.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.articles.first().is_some_and(|article| article.number.0 == 1)
    }

    /// The articles, with the translation of those paragraphs that another text had in the very same words.
    #[must_use]
    pub fn translated_by(&self, before: Option<&Law>) -> Vec<Article> {
        let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let known: std::collections::BTreeMap<String, &str> = before
            .iter()
            .flat_map(|law| &law.articles)
            .flat_map(|article| &article.paragraphs)
            .map(|paragraph| (solid(&paragraph.zh), paragraph.en.as_str()))
            .collect();
        let mut articles = self.articles.clone();
        for paragraph in articles.iter_mut().flat_map(|article| &mut article.paragraphs) {
            paragraph.en = known.get(&solid(&paragraph.zh)).copied().unwrap_or_default().to_owned();
        }
        articles
    }
}

fn begin(found: &mut Statute, number: ArticleNumber) -> Result<(), NotAStatute> {
    if found.articles.iter().any(|article| article.number == number) {
        return Err(NotAStatute::Twice(number));
    }
    if let Some(last) = found.articles.last().map(|article| article.number) {
        if number < last {
            return Err(NotAStatute::OutOfOrder(number, last));
        }
        found.missing.extend((last.0 + 1..number.0).map(ArticleNumber));
    }
    found.articles.push(Article { number, label: number.label(), paragraphs: Vec::new() });
    Ok(())
}

fn push(found: &mut Statute, words: &str) {
    if let Some(article) = found.articles.last_mut().filter(|_| !words.is_empty()) {
        article.paragraphs.push(Bilingual { zh: words.to_owned(), en: String::new() });
    }
}

fn trimmed(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'))
}

fn read(line: &str, last: Option<ArticleNumber>) -> Line<'_> {
    let Some(after) = line.strip_prefix('第') else { return Line::Words(line) };
    let numerals: usize = after.chars().take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
    let (numerals, rest) = after.split_at(numerals);
    let numerals = trimmed(numerals);
    if !numerals.is_empty() && rest.starts_with(['章', '编', '节', '篇']) && line.chars().count() <= LONGEST_TITLE {
        return Line::Heading;
    }
    let (Some(number), Some(rest)) = (ArticleNumber::read(numerals), rest.strip_prefix('条')) else {
        return Line::Words(line);
    };
    if rest.starts_with('之') {
        return Line::Inserted(number);
    }
    // 第四十条规定的… in the middle of a sentence that was broken into lines is no beginning.
    let is_set_off = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    let is_next = number.0 == last.map_or(1, |last| last.0 + 1);
    let is_reference = rest.starts_with(['规', '第', '、', '至', '和', '的', '所', '，', ',']);
    if is_set_off || (is_next && !is_reference) {
        return Line::Article(number, trimmed(rest.trim_start_matches([':', '：'])));
    }
    Line::Words(line)
}

/// As [`ArticleNumber::read`] reads them, with gaps inside.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == ' ' || "零〇一二三四五六七八九两十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAW: &str = "中华人民共和国产品质量法\n（2018年12月29日修正）\n目录\n第一章　总则\n\n第一章　总则\n第一条　为了加强对产品质量的监督管理，制定本法。\n　　第二条　在中华人民共和国境内从事产品生产、销售活动，必须遵守本法。\n　　本法所称产品是指经过加工、制作，用于销售的产品。\n第二章　监督\n第3条 生产者应当建立健全内部产品质量管理制度。\n第四十条规定的情形除外。";

    #[test]
    fn articles_are_found_by_their_numbers_in_whatever_numerals_and_what_is_none_is_counted() {
        let found = read_statute(LAW).expect("a statute");
        assert_eq!(found.title.as_deref(), Some("中华人民共和国产品质量法"));
        assert_eq!(found.articles.iter().map(|article| article.number.0).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!((found.headings, found.before, found.is_whole()), (3, 3, true));
        assert_eq!(found.articles[1].paragraphs.len(), 2);
        assert_eq!(found.articles[2].paragraphs[1].zh, "第四十条规定的情形除外。", "a reference begins no article");
    }

    #[test]
    fn a_text_that_has_something_wrong_is_not_taken_in_part() {
        let why = |text: &str| read_statute(text).map(|found| found.articles.len()).map_err(|why| why.code());
        assert_eq!(why(" \n　"), Err("statute_empty"));
        assert_eq!(why(&"第一条　好。\n".repeat(500_000)), Err("statute_too_long"), "some megabytes");
        assert_eq!(why(&"好".repeat(LAW_CHARS + 1)), Err("statute_too_long"));
        assert_eq!(why("消费者有权退货。"), Err("statute_no_articles"));
        assert_eq!(why("第一条　甲。\n第二条　乙。\n第二条　乙。"), Err("statute_article_twice"));
        assert_eq!(why("第五条　甲。\n第三条　乙。"), Err("statute_out_of_order"));
        assert_eq!(why("第一条　甲。\n第一条之一　乙。"), Err("statute_inserted_article"));
        assert_eq!(why("第一条\n第二条　乙。"), Err("statute_article_empty"));
        assert_eq!(why("第一条　甲<script>alert(1)</script>"), Err("statute_markup"));
        let all = [
            NotAStatute::Empty,
            NotAStatute::TooLong,
            NotAStatute::NoArticles,
            NotAStatute::Twice(ArticleNumber(40)),
            NotAStatute::OutOfOrder(ArticleNumber(3), ArticleNumber(5)),
            NotAStatute::Inserted(ArticleNumber(1)),
            NotAStatute::SaysNothing(ArticleNumber(2)),
            NotAStatute::Markup,
        ];
        for why in all {
            let said = why.sentence();
            assert!(
                !said.zh.is_empty() && !said.en.is_empty() && !said.zh.contains('{') && !said.en.contains('{'),
                "{why:?}"
            );
        }
        assert!(NotAStatute::Twice(ArticleNumber(40)).sentence().zh.starts_with("第四十条出现了两次"));
    }

    #[test]
    fn an_excerpt_is_taken_as_one_and_says_what_it_lacks() {
        let found = read_statute("第四十条　销售者负责。\n第四十四条　赔偿。").expect("an excerpt");
        assert!(!found.is_whole());
        assert_eq!(found.missing.iter().map(|n| n.0).collect::<Vec<_>>(), [41, 42, 43]);
    }
}
