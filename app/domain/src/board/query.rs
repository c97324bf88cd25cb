//! Understanding what people type into the search field.

use super::fold::fold;
use super::ids::{ArticleNumber, is_numeral};

/// Longer input is cut: nobody types it, and every character costs a pass over the board.
const LONGEST_QUERY: usize = 200;
const MOST_TERMS: usize = 12;

/// One thing that must be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// Words, folded and in small letters.
    Words(Vec<char>),
    /// An article of any law; `typed` is looked for in the text as well.
    Article {
        /// The number asked for.
        number: ArticleNumber,
        /// The number as typed.
        typed: Vec<char>,
    },
}

/// Cuts a query into terms: at white space and punctuation, and around 第四十七条, which people glue to the law's name.
pub(super) fn terms(query: &str) -> Vec<Term> {
    let folded: Vec<char> = query.chars().take(LONGEST_QUERY).map(fold).flat_map(char::to_lowercase).collect();
    let mut out = Vec::new();
    for word in folded.split(|c| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        split_word(word, &mut out);
    }
    out.dedup();
    out.truncate(MOST_TERMS);
    out
}

fn split_word(word: &[char], out: &mut Vec<Term>) {
    if let Some(whole) = article(word).filter(|_| word.len() > 1 || word[0].is_ascii_digit()) {
        out.push(whole);
        return;
    }
    let mut rest = word;
    while let Some((before, found, after)) = next_article(rest) {
        if !before.is_empty() {
            out.push(Term::Words(before.to_vec()));
        }
        out.push(found);
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Term::Words(rest.to_vec()));
    }
}

/// The first 第四十七条, 47条 in a word, and what stands around it.
fn next_article(word: &[char]) -> Option<(&[char], Term, &[char])> {
    word.iter().enumerate().filter(|(_, c)| **c == '条').find_map(|(end, _)| {
        let numerals = word[..end].iter().rev().take_while(|c| is_numeral(**c)).count();
        let term = article(&word[end - numerals..end])?;
        let before = &word[..end - numerals];
        Some((before.strip_suffix(&['第']).unwrap_or(before), term, &word[end + 1..]))
    })
}

fn article(numerals: &[char]) -> Option<Term> {
    let typed = numerals.to_vec();
    let number = ArticleNumber::read(&typed.iter().collect::<String>())?;
    Some(Term::Article { number, typed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Term {
        Term::Words(text.chars().collect())
    }

    fn art(number: u16, typed: &str) -> Term {
        Term::Article { number: ArticleNumber(number), typed: typed.chars().collect() }
    }

    #[test]
    fn an_article_is_understood_however_it_is_written() {
        for (query, typed) in
            [("47", "47"), ("第47条", "47"), ("４７条", "47"), ("四十七条", "四十七"), ("四十七", "四十七")]
        {
            assert_eq!(terms(query), [art(47, typed)], "{query}");
        }
    }

    #[test]
    fn an_article_is_understood_when_glued_to_its_law() {
        assert_eq!(terms("消法25条"), [words("消法"), art(25, "25")]);
        assert_eq!(terms("产品质量法第四十条第一款"), [words("产品质量法"), art(40, "四十"), words("第一款")]);
    }

    #[test]
    fn plain_words_stay_words() {
        assert_eq!(terms("  退货，七日 "), [words("退货"), words("七日")]);
        assert_eq!(terms("Refund"), [words("refund")]);
        assert_eq!(terms("条"), [words("条")]);
        assert_eq!(terms(" ，。!?"), []);
    }
}
